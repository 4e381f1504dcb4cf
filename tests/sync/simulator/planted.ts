/**
 * Planted bugs: each replaces one part at a seam of the simulator, as somebody might well have written it. A simulator that
 * does not catch them all proves nothing. Nothing in the shipped code knows of them.
 */
import { AT_ZERO } from '../../../shared/kernel/hybrid-clock.ts';
import { appendTo, compareEntries } from '../../../shared/ledger/entry.ts';
import { logStart, logAfter } from '../../../shared/ledger/log-hash.ts';
import * as rules from '../../../shared/sync/county-log.ts';
import { step, type EngineState, type Step, type SyncEffect, type SyncEvent } from '../../../shared/sync/engine.ts';
import type { LogState } from '../../../shared/sync/log-state.ts';
import { COUNTY, TOWNSHIPS } from './people.ts';
import { SHIPPED, type Parts } from './run.ts';

export interface PlantedBug {
  readonly name: string;
  /** Caught so seldom that the short slice shows it by its kept schedule only. */
  readonly rare?: boolean;
  /** New parts for one schedule: some bugs remember things. */
  readonly parts: () => Parts;
}

const EVERYTHING = [COUNTY, ...TOWNSHIPS];

export const PLANTED_BUGS: readonly PlantedBug[] = [
  { name: 'the cursor is written before its data', parts: () => ({ ...SHIPPED, writes: ['row', 'data'] }) },
  { name: 'what waits is forgotten when it is sent', parts: () => withStep(forgetWhatWasSent) },
  { name: 'the server does not notice that it was restored', parts: () => ({ ...SHIPPED, rules: { ...rules, isInLog: () => true } }) },
  { name: 'a request does not carry the newest token', parts: () => withStep(sendNoSeen) },
  { name: 'the token is stored after the data that it vouches for', parts: () => ({ ...SHIPPED, writes: ['data', 'row'] }) },
  { name: 'the head of an offer is not remembered', parts: () => withStep(forgetOfferedHead) },
  { name: 'the server answers before it commits', parts: () => ({ ...SHIPPED, county: { ...SHIPPED.county, answers: 'early' } }) },
  { name: 'the device says saved before it is durable', parts: () => ({ ...SHIPPED, saysSaved: 'at-once' }) },
  { name: 'a batch that could not be stored is skipped', parts: () => withStep(skipFailedStores) },
  { name: 'a page that lost its tail is accepted', parts: () => withStep(acceptShortPages) },
  { name: 'the fold orders by the wall clock', parts: () => ({ ...SHIPPED, order: (a, b) => (a.wall === b.wall ? compareEntries(a, b) : a.wall < b.wall ? -1 : 1) }) },
  { name: 'the hybrid clock forgets what it has seen', parts: () => ({ ...SHIPPED, appendTo: (head, draft, stamp) => appendTo({ ...head, at: AT_ZERO }, draft, stamp) }) },
  { name: 'what waits is chosen by the wall clock', parts: () => withStep(pushByWallClock()) },
  { name: 'the scope is not checked', parts: () => ({ ...SHIPPED, county: { ...SHIPPED.county, checksScopes: false }, rules: { ...rules, judgePush: judgeWithoutScope } }) },
  { name: 'one refused entry fails its batch', parts: () => ({ ...SHIPPED, county: { ...SHIPPED.county, failsBatches: true } }) },
  { name: 'a repeated entry is appended again', parts: () => ({ ...SHIPPED, rules: { ...rules, settlePush: settleWithoutMemory } }) },
  { name: 'a copied profile keeps its replica', parts: () => withStep(overlookCopies) },
  { name: 'a shortened list of what is missing is believed', rare: true, parts: () => withStep(believeShortLists) },
  { name: 'refusals are dropped silently', parts: () => withStep(dropRefusals) },
];

type StepFunction = typeof step;

function withStep(planted: StepFunction): Parts {
  return { ...SHIPPED, step: planted };
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

function dropRefusals(state: EngineState, event: SyncEvent): Step {
  return mapEffects(step(state, event), (effect) => (effect.type === 'store' ? { ...effect, stored: { ...effect.stored, refusals: [] } } : effect));
}

