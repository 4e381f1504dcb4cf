/**
 * The six-step loop as data: which act is possible in which state and where it leads, and what else an act demands.
 * Nothing else in the program asks for a state to decide what is possible. Sources: S1 (六步: 登记 梳理 处办 反馈 督办 评议),
 * domain section 0.2 (supervision may come in at handling, reply or evaluation; unsatisfied → rework), 0.8 (both evaluations needed).
 */
import { CASE_BODIES, SUPERVISION_GRADES, type CaseBody, type CaseEntryType, type CaseState, type CaseStatus, type Step } from './case.ts';

/**
 * states × acts → the next state. An act that is missing is not possible in that state. Where the next state stands on something that
 * the case lacks, `STANDS_ON` leads to the state before it: so an evaluation leads to `closing` only when both are there and neither is
 * unsatisfied. `case.closed` in `evaluating` is always refused, with the precise reason (`STATE_DEMANDS`): it meets two devices that
 * evaluate and close at the same time.
 */
export const LIFECYCLE: Readonly<Record<CaseStatus, Readonly<Partial<Record<CaseEntryType, CaseStatus>>>>> = {
  sorting: { 'case.numbered': 'sorting', 'case.sorted': 'assigning', 'case.declined': 'declined', 'case.noted': 'sorting' },
  assigning: { 'case.numbered': 'assigning', 'case.sorted': 'assigning', 'case.declined': 'declined', 'case.assigned': 'handling', 'case.noted': 'assigning' },
  handling: {
    'case.numbered': 'handling', 'case.acknowledged': 'handling', 'case.returned': 'assigning', 'case.progressed': 'handling', 'case.replied': 'evaluating',
    'case.supervised': 'handling', 'case.noted': 'handling',
  },
  evaluating: {
    'case.numbered': 'evaluating', 'case.progressed': 'evaluating', 'case.replied': 'evaluating', 'case.relayed': 'evaluating', 'case.supervised': 'evaluating', 'case.evaluated': 'closing',
    'case.reworked': 'handling', 'case.closed': 'closed', 'case.noted': 'evaluating',
  },
  closing: { 'case.numbered': 'closing', 'case.relayed': 'closing', 'case.evaluated': 'closing', 'case.reworked': 'handling', 'case.closed': 'closed', 'case.noted': 'closing' },
  closed: { 'case.numbered': 'closed', 'case.reopened': 'assigning', 'case.noted': 'closed' },
  declined: { 'case.numbered': 'declined', 'case.relayed': 'declined', 'case.reopened': 'sorting', 'case.noted': 'declined' },
};

/** What a state stands on, and where a case is instead while that is lacking. Followed until nothing is; it only leads back in the loop. */
export const STANDS_ON: Readonly<Partial<Record<CaseStatus, { readonly lacking: (state: CaseState) => boolean; readonly instead: CaseStatus }>>> = {
  // What was answered at the table and is sent back was never sorted and never had a unit.
  assigning: { lacking: (state) => state.sortedOn === null, instead: 'sorting' },
  handling: { lacking: (state) => state.assignment === null, instead: 'assigning' },
  // 双评价缺一不可 (domain 0.8).
  closing: { lacking: (state) => isEvaluationMissing(state) || hasUnsatisfied(state), instead: 'evaluating' },
};

/** The one button of a state: the act that moves the case on. Null only where nothing is left to do. */
export const NEXT_ACT: Readonly<Record<CaseStatus, CaseEntryType | null>> = {
  sorting: 'case.sorted', assigning: 'case.assigned', handling: 'case.replied', evaluating: 'case.evaluated', closing: 'case.closed', closed: null, declined: null,
};

/** Which of the six steps an act belongs to; null for acts beside the loop. */
export const STEP_OF: Readonly<Record<CaseEntryType, Step | null>> = {
  'case.registered': 'register', 'case.numbered': null, 'case.sorted': 'sort', 'case.declined': 'sort', 'case.assigned': 'handle', 'case.acknowledged': 'handle',
  'case.returned': 'handle', 'case.progressed': 'handle', 'case.replied': 'reply', 'case.relayed': 'reply', 'case.supervised': 'supervise', 'case.evaluated': 'evaluate',
  'case.reworked': 'handle', 'case.closed': 'evaluate', 'case.reopened': null, 'case.noted': null,
};

/** Why an act cannot take effect, beyond the table. */
export const CASE_REFUSALS = [
  'not-registered', 'already-registered', 'already-numbered', 'act-not-possible', 'scope-differs', 'not-assigned', 'plan-missing', 'reason-missing', 'escalation-missing', 'due-before-start',
  'grade-went-down', 'deputy-missing', 'opinion-missing', 'evaluation-missing', 'unsatisfied-needs-rework', 'unit-not-handling',
] as const;
export type CaseRefusal = (typeof CASE_REFUSALS)[number];

/** What acts demand of the case alone, beyond its state: asked before a screen offers the act, and again when it is made. */
export const STATE_DEMANDS: readonly { readonly act: CaseEntryType; readonly code: CaseRefusal; readonly refuses: (state: CaseState) => boolean }[] = [
  // What was answered at the table has no unit that could report, reply or be supervised.
  { act: 'case.progressed', code: 'not-assigned', refuses: (state) => state.assignment === null },
  { act: 'case.replied', code: 'not-assigned', refuses: (state) => state.assignment === null },
  { act: 'case.supervised', code: 'not-assigned', refuses: (state) => state.assignment === null },
  { act: 'case.closed', code: 'unsatisfied-needs-rework', refuses: hasUnsatisfied },
  { act: 'case.closed', code: 'evaluation-missing', refuses: isEvaluationMissing },
];

/** One demand of an act on its own body, seen beside the case; `refuses` is true when the demand is not met. */
interface BodyDemand<T extends CaseEntryType> {
  readonly code: CaseRefusal;
  readonly refuses: (state: CaseState, body: CaseBody<T>) => boolean;
}
type BodyDemands = { readonly [T in CaseEntryType]?: readonly BodyDemand<T>[] };

/** What acts demand of their bodies. The rows of an act are asked in order; the first that refuses gives the code. */
export const BODY_DEMANDS: BodyDemands = {
  'case.numbered': [{ code: 'already-numbered', refuses: (state, body) => state.number !== null && body.replaces !== state.number }],
  'case.assigned': [{ code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on }],
  'case.replied': [
    { code: 'unit-not-handling', refuses: ({ assignment }, body) => assignment !== null && body.unit !== assignment.lead && !assignment.co.includes(body.unit) },
    // F07: 工作计划、完成时限（②类必填）, 具体原因（③类必填）, 向上级反映情况（④类必填）.
    { code: 'plan-missing', refuses: (_, body) => body.class === 'in_progress' && !(body.plan && body.promisedOn) },
    { code: 'due-before-start', refuses: (_, body) => body.class === 'in_progress' && body.promisedOn !== undefined && body.promisedOn < body.on },
    { code: 'reason-missing', refuses: (_, body) => body.class === 'not_feasible' && !body.reason },
    { code: 'escalation-missing', refuses: (_, body) => body.class === 'escalated' && !body.escalatedTo },
  ],
  'case.supervised': [
    { code: 'grade-went-down', refuses: ({ supervisions }, body) => SUPERVISION_GRADES.indexOf(body.grade) < SUPERVISION_GRADES.indexOf(supervisions.at(-1)?.grade ?? 'urge') },
    { code: 'due-before-start', refuses: (_, body) => body.newDueOn !== undefined && body.newDueOn < body.on },
  ],
  'case.evaluated': [
    { code: 'deputy-missing', refuses: (_, body) => body.by === 'deputy' && !body.deputy },
    // 不满意必须填写具体意见 (重庆条例 26; F11).
    { code: 'opinion-missing', refuses: (_, body) => body.grade === 'unsatisfied' && !body.opinion },
  ],
  'case.reworked': [{ code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on }],
};

/** Why the body of an act cannot take effect on this case; null when it can. */
export function bodyRefusal<T extends CaseEntryType>(state: CaseState, type: T, body: CaseBody<T>): CaseRefusal | null {
  const rows: readonly BodyDemand<T>[] = BODY_DEMANDS[type] ?? [];
  return rows.find((row) => row.refuses(state, body))?.code ?? null;
}

/** Why an act of this type is not possible on the case as it stands, whatever its body says; null when it is. */
export function stateRefusal(state: CaseState, type: CaseEntryType): CaseRefusal | null {
  if (LIFECYCLE[state.status][type] === undefined) return 'act-not-possible';
  return STATE_DEMANDS.find((row) => row.act === type && row.refuses(state))?.code ?? null;
}

/** Where a case goes by an act that the table allows: `changed` is the case with what the act says. */
export function statusAfter(before: CaseStatus, act: CaseEntryType, changed: CaseState): CaseStatus {
  let next = LIFECYCLE[before][act] ?? before;
  for (let need = STANDS_ON[next]; need?.lacking(changed); need = STANDS_ON[next]) next = need.instead;
  return next;
}

/** True when the citizen or the deputy of the current round is not satisfied. */
export function hasUnsatisfied(state: Pick<CaseState, 'evaluations'>): boolean {
  return state.evaluations.citizen?.grade === 'unsatisfied' || state.evaluations.deputy?.grade === 'unsatisfied';
}

/** The acts that are possible now, the primary one first; what their bodies must say is asked when one is made. Numbers come from the county only. */
export function possibleActs(state: CaseState): readonly CaseEntryType[] {
  const primary = primaryAct(state);
  const possible = ACTS.filter((act) => act !== 'case.numbered' && act !== primary && stateRefusal(state, act) === null);
  return primary === null ? possible : [primary, ...possible];
}

/** The one act that moves the case on; null when the case has ended. An unsatisfied case asks for rework. */
export function primaryAct(state: CaseState): CaseEntryType | null {
  return state.status === 'evaluating' && hasUnsatisfied(state) ? 'case.reworked' : NEXT_ACT[state.status];
}

function isEvaluationMissing({ evaluations }: CaseState): boolean {
  return evaluations.citizen === null || evaluations.deputy === null;
}

const ACTS = Object.keys(CASE_BODIES) as readonly CaseEntryType[];
