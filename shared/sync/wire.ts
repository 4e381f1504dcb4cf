/**
 * The wire: every request and answer between a device and the county server, as schemas. `PROTOCOL.md` numbers the
 * rules. A test hashes these schemas beside `PROTOCOL_VERSION`, so that neither changes without the other.
 * One log per scope: every request speaks of one scope, its log and its token.
 */
import { Type, type Static } from 'typebox';
import { CONTENT_ID_PATTERN } from '../kernel/content-hash.ts';
import { choice } from '../kernel/schema.ts';
import { KEY_PATTERN, Signed } from '../identity/device-key.ts';
import { Entry, REPLICA_PATTERN, SCOPE_PATTERN } from '../ledger/entry.ts';
import { LogToken } from '../ledger/log-hash.ts';
import { ROLES } from '../access.ts';
import { REFUSAL_CODES } from '../judge.ts';

/** Raised with every change of the wire. */
export const PROTOCOL_VERSION = 2;
/** The oldest that is still spoken, by device and server alike: each request is answered in its own version. */
export const OLDEST_PROTOCOL = 1;
/** The first with `digest`. */
export const DIGEST_PROTOCOL = 2;
/** The first in which an entry may bear the signature of its writer's device. */
export const SIGNED_PROTOCOL = 2;

/** At most this many entries in one push, … */
export const MAX_PUSH_ENTRIES = 500;
/** … and at most this many bytes in any request body; beyond it the server answers 413 and the device halves its batch. */
export const MAX_REQUEST_BYTES = 1024 * 1024;
/** Most entries in one pull answer. */
export const MAX_PULL_ENTRIES = 1000;
/** Most ids in one offer. */
export const MAX_OFFER_IDS = 5000;

const Id = Type.String({ pattern: CONTENT_ID_PATTERN });
const Scope = Type.String({ pattern: SCOPE_PATTERN });

/** The county's proof that it once accepted an entry: HMAC-SHA256 of the id under the county's key, hex. */
export const Receipt = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** An entry with the county's receipt, if the sender has one, or with the signature of the device that wrote it, if the sender is another (protocol 2). */
export const CarriedEntry = Type.Object({ entry: Entry, receipt: Type.Optional(Receipt), signed: Type.Optional(Signed) }, { additionalProperties: false });
export type CarriedEntry = Static<typeof CarriedEntry>;

const common = {
  protocol: Type.Integer({ minimum: 1 }),
  scope: Scope,
  replica: Type.String({ pattern: REPLICA_PATTERN }),
  /** Raised by the device each time it starts over; echoed, so that an answer from before is recognised as stale. */
  generation: Type.Integer({ minimum: 0 }),
  /** The newest token this device was ever given for this scope, by pull or by push: the server proves it is the same log. */
  seen: LogToken,
};

/** POST /api/sync/push */
export const PushRequest = Type.Object({ ...common, entries: Type.Array(Type.Unknown(), { minItems: 1, maxItems: MAX_PUSH_ENTRIES }) }, { additionalProperties: false });
export type PushRequest = Static<typeof PushRequest>;

/** The judgement of one pushed entry. `id` is the sender's, as sent (null when it sent none that can be read). */
export const Verdict = Type.Union([
  Type.Object({ id: Id, verdict: Type.Literal('accepted'), rev: Type.Integer({ minimum: 1 }), receipt: Receipt }, { additionalProperties: false }),
  Type.Object({ id: Type.Union([Id, Type.Null()]), verdict: Type.Literal('refused'), code: choice(REFUSAL_CODES) }, { additionalProperties: false }),
]);
export type Verdict = Static<typeof Verdict>;

const answer = {
  generation: Type.Integer({ minimum: 0 }),
  /** Epoch milliseconds of the server: the device shows the difference, and orders nothing by it. */
  serverTime: Type.Integer(),
  /** The highest `seq` of the asking replica in this log: more than the device remembers means that it was rolled back. */
  replicaSeq: Type.Integer({ minimum: 0 }),
};

/** 200 of push, in the order of the entries sent. Given only after the commit. */
export const PushAnswer = Type.Object({ ...answer, outcome: Type.Literal('pushed'), verdicts: Type.Array(Verdict), token: LogToken }, { additionalProperties: false });
export type PushAnswer = Static<typeof PushAnswer>;

/** POST /api/sync/pull */
export const PullRequest = Type.Object({ ...common, cursor: LogToken, limit: Type.Integer({ minimum: 1, maximum: MAX_PULL_ENTRIES }) }, { additionalProperties: false });
export type PullRequest = Static<typeof PullRequest>;

/** 200 of pull: the entries after `base`, which equals the cursor that was sent. */
export const PullAnswer = Type.Object({
  ...answer, outcome: Type.Literal('pulled'), base: LogToken, cursor: LogToken, head: Type.Integer({ minimum: 0 }),
  entries: Type.Array(Type.Object({ entry: Entry, receipt: Receipt }, { additionalProperties: false })),
}, { additionalProperties: false });
export type PullAnswer = Static<typeof PullAnswer>;

/** POST /api/sync/offer: the ids a device holds, after a divergence; the server names those it lacks. */
export const OfferRequest = Type.Object({ ...common, ids: Type.Array(Id, { minItems: 1, maxItems: MAX_OFFER_IDS }) }, { additionalProperties: false });
export type OfferRequest = Static<typeof OfferRequest>;
/**
 * `token` is the head that `missing` was found against: without it a second restore during a long offer would go
 * unseen. `upTo` repeats the last id that was offered, so that the answer to another part is never taken for this one;
 * `known` counts the offered ids that are there, so that a shortened list shows.
 */
export const OfferAnswer = Type.Object({ ...answer, outcome: Type.Literal('offered'), missing: Type.Array(Id), known: Type.Integer({ minimum: 0 }), upTo: Id, token: LogToken }, { additionalProperties: false });
export type OfferAnswer = Static<typeof OfferAnswer>;

/** POST /api/sync/digest, from protocol 2: the device holds everything up to its cursor, and asks the county to read its own log again. */
export const DigestRequest = Type.Object({ ...common, upTo: LogToken }, { additionalProperties: false });
export type DigestRequest = Static<typeof DigestRequest>;
/** The county has just computed `upTo` anew from what lies on its disk. */
export const DigestAnswer = Type.Object({ ...answer, outcome: Type.Literal('digested'), upTo: LogToken }, { additionalProperties: false });
export type DigestAnswer = Static<typeof DigestAnswer>;

/** 200 of any of them when `seen`, `cursor` or `upTo` is not in the server's log: it was restored, or is another server. */
export const DivergedAnswer = Type.Object({ ...answer, outcome: Type.Literal('diverged'), head: LogToken }, { additionalProperties: false });
export type DivergedAnswer = Static<typeof DivergedAnswer>;

/** Every 4xx and 5xx: about the whole request, never about one entry. */
export const ErrorAnswer = Type.Object({ error: choice(['bad-request', 'unauthenticated', 'forbidden', 'too-large', 'upgrade-required', 'rate-limited', 'server-full', 'server-error', 'not-found']), message: Type.String(),
  /** With `upgrade-required`: the versions that the server speaks. One that does not say it speaks version 1 only. */
  protocols: Type.Optional(Type.Object({ oldest: Type.Integer({ minimum: 1 }), newest: Type.Integer({ minimum: 1 }) }, { additionalProperties: false })),
}, { additionalProperties: true });
export type ErrorAnswer = Static<typeof ErrorAnswer>;

/** POST /api/enrol: a one-time code makes this installation a device of its user. `publicKey` is the device's own (protocol 2). */
export const EnrolRequest = Type.Object({
  protocol: Type.Integer({ minimum: 1 }), code: Type.String({ minLength: 8, maxLength: 64 }), device: Type.String({ minLength: 1, maxLength: 60 }),
  publicKey: Type.Optional(Type.String({ pattern: KEY_PATTERN })),
}, { additionalProperties: false });
export type EnrolRequest = Static<typeof EnrolRequest>;

/** Who the device now is: kept by the device's vault, never in clear on disk. */
export const Enrolment = Type.Object({
  token: Type.String({ minLength: 32, maxLength: 128 }),
  deviceId: Type.String(),
  session: Type.Object({
    user: Type.String(), userName: Type.String(), role: choice(ROLES), home: Scope, reads: Type.Array(Scope), writes: Type.Array(Scope),
  }, { additionalProperties: false }),
  county: Type.Object({ code: Scope, name: Type.String() }, { additionalProperties: false }),
  /** Who the people behind the actors are, as far as their scopes may be read: timelines say 王秘书, not an id. */
  people: Type.Array(Type.Object({ user: Type.String(), userName: Type.String() }, { additionalProperties: false })),
  /** Names of the scopes that may be read, by code, with the township's short name for numbers. */
  scopes: Type.Array(Type.Object({ code: Scope, name: Type.String(), organ: Type.String() }, { additionalProperties: false })),
}, { additionalProperties: false });
export type Enrolment = Static<typeof Enrolment>;

/** GET /api/sync/news (Server-Sent Events): `data: {"scope": "...", "rev": n}`. A hint to pull, never data. */
export const News = Type.Object({ scope: Scope, rev: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export type News = Static<typeof News>;
