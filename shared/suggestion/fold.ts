/**
 * A suggestion as its entries add up: total and deterministic, in whatever order they came. An act that is not possible in the state it
 * meets changes nothing, stays in the timeline with its reason, and is raised to the secretary (`contested`).
 */
import { foldActs, type ActMachine } from '../ledger/act-fold.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Clock } from '../rules/clock.ts';
import { isBesideSuggestion, registrationRefusal, suggestionBodyRefusal, suggestionStateRefusal, suggestionStatusAfter, SUGGESTION_STEP_OF, type SuggestionRefusal } from './lifecycle.ts';
import { readSuggestionAct, type SuggestionAct } from './read-act.ts';
import type { SuggestionBody, SuggestionPromise, SuggestionState } from './suggestion.ts';

/** The suggestion's part of the fold that all acts share. */
export const SUGGESTION_MACHINE: ActMachine<SuggestionState, SuggestionAct, SuggestionRefusal> = {
  read: readSuggestionAct,
  apply: applySuggestionAct,
  isBeside: (act) => isBesideSuggestion(act.type),
  undoes: (act) => (act.type === 'suggestion.undone' ? act.body.act : null),
  settles: (act) => (act.type === 'suggestion.noted' ? act.body.resolves ?? [] : []),
  isCalm: () => false,
};

/** The suggestion that `entries` of one subject add up to, in any order; null while its registration has not arrived. */
export function foldSuggestion(entries: readonly Entry[]): SuggestionState | null {
  const { state, timeline, contested, undoable } = foldActs(SUGGESTION_MACHINE, entries);
  return state && { ...state, mentioned: stillMentioned(timeline), timeline, contested: contested.length > 0, undoable };
}

/** Applies one act to a suggestion: the only place where a suggestion changes. `decide` asks it before an act is made, the fold after. */
export function applySuggestionAct(state: SuggestionState | null, act: SuggestionAct): { readonly state: SuggestionState | null; readonly ineffective: SuggestionRefusal | null } {
  if (act.type === 'suggestion.registered') {
    const refusal = state ? 'already-registered' : registrationRefusal(act.body);
    return refusal ? { state, ineffective: refusal } : { state: register(act), ineffective: null };
  }
  if (!state) return { state, ineffective: 'not-registered' };
  // A suggestion belongs to the scope that registered it.
  if (act.scope !== state.scope) return { state, ineffective: 'scope-differs' };
  const refusal = suggestionStateRefusal(state, act.type) ?? suggestionBodyRefusal(state, act.type, act.body);
  if (refusal) return { state, ineffective: refusal };
  const changed: SuggestionState = { ...state, ...changes(state, act), steps: stepsAfter(state, act) };
  const moved = { ...changed, status: suggestionStatusAfter(state.status, act.type, changed) };
  return { state: { ...moved, dueOn: dueOf(moved) }, ineffective: null };
}

/** What begins anew with every answer, and with every round of handling. */
const NEW_ANSWER = { deliveries: {}, urged: {}, voices: {}, appraisal: null } as const;
const NEW_ROUND = { ...NEW_ANSWER, answers: {}, reply: null, coOpinions: {}, explained: null } as const;
const NO_ORDER = { assignment: null, acknowledgedOn: null, clock: null, answerBy: null } as const;

function register({ scope, subject, body }: Extract<SuggestionAct, { type: 'suggestion.registered' }>): SuggestionState {
  const handBy = body.assignBy ?? null;
  return {
    ...NEW_ROUND, ...NO_ORDER,
    id: subject, scope, status: 'checking', number: null, tempNo: body.tempNo, registered: body,
    signers: [{ deputy: body.lead, signedOn: body.signedOn }, ...(body.coSigners ?? []).map(({ deputy, signedOn }) => ({ deputy, signedOn: signedOn ?? null }))],
    checkedOn: null, sentBack: null, follows: null, rerouted: null, returns: 0, handBy, dueOn: handBy, talks: [], talksBefore: 0, reworks: 0, promises: [], supervisions: [], keyListed: null, closedOn: null,
    steps: { register: body.receivedOn, check: null, assign: null, talk: null, reply: null, feedback: null, close: null },
    mentioned: [], timeline: [], contested: false, undoable: null,
  };
}

/** What an effective act changes, by type. */
function changes(state: SuggestionState, act: SuggestionAct): Partial<SuggestionState> {
  switch (act.type) {
    case 'suggestion.registered': return {};
    case 'suggestion.amended': return { registered: amended(state, act.body), sentBack: null };
    case 'suggestion.signed': return {
      signers: act.body.declined === true ? state.signers.filter((one) => one.deputy !== act.body.deputy) : state.signers.map((one) => (one.deputy === act.body.deputy ? { ...one, signedOn: act.body.on } : one)),
    };
    case 'suggestion.checked': return { checkedOn: act.body.on, number: act.body.number ?? state.number };
    case 'suggestion.sent_back': return { sentBack: act.body, checkedOn: null };
    case 'suggestion.merged': return { follows: { id: act.body.into, on: act.body.on } };
    case 'suggestion.separated': return { follows: null };
    case 'suggestion.rerouted': return { rerouted: act.body };
    case 'suggestion.numbered': return { number: act.body.number };
    case 'suggestion.assigned': return {
      ...NEW_ROUND, assignment: act.body, acknowledgedOn: null, follows: null, handBy: null, answerBy: act.body.dueOn, clock: startedClock(act.body, act.body.dueReason === undefined ? null : act.body.dueOn),
      // Another unit has not talked with the deputy yet.
      talksBefore: state.assignment === null ? state.talksBefore : state.talks.length,
    };
    case 'suggestion.acknowledged': return { acknowledgedOn: act.body.on };
    case 'suggestion.returned': return { ...NO_ORDER, returns: state.returns + 1, handBy: act.body.reassignBy ?? null, talksBefore: state.talks.length };
    case 'suggestion.co_opined': return { coOpinions: { ...state.coOpinions, [act.body.unit]: act.body } };
    case 'suggestion.talked': return { talks: [...state.talks, act.body] };
    case 'suggestion.explained': return { explained: act.body };
    case 'suggestion.extended': return extended(state, act.body);
    case 'suggestion.rescheduled': return rescheduled(state, act.body);
    case 'suggestion.progressed': return {};
    case 'suggestion.replied': return replied(state, act.body);
    case 'suggestion.delivered': return { deliveries: { ...state.deliveries, [act.body.deputy]: act.body } };
    case 'suggestion.urged': return { urged: { ...state.urged, [act.body.deputy]: act.body } };
    case 'suggestion.fed_back': return { voices: { ...state.voices, [act.body.deputy]: { kind: 'given', feedback: act.body } } };
    case 'suggestion.lapsed': return { voices: { ...state.voices, [act.body.deputy]: { kind: 'lapsed', on: act.body.on } } };
    case 'suggestion.reworked': return { ...NEW_ROUND, follows: null, reworks: state.reworks + 1, answerBy: act.body.dueOn, clock: startedClock(act.body, null), talksBefore: state.talks.length };
    case 'suggestion.appraised': return { appraisal: act.body };
    case 'suggestion.fulfilled': return { promises: fulfilled(state.promises, act.body) };
    case 'suggestion.supervised': return { supervisions: [...state.supervisions, { order: act.body, answer: null }] };
    case 'suggestion.supervision_answered': return { supervisions: state.supervisions.map((one) => (one.order.orderNo === act.body.orderNo && one.answer === null ? { ...one, answer: act.body } : one)) };
    case 'suggestion.key_listed': return { keyListed: act.body };
    case 'suggestion.closed': return { closedOn: act.body.on };
    // A new round begins with a new order.
    case 'suggestion.reopened': return { ...NEW_ROUND, ...NO_ORDER, follows: null, rerouted: null, closedOn: null, talksBefore: state.talks.length };
    case 'suggestion.noted': return {};
    case 'suggestion.undone': return {};
  }
}

/** Only these can be put right by the deputy; who signed and when it came stays. */
const AMENDABLE = ['title', 'situation', 'proposal', 'category', 'matters', 'publicity', 'publicityReason', 'wishedUnit'] as const;

function amended({ registered }: SuggestionState, body: SuggestionBody<'suggestion.amended'>): SuggestionState['registered'] {
  return { ...registered, ...Object.fromEntries(AMENDABLE.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]]))) };
}

function startedClock({ rule, length, on }: Pick<SuggestionBody<'suggestion.reworked'>, 'rule' | 'length' | 'on'>, setTo: string | null): Clock {
  return { rule, n: length?.n ?? null, unit: length?.unit ?? null, startedOn: on, segments: [{ kind: 'running', from: on, to: null, reason: null }], setTo };
}

/** The clock keeps its beginning, the day of the order, and gets the longer rule. */
function extended({ assignment, clock }: SuggestionState, body: SuggestionBody<'suggestion.extended'>): Partial<SuggestionState> {
  return {
    answerBy: body.dueOn, assignment: assignment && { ...assignment, complex: true, dueOn: body.dueOn, statuteOn: body.statuteOn, rule: body.rule },
    clock: clock && { ...clock, rule: body.rule, n: body.length?.n ?? null, unit: body.length?.unit ?? null, setTo: body.dueOn < body.statuteOn ? body.dueOn : null },
  };
}

function rescheduled(state: SuggestionState, { dueOn }: SuggestionBody<'suggestion.rescheduled'>): Partial<SuggestionState> {
  if (state.status === 'tracking') {
    const first = firstOpen(state.promises);
    return { promises: state.promises.map((one) => (one === first ? { ...one, on: dueOn } : one)) };
  }
  return { answerBy: dueOn, clock: state.clock && (state.clock.setTo === null ? state.clock : { ...state.clock, setTo: dueOn }) };
}

/** An answer: the lead's counts; in separate handling once every unit has answered. What is promised is kept by unit. */
function replied(state: SuggestionState, body: SuggestionBody<'suggestion.replied'>): Partial<SuggestionState> {
  const { assignment } = state;
  const answers = { ...state.answers, [body.unit]: body };
  const all = assignment === null ? [body.unit] : assignment.mode === 'separate' ? [assignment.lead, ...assignment.co] : [assignment.lead];
  if (!all.includes(body.unit) || !all.every((unit) => answers[unit] !== undefined)) return { answers };
  const promises = all.flatMap((unit) => answers[unit] ?? []).reduce<readonly SuggestionPromise[]>((kept, answer) => promisedBy(kept, answer), state.promises);
  return { ...NEW_ANSWER, answers, reply: answers[assignment?.lead ?? body.unit] ?? body, promises, answerBy: null, clock: null };
}

/** A new plan takes the place of the unit's open one; any other answer ends it. */
function promisedBy(promises: readonly SuggestionPromise[], answer: SuggestionBody<'suggestion.replied'>): readonly SuggestionPromise[] {
  if (answer.class !== 'in_progress') return promises.map((one) => (one.unit === answer.unit && one.fulfilled === null ? { ...one, fulfilled: { text: answer.text, on: answer.on } } : one));
  const kept = promises.filter((one) => one.unit !== answer.unit || one.fulfilled !== null);
  return [...kept, { unit: answer.unit, plan: answer.plan ?? '', on: answer.promisedOn ?? answer.on, fulfilled: null }];
}

function fulfilled(promises: readonly SuggestionPromise[], { unit, text, on }: SuggestionBody<'suggestion.fulfilled'>): readonly SuggestionPromise[] {
  const kept = unit === undefined ? firstOpen(promises) : promises.find((one) => one.unit === unit && one.fulfilled === null);
  return promises.map((one) => (one === kept ? { ...one, fulfilled: { text, on } } : one));
}

function firstOpen(promises: readonly SuggestionPromise[]): SuggestionPromise | undefined {
  return promises.filter((one) => one.fulfilled === null).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
}

/** The date that counts in a state. */
function dueOf(state: SuggestionState): string | null {
  switch (state.status) {
    case 'checking':
    case 'assigning': return state.handBy;
    case 'handling': return state.answerBy;
    case 'feedback': return state.signers.flatMap(({ deputy }) => (state.voices[deputy] === undefined ? state.deliveries[deputy]?.feedbackBy ?? [] : [])).sort()[0] ?? null;
    case 'tracking': return firstOpen(state.promises)?.on ?? null;
    case 'completing':
    case 'following':
    case 'closing':
    case 'closed':
    case 'rerouted': return null;
  }
}

/** Who was asked to look and has written nothing since. */
function stillMentioned(timeline: SuggestionState['timeline']): readonly string[] {
  const open = new Set<string>();
  for (const { header, body, ineffective } of timeline) {
    open.delete(header.actor);
    const mentions: unknown = header.type === 'suggestion.noted' && ineffective === null ? body['mentions'] : null;
    if (Array.isArray(mentions)) for (const user of mentions) if (typeof user === 'string') open.add(user);
  }
  return [...open];
}

function stepsAfter(state: SuggestionState, act: SuggestionAct): SuggestionState['steps'] {
  const step = SUGGESTION_STEP_OF[act.type];
  return step && 'on' in act.body ? { ...state.steps, [step]: act.body.on } : state.steps;
}
