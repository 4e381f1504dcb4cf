/** The activity: one evening of the night market (民情夜市), and later the other ways of meeting people. Form F01. */
import { Type, type Static } from 'typebox';
import { body, date, subject, text, time } from '../kernel/schema.ts';

const count = Type.Integer({ minimum: 0, maximum: 100_000 });

/** Kinds of activity; later issues add rows, not code. */
export const ACTIVITY_KINDS = ['night_market'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** The version of all bodies below. */
export const ACTIVITY_BODY_VERSION = 1;

/** The bodies of the aggregate's entries, by type; all at `ACTIVITY_BODY_VERSION`. */
export const ACTIVITY_BODIES = {
  'activity.opened': body({ kind: Type.Literal('night_market'), place: text(200), village: Type.Optional(subject), theme: Type.Optional(Type.String({ maxLength: 200 })), on: date, from: time }),
  /** Deputies present: the whole list each time. */
  'activity.attended': body({ deputies: Type.Array(subject, { maxItems: 200 }) }),
  /** Citizens attending (群众人次), and what was settled at the table: the running totals each time. */
  'activity.counted': body({ citizens: count, settled: Type.Optional(count), ideas: Type.Optional(count) }),
  'activity.closed': body({ until: time, note: Type.Optional(Type.String({ maxLength: 5000 })) }),
} as const;
export type ActivityEntryType = keyof typeof ACTIVITY_BODIES;
export type ActivityBody<T extends ActivityEntryType> = Static<(typeof ACTIVITY_BODIES)[T]>;

/** An activity as its entries add up. */
export interface ActivityState {
  readonly id: string;
  readonly scope: string;
  readonly kind: ActivityKind;
  readonly place: string;
  readonly village: string | null;
  readonly theme: string | null;
  readonly on: string;
  readonly from: string;
  readonly until: string | null;
  readonly deputies: readonly string[];
  readonly citizens: number;
  readonly settled: number;
  readonly ideas: number;
  readonly open: boolean;
  readonly note: string | null;
}
