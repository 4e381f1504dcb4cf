/**
 * What a device must remember about one scope's log between two runs: small, JSON, and written as one value, always
 * after the entries and receipts that it speaks of.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { CONTENT_ID_PATTERN } from '../kernel/content-hash.ts';
import { REPLICA_PATTERN, SCOPE_PATTERN } from '../ledger/entry.ts';
import { LogToken, logStart } from '../ledger/log-hash.ts';

const Id = Type.String({ pattern: CONTENT_ID_PATTERN });

export const LogState = Type.Object({
  scope: Type.String({ pattern: SCOPE_PATTERN }),
  /** The replica under which this device appends now. */
  replica: Type.String({ pattern: REPLICA_PATTERN }),
  /**
   * For each replica this device ever had (the current one too): up to which `seq` the county has judged. An own entry
   * waits when its `seq` is greater and it bears no receipt.
   */
  judged: Type.Record(Type.String({ pattern: REPLICA_PATTERN }), Type.Integer({ minimum: 0 })),
  /** Raised at each divergence; answers to an older generation are not for this one. */
  generation: Type.Integer({ minimum: 0 }),
  /** Everything up to here is on this device. */
  cursor: LogToken,
  /** The newest token ever given to this device in this generation: by pull, push or offer. */
  seen: LogToken,
  /** After a divergence: the last id that was offered, '' before the first; null when no offer is under way. */
  offered: Type.Union([Id, Type.Literal(''), Type.Null()]),
  /** The token at which both sides last read their whole logs and agreed; absent until they have, and again after a divergence. */
  verified: Type.Optional(LogToken),
  /** Ids to push although they do not wait: what the county lacked of an offer, and refusals to be judged again. */
  give: Type.Array(Id),
}, { additionalProperties: false });
export type LogState = Static<typeof LogState>;

/**
 * The state before the first exchange. It begins with an offer: a device whose memory was lost (profile repaired, ledger
 * rebuilt from the journal) may hold entries that the county lost, and a device without entries offers nothing.
 */
export function startLog(scope: string, replica: string): LogState {
  const start = logStart(scope);
  return { scope, replica, judged: { [replica]: 0 }, generation: 0, cursor: start, seen: start, offered: '', give: [] };
}

/** The stored state as it was read, or null when it is missing, damaged or of another version: then `startLog`. */
export function readLog(stored: unknown): LogState | null {
  return Value.Check(LogState, stored) ? stored : null;
}
