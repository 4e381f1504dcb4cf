/**
 * A case as its entries add up. The fold is total and deterministic: any replica that holds the same entries shows
 * the same case, in whatever order they came. An act that is not possible in the state it meets changes
 * nothing, stays in the timeline with its reason, and is raised to the secretary (`contested`).
 */
import { compareEntries, headerOf, type Entry } from '../ledger/entry.ts';
import type { CaseEvent, CaseState, Step } from './case.ts';
import { bodyRefusal, stateRefusal, statusAfter, STEP_OF, type CaseRefusal } from './lifecycle.ts';
import { readCaseAct, type CaseAct } from './read-act.ts';

/** The case that `entries` of one subject add up to, in any order; null while its registration has not arrived. */
export function foldCase(entries: readonly Entry[]): CaseState | null {
  let state: CaseState | null = null;
  const timeline: CaseEvent[] = [];
  const contested = new Set<string>();
  for (const entry of [...entries].sort(compareEntries)) {
    const read = readCaseAct(entry);
    const outcome: { state: CaseState | null; ineffective: string | null } = read.ok ? applyAct(state, read.value) : { state, ineffective: read.error };
    state = outcome.state;
    timeline.push({ header: headerOf(entry), body: entry.body, ineffective: outcome.ineffective });
    if (!read.ok) continue;
    const act = read.value;
    // A second number is the county's own doing (a registration that came back after a restore): nobody has to deal with it.
    if (outcome.ineffective !== null && act.type !== 'case.numbered') contested.add(entry.id);
    if (outcome.ineffective === null && act.type === 'case.noted') for (const id of act.body.resolves ?? []) contested.delete(id);
  }
  return state && { ...state, timeline, contested: contested.size > 0 };
}

/** The state after an act, and why it changed nothing if so. */
export interface Applied { readonly state: CaseState | null; readonly ineffective: CaseRefusal | null }

/** Applies one act to a case: the only place where a case changes. `decide` asks it before an act is made, the fold after. */
export function applyAct(state: CaseState | null, act: CaseAct): Applied {
  if (act.type === 'case.registered') return state ? { state, ineffective: 'already-registered' } : { state: register(act), ineffective: null };
  if (!state) return { state, ineffective: 'not-registered' };
  // A case belongs to the scope that registered it: who may write elsewhere may not reach into it.
  if (act.scope !== state.scope) return { state, ineffective: 'scope-differs' };
  const refusal = stateRefusal(state, act.type) ?? bodyRefusal(state, act.type, act.body);
  if (refusal) return { state, ineffective: refusal };
  const changed: CaseState = { ...state, ...changes(state, act), steps: stepsAfter(state, act) };
  return { state: { ...changed, status: statusAfter(state.status, act.type, changed) }, ineffective: null };
}

function register({ scope, subject, body }: Extract<CaseAct, { type: 'case.registered' }>): CaseState {
  const answered = body.answeredOnSpot !== undefined;
  return {
    id: subject, scope, status: answered ? 'evaluating' : 'sorting', number: null, tempNo: body.tempNo, registered: body,
    title: body.title ?? firstClause(body.words), category: body.category ?? null, level: body.level ?? null, sortedOn: null, assignment: null, acknowledgedOn: null, dueOn: null,
    reply: null, relayed: [], supervisions: [], evaluations: { citizen: null, deputy: null }, reworks: 0, closedOn: null, declined: null,
    steps: { register: body.receivedOn, sort: null, handle: null, reply: answered ? body.receivedOn : null, supervise: null, evaluate: null },
    timeline: [], contested: false,
  };
}

/**
 * The title of a case that was registered without one: the first clause of the words, at most 30 code points. Screens propose better ones
 * (`title-from-words.ts`) and record them; the fold may not use what depends on the runtime's language data.
 */
function firstClause(words: string): string {
  const clause = words.trim().split(/[。！？!?；;，,\n]/).find((part) => part.trim() !== '')?.trim() ?? words.trim();
  const letters = [...clause];
  return letters.length > 30 ? `${letters.slice(0, 30).join('')}…` : clause;
}

/** What an effective act changes, by type. */
function changes(state: CaseState, act: CaseAct): Partial<CaseState> {
  switch (act.type) {
    case 'case.registered': return {};
    case 'case.numbered': return { number: act.body.number };
    case 'case.sorted': return { title: act.body.title, category: act.body.category, level: act.body.level, sortedOn: act.body.on };
    case 'case.declined': return { declined: act.body, dueOn: null };
    case 'case.assigned': return { assignment: act.body, acknowledgedOn: null, dueOn: act.body.dueOn };
    case 'case.acknowledged': return { acknowledgedOn: act.body.on };
    case 'case.returned': return { assignment: null, acknowledgedOn: null, dueOn: null };
    case 'case.progressed': return {};
    // A plan's date becomes the watched deadline; any other answer stops the clock.
    case 'case.replied': return { reply: act.body, dueOn: act.body.class === 'in_progress' ? act.body.promisedOn ?? null : null };
    case 'case.relayed': return { relayed: [...state.relayed, act.body] };
    case 'case.supervised': return { supervisions: [...state.supervisions, act.body], ...(act.body.newDueOn ? { dueOn: act.body.newDueOn } : {}) };
    case 'case.evaluated': return { evaluations: { ...state.evaluations, [act.body.by]: act.body } };
    case 'case.reworked': return { reworks: state.reworks + 1, reply: null, relayed: [], evaluations: { citizen: null, deputy: null }, dueOn: act.body.dueOn };
    case 'case.closed': return { closedOn: act.body.on, dueOn: null };
    // A new round begins with a new order, since only an order or a rework sets a deadline.
    case 'case.reopened': return { assignment: null, acknowledgedOn: null, dueOn: null, closedOn: null, declined: null, reply: null, relayed: [], evaluations: { citizen: null, deputy: null } };
    case 'case.noted': return {};
  }
}

function stepsAfter(state: CaseState, act: CaseAct): CaseState['steps'] {
  const step: Step | null = STEP_OF[act.type];
  return step && 'on' in act.body ? { ...state.steps, [step]: act.body.on } : state.steps;
}
