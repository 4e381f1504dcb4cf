/**
 * The sync engine of one scope's log on one device: a pure state machine. The driver (the store's worker) owns disk,
 * network, timers and randomness; it sends events, carries out effects, and sends what came of them as further events.
 * The rules are numbered in PROTOCOL.md.
 *
 * What the driver must do
 * - One engine for each scope that the device reads. Events of one engine are stepped one after another, and every
 *   effect of a step is carried out; the effects of one step do not depend on one another's order.
 * - Open: `openEngine(readLog(row) ?? startLog(scope, replica), { replica, seq, former })`, then step `wake`; then `offer-again` with the ids of the
 *   entries whose refusal has the recovery `offer-again` (errors.ts).
 * - `load`, `load-ids`, `load-hash`, `request` and `store` are each answered by exactly one event, in the end: `loaded`,
 *   `ids-loaded`, `hash-loaded`, `answer` or `failed`, `stored` or `store-failed`. A request gets a time limit (`failed` with
 *   `unreachable`), and so has every disk access (`store-failed`).
 * - `store` becomes durable in this order: the row `before` (when there is one), then entries, receipts and refusals, then the
 *   row `log`. A crash in between only means that the same is exchanged again; in any other order it can lose an entry.
 *   Nothing of it may be shown as done before it is durable.
 * - Only entries that are durable themselves (journal and RxDB) may be given to `loaded`.
 * - `verify` when the last full comparison is a day old, after this device's ledger was mended, and when a person asks.
 * - `appended` is stepped after own entries became durable; `news` when the county's event stream names the scope;
 *   `wake` when a back-off ends, the network returns, a person asks, and every few minutes.
 * - `new-replica`: draw one new replica id for the whole profile, let nothing more be appended under the old one, make
 *   it durable, then step `re-keyed` on every engine. Entries of the old replica stay where they are and are still sent.
 *   One that is being drawn serves every engine that asks meanwhile; one more than needed does no harm.
 * - Dropping an engine at any moment (crash, log-out) loses nothing: all that matters is in `log` and the ledger.
 */
import type { Entry } from '../ledger/entry.ts';
import type { RefusalCode } from '../judge.ts';
import { logAfter, logStart, type LogToken } from '../ledger/log-hash.ts';
import type { LogState } from './log-state.ts';
import { isSameToken, newerToken, readAnswer, type RequestKind } from './answers.ts';
import { RECOVERY, type SyncError } from './errors.ts';
import {
  DIGEST_PROTOCOL, SIGNED_PROTOCOL, MAX_OFFER_IDS, MAX_PULL_ENTRIES, MAX_PUSH_ENTRIES, MAX_REQUEST_BYTES, OLDEST_PROTOCOL, PROTOCOL_VERSION,
  type CarriedEntry, type DigestAnswer, type DigestRequest, type OfferAnswer, type OfferRequest, type PullAnswer, type PullRequest, type PushAnswer, type PushRequest,
} from './wire.ts';

/** What the driver tells the engine. */
export type SyncEvent =
  /** Try now (back-off over, network back, a person asked, now and then). */
  | { readonly type: 'wake' }
  /** Own entries became durable; `seq` is the greatest of the current replica in this scope. */
  | { readonly type: 'appended'; readonly seq: number }
  /** The county's log reaches `rev`. A hint only. */
  | { readonly type: 'news'; readonly rev: number }
  /** Answers `load`: the entries with their receipts, in the order asked for; those that do not exist are left out. */
  | { readonly type: 'loaded'; readonly entries: readonly CarriedEntry[] }
  /** Answers `load-ids`. */
  | { readonly type: 'ids-loaded'; readonly ids: readonly string[] }
  /**
   * Answers `load-hash`: the token that the held entries come to, as far as they go without a gap; and the own entries that bear neither receipt
   * nor refusal. A disk that lost the end of a chain lets new entries stand where the county has judged: nothing else would ever send them.
   */
  | { readonly type: 'hash-loaded'; readonly token: LogToken; readonly strays?: readonly string[] }
  /** Read the whole log again on both sides as soon as nothing else is to be done. */
  | { readonly type: 'verify' }
  /** Answers `request`: the parsed JSON of a 200, or whatever came with it when it was not JSON. */
  | { readonly type: 'answer'; readonly requestId: number; readonly body: unknown }
  /** Answers `request`: no 200. `error` is `unreachable`, or `errorOfResponse(status, body)`; `newest` is `newestProtocolOf(status, body)`. */
  | { readonly type: 'failed'; readonly requestId: number; readonly error: SyncError; readonly newest?: number | null }
  /** Answers `store`: durable. `inserted` are the ids of `entries` that this device did not hold before. */
  | { readonly type: 'stored'; readonly inserted: readonly string[] }
  /** Answers `store`: not durable, or not known to be. */
  | { readonly type: 'store-failed' }
  /** Refused entries to be judged again: at opening, or because a person asked. */
  | { readonly type: 'offer-again'; readonly ids: readonly string[] }
  /** Pages that came in a file which the county signed (`reply.ts`): judged and stored like pulled ones, before anything else is done. */
  | { readonly type: 'brought'; readonly pages: readonly unknown[] }
  /** Answers `new-replica`, on every engine of the profile. */
  | { readonly type: 're-keyed'; readonly replica: string }
  /** A person did what `stopped` asked for: logged in again, upgraded, was given access. */
  | { readonly type: 'resume' };

/** The body of a request. */
export type SyncRequest = PushRequest | PullRequest | OfferRequest | DigestRequest;

/** What one `store` makes durable. Everything in it may already be there. */
export interface Stored {
  /**
   * The row to be written first: the old one with the new `seen`. What a receipt or an entry promises must never be on the
   * disk without the token that lets the device notice when the county forgets it. Null when there is nothing to promise.
   */
  readonly before: LogState | null;
  /** Pulled entries with their receipts: insert what is missing, set the receipt of the others, forget their refusals. */
  readonly entries: readonly { readonly entry: Entry; readonly receipt: string; readonly rev: number }[];
  /** Receipts of entries that are already here: set them, forget their refusals. */
  readonly receipts: readonly { readonly id: string; readonly receipt: string; readonly rev: number }[];
  /** Refusals to be remembered beside the entry, for 需处理. A receipt that the entry bears is kept. */
  readonly refusals: readonly { readonly id: string; readonly code: RefusalCode }[];
  /** The row to be written last. */
  readonly log: LogState;
  /** The county's log goes on after these entries and receipts: what is only shown may wait until more of it is here. */
  readonly more: boolean;
}

/** What the engine wants done. */
export type SyncEffect =
  /** Own entries that wait: for each replica of `after`, those with a greater `seq` and no receipt, by `seq`; `limit` in all. */
  | { readonly type: 'load'; readonly what: 'waiting'; readonly after: Readonly<Record<string, number>>; readonly limit: number }
  /** The entries with these ids. */
  | { readonly type: 'load'; readonly what: 'ids'; readonly ids: readonly string[] }
  /** Ids of entries in this scope that bear a receipt, greater than `after` as text, rising, at most `limit`. */
  | { readonly type: 'load-ids'; readonly after: string; readonly limit: number }
  /** The log's hash over the entries in this scope that bear a receipt and no refusal, by `rev` from 1 up to `upTo` or the first gap. */
  | { readonly type: 'load-hash'; readonly upTo: number }
  | { readonly type: 'request'; readonly requestId: number; readonly kind: RequestKind; readonly body: SyncRequest }
  | { readonly type: 'store'; readonly stored: Stored }
  /** Step `wake` after `ms` plus a random part of `jitterMs`. A later `retry-after` or any `wake` replaces it. */
  | { readonly type: 'retry-after'; readonly ms: number; readonly jitterMs: number }
  | { readonly type: 'new-replica' }
  /** The county answered; `serverTime` is its clock in epoch milliseconds. */
  | { readonly type: 'contact'; readonly serverTime: number }
  /** For the eye: `error` is the reason of `offline` and `stopped`, otherwise null. `offline` means that it will be tried again. */
  | { readonly type: 'status'; readonly phase: SyncPhase; readonly error: SyncError | null };

/** `checking` everything is exchanged, and both sides are reading their whole logs; `synced` only after they agreed. */
export type SyncPhase = 'syncing' | 'checking' | 'synced' | 'offline' | 'stopped';

/** What the engine is waiting for. `resting` nothing to do · `backing-off` a `wake` · `stopped` a `resume`. */
export type Doing =
  | { readonly kind: 'resting' | 'backing-off' | 'stopped' | 're-keying' | 'loading-waiting' | 'loading-ids' | 'loading-hash' }
  | { readonly kind: 'loading-given'; readonly ids: readonly string[] }
  | { readonly kind: 'asking'; readonly requestId: number; readonly request: RequestKind; readonly sent: readonly SentEntry[]; /** They were sent because they waited, not because they were given. */ readonly waited: boolean }
  | { readonly kind: 'storing'; readonly next: LogState; /** Pulled entries of the current replica. */ readonly own: readonly string[]; readonly then: 'go-on' | 'back-off' };

/** What must be remembered of an entry in a request: enough to read the verdicts. */
export interface SentEntry { readonly id: string; readonly replica: string; readonly seq: number }

/** The engine: the durable state, and what is forgotten at a crash. All of it is JSON. */
export interface EngineState {
  readonly log: LogState;
  readonly doing: Doing;
  /** Perhaps own entries wait. */
  readonly mayWait: boolean;
  /** Perhaps the county has more than the cursor. */
  readonly behind: boolean;
  /** The logs are to be compared as soon as there is nothing else to do. */
  readonly mustVerify: boolean;
  /** How often since the last `verify` this device found that it had lost something. */
  readonly losses: number;
  /** The protocol that is spoken: the newest, until a county says that it is older. */
  readonly protocol: number;
  /** The greatest `seq` of the current replica in this scope on this device. */
  readonly localSeq: number;
  readonly nextRequest: number;
  /** Failures since the last success. */
  readonly failures: number;
  /** Entries in the next push; halved by 413, doubled by success. */
  readonly batch: number;
  /** To be added to `give` as soon as the engine is free. */
  readonly again: readonly string[];
  /** Pages out of a file, to be taken as soon as the engine is free. */
  readonly brought: readonly unknown[];
  /** Every replica that the profile has had, the current one last. `log` follows as soon as the engine is free. */
  readonly replicas: readonly string[];
}

export interface Step { readonly state: EngineState; readonly effects: readonly SyncEffect[] }

/** Room in a push for everything but its entries. */
const ENVELOPE_BYTES = 2048;
const BACK_OFF_FIRST_MS = 1_000;
const BACK_OFF_MOST_MS = 300_000;
/** Everything fetched again this often did not help: a person must look at this device's disk. */
const MOST_LOSSES = 2;

/** What the profile wrote in a scope. */
export interface OwnChains {
  /** The replica under which the device appends now. */
  readonly replica: string;
  /** The greatest `seq` of `replica` in the scope, 0 without. */
  readonly seq: number;
  /** The replicas that the profile had before: at least those of the entries in this scope that bear no receipt. */
  readonly former: readonly string[];
}

/** An engine that does nothing until its first event. */
export function openEngine(log: LogState, own: OwnChains): EngineState {
  return {
    log, doing: { kind: 'resting' }, mayWait: true, behind: true, mustVerify: log.verified === undefined, losses: 0, protocol: PROTOCOL_VERSION, localSeq: own.seq, nextRequest: 1, failures: 0,
    batch: MAX_PUSH_ENTRIES, again: [], brought: [], replicas: [...own.former.filter((one) => one !== own.replica), own.replica],
  };
}

/** One event: the next state and what is to be done. An event that does not fit what the engine is doing changes nothing. */
export function step(state: EngineState, event: SyncEvent): Step {
  const { doing } = state;
  switch (event.type) {
    case 'wake':
      return goOnIf(doing.kind === 'resting' || doing.kind === 'backing-off', { ...state, mayWait: true, behind: true });
    case 'resume':
      return goOnIf(doing.kind === 'resting' || doing.kind === 'backing-off' || doing.kind === 'stopped', { ...state, mayWait: true, behind: true, failures: 0 });
    case 'appended':
      return goOnIf(doing.kind === 'resting', { ...state, mayWait: true, localSeq: Math.max(state.localSeq, event.seq) });
    case 'news':
      return event.rev > state.log.cursor.rev ? goOnIf(doing.kind === 'resting', { ...state, behind: true }) : still(state);
    case 'verify':
      return goOnIf(doing.kind === 'resting', { ...state, mustVerify: true, losses: 0 });
    case 'offer-again':
      return goOnIf(doing.kind === 'resting', { ...state, again: union(state.again, event.ids) });
    case 'brought':
      return goOnIf(doing.kind === 'resting' || doing.kind === 'backing-off', { ...state, brought: [...state.brought, ...event.pages] });
    case 're-keyed':
      return goOnIf(doing.kind === 'resting' || doing.kind === 're-keying', { ...state, replicas: [...state.replicas.filter((one) => one !== event.replica), event.replica] });
    case 'loaded':
      if (doing.kind === 'loading-waiting') return event.entries.length > 0 ? push({ ...state, mayWait: true }, event.entries, true) : goOn(state);
      if (doing.kind !== 'loading-given') return still(state);
      return give(state, doing.ids, event.entries);
    case 'ids-loaded':
      if (doing.kind !== 'loading-ids') return still(state);
      return event.ids.length > 0 ? offer(state, event.ids) : store(state, { ...state.log, offered: null });
    case 'hash-loaded':
      if (doing.kind !== 'loading-hash') return still(state);
      // What nobody else would ever send goes first, and then both sides compare: the comparison is to cover it.
      if (event.strays !== undefined && event.strays.length > 0) return goOn({ ...state, again: union(state.again, event.strays) });
      return compared(state, event.token);
    case 'answer':
      return doing.kind === 'asking' && doing.requestId === event.requestId ? answered(state, doing, event.body) : still(state);
    case 'failed':
      return doing.kind === 'asking' && doing.requestId === event.requestId ? failed(state, event.error, event.newest ?? null) : still(state);
    case 'stored':
      return doing.kind === 'storing' ? stored(state, doing, event.inserted) : still(state);
    case 'store-failed':
      return doing.kind === 'storing' ? fail(state, 'store-failed') : still(state);
  }
}

/** What comes next, most urgent first: own entries, what the county lost, what others wrote, and whether both hold the same. */
function goOn(before: EngineState): Step {
  const state = { ...before, log: { ...before.log, give: union(before.log.give, before.again) }, again: [] };
  const { log } = state;
  const replica = state.replicas.at(-1) ?? log.replica;
  if (state.replicas.some((one) => log.judged[one] === undefined) || log.replica !== replica) {
    const judged = Object.fromEntries(state.replicas.map((one) => [one, 0]));
    return working(before, store(state, { ...log, replica, judged: { ...judged, ...log.judged } }));
  }
  const [page, ...later] = state.brought;
  if (page !== undefined) return working(before, takePage({ ...state, brought: later }, page));
  if (isNearlyThere(state)) return working(before, pull(state));
  if (state.mayWait) {
    const effects: SyncEffect[] = [{ type: 'load', what: 'waiting', after: log.judged, limit: state.batch }];
    return working(before, { state: { ...state, mayWait: false, doing: { kind: 'loading-waiting' } }, effects });
  }
  if (log.give.length > 0) {
    const ids = log.give.slice(0, state.batch);
    return working(before, { state: { ...state, doing: { kind: 'loading-given', ids } }, effects: [{ type: 'load', what: 'ids', ids }] });
  }
  if (log.offered !== null) {
    return working(before, { state: { ...state, doing: { kind: 'loading-ids' } }, effects: [{ type: 'load-ids', after: log.offered, limit: MAX_OFFER_IDS }] });
  }
  if (state.behind) return working(before, pull(state));
  if (state.mustVerify) {
    const effects: SyncEffect[] = [{ type: 'status', phase: 'checking', error: null }, { type: 'load-hash', upTo: log.cursor.rev }];
    return { state: { ...state, doing: { kind: 'loading-hash' } }, effects };
  }
  // A county of protocol 1 compares nothing: the running hash of every page is all that can be known.
  const agreed = log.verified !== undefined || state.protocol < DIGEST_PROTOCOL;
  return { state: { ...state, doing: { kind: 'resting' } }, effects: [{ type: 'status', ...(agreed ? { phase: 'synced', error: null } : { phase: 'offline', error: 'digest-mismatch' }) }] };
}

/** At most two pages are known to be missing, mostly what the county wrote after the last push: before the next, so that nothing that was sent comes back. */
function isNearlyThere({ log, failures }: EngineState): boolean {
  const missing = log.seen.rev - log.cursor.rev;
  return failures === 0 && missing > 0 && missing <= 2 * MAX_PULL_ENTRIES && log.give.length === 0 && log.offered === null;
}

/** A page that does not follow from what is here (by now) changes nothing; of those after it none will. */
function takePage(state: EngineState, page: unknown): Step {
  const read = readAnswer(state.log, { kind: 'pull', ids: [] }, page);
  return read.ok && read.value.outcome === 'pulled' ? pulled(state, read.value) : goOn(state);
}

function goOnIf(free: boolean, state: EngineState): Step {
  return free ? goOn(state) : still(state);
}

function working(before: EngineState, next: Step): Step {
  const idle = before.doing.kind === 'resting' || before.doing.kind === 'backing-off' || before.doing.kind === 'stopped';
  return idle ? { state: next.state, effects: [{ type: 'status', phase: 'syncing', error: null }, ...next.effects] } : next;
}

function push(state: EngineState, loaded: readonly CarriedEntry[], waited: boolean): Step {
  const entries = cutBatch(loaded, state.batch);
  const sent = entries.map(({ entry }) => ({ id: entry.id, replica: entry.replica, seq: entry.seq }));
  const own = sent.filter((one) => one.replica === state.log.replica).map((one) => one.seq);
  const known = { ...state, localSeq: Math.max(state.localSeq, ...own) };
  return ask(known, { request: 'push', sent, waited }, { ...envelope(state), entries: [...entries] });
}

/** What was to be given, and of it what is here. A county that knows nothing of signatures is given nothing that needs one: it is tried again at the next opening. */
function give(state: EngineState, ids: readonly string[], loaded: readonly CarriedEntry[]): Step {
  const fit = state.protocol < SIGNED_PROTOCOL ? loaded.filter(({ signed }) => signed === undefined) : loaded;
  return fit.length > 0 ? push(state, fit, false) : store(state, { ...state.log, give: without(state.log.give, ids) });
}

function pull(state: EngineState): Step {
  return ask({ ...state, behind: false }, { request: 'pull', sent: [], waited: false }, { ...envelope(state), cursor: state.log.cursor, limit: MAX_PULL_ENTRIES });
}

function offer(state: EngineState, ids: readonly string[]): Step {
  const sent = ids.map((id) => ({ id, replica: '', seq: 0 }));
  return ask(state, { request: 'offer', sent, waited: false }, { ...envelope(state), ids: [...ids] });
}

function compared(state: EngineState, held: LogToken): Step {
  return isSameToken(held, state.log.cursor) ? digest(state) : lostSomething(state);
}

/** This device holds everything up to its cursor: does the county? */
function digest(state: EngineState): Step {
  if (state.protocol < DIGEST_PROTOCOL) return goOn({ ...state, mustVerify: false, losses: 0 });
  return ask(state, { request: 'digest', sent: [], waited: false }, { ...envelope(state), upTo: state.log.cursor });
}

/** What this device holds is not what it was given: a part of its disk is gone. Everything is offered and fetched again. */
function lostSomething(before: EngineState): Step {
  // Whatever was agreed on before does not hold, even when a full disk keeps the new beginning from being stored.
  const { verified: _, ...log } = before.log;
  const state = { ...before, log };
  if (state.losses >= MOST_LOSSES) return goOn({ ...state, mustVerify: false });
  return fail({ ...state, losses: state.losses + 1 }, 'digest-mismatch');
}

function envelope({ protocol, log }: EngineState) {
  return { protocol, scope: log.scope, replica: log.replica, generation: log.generation, seen: log.seen };
}

type Asking = Extract<Doing, { kind: 'asking' }>;

function ask(state: EngineState, what: Pick<Asking, 'request' | 'sent' | 'waited'>, body: SyncRequest): Step {
  const requestId = state.nextRequest;
  const effects: SyncEffect[] = [{ type: 'request', requestId, kind: what.request, body }];
  return { state: { ...state, nextRequest: requestId + 1, doing: { kind: 'asking', requestId, ...what } }, effects };
}

function answered(state: EngineState, asking: Asking, body: unknown): Step {
  const read = readAnswer(state.log, { kind: asking.request, ids: asking.sent.map((one) => one.id) }, body);
  if (!read.ok) return fail(state, read.error);
  const answer = read.value;
  const contact: SyncEffect = { type: 'contact', serverTime: answer.serverTime };
  // Nothing of this answer is stored before the device has a new name: later it could not be told any more.
  if (answer.replicaSeq > state.localSeq) return then(contact, reKey(state));
  switch (answer.outcome) {
    case 'diverged': return then(contact, fail(state, 'diverged'));
    case 'pushed': return then(contact, pushed(state, asking, answer));
    case 'pulled': return then(contact, pulled(state, answer));
    case 'offered': return then(contact, offered(state, answer));
    case 'digested': return then(contact, digested(state, answer));
  }
}

function pushed(state: EngineState, asking: Asking, answer: PushAnswer): Step {
  const { log } = state;
  const accepted = answer.verdicts.flatMap((verdict) => (verdict.verdict === 'accepted' ? [verdict] : []));
  const refusals = answer.verdicts.flatMap((verdict) => (verdict.verdict === 'refused' && verdict.id !== null ? [{ id: verdict.id, code: verdict.code }] : []));
  const cursor = reached(log.cursor, accepted, answer.token);
  const next = { ...afterVerdicts(log, asking), cursor, seen: newerToken(log.seen, answer.token) };
  const receipts = accepted.map(({ id, receipt, rev }) => ({ id, receipt, rev }));
  const more = answer.token.rev > cursor.rev;
  const state2 = { ...state, behind: state.behind || more, batch: Math.min(state.batch * 2, MAX_PUSH_ENTRIES) };
  return store(state2, next, { receipts, refusals, more });
}

/** How far the log is here without a gap once these entries are where the county says. Short of `head` nothing proves it; but the next pull is asked from there. */
function reached(from: LogToken, accepted: readonly { readonly rev: number; readonly id: string }[], head: LogToken): LogToken {
  const ids = new Map(accepted.map(({ rev, id }) => [rev, id]));
  let token = from;
  for (let id = ids.get(token.rev + 1); id !== undefined; id = ids.get(token.rev + 1)) token = logAfter(token, id);
  return token.rev === head.rev && token.h !== head.h ? from : token;
}

function pulled(state: EngineState, answer: PullAnswer): Step {
  const { log } = state;
  const known = { ...state, behind: state.behind || answer.head > answer.cursor.rev };
  // Nothing after the cursor, from a county that has given more: an answer of before, to be asked for again, and not at once.
  if (answer.entries.length === 0) return log.seen.rev > log.cursor.rev ? fail(state, 'stale-answer') : goOn({ ...known, failures: 0 });
  const entries = answer.entries.map(({ entry, receipt }, i) => ({ entry, receipt, rev: answer.base.rev + 1 + i }));
  return store(known, { ...log, cursor: answer.cursor, seen: newerToken(log.seen, answer.cursor) }, { entries, more: answer.head > answer.cursor.rev });
}

function offered(state: EngineState, answer: OfferAnswer): Step {
  const { log } = state;
  return store(state, { ...log, offered: answer.upTo, give: union(log.give, answer.missing), seen: newerToken(log.seen, answer.token) });
}

function digested(state: EngineState, answer: DigestAnswer): Step {
  return store({ ...state, mustVerify: false, losses: 0 }, { ...state.log, verified: answer.upTo });
}

/** The log when the county has judged what was sent. */
function afterVerdicts(log: LogState, asking: Asking): LogState {
  const give = without(log.give, asking.sent.map((one) => one.id));
  if (!asking.waited) return { ...log, give };
  const judged = { ...log.judged };
  for (const { replica, seq } of asking.sent) judged[replica] = Math.max(judged[replica] ?? 0, seq);
  return { ...log, give, judged };
}

type StoredParts = Partial<Pick<Stored, 'entries' | 'receipts' | 'refusals' | 'more'>>;

function store(state: EngineState, next: LogState, parts: StoredParts = {}): Step {
  const promises = (parts.entries?.length ?? 0) + (parts.receipts?.length ?? 0) > 0 && next.seen.h !== state.log.seen.h;
  const before = promises ? { ...state.log, seen: next.seen } : null;
  const what: Stored = { before, entries: [], receipts: [], refusals: [], more: false, ...parts, log: next };
  const own = what.entries.filter(({ entry }) => entry.replica === state.log.replica).map(({ entry }) => entry.id);
  // From here on the new `seen` counts, even if storing fails half way: to know too much is only a false alarm.
  return { state: { ...state, log: before ?? state.log, doing: { kind: 'storing', next, own, then: 'go-on' } }, effects: [{ type: 'store', stored: what }] };
}

function stored(before: EngineState, storing: Extract<Doing, { kind: 'storing' }>, inserted: readonly string[]): Step {
  const { next } = storing;
  // A new replica's chain begins at 1; what it has by now shows with the next `loaded`.
  const state = { ...before, log: next, localSeq: next.replica === before.log.replica ? before.localSeq : 0 };
  const strangers = new Set(inserted);
  if (storing.own.some((id) => strangers.has(id))) return reKey(state);
  return storing.then === 'back-off' ? backOff(state, 'diverged') : goOn({ ...state, failures: 0 });
}

/** Another profile writes under this device's replica (a copy), or this one was rolled back. */
function reKey(state: EngineState): Step {
  return { state: { ...state, mayWait: true, behind: true, doing: { kind: 're-keying' } }, effects: [{ type: 'new-replica' }] };
}

/** No 200. A county that only speaks an older protocol is spoken to in that one. */
function failed(state: EngineState, error: SyncError, newest: number | null): Step {
  if (error !== 'upgrade-required' || newest === null || newest >= state.protocol || newest < OLDEST_PROTOCOL) return fail(state, error);
  return goOn({ ...state, protocol: newest, mayWait: true, behind: true });
}

/** Carries out the one recovery of an error. What was being exchanged is exchanged again; nothing of it has changed the log. */
function fail(before: EngineState, error: SyncError): Step {
  const { doing } = before;
  const state = { ...before, mayWait: true, behind: true, failures: before.failures + 1 };
  switch (RECOVERY[error]) {
    case 'retry': return backOff(state, error);
    case 'halve': return doing.kind === 'asking' && doing.request === 'push' ? halve(state, doing) : backOff(state, error);
    case 'start-over': return startOver(state);
    case 'log-in': case 'upgrade': case 'stop-and-tell':
      return { state: { ...state, doing: { kind: 'stopped' } }, effects: [{ type: 'status', phase: 'stopped', error }] };
  }
}

function backOff(state: EngineState, error: SyncError): Step {
  const half = Math.min(BACK_OFF_FIRST_MS * 2 ** Math.max(state.failures - 1, 0), BACK_OFF_MOST_MS) / 2;
  return { state: { ...state, doing: { kind: 'backing-off' } }, effects: [{ type: 'retry-after', ms: half, jitterMs: half }, { type: 'status', phase: 'offline', error }] };
}

function halve(state: EngineState, asking: Asking): Step {
  const [only] = asking.sent;
  if (asking.sent.length > 1 || !only) return goOn({ ...state, batch: Math.max(1, Math.floor(asking.sent.length / 2)) });
  // It does not fit even alone: it must not hold up the others.
  return store(state, afterVerdicts(state.log, asking), { refusals: [{ id: only.id, code: 'too-large' }] });
}

function startOver(state: EngineState): Step {
  const start = logStart(state.log.scope);
  const { verified: _, ...log } = state.log;
  const next = { ...log, generation: log.generation + 1, cursor: start, seen: start, offered: '' };
  const { effects, state: storing } = store({ ...state, mustVerify: true }, next);
  return { effects, state: { ...storing, doing: { kind: 'storing', next, own: [], then: 'back-off' } } };
}

/** As many of the first entries as fit into one push, and at least one. */
function cutBatch(entries: readonly CarriedEntry[], limit: number): readonly CarriedEntry[] {
  let bytes = ENVELOPE_BYTES;
  const first = entries.slice(0, limit);
  const end = first.findIndex((carried, i) => (bytes += utf8Length(JSON.stringify(carried)) + 1) > MAX_REQUEST_BYTES && i > 0);
  return end === -1 ? first : first.slice(0, end);
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    // Each half of a surrogate pair counts for two of the four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

function then(first: SyncEffect, next: Step): Step {
  return { state: next.state, effects: [first, ...next.effects] };
}

function still(state: EngineState): Step {
  return { state, effects: [] };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return b.length === 0 ? [...a] : [...new Set([...a, ...b])];
}

function without(ids: readonly string[], gone: readonly string[]): string[] {
  const dropped = new Set(gone);
  return ids.filter((id) => !dropped.has(id));
}
