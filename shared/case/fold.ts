/**
 * A case as its entries add up. The fold is total and deterministic: any replica that holds the same entries shows
 * the same case, in whatever order they came. An act that is not possible in the state it meets changes
 * nothing, stays in the timeline with its reason, and is raised to the secretary (`contested`).
 */
import { foldActs, type ActMachine } from '../ledger/act-fold.ts';
import type { Entry } from '../ledger/entry.ts';
import { EVALUATION_GRADES, type CaseBody, type CaseClock, type CaseState, type CaseStatus, type ClockSegment, type Step } from './case.ts';
import { bodyRefusal, isBesideTheLoop, stateRefusal, statusAfter, STEP_OF, type CaseRefusal } from './lifecycle.ts';
import { readCaseAct, type CaseAct } from './read-act.ts';

/** The case's part of the fold that all acts share. */
export const CASE_MACHINE: ActMachine<CaseState, CaseAct, CaseRefusal> = {
  read: readCaseAct,
  apply: applyAct,
  isBeside: (act) => isBesideTheLoop(act.type),
  undoes: (act) => (act.type === 'case.undone' ? act.body.act : null),
  settles: (act) => (act.type === 'case.noted' ? act.body.resolves ?? [] : []),
  // A second number is the county's own doing (a registration that came back after a restore): nobody has to deal with it. Nor with a look.
  isCalm: (act) => act.type === 'case.numbered' || act.type === 'case.revealed',
};

/** The case that `entries` of one subject add up to, in any order; null while its registration has not arrived. */
export function foldCase(entries: readonly Entry[]): CaseState | null {
  const { state, timeline, contested, undoable } = foldActs(CASE_MACHINE, entries);
  return state && { ...state, mentioned: stillMentioned(timeline), timeline, contested: contested.length > 0, undoable };
}

/** The state after an act, and why it changed nothing if so. */
export interface Applied { readonly state: CaseState | null; readonly ineffective: CaseRefusal | null }

/** Applies one act to a case: the only place where a case changes. `decide` asks it before an act is made, the fold after. */
export function applyAct(state: CaseState | null, act: CaseAct): Applied {
  if (act.type === 'case.registered') {
    if (state) return { state, ineffective: 'already-registered' };
    // 检举控告 is handed over off the record and never told to whom it is about (信访工作条例 30).
    return act.body.matter === 'accusation' ? { state, ineffective: 'accusation' } : { state: register(act), ineffective: null };
  }
  if (!state) return { state, ineffective: 'not-registered' };
  // A case belongs to the scope that registered it: who may write elsewhere may not reach into it.
  if (act.scope !== state.scope) return { state, ineffective: 'scope-differs' };
  const refusal = stateRefusal(state, act.type) ?? bodyRefusal(state, act.type, act.body);
  if (refusal) return { state, ineffective: refusal };
  const changed: CaseState = { ...state, ...changes(state, act), steps: stepsAfter(state, act) };
  return { state: { ...changed, status: statusAfter(state.status, act.type, changed) }, ineffective: null };
}

/** What begins anew with every round: no answer, nobody told, nobody asked. */
const NEW_ROUND = { answers: {}, reply: null, spotAnswer: null, relayed: [], evaluations: { citizen: null, deputy: null, deputies: {} }, extensionRequest: null } as const;
/** Without an order nothing runs. */
const NO_ORDER = { assignment: null, acknowledgedOn: null, clock: null, dueOn: null, extensionRequest: null } as const;

function register({ scope, subject, body }: Extract<CaseAct, { type: 'case.registered' }>): CaseState {
  const answered = body.answeredOnSpot !== undefined;
  return {
    ...NEW_ROUND, ...NO_ORDER,
    id: subject, scope, status: firstStatus(body), number: null, tempNo: body.tempNo, registered: body, additions: [],
    title: body.title ?? firstClause(body.words), category: body.category ?? null, level: body.level ?? null, urgent: body.urgent ?? false, sortedOn: null,
    reported: null, review: null, follows: null, conversions: [], links: [], consultations: [], returns: 0,
    spotAnswer: body.answeredOnSpot === undefined ? null : { text: body.answeredOnSpot, on: body.receivedOn },
    promise: body.promise === undefined ? null : { plan: body.promise.text, effectOn: body.promise.effectOn ?? null, on: body.promise.resultOn, fulfilled: null },
    supervisions: [], reworks: 0, closedOn: isDoneAtTheTable(body) ? body.receivedOn : null, declined: null,
    steps: { register: body.receivedOn, sort: null, handle: null, reply: answered ? body.receivedOn : null, supervise: null, evaluate: null },
    mentioned: [], timeline: [], contested: false, undoable: null,
  };
}

/** A question about policy that was answered there is done with: nobody evaluates what nobody handles. */
function isDoneAtTheTable({ matter, answeredOnSpot, promise }: CaseBody<'case.registered'>): boolean {
  return matter === 'policy_question' && answeredOnSpot !== undefined && promise === undefined;
}

/** What was promised at the table is not answered yet. */
function firstStatus(body: CaseBody<'case.registered'>): CaseStatus {
  if (isDoneAtTheTable(body)) return 'closed';
  return body.answeredOnSpot !== undefined && body.promise === undefined ? 'evaluating' : 'sorting';
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
    case 'case.corrected': return corrected(state, act.body);
    case 'case.numbered': return { number: act.body.number };
    case 'case.sorted': return { title: act.body.title, category: act.body.category, level: act.body.level, urgent: act.body.urgent ?? state.urgent, sortedOn: act.body.on };
    case 'case.answered': return { ...NEW_ROUND, ...NO_ORDER, spotAnswer: { text: act.body.text, on: act.body.on } };
    case 'case.declined': return { declined: act.body, dueOn: null, relayed: [] };
    case 'case.reported': return { reported: act.body, review: null, dueOn: act.body.dueOn ?? null };
    // What the county takes is its to assign; either way the township's sorting stands.
    case 'case.reviewed': return { review: act.body, dueOn: null };
    case 'case.merged': return { follows: { id: act.body.into, kind: 'case', on: act.body.on }, dueOn: null };
    case 'case.separated': return { follows: null };
    case 'case.converted': return { follows: { id: act.body.to, kind: act.body.kind, on: act.body.on }, conversions: [...state.conversions, act.body], dueOn: null };
    case 'case.linked': return { links: [...state.links, act.body] };
    case 'case.unlinked': return { links: state.links.filter((one) => one.to !== act.body.to) };
    case 'case.consulted': return { consultations: [...state.consultations, act.body] };
    case 'case.assigned': return { ...NEW_ROUND, assignment: act.body, acknowledgedOn: null, follows: null, dueOn: act.body.dueOn, clock: startedClock(act.body, act.body.dueReason === undefined ? null : act.body.dueOn) };
    case 'case.acknowledged': return { acknowledgedOn: act.body.on };
    case 'case.returned': return { ...NO_ORDER, returns: state.returns + 1 };
    case 'case.extension_requested': return { extensionRequest: act.body };
    case 'case.extended': return { extensionRequest: null, ...dueSetTo(state, act.body.dueOn, act.body.on) };
    case 'case.extension_declined': return { extensionRequest: null };
    case 'case.paused': return { dueOn: null, clock: state.clock && { ...state.clock, segments: switched(state.clock, { kind: 'paused', from: act.body.on, reason: act.body.reason }) } };
    case 'case.resumed': return { dueOn: act.body.dueOn, clock: state.clock && { ...state.clock, segments: switched(state.clock, { kind: 'running', from: act.body.on, reason: null }) } };
    // The length is as it was; only the days have changed their kind.
    case 'case.rescheduled': return { dueOn: act.body.dueOn, ...(state.clock?.setTo ? { clock: { ...state.clock, setTo: act.body.dueOn, setOn: act.body.on } } : {}) };
    case 'case.progressed': return {};
    case 'case.replied': return replied(state, act.body);
    case 'case.fulfilled': return { promise: state.promise && { ...state.promise, fulfilled: act.body }, dueOn: null };
    case 'case.relayed': return { relayed: [...state.relayed, act.body] };
    case 'case.supervised': return { supervisions: [...state.supervisions, { order: act.body, answer: null }], ...(act.body.newDueOn ? dueSetTo(state, act.body.newDueOn, act.body.on) : {}) };
    case 'case.supervision_answered': return { supervisions: state.supervisions.map((one) => (one.order.orderNo === act.body.orderNo && one.answer === null ? { ...one, answer: act.body } : one)) };
    case 'case.evaluated': return { evaluations: evaluated(state, act.body) };
    case 'case.reworked': return { ...NEW_ROUND, follows: null, reworks: state.reworks + 1, dueOn: act.body.dueOn, clock: startedClock(act.body, null) };
    case 'case.closed': return { closedOn: act.body.on, dueOn: null, clock: null };
    // A new round begins with a new order, since only an order or a rework sets a deadline.
    case 'case.reopened': return { ...NEW_ROUND, ...NO_ORDER, follows: null, closedOn: null, declined: null };
    case 'case.noted': return {};
    case 'case.revealed': return {};
    case 'case.undone': return {};
  }
}

/** Only these can be put right: the words stay as they were said, whatever else a body carries. */
const CORRECTABLE = ['channel', 'village', 'place', 'reporter', 'receivedOn', 'deputies', 'source', 'urgent', 'confidential'] as const;

function corrected({ registered, additions, urgent }: CaseState, body: CaseBody<'case.corrected'>): Partial<CaseState> {
  const put = Object.fromEntries(CORRECTABLE.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
  return { registered: { ...registered, ...put }, urgent: body.urgent ?? urgent, additions: body.addition === undefined ? additions : [...additions, { text: body.addition, on: body.on }] };
}

function startedClock({ rule, length, on }: Pick<CaseBody<'case.reworked'>, 'rule' | 'length' | 'on'>, setTo: string | null): CaseClock {
  return { rule, n: length?.n ?? null, unit: length?.unit ?? null, startedOn: on, segments: [{ kind: 'running', from: on, to: null, reason: null }], setTo, setOn: setTo === null ? null : on };
}

/** The last stretch ends where the next begins. */
function switched({ segments }: CaseClock, next: Omit<ClockSegment, 'to'>): ClockSegment[] {
  return [...segments.map((one) => (one.to === null ? { ...one, to: next.from } : one)), { ...next, to: null }];
}

function dueSetTo({ clock }: CaseState, dueOn: string, on: string): Partial<CaseState> {
  // What is paused stays so until it is resumed; the day counts from then on.
  return clock?.segments.at(-1)?.kind === 'paused' ? { clock: { ...clock, setTo: dueOn, setOn: on } } : { dueOn, clock: clock && { ...clock, setTo: dueOn, setOn: on } };
}

/** An answer: a co-handling unit's is its opinion; the lead's counts, in separate handling once every unit has answered. */
function replied(state: CaseState, body: CaseBody<'case.replied'>): Partial<CaseState> {
  const { assignment } = state;
  const answers = { ...state.answers, [body.unit]: body };
  const all = assignment === null ? [body.unit] : assignment.mode === 'separate' ? [assignment.lead, ...assignment.co] : [assignment.lead];
  if (!all.includes(body.unit) || !all.every((unit) => answers[unit] !== undefined)) return { answers };
  const reply = answers[assignment?.lead ?? body.unit] ?? body;
  const promised = all.map((unit) => answers[unit]).filter((one) => one?.class === 'in_progress').sort((a, b) => ((a?.promisedOn ?? '') < (b?.promisedOn ?? '') ? 1 : -1))[0];
  // A plan's date becomes the watched deadline; any other answer stops the clock, and keeps the promise that it follows.
  const promise = promised?.promisedOn ? { plan: promised.plan ?? '', on: promised.promisedOn, fulfilled: null } : state.promise && { ...state.promise, fulfilled: state.promise.fulfilled ?? { text: body.text, on: body.on } };
  return { answers, reply, promise, follows: null, relayed: [], dueOn: promised?.promisedOn ?? null, clock: null, extensionRequest: null };
}

/** Everybody's own evaluation, the newest of each; of several deputies the least satisfied stands for all. */
function evaluated({ evaluations }: CaseState, body: CaseBody<'case.evaluated'>): CaseState['evaluations'] {
  if (body.by === 'citizen') return { ...evaluations, citizen: body };
  const deputies = { ...evaluations.deputies, [body.deputy ?? '']: body };
  const deputy = Object.values(deputies).reduce((least, one) => (EVALUATION_GRADES.indexOf(one.grade) > EVALUATION_GRADES.indexOf(least.grade) ? one : least), body);
  return { ...evaluations, deputy, deputies };
}

/** Who was asked to look and has written nothing since. */
function stillMentioned(timeline: CaseState['timeline']): readonly string[] {
  const open = new Set<string>();
  for (const { header, body, ineffective } of timeline) {
    // Only a look does not answer.
    if (header.type !== 'case.revealed') open.delete(header.actor);
    const mentions: unknown = header.type === 'case.noted' && ineffective === null ? body['mentions'] : null;
    if (Array.isArray(mentions)) for (const user of mentions) if (typeof user === 'string') open.add(user);
  }
  return [...open];
}

function stepsAfter(state: CaseState, act: CaseAct): CaseState['steps'] {
  const step: Step | null = STEP_OF[act.type];
  return step && 'on' in act.body ? { ...state.steps, [step]: act.body.on } : state.steps;
}
