/**
 * A bundle: entries and their attachments on their way in a file, from one device to another or to the county (a USB stick between two
 * laptops at one market). What is in the file, before it is locked with a code (`renderer/store/bundle-lock.ts`, the age format):
 *
 *   header        JSON: format, version, scope, what was chosen, from whom, how much follows
 *   entry …       JSON, one frame each: `CarriedEntry` as on the wire; what the county has not confirmed bears its writer's signature
 *   attachment …  26 letters of its hash, then its bytes
 *   end           JSON: how many there were of each, the SHA-256 of every frame before, and the signature of the device that made it
 *
 * A reply is a bundle that the county made for one device: its entries are what the log holds after a place, in their order, each with its receipt, and its end
 * bears the county's signature. What they are taken by is `shared/sync/reply.ts`.
 *
 * A file without its end, or with another number or hash in it, is no bundle: nothing of it is stored. Unknown fields are allowed, so
 * that a later version may add some; what an older version would misread raises `BUNDLE_VERSION`. Version 1 had no signatures, version 2 no replies and nothing
 * made for what one computer lacks: both are still read, and what needs nothing newer is written as version 2, for the older software on the other laptop.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { CONTENT_ID_PATTERN } from '../kernel/content-hash.ts';
import { DEVICE_PATTERN, Signed, SIGNATURE_PATTERN } from '../identity/device-key.ts';
import { REPLICA_PATTERN, SCOPE_PATTERN, SUBJECT_PATTERN } from '../ledger/entry.ts';
import { LogToken } from '../ledger/log-hash.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { textOfBytes } from '../kernel/utf8.ts';
import type { BundleFault } from './words.ts';

/** How a locked file begins (the age format); and one that is locked for a key, not with a code. */
export const LOCKED_BEGINNING = 'age-encryption.org/v1\n';
export const LOCKED_FOR_KEYS = `${LOCKED_BEGINNING}-> X25519 `;
/** Who opens a bundle: whoever has the code, or the one key (`age1…`). */
export type Lock = { readonly code: string } | { readonly recipient: string };

export const BUNDLE_FORMAT = 'minqing-bundle';
/** The newest version that this software reads. */
export const BUNDLE_VERSION = 3;
/** The end of a bundle's file name. */
export const BUNDLE_EXTENSION = '.mqb';

const Count = Type.Integer({ minimum: 0 });

/**
 * What is carried of a scope: one activity with its cases, what changed in the last days, everything, all that the county has not confirmed yet, what a computer
 * lacked when it made its own last bundle; or, from the county only, what its log holds after a place.
 */
export const BundleChoice = Type.Union([
  Type.Object({ kind: Type.Literal('activity'), scope: Type.String({ pattern: SCOPE_PATTERN }), activity: Type.String({ pattern: SUBJECT_PATTERN, maxLength: 90 }) }),
  Type.Object({ kind: Type.Literal('days'), scope: Type.String({ pattern: SCOPE_PATTERN }), days: Type.Integer({ minimum: 1, maximum: 3660 }) }),
  Type.Object({ kind: Type.Literal('all'), scope: Type.String({ pattern: SCOPE_PATTERN }) }),
  Type.Object({ kind: Type.Literal('unconfirmed'), scope: Type.String({ pattern: SCOPE_PATTERN }) }),
  Type.Object({ kind: Type.Literal('lacking'), scope: Type.String({ pattern: SCOPE_PATTERN }), device: Type.String({ pattern: DEVICE_PATTERN }) }),
  Type.Object({ kind: Type.Literal('reply'), scope: Type.String({ pattern: SCOPE_PATTERN }), base: LogToken, cursor: LogToken }),
]);
export type BundleChoice = Static<typeof BundleChoice>;

/** Ids beyond so many are not said: whoever makes a bundle for this computer then carries a few too many. */
export const MOST_UNPROVEN = 20_000;
/** What the maker of a bundle holds of its scope: everything up to a place in the county's log, and beside that what the county has not confirmed to it. */
export const Holds = Type.Object({ cursor: LogToken, unproven: Type.Array(Type.String({ pattern: CONTENT_ID_PATTERN }), { maxItems: MOST_UNPROVEN }) });
export type Holds = Static<typeof Holds>;

export const BundleHeader = Type.Object({
  format: Type.Literal(BUNDLE_FORMAT),
  version: Type.Integer({ minimum: 1 }),
  scope: Type.String({ pattern: SCOPE_PATTERN }),
  choice: BundleChoice,
  from: Type.Object({
    replica: Type.String({ pattern: REPLICA_PATTERN }), user: Type.String({ maxLength: 40 }), userName: Type.String({ maxLength: 60 }),
    /** What the computer is called. */
    device: Type.String({ maxLength: 120 }),
    /** The county's id of the device, whose signature stands in the last frame; absent from one without a key. */
    deviceId: Type.Optional(Type.String({ pattern: DEVICE_PATTERN })),
  }),
  /** When it was made, by that device's clock (ISO 8601 UTC): for display only. */
  madeAt: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' }),
  entries: Count,
  attachments: Count,
  /** Absent from older software, and from whoever may not read the scope any more. */
  holds: Type.Optional(Holds),
});
export type BundleHeader = Static<typeof BundleHeader>;

/** What the last frame says of all before it. Signatures are over the letters of the hash: a device's as of a `bundle`, the county's as of a `reply`. */
export const BundleEnd = Type.Object({
  entries: Count, attachments: Count, hash: Type.String({ pattern: '^[0-9a-f]{64}$' }), signed: Type.Optional(Signed), county: Type.Optional(Type.String({ pattern: SIGNATURE_PATTERN })),
});
export type BundleEnd = Static<typeof BundleEnd>;

const Format = Type.Object({ format: Type.Literal(BUNDLE_FORMAT), version: Type.Integer({ minimum: 1 }) });

/** The version that a bundle of this choice is written in: the oldest software that reads it rightly. */
export function versionOf({ kind }: BundleChoice): number {
  return kind === 'lacking' || kind === 'reply' ? 3 : 2;
}

/** Reads the first frame: its version is judged before anything that a newer version may have changed. */
export function parseBundleHeader(payload: Uint8Array): Result<BundleHeader, BundleFault> {
  const value = parseJson(payload);
  if (!Value.Check(Format, value)) return err('not-a-bundle');
  if (value.version > BUNDLE_VERSION) return err('newer-version');
  return Value.Check(BundleHeader, value) && value.choice.scope === value.scope ? ok(value) : err('damaged');
}

/** The JSON in a frame; undefined when it is none. */
export function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(textOfBytes(payload) ?? '') as unknown;
  } catch {
    return undefined;
  }
}
