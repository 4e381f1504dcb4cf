/**
 * The entry: one immutable fact, appended on the device where it happened. See docs/architecture.md, section 1.
 * Everything that travels, is stored or is folded is an entry; nothing else is the truth.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { AT_PATTERN, tick, type At } from '../kernel/hybrid-clock.ts';
import { CONTENT_ID_PATTERN, contentId, isWellFormed } from '../kernel/content-hash.ts';
import { quickCheck } from '../kernel/quick-check.ts';
import { err, ok, type Result } from '../kernel/result.ts';

/** A replica is one incarnation of one device: 10 base32 characters, drawn at random at enrolment. */
export const REPLICA_PATTERN = '^[a-z2-7]{10}$';
/** A scope is a division code of GB/T 2260: 6 digits for the county, 9 for a township. */
export const SCOPE_PATTERN = '^[0-9]{6}([0-9]{3})?$';
/** `<aggregate>:<key>`, such as `case:…` or `deputy:…`. */
export const SUBJECT_PATTERN = '^[a-z]{2,20}:[0-9A-Za-z_-]{1,60}$';
/** `<aggregate>.<past participle>`, such as `case.registered`. */
export const TYPE_PATTERN = '^[a-z]{2,20}\\.[a-z_]{2,40}$';

/** The name of a record's field. */
export const FIELD_PATTERN = '^[a-z][A-Za-z0-9]{0,39}$';

/** Canonical JSON of one entry may not exceed this many UTF-16 units; the server answers `too-large` beyond it. */
export const MAX_ENTRY_LENGTH = 128 * 1024;

const ContentId = Type.String({ pattern: CONTENT_ID_PATTERN });

/** Everything but the body: in clear on every replica, and authenticated as associated data of the sealed body. */
export const EntryHeader = Type.Object({
  id: ContentId,
  /** Dense from 1 within (replica, scope). */
  seq: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  replica: Type.String({ pattern: REPLICA_PATTERN }),
  /** The id of (replica, scope, seq - 1), or empty for seq 1. */
  prev: Type.Union([ContentId, Type.Literal('')]),
  at: Type.String({ pattern: AT_PATTERN }),
  /** The device's own clock, ISO 8601 UTC, however wrong: for display only. */
  wall: Type.String({ minLength: 20, maxLength: 30 }),
  /** User id; the server checks it against the session. */
  actor: Type.String({ pattern: '^[0-9A-Za-z_.-]{1,40}$' }),
  scope: Type.String({ pattern: SCOPE_PATTERN }),
  subject: Type.String({ pattern: SUBJECT_PATTERN, maxLength: 90 }),
  type: Type.String({ pattern: TYPE_PATTERN, maxLength: 64 }),
  v: Type.Integer({ minimum: 1, maximum: 1000 }),
  /** For updates: field name to the id of the entry whose value the user saw. */
  base: Type.Optional(Type.Record(Type.String({ pattern: FIELD_PATTERN }), ContentId, { additionalProperties: false })),
}, { additionalProperties: false });
export type EntryHeader = Static<typeof EntryHeader>;

/** An entry in clear, as it travels to the county over HTTPS and as it is folded. */
export const Entry = Type.Object({ ...EntryHeader.properties, body: Type.Record(Type.String(), Type.Unknown()) }, { additionalProperties: false });
export type Entry = Static<typeof Entry>;
const isEntry = quickCheck(Entry);

/** What a caller supplies; the chain supplies the rest. */
export interface EntryDraft {
  readonly scope: string;
  readonly subject: string;
  readonly type: string;
  readonly v: number;
  readonly body: Record<string, unknown>;
  readonly base?: Record<string, string>;
}

/** The end of one replica's chain in one scope, and the device's hybrid clock. */
export interface ChainHead {
  readonly replica: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: At;
}

/** Who writes, and what the device's clock says (epoch milliseconds). Decided once by the caller. */
export interface Stamp {
  readonly actor: string;
  readonly nowMs: number;
}

/** Appends `draft` after `head`: the finished entry with its content id. Pure: the same input gives the same id. */
export function appendTo(head: ChainHead, draft: EntryDraft, stamp: Stamp): Entry {
  const wallMs = Number.isFinite(stamp.nowMs) ? Math.min(Math.max(stamp.nowMs, 0), 8.64e15) : 0;
  const rest = {
    replica: head.replica, seq: head.seq + 1, prev: head.prev, at: tick(head.at, stamp.nowMs),
    wall: new Date(wallMs).toISOString(), actor: stamp.actor, scope: draft.scope, subject: draft.subject,
    type: draft.type, v: draft.v, body: draft.body, ...(draft.base ? { base: draft.base } : {}),
  };
  return { id: contentId(rest), ...rest };
}

/** The chain head after `entry`. */
export function headAfter(entry: EntryHeader): ChainHead {
  return { replica: entry.replica, seq: entry.seq, prev: entry.id, at: entry.at };
}

/** What is wrong with something that should be an entry, seen without any knowledge of its type. */
export type EntryFault = { readonly code: 'malformed'; readonly path: string } | { readonly code: 'too-large' } | { readonly code: 'wrong-hash' };

/** Reads an entry from untrusted input: shape, size, well-formed text, and that the id is the hash of the rest. */
export function parseEntry(input: unknown): Result<Entry, EntryFault> {
  if (!isEntry(input)) return err({ code: 'malformed', path: firstFault(input) });
  // Before anything walks through all of it: JSON that is nested ten thousand deep ends a stack.
  if (!isDeeplyWellFormed(input)) return err({ code: 'malformed', path: '/body' });
  if (JSON.stringify(input).length > MAX_ENTRY_LENGTH) return err({ code: 'too-large' });
  const { id, ...rest } = input;
  return contentId(rest) === id ? ok(input) : err({ code: 'wrong-hash' });
}

/** The header of an entry: everything but its body. */
export function headerOf(entry: Entry): EntryHeader {
  const { body: _, ...header } = entry;
  return header;
}

/** Fold order: hybrid clock, then id. Total, and the same on every replica. */
export function compareEntries(a: EntryHeader, b: EntryHeader): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function firstFault(input: unknown): string {
  const [fault] = Value.Errors(Entry, input);
  return fault?.instancePath ?? '/';
}

function isDeeplyWellFormed(value: unknown, depth = 0): boolean {
  if (depth > 12) return false;
  if (typeof value === 'string') return isWellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isDeeplyWellFormed(item, depth + 1));
  if (value !== null && typeof value === 'object') return Object.entries(value).every(([key, item]) => isWellFormed(key) && isDeeplyWellFormed(item, depth + 1));
  return true;
}
