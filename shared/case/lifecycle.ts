/**
 * The six-step loop as data: which act is possible in which state and where it leads, and what else an act demands.
 * Nothing else in the program asks for a state to decide what is possible. Sources: S1 (六步: 登记 梳理 处办 反馈 督办 评议),
 * domain section 0.2 (supervision may come in at handling, reply or evaluation; unsatisfied → rework), 0.8 (both evaluations needed).
 */
import { CASE_BODIES, SUPERVISION_GRADES, type CaseBody, type CaseEntryType, type CaseState, type CaseStatus, type Step } from './case.ts';

type Row = Readonly<Partial<Record<CaseEntryType, CaseStatus>>>;

/** Acts beside the loop: possible whatever the state, they lead nowhere. */
const BESIDE = ['case.numbered', 'case.noted', 'case.revealed', 'case.linked', 'case.unlinked'] as const satisfies readonly CaseEntryType[];
/** What stays possible in every state: the acts beside the loop, putting right how it was registered, and supervision while the case lives (domain 0.2). */
const always = (status: CaseStatus): Row => Object.fromEntries([...BESIDE, 'case.corrected'].map((act) => [act, status]));
const alive = (status: CaseStatus): Row => ({ ...always(status), 'case.supervised': status, 'case.supervision_answered': status });

/**
 * states × acts → the next state. An act that is missing is not possible in that state. Where the next state stands on something that
 * the case lacks, `STANDS_ON` leads to the state before it: so an evaluation leads to `closing` only when both are there and neither is
 * unsatisfied. `case.closed` in `evaluating` is always refused, with the precise reason (`STATE_DEMANDS`): it meets two devices that
 * evaluate and close at the same time. `case.undone` is in no row: it asks what stands on the act it takes back (`ledger/act-fold.ts`).
 */
export const LIFECYCLE: Readonly<Record<CaseStatus, Row>> = {
  sorting: {
    ...alive('sorting'), 'case.sorted': 'assigning', 'case.answered': 'evaluating', 'case.declined': 'declined', 'case.reported': 'reviewing',
    'case.merged': 'following', 'case.converted': 'following',
  },
  // The county's desk: it accepts, sends back, or refuses with the reasons.
  reviewing: { ...alive('reviewing'), 'case.reviewed': 'assigning', 'case.declined': 'declined' },
  assigning: {
    ...alive('assigning'), 'case.sorted': 'assigning', 'case.answered': 'evaluating', 'case.declined': 'declined', 'case.reported': 'reviewing',
    'case.merged': 'following', 'case.converted': 'following', 'case.consulted': 'assigning', 'case.assigned': 'handling',
  },
  handling: {
    ...alive('handling'), 'case.assigned': 'handling', 'case.acknowledged': 'handling', 'case.returned': 'assigning', 'case.consulted': 'handling', 'case.progressed': 'handling',
    'case.extension_requested': 'handling', 'case.extended': 'handling', 'case.extension_declined': 'handling', 'case.paused': 'handling', 'case.resumed': 'handling',
    'case.rescheduled': 'handling', 'case.replied': 'evaluating',
  },
  // It waits for the other item's result and is then answered itself.
  following: { ...alive('following'), 'case.separated': 'assigning', 'case.progressed': 'following', 'case.replied': 'evaluating' },
  evaluating: {
    ...alive('evaluating'), 'case.progressed': 'evaluating', 'case.replied': 'evaluating', 'case.fulfilled': 'evaluating', 'case.rescheduled': 'evaluating', 'case.relayed': 'evaluating',
    'case.evaluated': 'closing', 'case.reworked': 'handling', 'case.closed': 'closed',
  },
  closing: { ...alive('closing'), 'case.replied': 'closing', 'case.fulfilled': 'closing', 'case.rescheduled': 'closing', 'case.relayed': 'closing', 'case.evaluated': 'closing', 'case.reworked': 'handling', 'case.closed': 'closed' },
  closed: { ...always('closed'), 'case.reopened': 'assigning' },
  declined: { ...always('declined'), 'case.relayed': 'declined', 'case.reopened': 'sorting' },
};

/** What a state stands on, and where a case is instead while that is lacking. Followed until nothing is; it only leads back in the loop. */
export const STANDS_ON: Readonly<Partial<Record<CaseStatus, { readonly lacking: (state: CaseState) => boolean; readonly instead: CaseStatus }>>> = {
  // What was answered at the table and is sent back was never sorted and never had a unit.
  assigning: { lacking: (state) => state.sortedOn === null, instead: 'sorting' },
  handling: { lacking: (state) => state.assignment === null, instead: 'assigning' },
  // The opinion of a co-handling unit is not yet the answer, nor is one of several that answer for themselves.
  evaluating: { lacking: (state) => state.assignment !== null && state.reply === null && state.spotAnswer === null, instead: 'handling' },
  // 双评价缺一不可 (domain 0.8).
  closing: { lacking: (state) => isEvaluationMissing(state) || hasUnsatisfied(state), instead: 'evaluating' },
};

/** The one button of a state: the act that moves the case on. Null only where nothing is left to do. */
export const NEXT_ACT: Readonly<Record<CaseStatus, CaseEntryType | null>> = {
  sorting: 'case.sorted', reviewing: 'case.reviewed', assigning: 'case.assigned', handling: 'case.replied', following: 'case.replied', evaluating: 'case.evaluated',
  closing: 'case.closed', closed: null, declined: null,
};

/** Which of the six steps an act belongs to; null for acts beside the loop. */
export const STEP_OF: Readonly<Record<CaseEntryType, Step | null>> = {
  'case.registered': 'register', 'case.corrected': null, 'case.numbered': null, 'case.sorted': 'sort', 'case.answered': 'reply', 'case.declined': 'sort', 'case.reported': 'sort', 'case.reviewed': 'sort',
  'case.merged': 'sort', 'case.separated': 'sort', 'case.converted': 'sort', 'case.linked': null, 'case.unlinked': null, 'case.consulted': 'handle', 'case.assigned': 'handle',
  'case.acknowledged': 'handle', 'case.returned': 'handle', 'case.extension_requested': 'handle', 'case.extended': 'handle', 'case.extension_declined': 'handle', 'case.paused': 'handle',
  'case.resumed': 'handle', 'case.rescheduled': null, 'case.progressed': 'handle', 'case.replied': 'reply', 'case.fulfilled': 'reply', 'case.relayed': 'reply', 'case.supervised': 'supervise',
  'case.supervision_answered': 'supervise', 'case.evaluated': 'evaluate', 'case.reworked': 'handle', 'case.closed': 'evaluate', 'case.reopened': null, 'case.noted': null, 'case.revealed': null,
  'case.undone': null,
};

/** Why an act cannot take effect, beyond the table. */
export const CASE_REFUSALS = [
  'not-registered', 'already-registered', 'already-numbered', 'act-not-possible', 'scope-differs', 'accusation', 'not-assigned', 'plan-missing', 'reason-missing', 'escalation-missing', 'due-before-start',
  'grade-went-down', 'deputy-missing', 'opinion-missing', 'evaluation-missing', 'unsatisfied-needs-rework', 'unit-not-handling', 'unit-twice', 'reassign-reason-missing', 'chair-decision-missing',
  'return-not-allowed', 'return-too-late', 'clock-not-running', 'not-paused', 'paused', 'extension-not-asked', 'extension-not-later', 'place-missing', 'into-itself', 'already-linked', 'not-linked',
  'no-promise', 'promise-open', 'relay-missing', 'no-open-supervision', 'wrong-kind', 'not-merged', 'overdue',
] as const;
export type CaseRefusal = (typeof CASE_REFUSALS)[number];

/** What acts demand of the case alone, beyond its state: asked before a screen offers the act, and again when it is made. */
export const STATE_DEMANDS: readonly { readonly act: CaseEntryType; readonly code: CaseRefusal; readonly refuses: (state: CaseState) => boolean }[] = [
  // What was answered at the table has no unit that could report or reply.
  { act: 'case.progressed', code: 'not-assigned', refuses: hasNoHandler },
  { act: 'case.replied', code: 'not-assigned', refuses: hasNoHandler },
  // 指定承办的不得再退回 (潍坊条例 22; 国办函〔2025〕66号: 派单异议审核).
  { act: 'case.returned', code: 'return-not-allowed', refuses: ({ assignment }) => assignment?.decidedBy !== undefined },
  { act: 'case.extension_requested', code: 'paused', refuses: isPaused },
  { act: 'case.extended', code: 'paused', refuses: isPaused },
  { act: 'case.extension_declined', code: 'extension-not-asked', refuses: ({ extensionRequest }) => extensionRequest === null },
  { act: 'case.paused', code: 'clock-not-running', refuses: ({ clock, dueOn }) => clock === null || dueOn === null },
  { act: 'case.resumed', code: 'not-paused', refuses: (state) => !isPaused(state) },
  { act: 'case.rescheduled', code: 'clock-not-running', refuses: ({ dueOn }) => dueOn === null },
  // 转化出去的 comes back by its answer; only what was merged can be taken apart.
  { act: 'case.separated', code: 'not-merged', refuses: ({ follows }) => follows?.kind !== 'case' },
  { act: 'case.fulfilled', code: 'no-promise', refuses: ({ promise }) => promise === null || promise.fulfilled !== null },
  { act: 'case.supervision_answered', code: 'no-open-supervision', refuses: ({ supervisions }) => supervisions.every(({ answer }) => answer !== null) },
  { act: 'case.closed', code: 'unsatisfied-needs-rework', refuses: hasUnsatisfied },
  { act: 'case.closed', code: 'evaluation-missing', refuses: isEvaluationMissing },
  // 结果反馈 (ten systems of 临颍, S0): nothing is closed of which the citizen was not told.
  { act: 'case.closed', code: 'relay-missing', refuses: (state) => !isCitizenTold(state) },
  // 正在解决的要跟踪到落实 (河南办法 23, 27): a promise never disappears by closing.
  { act: 'case.closed', code: 'promise-open', refuses: ({ promise }) => promise !== null && promise.fulfilled === null },
];

/** One demand of an act on its own body, seen beside the case; `refuses` is true when the demand is not met. */
interface BodyDemand<T extends CaseEntryType> {
  readonly code: CaseRefusal;
  readonly refuses: (state: CaseState, body: CaseBody<T>) => boolean;
}
type BodyDemands = { readonly [T in CaseEntryType]?: readonly BodyDemand<T>[] };

/** How often a unit may send a case back before the presidium decides who handles it (peers 52). */
export const RETURNS_UNTIL_DECISION = 2;

/** What acts demand of their bodies. The rows of an act are asked in order; the first that refuses gives the code. */
export const BODY_DEMANDS: BodyDemands = {
  'case.numbered': [{ code: 'already-numbered', refuses: (state, body) => state.number !== null && body.replaces !== state.number }],
  // Where to is part of the guidance (信访工作条例 22, 31); the number of the ticket is what links.
  'case.declined': [{ code: 'place-missing', refuses: (_, body) => (body.route ?? 'not_accept') !== 'not_accept' && !body.where }],
  'case.reviewed': [{ code: 'reason-missing', refuses: (_, body) => body.result === 'returned' && !body.reason }],
  'case.merged': [{ code: 'into-itself', refuses: (state, body) => body.into === state.id }, { code: 'wrong-kind', refuses: (_, body) => !body.into.startsWith('case:') }],
  'case.converted': [{ code: 'wrong-kind', refuses: (_, body) => !body.to.startsWith(body.kind === 'suggestion' ? 'suggestion:' : 'referral:') }],
  'case.linked': [
    { code: 'into-itself', refuses: (state, body) => body.to === state.id },
    { code: 'already-linked', refuses: ({ links }, body) => links.some((one) => one.to === body.to && one.relation === body.relation) },
  ],
  'case.unlinked': [{ code: 'not-linked', refuses: ({ links }, body) => links.every((one) => one.to !== body.to) }],
  'case.assigned': [
    { code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on },
    { code: 'unit-twice', refuses: (_, body) => body.co.includes(body.lead) || new Set(body.co).size < body.co.length },
    { code: 'reassign-reason-missing', refuses: ({ assignment }, body) => assignment !== null && !body.reason },
    { code: 'chair-decision-missing', refuses: ({ returns }, body) => returns >= RETURNS_UNTIL_DECISION && !body.decidedBy },
  ],
  'case.returned': [
    { code: 'unit-not-handling', refuses: (state, body) => body.unit !== undefined && !isHandling(state, body.unit) },
    // 河南办法 14: within ten working days; later only when the presidium agrees.
    { code: 'return-too-late', refuses: ({ assignment }, body) => assignment?.returnBy !== undefined && body.on > assignment.returnBy && !body.agreedBy },
  ],
  'case.extended': [{ code: 'extension-not-later', refuses: ({ dueOn }, body) => dueOn !== null && body.dueOn <= dueOn }],
  // What is late stays late: standing still does not make up for it.
  'case.paused': [{ code: 'overdue', refuses: ({ dueOn }, body) => dueOn !== null && body.on > dueOn }],
  'case.resumed': [{ code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on }],
  'case.replied': [
    { code: 'unit-not-handling', refuses: (state, body) => state.assignment !== null && !isHandling(state, body.unit) },
    // F07: 工作计划、完成时限（②类必填）, 具体原因（③类必填）, 向上级反映情况（④类必填）.
    { code: 'plan-missing', refuses: (_, body) => body.class === 'in_progress' && !(body.plan && body.promisedOn) },
    { code: 'due-before-start', refuses: (_, body) => body.class === 'in_progress' && body.promisedOn !== undefined && body.promisedOn < body.on },
    { code: 'reason-missing', refuses: (_, body) => body.class === 'not_feasible' && !body.reason },
    { code: 'escalation-missing', refuses: (_, body) => body.class === 'escalated' && !body.escalatedTo },
  ],
  'case.supervised': [
    { code: 'grade-went-down', refuses: ({ supervisions }, body) => SUPERVISION_GRADES.indexOf(body.grade) < SUPERVISION_GRADES.indexOf(supervisions.at(-1)?.order.grade ?? 'urge') },
    { code: 'due-before-start', refuses: (_, body) => body.newDueOn !== undefined && body.newDueOn < body.on },
  ],
  'case.supervision_answered': [{ code: 'no-open-supervision', refuses: ({ supervisions }, body) => !supervisions.some(({ order, answer }) => order.orderNo === body.orderNo && answer === null) }],
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

/** True when the citizen or a deputy of the current round is not satisfied. */
export function hasUnsatisfied(state: Pick<CaseState, 'evaluations'>): boolean {
  return state.evaluations.citizen?.grade === 'unsatisfied' || state.evaluations.deputy?.grade === 'unsatisfied';
}

/** True when the clock stands (已暂停). */
export function isPaused({ clock }: Pick<CaseState, 'clock'>): boolean {
  return clock?.segments.at(-1)?.kind === 'paused';
}

/** True when the citizen knows the present answer: told by someone, or answered to the face. */
export function isCitizenTold({ relayed, reply, spotAnswer }: Pick<CaseState, 'relayed' | 'reply' | 'spotAnswer'>): boolean {
  return relayed.some(({ to }) => to === 'citizen') || (reply === null && spotAnswer !== null);
}

/** True for what was found to be an accusation (检举控告) after it was registered: it stays out of every list, ledger and figure (信访工作条例 30). */
export function isWithheld({ declined }: Pick<CaseState, 'declined'>): boolean {
  return declined?.route === 'transfer_discipline';
}

/** True for acts that lead nowhere: they do not stand between an act and its undoing. */
export function isBesideTheLoop(type: CaseEntryType): boolean {
  return BESIDE.some((one) => one === type);
}

/** The acts that are possible now, the primary one first; what their bodies must say is asked when one is made. Numbers come from the county only. */
export function possibleActs(state: CaseState): readonly CaseEntryType[] {
  const primary = primaryAct(state);
  const possible = ACTS.filter((act) => act !== 'case.numbered' && act !== primary && stateRefusal(state, act) === null);
  return primary === null ? possible : [primary, ...possible];
}

/** The one act that moves the case on; null when the case has ended. A paused clock asks to run again, an unsatisfied case for rework, an answer to be passed on, a promise to be kept. */
export function primaryAct(state: CaseState): CaseEntryType | null {
  if (state.status === 'handling' && isPaused(state)) return 'case.resumed';
  if (state.status === 'declined') return isCitizenTold(state) ? null : 'case.relayed';
  if (state.status !== 'evaluating' && state.status !== 'closing') return NEXT_ACT[state.status];
  if (hasUnsatisfied(state)) return 'case.reworked';
  if (!isCitizenTold(state)) return 'case.relayed';
  if (state.status === 'closing' && state.promise !== null && state.promise.fulfilled === null) return 'case.fulfilled';
  return NEXT_ACT[state.status];
}

function isEvaluationMissing({ evaluations }: CaseState): boolean {
  return evaluations.citizen === null || evaluations.deputy === null;
}

function hasNoHandler({ assignment, follows }: CaseState): boolean {
  return assignment === null && follows === null;
}

function isHandling({ assignment }: CaseState, unit: string): boolean {
  return assignment !== null && (unit === assignment.lead || assignment.co.includes(unit));
}

const ACTS = Object.keys(CASE_BODIES) as readonly CaseEntryType[];
