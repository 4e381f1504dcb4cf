/**
 * What can go wrong with a whole request, and with one entry; and the one recovery of each. Nobody else invents a
 * recovery: the engine executes the first table, the driver and 需处理 the second. PROTOCOL.md, [P24]–[P28].
 */
import { Value } from 'typebox/value';
import type { RefusalCode } from '../judge.ts';
import { ErrorAnswer } from './wire.ts';

/**
 * A failure of one request or of storing its answer, as a code; never about one entry.
 * `unreachable` no answer at all · `bad-answer` an answer that is not ours, is cut, damaged or does not follow from the request ·
 * `stale-answer` ours, but from the past · `store-failed` this device could not store it (disk full) ·
 * `diverged` the county's log is not the one this device knew · `digest-mismatch` what this device holds does not add up to its place in the log · the others are the county's own words (`ErrorAnswer`).
 */
export type SyncError = 'unreachable' | 'bad-answer' | 'stale-answer' | 'store-failed' | 'diverged' | 'digest-mismatch' | ErrorAnswer['error'];

/**
 * `retry` the same again after a back-off · `halve` the same with half the entries · `start-over` a new generation from the
 * log's start, everything offered · `log-in`, `upgrade`, `stop-and-tell`: nothing more until a person acted (`resume`).
 */
export type Recovery = 'retry' | 'halve' | 'start-over' | 'log-in' | 'upgrade' | 'stop-and-tell';

/** Exactly one recovery for each error. */
export const RECOVERY: Readonly<Record<SyncError, Recovery>> = {
  'unreachable': 'retry', 'bad-answer': 'retry', 'stale-answer': 'retry', 'store-failed': 'retry',
  // A request that was cut on its way is answered `bad-request`: stopping for good would strand the device.
  'bad-request': 'retry', 'not-found': 'retry', 'rate-limited': 'retry', 'server-full': 'retry', 'server-error': 'retry',
  'too-large': 'halve', 'diverged': 'start-over', 'digest-mismatch': 'start-over', 'unauthenticated': 'log-in', 'upgrade-required': 'upgrade', 'forbidden': 'stop-and-tell',
};

/** What becomes of a refused entry. Either way it is kept, shown under 需处理, and never holds up the others. */
export type RefusalRecovery = 'keep-and-show' | 'offer-again';

/**
 * `offer-again`: the county may judge otherwise later (it was upgraded), or the way there damaged an entry that is whole on
 * this device. The driver gives these ids to the engine once at each opening; a person may do so for any refusal.
 */
export const REFUSAL_RECOVERY: Readonly<Record<RefusalCode, RefusalRecovery>> = {
  'type-unknown': 'offer-again', 'version-newer': 'offer-again', 'wrong-hash': 'offer-again', 'malformed': 'offer-again',
  // A device that the county did not know (it was restored), or whose signatures it accepts after all.
  'signature-false': 'offer-again', 'signer-revoked': 'offer-again',
  'too-large': 'keep-and-show', 'foreign-scope': 'keep-and-show', 'wrong-actor': 'keep-and-show', 'not-allowed': 'keep-and-show', 'body-invalid': 'keep-and-show',
};

/**
 * The error of an HTTP answer that is not 200. Codes that would stop the device are believed only from a body that is ours:
 * a captive portal or a proxy also says 401, 403 and 404. What a proxy may well say on the county's behalf is believed from it.
 */
export function errorOfResponse(status: number, body: unknown): SyncError {
  if (Value.Check(ErrorAnswer, body)) return body.error;
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-error' : 'bad-answer';
}

/** The newest protocol that the server behind a 426 speaks; null for any other answer. One that does not say speaks version 1. */
export function newestProtocolOf(status: number, body: unknown): number | null {
  if (status !== 426 || !Value.Check(ErrorAnswer, body)) return null;
  return body.protocols?.newest ?? 1;
}
