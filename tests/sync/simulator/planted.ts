/**
 * Planted bugs: each replaces one part at a seam of the simulator, as somebody might well have written it. A simulator that
 * does not catch them all proves nothing. Nothing in the shipped code knows of them.
 */
import { AT_ZERO } from '../../../shared/kernel/hybrid-clock.ts';
import { appendTo, compareEntries, type ChainHead, type Entry, type EntryDraft, type Stamp } from '../../../shared/ledger/entry.ts';
import { logStart, logAfter } from '../../../shared/ledger/log-hash.ts';
import * as rules from '../../../shared/sync/county-log.ts';
import { step, type EngineState, type Step, type SyncEffect, type SyncEvent } from '../../../shared/sync/engine.ts';
import type { LogState } from '../../../shared/sync/log-state.ts';
import { OLDEST_PROTOCOL } from '../../../shared/sync/wire.ts';
import type { CountyHabits } from './county.ts';
import { COUNTY, TOWNSHIPS } from './people.ts';
import { SHIPPED, type Parts } from './run.ts';
import type { Check } from './evidence.ts';

export interface PlantedBug {
  readonly name: string;
  /** The check of the witness that it is planted for. */
  readonly check: Check;
  /** Caught so seldom that CI shows it by its kept schedule only. */
  readonly rare?: boolean;
  /** New parts for one schedule: some bugs remember things. */
  readonly parts: () => Parts;
}

const EVERYTHING = [COUNTY, ...TOWNSHIPS];

/** The seeded bugs that the issue names, by their names. The one that is missing here, `no generation`, is a second lock (`SECOND_LOCKS`). */
const NAMED: readonly PlantedBug[] = [
  { name: 'cursor before data', check: 'all have all', parts: () => uncompared({ writes: ['row', 'data'] }) },
  { name: 'outbox cleared on send', check: 'nothing lost', parts: () => uncompared({ step: forgetWhatWasSent }) },
  { name: 'rev visible out of order', check: 'log follows', parts: () => withCounty({ revisions: 'out-of-order' }) },
  { name: 'restore not detected', check: 'nothing lost', parts: () => uncompared({ rules: { ...rules, isInLog: () => true } }) },
  { name: 'cursor token but no ack token', check: 'acknowledged once', parts: () => uncompared({ step: sendNoSeen }) },
  { name: 'wall-clock LWW', check: 'cause before effect', parts: () => ({ ...SHIPPED, order: (a, b) => (a.wall === b.wall ? compareEntries(a, b) : a.wall < b.wall ? -1 : 1) }) },
  { name: 'no tie-break', check: 'same states', parts: () => ({ ...SHIPPED, order: (a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1) }) },
  { name: 'ack before durable', check: 'saved is saved', parts: () => ({ ...SHIPPED, saysSaved: 'at-once' }) },
  { name: 'ack before commit', check: 'acknowledged once', parts: () => withCounty({ answers: 'early' }) },
  { name: 'RxDB-style lwt checkpoint', check: 'nothing lost', parts: () => uncompared({ step: pushByWallClock() }) },
  { name: 'RxDB-style skipped batch', check: 'all have all', parts: () => uncompared({ step: skipFailedStores }) },
  { name: 'partial USB accepted', check: 'whole bundles', parts: () => ({ ...SHIPPED, takes: 'what-can-be-read' }) },
];

/** Others that somebody might well write; with the named ones every check has at least one. */
const OTHERS: readonly PlantedBug[] = [
  { name: 'the token is stored after the data that it vouches for', check: 'acknowledged once', rare: true, parts: () => uncompared({ writes: ['data', 'row'] }) },
  { name: 'the head of an offer is not remembered', check: 'acknowledged once', rare: true, parts: () => uncompared({ step: forgetOfferedHead }) },
  { name: 'a shortened list of what is missing is believed', check: 'acknowledged once', rare: true, parts: () => uncompared({ step: believeShortLists }) },
  { name: 'a page that lost its tail is accepted', check: 'all have all', parts: () => uncompared({ step: acceptShortPages }) },
  { name: 'the hybrid clock forgets what it has seen', check: 'cause before effect', parts: () => ({ ...SHIPPED, appendTo: (head, draft, stamp) => appendTo({ ...head, at: AT_ZERO }, draft, stamp) }) },
  { name: 'the scope is not checked', check: 'own scope', parts: () => ({ ...withCounty({ checksScopes: false }), rules: { ...rules, judgePush: judgeWithoutScope } }) },
  { name: 'one refused entry fails its batch', check: 'comes to rest', parts: () => withCounty({ failsBatches: true }) },
  { name: 'a repeated entry is appended again', check: 'acknowledged once', parts: () => ({ ...SHIPPED, rules: { ...rules, settlePush: settleWithoutMemory } }) },
  { name: 'a copied profile keeps its replica', check: 'one name each', parts: () => withStep(overlookCopies) },
  { name: 'refusals are dropped silently', check: 'refusals are shown', parts: () => withStep(dropRefusals) },
  { name: 'what is refused is thrown away', check: 'still on its device', parts: () => ({ ...SHIPPED, keepsRefused: false }) },
  { name: 'a number of the chain is left out', check: 'gaps are seen', parts: () => ({ ...SHIPPED, appendTo: skipNumbers }) },
  { name: 'synced is said without comparing', check: 'synced is true', parts: () => withStep(compareNothing) },
  { name: 'the county does not read its rows again', check: 'comes to rest', parts: () => withCounty({ mends: false }) },
];

export const PLANTED_BUGS: readonly PlantedBug[] = [...NAMED, ...OTHERS];

/**
 * Two bugs on one door, either of which the other lock makes harmless: only without both can anybody get through. `no generation`: an answer is
 * believed whichever generation it was given to. What a stale one claims is held against the county's log by the next request, because its token
 * is remembered as `seen`, and told as `diverged`.
 */
export const SECOND_LOCKS = {
  'no generation': () => uncompared({ step: believeAnyGeneration(step) }),
  'the head of an offer is not remembered': () => uncompared({ step: forgetOfferedHead }),
  'both': () => uncompared({ step: believeAnyGeneration(forgetOfferedHead) }),
} as const satisfies Readonly<Record<string, () => Parts>>;

type StepFunction = typeof step;

function withStep(planted: StepFunction): Parts {
  return { ...SHIPPED, step: planted };
}

function withCounty(planted: Partial<CountyHabits>): Parts {
  return { ...SHIPPED, county: { ...SHIPPED.county, ...planted } };
}

/**
 * Nobody compares logs, as with a county of protocol 1: the comparison finds and heals what these break, so that only without it can be seen
 * that the first defence is gone.
 */
function uncompared(planted: Partial<Parts>): Parts {
  const inner = planted.step ?? step;
  return { ...SHIPPED, ...planted, compares: false, step: (state, event) => (event.type === 'verify' ? { state, effects: [] } : inner({ ...state, protocol: OLDEST_PROTOCOL, mustVerify: false }, event)) };
}

function mapEffects(next: Step, change: (effect: SyncEffect) => SyncEffect): Step {
  return { state: next.state, effects: next.effects.map(change) };
}

function forgetWhatWasSent(state: EngineState, event: SyncEvent): Step {
  const next = step(state, event);
  const { doing, log } = next.state;
  if (doing.kind !== 'asking' || doing.request !== 'push' || state.doing.kind === 'asking') return next;
  const judged = { ...log.judged };
  for (const { replica, seq } of doing.sent) if (doing.waited) judged[replica] = Math.max(judged[replica] ?? 0, seq);
  const sent = new Set(doing.sent.map((one) => one.id));
  return { ...next, state: { ...next.state, log: { ...log, judged, give: log.give.filter((id) => !sent.has(id)) } } };
}

function sendNoSeen(state: EngineState, event: SyncEvent): Step {
  return mapEffects(step(state, event), (effect) =>
    effect.type === 'request' ? { ...effect, body: { ...effect.body, seen: logStart(effect.body.scope) } } : effect);
}

function forgetOfferedHead(state: EngineState, event: SyncEvent): Step {
  const next = step(state, event);
  if (state.doing.kind !== 'asking' || state.doing.request !== 'offer' || next.state.doing.kind !== 'storing') return next;
  const forgetful: LogState = { ...next.state.doing.next, seen: state.log.seen };
  const stored = mapEffects(next, (effect) => (effect.type === 'store' ? { ...effect, stored: { ...effect.stored, log: forgetful } } : effect));
  return { ...stored, state: { ...next.state, doing: { ...next.state.doing, next: forgetful } } };
}

function believeAnyGeneration(inner: StepFunction): StepFunction {
  return (state, event) => {
    if (event.type !== 'answer' || typeof event.body !== 'object' || event.body === null || !('generation' in event.body)) return inner(state, event);
    return inner(state, { ...event, body: { ...event.body, generation: state.log.generation } });
  };
}

function skipFailedStores(state: EngineState, event: SyncEvent): Step {
  return step(state, event.type === 'store-failed' ? { type: 'stored', inserted: [] } : event);
}

interface Page { readonly outcome?: unknown; readonly base?: { readonly rev: number; readonly h: string }; readonly cursor?: { readonly rev: number; readonly h: string }; readonly entries?: readonly { readonly entry?: { readonly id?: unknown } }[] }

/** Believes the cursor of a page whose list was cut on the way. */
function acceptShortPages(state: EngineState, event: SyncEvent): Step {
  const page = event.type === 'answer' && typeof event.body === 'object' && event.body !== null ? event.body as Page : null;
  if (event.type !== 'answer' || page?.outcome !== 'pulled' || !page.base || !page.cursor || !page.entries) return step(state, event);
  const claimed = page.cursor;
  const reached = page.entries.reduce((token, carried) => logAfter(token, String(carried.entry?.id)), page.base);
  const next = step(state, { ...event, body: { ...page, cursor: reached } });
  if (reached.rev >= claimed.rev || next.state.doing.kind !== 'storing') return next;
  const believing: LogState = { ...next.state.doing.next, cursor: claimed, seen: claimed };
  const stored = mapEffects(next, (effect) => (effect.type === 'store' ? { ...effect, stored: { ...effect.stored, log: believing } } : effect));
  return { ...stored, state: { ...next.state, doing: { ...next.state.doing, next: believing } } };
}

/** The checkpoint of RxDB's replication: only what has a later wall clock than the last push waits. */
function pushByWallClock(): StepFunction {
  const checkpoints = new Map<string, string>();
  return (state, event) => {
    if (event.type !== 'loaded' || state.doing.kind !== 'loading-waiting') return step(state, event);
    const key = `${state.log.scope} ${state.log.replica}`;
    const later = event.entries.filter(({ entry }) => entry.wall > (checkpoints.get(key) ?? ''));
    const last = later.map(({ entry }) => entry.wall).sort().at(-1);
    if (last !== undefined) checkpoints.set(key, last);
    return step(state, { ...event, entries: later });
  };
}

const judgeWithoutScope: typeof rules.judgePush = (request, session, receipts) =>
  rules.judgePush(request, { ...session, reads: EVERYTHING, writes: EVERYTHING }, receipts);

const settleWithoutMemory: typeof rules.settlePush = (judged, facts, receipts) =>
  rules.settlePush(judged, { ...facts, existing: new Map<string, number>() }, receipts);

function overlookCopies(state: EngineState, event: SyncEvent): Step {
  if (event.type === 'stored') return step(state, { ...event, inserted: [] });
  if (event.type !== 'answer' || typeof event.body !== 'object' || event.body === null) return step(state, event);
  return step(state, { ...event, body: { ...event.body, replicaSeq: 0 } });
}

/** As the protocol once was: the answer to an offer did not say how many ids it knew. */
function believeShortLists(state: EngineState, event: SyncEvent): Step {
  const { doing } = state;
  const body = event.type === 'answer' && typeof event.body === 'object' && event.body !== null ? event.body as { readonly missing?: unknown } : null;
  if (event.type !== 'answer' || doing.kind !== 'asking' || doing.request !== 'offer' || !Array.isArray(body?.missing)) return step(state, event);
  return step(state, { ...event, body: { ...body, known: doing.sent.length - body.missing.length } });
}

/** Every fifth entry of a chain stands one place too far. */
function skipNumbers(head: ChainHead, draft: EntryDraft, stamp: Stamp): Entry {
  return appendTo({ ...head, seq: head.seq % 5 === 4 ? head.seq + 1 : head.seq }, draft, stamp);
}

/** Calls the logs equal when they are to be compared. */
function compareNothing(state: EngineState, event: SyncEvent): Step {
  return step({ ...state, mustVerify: false, log: { ...state.log, verified: state.log.cursor } }, event);
}

function dropRefusals(state: EngineState, event: SyncEvent): Step {
  return mapEffects(step(state, event), (effect) => (effect.type === 'store' ? { ...effect, stored: { ...effect.stored, refusals: [] } } : effect));
}

