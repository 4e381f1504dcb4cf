/** Where a county server, or the command that backs it up, is to die. */

/** The points at which the server itself dies. */
export const SERVER_POINTS = [
  'between the statements of a push', 'before the commit', 'in the commit', 'after the commit, before the answer', 'in a checkpoint', 'at any time', 'while it starts', 'while a backup runs beside it',
] as const;
/** The points at which the command `backup` dies, beside a server that goes on. */
export const BACKUP_POINTS = ['while a backup is copied', 'while a backup is checked', 'before a backup gets its name'] as const;
/** The points at which a server dies over the backup that its own thread makes every night, while the rest of it takes pushes. */
export const NIGHTLY_POINTS = ['while the nightly backup is copied', 'while the nightly backup is checked', 'before the nightly backup gets its name', 'after the nightly backup got its name'] as const;
/** All of them. */
export const ALL_POINTS = [...SERVER_POINTS, ...BACKUP_POINTS, ...NIGHTLY_POINTS] as const;

export type ServerPoint = (typeof SERVER_POINTS)[number];
export type BackupPoint = (typeof BACKUP_POINTS)[number];
export type NightlyPoint = (typeof NIGHTLY_POINTS)[number];

/** What the preload is told. */
export interface ServerPlan {
  readonly point: (typeof ALL_POINTS)[number];
  /** The writing transaction since the server listens, from 1, in or after which it happens. */
  readonly transaction: number;
  /** How many writing statements of it are still carried out, at most all but its last. */
  readonly statement: number;
  /** How long SQLite works before the kill, for points inside one call. */
  readonly microseconds: number;
  /** A file in which the point is noted when it is reached, and when the call was over before the kill came. */
  readonly log: string;
}
