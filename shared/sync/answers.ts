/**
 * Reading an answer: is it ours, is it for this request, and does it follow from what this device knows? Anything else
 * changes nothing. PROTOCOL.md, [P10]–[P19].
 */
import { Value } from 'typebox/value';
import { err, ok, type Result } from '../kernel/result.ts';
import { contentId } from '../kernel/content-hash.ts';
import { quickCheck } from '../kernel/quick-check.ts';
import type { Entry } from '../ledger/entry.ts';
import { logAfter, type LogToken } from '../ledger/log-hash.ts';
import type { SyncError } from './errors.ts';
import type { LogState } from './log-state.ts';
import { DigestAnswer, DivergedAnswer, OfferAnswer, PullAnswer, PushAnswer } from './wire.ts';

/** The requests, by the last part of their path: POST /api/sync/push, …/pull, …/offer, …/digest. */
export type RequestKind = 'push' | 'pull' | 'offer' | 'digest';

/** What was asked, as far as the answer must agree with it. */
export interface Asked {
  readonly kind: RequestKind;
  /** The ids that were pushed or offered, in order; empty for the others. */
  readonly ids: readonly string[];
}

/** An answer that may be believed. */
export type Believed = PushAnswer | PullAnswer | OfferAnswer | DigestAnswer | DivergedAnswer;

const IS_ANSWER: Readonly<Record<RequestKind, (answer: unknown) => boolean>> = { push: quickCheck(PushAnswer), pull: quickCheck(PullAnswer), offer: quickCheck(OfferAnswer), digest: quickCheck(DigestAnswer) };

/** Reads the body of a 200 answer to `asked`, as a device in state `log`. */
export function readAnswer(log: LogState, asked: Asked, answer: unknown): Result<Believed, SyncError> {
  if (Value.Check(DivergedAnswer, answer)) return answer.generation === log.generation ? ok(answer) : err('stale-answer');
  if (!IS_ANSWER[asked.kind](answer)) return err('bad-answer');
  const believed = answer as Exclude<Believed, DivergedAnswer>;
  if (believed.generation !== log.generation) return err('stale-answer');
  const fault = faultOf(log, asked, believed);
  return fault ? err(fault) : ok(believed);
}

function faultOf(log: LogState, asked: Asked, believed: Exclude<Believed, DivergedAnswer>): SyncError | null {
  switch (believed.outcome) {
    case 'pushed': return pushFault(log, asked, believed);
    case 'pulled': return pullFault(log, believed);
    case 'offered': return offerFault(log, asked, believed);
    case 'digested': return isSameToken(believed.upTo, log.cursor) ? null : 'stale-answer';
  }
}

/** True for one and the same place of one and the same log. */
export function isSameToken(a: LogToken, b: LogToken): boolean {
  return a.rev === b.rev && a.h === b.h;
}

/** The newer of two tokens of the same generation. */
export function newerToken(a: LogToken, b: LogToken): LogToken {
  return b.rev > a.rev ? b : a;
}

/** True when the log between `from` and `to` holds exactly `ids`, in this order: its hash proves it. */
function followsExactly(from: LogToken, to: LogToken, ids: readonly string[]): boolean {
  if (from.rev + ids.length !== to.rev) return false;
  return ids.reduce((token, id) => logAfter(token, id), from).h === to.h;
}

function pushFault(log: LogState, asked: Asked, answer: PushAnswer): SyncError | null {
  const { verdicts, token } = answer;
  if (verdicts.length !== asked.ids.length || verdicts.some((verdict, i) => verdict.id !== asked.ids[i])) return 'bad-answer';
  if (verdicts.some((verdict) => verdict.verdict === 'accepted' && verdict.rev > token.rev)) return 'bad-answer';
  return headFault(log, token);
}

function pullFault(log: LogState, answer: PullAnswer): SyncError | null {
  const { base, cursor, entries, head } = answer;
  if (!isSameToken(base, log.cursor)) return 'stale-answer';
  if (head < cursor.rev || (entries.length === 0 && head > cursor.rev)) return 'bad-answer';
  if (entries.some(({ entry }) => entry.scope !== log.scope || !isWhole(entry))) return 'bad-answer';
  if (!followsExactly(base, cursor, entries.map(({ entry }) => entry.id))) return 'bad-answer';
  return cursor.rev === log.seen.rev && cursor.h !== log.seen.h ? 'bad-answer' : null;
}

function offerFault(log: LogState, asked: Asked, answer: OfferAnswer): SyncError | null {
  const offered = new Set(asked.ids);
  if (answer.upTo !== asked.ids.at(-1) || answer.missing.length + answer.known !== asked.ids.length || answer.missing.some((id) => !offered.has(id))) return 'bad-answer';
  return headFault(log, answer.token);
}

/** The schema has checked its shape; the county has judged the rest when it accepted it. */
function isWhole(entry: Entry): boolean {
  const { id, ...rest } = entry;
  return contentId(rest) === id;
}

/** The county proves before it answers that its log holds `seen`, so that an older head speaks of the past. */
function headFault(log: LogState, head: LogToken): SyncError | null {
  if (head.rev < log.seen.rev) return 'stale-answer';
  return head.rev === log.seen.rev && head.h !== log.seen.h ? 'bad-answer' : null;
}
