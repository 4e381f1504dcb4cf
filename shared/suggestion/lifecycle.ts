/**
 * The road of a suggestion as data: which act is possible in which state and where it leads, and what else an act demands. Articles are of
 * 代表法 (2025) and of 河南省人大代表建议办理办法 (2017, "河南"), whose figures come from the rules table and are carried in the entries.
 */
import { SUPERVISION_GRADES } from '../case/case.ts';
import { SUGGESTION_BODIES, type Publicity, type SuggestionBody, type SuggestionEntryType, type SuggestionState, type SuggestionStatus, type SuggestionStep } from './suggestion.ts';

type Row = Readonly<Partial<Record<SuggestionEntryType, SuggestionStatus>>>;

/** Acts beside the road: possible whatever the state, they lead nowhere. */
const BESIDE = ['suggestion.numbered', 'suggestion.noted'] as const satisfies readonly SuggestionEntryType[];
const always = (status: SuggestionStatus): Row => Object.fromEntries(BESIDE.map((act) => [act, status]));
/** 督办 and 重点督办 may come in at any stage while the suggestion lives (代表法 52; domain 0.2). */
const alive = (status: SuggestionStatus): Row => ({ ...always(status), 'suggestion.supervised': status, 'suggestion.supervision_answered': status, 'suggestion.key_listed': status });

/**
 * states × acts → the next state. An act that is missing is not possible in that state; where the next state lacks what it stands on,
 * `STANDS_ON` leads back. `suggestion.closed` in `feedback` and `tracking` is always refused, with the precise reason. `suggestion.undone`
 * is in no row: it asks what stands on the act it takes back (`ledger/act-fold.ts`).
 */
export const SUGGESTION_LIFECYCLE: Readonly<Record<SuggestionStatus, Row>> = {
  checking: {
    ...alive('checking'), 'suggestion.amended': 'checking', 'suggestion.signed': 'checking', 'suggestion.checked': 'assigning', 'suggestion.sent_back': 'completing',
    'suggestion.merged': 'following', 'suggestion.rerouted': 'rerouted',
  },
  completing: { ...alive('completing'), 'suggestion.amended': 'checking', 'suggestion.signed': 'completing', 'suggestion.rerouted': 'rerouted' },
  assigning: {
    ...alive('assigning'), 'suggestion.talked': 'assigning', 'suggestion.assigned': 'handling', 'suggestion.merged': 'following', 'suggestion.sent_back': 'completing', 'suggestion.rerouted': 'rerouted',
  },
  handling: {
    ...alive('handling'), 'suggestion.assigned': 'handling', 'suggestion.acknowledged': 'handling', 'suggestion.returned': 'assigning', 'suggestion.co_opined': 'handling', 'suggestion.talked': 'handling',
    'suggestion.explained': 'handling', 'suggestion.extended': 'handling', 'suggestion.rescheduled': 'handling', 'suggestion.progressed': 'handling', 'suggestion.replied': 'feedback',
  },
  // Handled with another one, and then answered itself: 相同内容可一并办理、分别答复 (河南 21).
  following: { ...alive('following'), 'suggestion.separated': 'assigning', 'suggestion.talked': 'following', 'suggestion.replied': 'feedback' },
  feedback: {
    ...alive('feedback'), 'suggestion.talked': 'feedback', 'suggestion.replied': 'feedback', 'suggestion.delivered': 'feedback', 'suggestion.urged': 'feedback', 'suggestion.fed_back': 'closing',
    'suggestion.lapsed': 'closing', 'suggestion.fulfilled': 'feedback', 'suggestion.reworked': 'handling', 'suggestion.appraised': 'closing', 'suggestion.closed': 'closed',
  },
  // 正在解决或列入计划的跟踪督办 (河南 27).
  tracking: {
    ...alive('tracking'), 'suggestion.talked': 'tracking', 'suggestion.progressed': 'tracking', 'suggestion.replied': 'feedback', 'suggestion.fed_back': 'closing', 'suggestion.rescheduled': 'tracking',
    'suggestion.fulfilled': 'closing', 'suggestion.closed': 'closed',
  },
  closing: { ...alive('closing'), 'suggestion.talked': 'closing', 'suggestion.replied': 'feedback', 'suggestion.fed_back': 'closing', 'suggestion.closed': 'closed' },
  closed: { ...always('closed'), 'suggestion.reopened': 'assigning' },
  rerouted: { ...always('rerouted'), 'suggestion.reopened': 'checking' },
};

/** What a state stands on, and where a suggestion is instead while that is lacking. Followed until nothing is. */
export const SUGGESTION_STANDS_ON: Readonly<Partial<Record<SuggestionStatus, { readonly lacking: (state: SuggestionState) => boolean; readonly instead: SuggestionStatus }>>> = {
  assigning: { lacking: ({ checkedOn }) => checkedOn === null, instead: 'checking' },
  handling: { lacking: ({ assignment }) => assignment === null, instead: 'assigning' },
  // One of several units that answer for themselves is not yet the answer (河南 13, 18).
  feedback: { lacking: ({ assignment, reply }) => assignment !== null && reply === null, instead: 'handling' },
  closing: { lacking: (state) => !isHeard(state) || hasOpenPromise(state), instead: 'tracking' },
  tracking: { lacking: (state) => !isHeard(state), instead: 'feedback' },
};

/** Which step of the circuit an act belongs to; null for acts beside it. */
export const SUGGESTION_STEP_OF: Readonly<Record<SuggestionEntryType, SuggestionStep | null>> = {
  'suggestion.registered': 'register', 'suggestion.amended': null, 'suggestion.signed': null, 'suggestion.checked': 'check', 'suggestion.sent_back': null, 'suggestion.merged': 'check',
  'suggestion.separated': null, 'suggestion.rerouted': 'check', 'suggestion.numbered': null, 'suggestion.assigned': 'assign', 'suggestion.acknowledged': null, 'suggestion.returned': null,
  'suggestion.co_opined': null, 'suggestion.talked': 'talk', 'suggestion.explained': null, 'suggestion.extended': null, 'suggestion.rescheduled': null, 'suggestion.progressed': null,
  'suggestion.replied': 'reply', 'suggestion.delivered': null, 'suggestion.fed_back': 'feedback', 'suggestion.urged': null, 'suggestion.lapsed': null, 'suggestion.reworked': null,
  'suggestion.appraised': null, 'suggestion.fulfilled': null, 'suggestion.supervised': null, 'suggestion.supervision_answered': null, 'suggestion.key_listed': null, 'suggestion.closed': 'close',
  'suggestion.reopened': null, 'suggestion.noted': null, 'suggestion.undone': null,
};

/** Why an act cannot take effect, beyond the table. */
export const SUGGESTION_REFUSALS = [
  'not-registered', 'already-registered', 'act-not-possible', 'scope-differs', 'deputy-twice', 'publicity-reason-missing', 'one-matter-only', 'signature-missing', 'already-signed', 'deputy-not-on-it', 'into-itself',
  'wrong-kind', 'place-missing', 'due-before-start', 'beyond-statute', 'unit-twice', 'reassign-reason-missing', 'chair-decision-missing', 'unit-not-handling', 'return-not-allowed', 'return-too-late', 'not-co-unit',
  'already-complex', 'explain-missing', 'extension-not-later', 'clock-not-running', 'talk-missing', 'co-opinions-missing', 'plan-missing', 'reason-missing', 'escalation-missing', 'not-delivered', 'opinion-missing',
  'already-fed-back', 'not-urged', 'feedback-not-overdue', 'no-unsatisfied', 'appraisal-missing', 'appraised-settled', 'rework-first', 'no-promise', 'promise-open', 'feedback-missing', 'unsatisfied-needs-rework',
  'grade-went-down', 'no-open-supervision',
] as const;
export type SuggestionRefusal = (typeof SUGGESTION_REFUSALS)[number];

/** What acts demand of the suggestion alone, beyond its state. */
export const SUGGESTION_STATE_DEMANDS: readonly { readonly act: SuggestionEntryType; readonly code: SuggestionRefusal; readonly refuses: (state: SuggestionState) => boolean }[] = [
  // 一事一议 (河南 10): a paper of several matters goes back to the deputy.
  { act: 'suggestion.checked', code: 'one-matter-only', refuses: ({ registered }) => (registered.matters ?? 1) > 1 },
  // 联名须确认签名 (河南 9).
  { act: 'suggestion.checked', code: 'signature-missing', refuses: hasUnsigned },
  { act: 'suggestion.returned', code: 'return-not-allowed', refuses: ({ assignment }) => assignment?.decidedBy !== undefined },
  // Six months are the most that the law gives (代表法 51).
  { act: 'suggestion.extended', code: 'already-complex', refuses: ({ assignment }) => assignment?.complex === true },
  // 三个月内不能办结的，应先向代表说明情况 (河南 20).
  { act: 'suggestion.extended', code: 'explain-missing', refuses: ({ explained }) => explained === null },
  { act: 'suggestion.rescheduled', code: 'clock-not-running', refuses: ({ dueOn }) => dueOn === null },
  // 与代表联系沟通，充分听取意见 (代表法 51): nothing is answered, nor answered anew, unheard. A merged one was talked over with the one it follows.
  { act: 'suggestion.replied', code: 'talk-missing', refuses: (state) => state.assignment !== null && !hasTalked(state) },
  { act: 'suggestion.reworked', code: 'no-unsatisfied', refuses: (state) => !hasUnsatisfiedDeputy(state) },
  { act: 'suggestion.reworked', code: 'appraised-settled', refuses: ({ appraisal }) => appraisal?.outcome === 'settled' },
  // 再次答复仍不满意的，组织评估，按评估意见处理 (河南 22.3).
  { act: 'suggestion.reworked', code: 'appraisal-missing', refuses: ({ reworks, appraisal }) => reworks > 0 && appraisal === null },
  { act: 'suggestion.appraised', code: 'no-unsatisfied', refuses: (state) => !hasUnsatisfiedDeputy(state) },
  { act: 'suggestion.appraised', code: 'rework-first', refuses: ({ reworks }) => reworks === 0 },
  // 按承诺落实并再次告知 (河南 23).
  { act: 'suggestion.fulfilled', code: 'no-promise', refuses: (state) => !hasOpenPromise(state) },
  { act: 'suggestion.supervision_answered', code: 'no-open-supervision', refuses: ({ supervisions }) => supervisions.every(({ answer }) => answer !== null) },
  { act: 'suggestion.closed', code: 'unsatisfied-needs-rework', refuses: (state) => hasUnsatisfiedDeputy(state) && state.appraisal?.outcome !== 'settled' },
  { act: 'suggestion.closed', code: 'feedback-missing', refuses: (state) => unheardDeputies(state).length > 0 },
  { act: 'suggestion.closed', code: 'promise-open', refuses: hasOpenPromise },
];

interface BodyDemand<T extends SuggestionEntryType> { readonly code: SuggestionRefusal; readonly refuses: (state: SuggestionState, body: SuggestionBody<T>) => boolean }
type BodyDemands = { readonly [T in SuggestionEntryType]?: readonly BodyDemand<T>[] };

/** How often units may send a suggestion back before the presidium decides who handles it. */
export const SUGGESTION_RETURNS_UNTIL_DECISION = 2;

const stranger = { code: 'deputy-not-on-it', refuses: (state: SuggestionState, { deputy }: { readonly deputy: string }) => !isSigner(state, deputy) } as const;
/** Nobody can speak of an answer that did not reach them: 逐人答复 (河南 21). */
const undelivered = { code: 'not-delivered', refuses: (state: SuggestionState, { deputy }: { readonly deputy: string }) => state.deliveries[deputy] === undefined } as const;
const answeredAlready = { code: 'already-fed-back', refuses: (state: SuggestionState, { deputy }: { readonly deputy: string }) => state.voices[deputy] !== undefined } as const;

/** What acts demand of their bodies. The rows of an act are asked in order; the first that refuses gives the code. */
export const SUGGESTION_BODY_DEMANDS: BodyDemands = {
  'suggestion.amended': [{ code: 'publicity-reason-missing', refuses: ({ registered }, body) => isReasonMissing({ publicity: body.publicity ?? registered.publicity, publicityReason: body.publicityReason ?? registered.publicityReason }) }],
  'suggestion.signed': [stranger, { code: 'already-signed', refuses: ({ signers }, body) => signers.some(({ deputy, signedOn }) => deputy === body.deputy && signedOn !== null) }],
  'suggestion.merged': [{ code: 'into-itself', refuses: (state, body) => body.into === state.id }, { code: 'wrong-kind', refuses: (_, body) => !body.into.startsWith('suggestion:') }],
  'suggestion.rerouted': [{ code: 'place-missing', refuses: (_, body) => body.as === 'petition' && !body.where }],
  'suggestion.assigned': [
    { code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on },
    // The clock of the law may be shortened, never lengthened (代表法 51).
    { code: 'beyond-statute', refuses: (_, body) => body.dueOn > body.statuteOn },
    { code: 'unit-twice', refuses: (_, body) => body.co.includes(body.lead) || new Set(body.co).size < body.co.length },
    { code: 'reassign-reason-missing', refuses: ({ assignment }, body) => assignment !== null && !body.reason },
    { code: 'chair-decision-missing', refuses: ({ returns }, body) => returns >= SUGGESTION_RETURNS_UNTIL_DECISION && !body.decidedBy },
  ],
  'suggestion.returned': [
    { code: 'unit-not-handling', refuses: (state, body) => body.unit !== undefined && !isHandling(state, body.unit) },
    // Within ten working days of the order (河南 14).
    { code: 'return-too-late', refuses: ({ assignment }, body) => assignment?.returnBy !== undefined && body.on > assignment.returnBy && !body.agreedBy },
  ],
  'suggestion.co_opined': [{ code: 'not-co-unit', refuses: ({ assignment }, body) => assignment?.co.includes(body.unit) !== true || assignment.mode === 'separate' }],
  'suggestion.talked': [{ code: 'deputy-not-on-it', refuses: (state, body) => !body.deputies.some((deputy) => isSigner(state, deputy)) }],
  'suggestion.extended': [
    { code: 'extension-not-later', refuses: ({ answerBy }, body) => answerBy !== null && body.dueOn <= answerBy },
    { code: 'beyond-statute', refuses: (_, body) => body.dueOn > body.statuteOn },
  ],
  'suggestion.replied': [
    { code: 'unit-not-handling', refuses: (state, body) => state.assignment !== null && !isHandling(state, body.unit) },
    // F07: 工作计划、完成时限（②类必填）, 具体原因（③类必填）, 向上级反映情况（④类必填）.
    { code: 'plan-missing', refuses: (_, body) => body.class === 'in_progress' && !(body.plan && body.promisedOn) },
    { code: 'due-before-start', refuses: (_, body) => body.class === 'in_progress' && body.promisedOn !== undefined && body.promisedOn < body.on },
    { code: 'reason-missing', refuses: (_, body) => body.class === 'not_feasible' && !body.reason },
    { code: 'escalation-missing', refuses: (_, body) => body.class === 'escalated' && !body.escalatedTo },
    // 主办单位统一答复，并说明协办单位的意见 (河南 18).
    { code: 'co-opinions-missing', refuses: ({ assignment }, body) => assignment !== null && assignment.mode !== 'separate' && assignment.co.length > 0 && body.unit === assignment.lead && !body.coOpinions },
  ],
  'suggestion.delivered': [stranger],
  'suggestion.urged': [stranger, undelivered, answeredAlready],
  'suggestion.fed_back': [
    stranger, undelivered,
    // 不满意必须填写具体意见 (重庆条例 26; F11).
    { code: 'opinion-missing', refuses: (_, body) => isUnsatisfied(body) && !body.opinion },
  ],
  // 超过期限、经催促仍不反馈的，不计入 (重庆条例 29).
  'suggestion.lapsed': [
    stranger, undelivered, answeredAlready,
    { code: 'not-urged', refuses: ({ urged }, body) => urged[body.deputy] === undefined },
    { code: 'feedback-not-overdue', refuses: ({ deliveries }, body) => body.on <= (deliveries[body.deputy]?.feedbackBy ?? body.on) },
  ],
  'suggestion.reworked': [{ code: 'due-before-start', refuses: (_, body) => body.dueOn < body.on }],
  'suggestion.fulfilled': [{ code: 'no-promise', refuses: ({ promises }, body) => body.unit !== undefined && !promises.some(({ unit, fulfilled }) => unit === body.unit && fulfilled === null) }],
  'suggestion.supervised': [{ code: 'grade-went-down', refuses: ({ supervisions }, body) => SUPERVISION_GRADES.indexOf(body.grade) < SUPERVISION_GRADES.indexOf(supervisions.at(-1)?.order.grade ?? 'urge') }],
  'suggestion.supervision_answered': [{ code: 'no-open-supervision', refuses: ({ supervisions }, body) => !supervisions.some(({ order, answer }) => order.orderNo === body.orderNo && answer === null) }],
};

/** Why a paper cannot be registered as it is; null when it can. */
export function registrationRefusal(body: SuggestionBody<'suggestion.registered'>): SuggestionRefusal | null {
  const deputies = [body.lead, ...(body.coSigners ?? []).map(({ deputy }) => deputy)];
  if (new Set(deputies).size < deputies.length) return 'deputy-twice';
  return isReasonMissing(body) ? 'publicity-reason-missing' : null;
}

/** Why the body of an act cannot take effect on this suggestion; null when it can. */
export function suggestionBodyRefusal<T extends SuggestionEntryType>(state: SuggestionState, type: T, body: SuggestionBody<T>): SuggestionRefusal | null {
  const rows: readonly BodyDemand<T>[] = SUGGESTION_BODY_DEMANDS[type] ?? [];
  return rows.find((row) => row.refuses(state, body))?.code ?? null;
}

/** Why an act of this type is not possible on the suggestion as it stands, whatever its body says; null when it is. */
export function suggestionStateRefusal(state: SuggestionState, type: SuggestionEntryType): SuggestionRefusal | null {
  if (SUGGESTION_LIFECYCLE[state.status][type] === undefined) return 'act-not-possible';
  return SUGGESTION_STATE_DEMANDS.find((row) => row.act === type && row.refuses(state))?.code ?? null;
}

/** Where a suggestion goes by an act that the table allows: `changed` is the suggestion with what the act says. */
export function suggestionStatusAfter(before: SuggestionStatus, act: SuggestionEntryType, changed: SuggestionState): SuggestionStatus {
  let next = SUGGESTION_LIFECYCLE[before][act] ?? before;
  for (let need = SUGGESTION_STANDS_ON[next]; need?.lacking(changed); need = SUGGESTION_STANDS_ON[next]) next = need.instead;
  return next;
}

/** The acts that are possible now, the primary one first. */
export function possibleSuggestionActs(state: SuggestionState): readonly SuggestionEntryType[] {
  const primary = primarySuggestionAct(state);
  const possible = ACTS.filter((act) => act !== primary && suggestionStateRefusal(state, act) === null);
  return primary === null ? possible : [primary, ...possible];
}

/** The one act that moves the suggestion on; null when it has ended. */
export function primarySuggestionAct(state: SuggestionState): SuggestionEntryType | null {
  switch (state.status) {
    case 'checking': return (state.registered.matters ?? 1) > 1 ? 'suggestion.sent_back' : hasUnsigned(state) ? 'suggestion.signed' : 'suggestion.checked';
    case 'completing': return 'suggestion.amended';
    case 'assigning': return 'suggestion.assigned';
    case 'handling': return hasTalked(state) ? 'suggestion.replied' : 'suggestion.talked';
    case 'following': return 'suggestion.replied';
    case 'feedback': return feedbackAct(state);
    case 'tracking': return 'suggestion.fulfilled';
    case 'closing': return 'suggestion.closed';
    case 'closed':
    case 'rerouted': return null;
  }
}

function feedbackAct(state: SuggestionState): SuggestionEntryType {
  if (state.signers.some(({ deputy }) => state.deliveries[deputy] === undefined)) return 'suggestion.delivered';
  if (!hasUnsatisfiedDeputy(state)) return 'suggestion.fed_back';
  return state.reworks > 0 && state.appraisal === null ? 'suggestion.appraised' : 'suggestion.reworked';
}

/** Unsatisfied with the attitude or with the result. */
export function isUnsatisfied({ attitude, result }: Pick<SuggestionBody<'suggestion.fed_back'>, 'attitude' | 'result'>): boolean {
  return attitude === 'unsatisfied' || result === 'unsatisfied';
}

/** True when a deputy is unsatisfied with the answer of the current round. */
export function hasUnsatisfiedDeputy({ voices }: Pick<SuggestionState, 'voices'>): boolean {
  return Object.values(voices).some((voice) => voice.kind === 'given' && isUnsatisfied(voice.feedback));
}

/** Deputies who have neither said anything of the current answer nor been given up as silent. */
export function unheardDeputies({ signers, voices }: Pick<SuggestionState, 'signers' | 'voices'>): readonly string[] {
  return signers.map(({ deputy }) => deputy).filter((deputy) => voices[deputy] === undefined);
}

/** True while something that was promised is not kept. */
export function hasOpenPromise({ promises }: Pick<SuggestionState, 'promises'>): boolean {
  return promises.some(({ fulfilled }) => fulfilled === null);
}

/** True once the unit and a deputy have talked in the current round. */
export function hasTalked({ talks, talksBefore }: Pick<SuggestionState, 'talks' | 'talksBefore'>): boolean {
  return talks.length > talksBefore;
}

/** True for acts that lead nowhere: they do not stand between an act and its undoing. */
export function isBesideSuggestion(type: SuggestionEntryType): boolean {
  return BESIDE.some((one) => one === type);
}

function isHeard(state: SuggestionState): boolean {
  return unheardDeputies(state).length === 0 && (!hasUnsatisfiedDeputy(state) || state.appraisal?.outcome === 'settled');
}

function hasUnsigned({ signers }: SuggestionState): boolean {
  return signers.some(({ signedOn }) => signedOn === null);
}

function isSigner({ signers }: SuggestionState, deputy: string): boolean {
  return signers.some((one) => one.deputy === deputy);
}

function isHandling({ assignment }: SuggestionState, unit: string): boolean {
  return assignment !== null && (unit === assignment.lead || assignment.co.includes(unit));
}

/** 不公开或只公开摘要的，要说明理由 (河南 29: 法律不应公开，或代表认为不宜公开). */
function isReasonMissing({ publicity, publicityReason }: { readonly publicity: Publicity; readonly publicityReason?: string | undefined }): boolean {
  return publicity !== 'full' && !publicityReason;
}

const ACTS = Object.keys(SUGGESTION_BODIES) as readonly SuggestionEntryType[];
