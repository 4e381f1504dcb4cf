/**
 * The six-step loop as data: which act is possible in which state and where it leads, and what else an act demands.
 * Nothing else in the program asks for a state to decide what is possible. Sources: S1 (六步: 登记 梳理 处办 反馈 督办 评议),
 * domain section 0.2 (supervision may come in at handling, reply or evaluation; unsatisfied → rework), 0.8 (both evaluations needed).
 */
import type { CaseBody, CaseEntryType, CaseState, CaseStatus, Step } from './case.ts';
import { SUPERVISION_GRADES } from './case.ts';

/**
 * states × acts → the next state. An act that is missing is not possible in that state. The step from `evaluating` to `closing` is not an
 * act: it happens when both evaluations are there and neither is unsatisfied (`statusAfterEvaluation`).
 */
export const LIFECYCLE: Readonly<Record<CaseStatus, Readonly<Partial<Record<CaseEntryType, CaseStatus>>>>> = {
  sorting: { 'case.numbered': 'sorting', 'case.sorted': 'assigning', 'case.declined': 'declined', 'case.noted': 'sorting' },
  assigning: { 'case.numbered': 'assigning', 'case.sorted': 'assigning', 'case.declined': 'declined', 'case.assigned': 'handling', 'case.noted': 'assigning' },
  handling: {
    'case.numbered': 'handling', 'case.acknowledged': 'handling', 'case.returned': 'assigning', 'case.progressed': 'handling', 'case.replied': 'evaluating',
    'case.supervised': 'handling', 'case.noted': 'handling',
  },
  evaluating: {
    'case.numbered': 'evaluating', 'case.replied': 'evaluating', 'case.relayed': 'evaluating', 'case.supervised': 'evaluating', 'case.evaluated': 'evaluating',
    'case.reworked': 'handling', 'case.noted': 'evaluating',
  },
  closing: { 'case.numbered': 'closing', 'case.relayed': 'closing', 'case.evaluated': 'closing', 'case.reworked': 'handling', 'case.closed': 'closed', 'case.noted': 'closing' },
  closed: { 'case.numbered': 'closed', 'case.reopened': 'handling', 'case.noted': 'closed' },
  declined: { 'case.numbered': 'declined', 'case.reopened': 'sorting', 'case.noted': 'declined' },
};

/** The one button of a state, best first; the first that the user may do is shown. Empty only where nothing is left to do. */
export const NEXT_ACTS: Readonly<Record<CaseStatus, readonly CaseEntryType[]>> = {
  sorting: ['case.sorted'], assigning: ['case.assigned'], handling: ['case.replied'], evaluating: ['case.evaluated'], closing: ['case.closed'], closed: [], declined: [],
};

/** Which of the six steps an act belongs to; null for acts beside the loop. */
export const STEP_OF: Readonly<Record<CaseEntryType, Step | null>> = {
  'case.registered': 'register', 'case.numbered': null, 'case.sorted': 'sort', 'case.declined': 'sort', 'case.assigned': 'handle', 'case.acknowledged': 'handle',
  'case.returned': 'handle', 'case.progressed': 'handle', 'case.replied': 'reply', 'case.relayed': 'reply', 'case.supervised': 'supervise', 'case.evaluated': 'evaluate',
  'case.reworked': 'handle', 'case.closed': 'evaluate', 'case.reopened': 'handle', 'case.noted': null,
};

/** Why an act cannot take effect, beyond the table. */
export const CASE_REFUSALS = [
  'not-registered', 'already-registered', 'already-numbered', 'act-not-possible', 'plan-missing', 'reason-missing', 'escalation-missing', 'due-before-start',
  'grade-went-down', 'deputy-missing', 'opinion-missing', 'evaluation-missing', 'unsatisfied-needs-rework', 'unit-not-handling',
] as const;
export type CaseRefusal = (typeof CASE_REFUSALS)[number];

/** One demand of an act on the case and on its own body; `refuses` is true when the demand is not met. */
interface Demand<T extends CaseEntryType> {
  readonly act: T;
  readonly code: CaseRefusal;
  readonly refuses: (state: CaseState, body: CaseBody<T>) => boolean;
}

const demand = <T extends CaseEntryType>(act: T, code: CaseRefusal, refuses: Demand<T>['refuses']): Demand<CaseEntryType> => ({ act, code, refuses } as unknown as Demand<CaseEntryType>);

/** What acts demand beyond the table; rows are asked in order, the first that refuses gives the code. */
export const DEMANDS: readonly Demand<CaseEntryType>[] = [
  demand('case.numbered', 'already-numbered', (state, body) => state.number !== null && body.replaces !== state.number),
  demand('case.assigned', 'due-before-start', (_, body) => body.dueOn < body.on),
  demand('case.replied', 'unit-not-handling', (state, body) => state.assignment !== null && body.unit !== state.assignment.lead && !state.assignment.co.includes(body.unit)),
  demand('case.replied', 'plan-missing', (_, body) => body.class === 'in_progress' && !(body.plan && body.promisedOn)),
  demand('case.replied', 'reason-missing', (_, body) => body.class === 'not_feasible' && !body.reason),
  demand('case.replied', 'escalation-missing', (_, body) => body.class === 'escalated' && !body.escalatedTo),
  demand('case.supervised', 'grade-went-down', (state, body) => {
    const last = state.supervisions.at(-1);
    return last !== undefined && SUPERVISION_GRADES.indexOf(body.grade) < SUPERVISION_GRADES.indexOf(last.grade);
  }),
  demand('case.supervised', 'due-before-start', (_, body) => body.newDueOn !== undefined && body.newDueOn < body.on),
  demand('case.evaluated', 'deputy-missing', (_, body) => body.by === 'deputy' && !body.deputy),
  // 不满意必须填写具体意见 (重庆条例 26; F11).
  demand('case.evaluated', 'opinion-missing', (_, body) => body.grade === 'unsatisfied' && !body.opinion),
  demand('case.reworked', 'due-before-start', (_, body) => body.dueOn < body.on),
  demand('case.closed', 'evaluation-missing', (state) => state.evaluations.citizen === null || state.evaluations.deputy === null),
  demand('case.closed', 'unsatisfied-needs-rework', (state) => hasUnsatisfied(state)),
];

/** Where a case stands once its evaluations are known: closing only with both, and none unsatisfied. */
export function statusAfterEvaluation(evaluations: CaseState['evaluations']): 'evaluating' | 'closing' {
  const { citizen, deputy } = evaluations;
  return citizen && deputy && citizen.grade !== 'unsatisfied' && deputy.grade !== 'unsatisfied' ? 'closing' : 'evaluating';
}

/** True when the citizen or the deputy of the current round is not satisfied. */
export function hasUnsatisfied(state: Pick<CaseState, 'evaluations'>): boolean {
  return state.evaluations.citizen?.grade === 'unsatisfied' || state.evaluations.deputy?.grade === 'unsatisfied';
}

/** The acts that the table allows now, the primary one first. Demands on the body are asked when the act is made. */
export function possibleActs(state: CaseState): readonly CaseEntryType[] {
  const primary = primaryAct(state);
  const allowed = Object.keys(LIFECYCLE[state.status]) as CaseEntryType[];
  return [...(primary ? [primary] : []), ...allowed.filter((act) => act !== primary && act !== 'case.numbered')];
}

/** The one act that moves the case on; null when the case has ended. An unsatisfied case asks for rework. */
export function primaryAct(state: CaseState): CaseEntryType | null {
  if (state.status === 'evaluating' && hasUnsatisfied(state)) return 'case.reworked';
  return NEXT_ACTS[state.status][0] ?? null;
}
