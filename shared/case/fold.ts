/**
 * A case as its entries add up. The fold is total and deterministic: any replica that holds the same entries shows
 * the same case, in whatever order they came. An act that is not possible in the state it meets changes
 * nothing, stays in the timeline with its reason, and is raised to the secretary (`contested`).
 */
import { compareEntries, headerOf, type Entry } from '../ledger/entry.ts';
import { type CaseBody, type CaseEntryType, type CaseEvent, type CaseState, type Step } from './case.ts';
import { DEMANDS, LIFECYCLE, STEP_OF, statusAfterEvaluation, type CaseRefusal } from './lifecycle.ts';
import { judgeCaseBody } from './judge-body.ts';

/** The case that `entries` of one subject add up to, in any order; null while its registration has not arrived. */
export function foldCase(entries: readonly Entry[]): CaseState | null {
  const ordered = [...entries].sort(compareEntries);
  let state: CaseState | null = null;
  const timeline: CaseEvent[] = [];
  const contested = new Set<string>();
  for (const entry of ordered) {
    const unreadable = judgeCaseBody(entry);
    const outcome: Applied = unreadable ? { state, ineffective: unreadable } : applyAct(state, entry as KnownCaseEntry);
    state = outcome.state;
    timeline.push({ header: headerOf(entry), body: entry.body, ineffective: outcome.ineffective });
    // A second number is the county's own doing (a registration that came back after a restore): nobody has to deal with it.
    if (outcome.ineffective && !unreadable && entry.type !== 'case.numbered') contested.add(entry.id);
    if (entry.type === 'case.noted' && !outcome.ineffective) for (const id of (entry.body as CaseBody<'case.noted'>).resolves ?? []) contested.delete(id);
  }
  return state && { ...state, timeline, contested: contested.size > 0 };
}

/** An entry whose type, version and body this version of the software knows. */
export type KnownCaseEntry = { [T in CaseEntryType]: Omit<Entry, 'type' | 'body'> & { readonly type: T; readonly body: CaseBody<T> } }[CaseEntryType];

/** The state after an act, and why it changed nothing if so. */
export interface Applied { readonly state: CaseState | null; readonly ineffective: CaseRefusal | string | null }

/** Applies one act to a case: the only place where a case changes. `decide` asks it before an act is made, the fold after. */
export function applyAct(state: CaseState | null, entry: KnownCaseEntry): Applied {
  if (entry.type === 'case.registered') return state ? { state, ineffective: 'already-registered' } : { state: register(entry), ineffective: null };
  if (!state) return { state, ineffective: 'not-registered' };
  const next = LIFECYCLE[state.status][entry.type];
  if (!next) return { state, ineffective: 'act-not-possible' };
  const unmet = DEMANDS.find((row) => row.act === entry.type && row.refuses(state, entry.body));
  if (unmet) return { state, ineffective: unmet.code };
  const changed = { ...state, status: next, ...changes(state, entry), steps: stepsAfter(state, entry) };
  const status = entry.type === 'case.evaluated' ? statusAfterEvaluation(changed.evaluations)
    // What was answered at the table never had a unit: sent back, it first needs one.
    : next === 'handling' && changed.assignment === null ? 'assigning' : next;
  return { state: { ...changed, status }, ineffective: null };
}

function register(entry: Extract<KnownCaseEntry, { type: 'case.registered' }>): CaseState {
  const { body } = entry;
  const answered = body.answeredOnSpot !== undefined;
  return {
    id: entry.subject, scope: entry.scope, status: answered ? 'evaluating' : 'sorting', number: null, tempNo: body.tempNo, registered: body,
    title: body.title ?? firstClause(body.words), category: body.category ?? null, level: body.level ?? null, sortedOn: null, assignment: null, acknowledgedOn: null, dueOn: null,
    reply: null, relayed: [], supervisions: [], evaluations: { citizen: null, deputy: null }, reworks: 0, closedOn: null, declined: null,
    steps: { register: body.receivedOn, sort: null, handle: null, reply: answered ? body.receivedOn : null, supervise: null, evaluate: null },
    timeline: [], contested: false,
  };
}

/** The title of a case that has none: the first clause of the citizen's words, at most 30 characters. */
export function firstClause(words: string): string {
  const clause = words.trim().split(/[。！？!?；;，,\n]/).find((part) => part.trim() !== '')?.trim() ?? words.trim();
  const letters = [...clause];
  return letters.length > 30 ? `${letters.slice(0, 30).join('')}…` : clause;
}

/** What an effective act changes, by type. */
function changes(state: CaseState, entry: KnownCaseEntry): Partial<CaseState> {
  switch (entry.type) {
    case 'case.registered': return {};
    case 'case.numbered': return { number: entry.body.number };
    case 'case.sorted': return { title: entry.body.title, category: entry.body.category, level: entry.body.level, sortedOn: entry.body.on };
    case 'case.declined': return { declined: entry.body };
    case 'case.assigned': return { assignment: entry.body, acknowledgedOn: null, dueOn: entry.body.dueOn };
    case 'case.acknowledged': return { acknowledgedOn: entry.body.on };
    case 'case.returned': return { assignment: null, acknowledgedOn: null, dueOn: null };
    case 'case.progressed': return {};
    // A plan's date becomes the watched deadline; any other answer stops the clock.
    case 'case.replied': return { reply: entry.body, dueOn: entry.body.class === 'in_progress' ? entry.body.promisedOn ?? null : null };
    case 'case.relayed': return { relayed: [...state.relayed, entry.body] };
    case 'case.supervised': return { supervisions: [...state.supervisions, entry.body], ...(entry.body.newDueOn ? { dueOn: entry.body.newDueOn } : {}) };
    case 'case.evaluated': return { evaluations: { ...state.evaluations, [entry.body.by]: entry.body } };
    case 'case.reworked': return { reworks: state.reworks + 1, reply: null, relayed: [], evaluations: { citizen: null, deputy: null }, dueOn: entry.body.dueOn };
    case 'case.closed': return { closedOn: entry.body.on, dueOn: null };
    case 'case.reopened': return { closedOn: null, declined: null, reply: null, relayed: [], evaluations: { citizen: null, deputy: null } };
    case 'case.noted': return {};
  }
}

function stepsAfter(state: CaseState, entry: KnownCaseEntry): CaseState['steps'] {
  const step: Step | null = STEP_OF[entry.type];
  return step && 'on' in entry.body ? { ...state.steps, [step]: entry.body.on } : state.steps;
}
