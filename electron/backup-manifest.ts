/**
 * The list of one backup: which pieces of the journal and which attachments belong to it, and what opens them: the vault's file, a password's wrap
 * of the same key, the sealed enrolment, the sealed drafts, the county's address. Its first line has the SHA-256 of the rest. Pieces and attachments lie beside
 * it, named by what they hold, so that the backups of one place share them. Nothing in it is in clear that was not in clear on this disk before.
 */
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { BACKUP_ID_PATTERN, BACKUP_REASONS, type BackupReason } from '../shared/desktop-api.ts';
import { CONTENT_ID_PATTERN } from '../shared/kernel/content-hash.ts';
import { PasswordWrap } from './password-wrap.ts';

/** How a list's file is named: its backup's id and this. */
export const MANIFEST_EXTENSION = '.mqbackup';
/** 10 000 attachments are below one megabyte. */
export const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

const MAGIC = 'MQB1';
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const SmallFile = Type.Union([Type.String({ maxLength: 256 * 1024 }), Type.Null()]);

/** A segment of the journal up to its last whole batch: its name there, and the SHA-256 by which the piece is named here. */
const Piece = Type.Object({ name: Type.String({ pattern: '^[0-9]{6}\\.mqj$' }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }), bytes: Count, lines: Count, entries: Count });
export type Piece = Static<typeof Piece>;

export const BackupManifest = Type.Object({
  format: Type.Literal('minqing-backup'), version: Type.Literal(1),
  id: Type.String({ pattern: BACKUP_ID_PATTERN }),
  /** Epoch milliseconds. */
  madeAt: Count,
  why: Type.Unsafe<BackupReason>(Type.Union(BACKUP_REASONS.map((reason) => Type.Literal(reason)))),
  /** The version of the app and the computer that made it. */
  app: Type.String({ maxLength: 60 }), device: Type.String({ maxLength: 300 }),
  /** The key that everything in it is sealed under. */
  kid: Type.String({ minLength: 1, maxLength: 100 }),
  vault: Type.String({ maxLength: 256 * 1024 }), recovery: Type.Union([PasswordWrap, Type.Null()]),
  enrolment: SmallFile, county: SmallFile,
  /** Backups of before there was a copy of the drafts have none. */
  drafts: Type.Optional(SmallFile),
  pieces: Type.Array(Piece),
  attachments: Type.Array(Type.Object({ hash: Type.String({ pattern: CONTENT_ID_PATTERN }), bytes: Count })),
});
export type BackupManifest = Static<typeof BackupManifest>;

/** The file of a list. */
export function encodeManifest(manifest: BackupManifest): Buffer {
  const content = JSON.stringify(manifest);
  return Buffer.from(`${MAGIC} ${sumOf(content)}\n${content}`, 'utf8');
}

/** The list in a file, or null when a bit of it is not as it was written (or it is of a newer version). */
export function decodeManifest(file: Buffer): BackupManifest | null {
  const end = file.indexOf(0x0a);
  if (end < 0) return null;
  const content = file.toString('utf8', end + 1);
  if (file.toString('latin1', 0, end) !== `${MAGIC} ${sumOf(content)}`) return null;
  try {
    const read: unknown = JSON.parse(content);
    return Value.Check(BackupManifest, read) ? read : null;
  } catch {
    return null;
  }
}

/** The id of a backup made at `madeAt`. */
export function backupId(madeAt: number, kid: string): string {
  const [day = '', time = ''] = new Date(madeAt).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  return `${day}-${time}-${kid.toLowerCase().replaceAll(/[^a-z0-9]/g, '').slice(0, 16) || 'key'}`;
}

/** All lines, all entries, all bytes of a backup. */
export function sumsOf({ pieces, attachments }: BackupManifest): { readonly lines: number; readonly entries: number; readonly bytes: number } {
  const sum = (of: (piece: Piece) => number) => pieces.reduce((total, piece) => total + of(piece), 0);
  return { lines: sum((piece) => piece.lines), entries: sum((piece) => piece.entries), bytes: sum((piece) => piece.bytes) + attachments.reduce((total, one) => total + one.bytes, 0) };
}

function sumOf(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}
