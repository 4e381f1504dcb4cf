/** Builders: a valid body of every act, and suggestions brought to every state by the acts that lead there. */
import type { Role, Session } from '../../../shared/access.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { foldSuggestion } from '../../../shared/suggestion/fold.ts';
import { SUGGESTION_STATES, type SuggestionBody, type SuggestionEntryType, type SuggestionState, type SuggestionStatus } from '../../../shared/suggestion/suggestion.ts';
import { aDesk, TOWNSHIP } from '../case/acts.ts';

export const SUGGESTION_ID = 'suggestion:lights0001';
export const LEAD = 'deputy:zhang';
export const JOINT = 'deputy:li';

/** One valid body of each type; they fit together. */
export const BODIES: { readonly [T in SuggestionEntryType]: SuggestionBody<T> } = {
  'suggestion.registered': {
    tempNo: '临-aaaa-1', term: '第二十届', session: '第一次会议', period: 'recess', lead: LEAD, signedOn: '2026-05-18', coSigners: [{ deputy: JOINT, signedOn: '2026-05-18' }], title: '关于改造通村路灯的建议',
    situation: '通村路段路灯损坏多。', proposal: '改为太阳能路灯。', matters: 1, publicity: 'full', sources: ['case:aprilmarket0001'], receivedOn: '2026-05-18', assignBy: '2026-06-01',
  },
  'suggestion.amended': { proposal: '改为太阳能路灯，并明确管护单位。', matters: 1, on: '2026-05-20' },
  'suggestion.signed': { deputy: JOINT, on: '2026-05-19' },
  'suggestion.checked': { number: '皇帝庙建〔2026〕3号', on: '2026-05-20' },
  'suggestion.sent_back': { reason: '没有写明具体路段', on: '2026-05-19' },
  'suggestion.merged': { into: 'suggestion:lights0002', on: '2026-05-20' },
  'suggestion.separated': { reason: '不是一条路', on: '2026-05-22' },
  'suggestion.rerouted': { as: 'inquiry', reason: '问的是政策，已当面解答', way: 'in_person', on: '2026-05-20' },
  'suggestion.numbered': { number: '皇帝庙建〔2026〕4号', on: '2026-05-21' },
  'suggestion.assigned': { lead: 'unit:road', co: ['unit:power'], orderNo: '皇帝庙交〔2026〕5号', on: '2026-05-20', dueOn: '2026-08-20', statuteOn: '2026-08-20', coDueOn: '2026-07-20', returnBy: '2026-06-03', rule: 'SUG_REPLY_STD', length: { n: 3, unit: 'calendar_month' } },
  'suggestion.acknowledged': { by: '刘站长', on: '2026-05-21' },
  'suggestion.returned': { reason: '路灯归住建部门管', on: '2026-05-25', reassignBy: '2026-06-08' },
  'suggestion.co_opined': { unit: 'unit:power', text: '电源可以接入', on: '2026-06-10' },
  'suggestion.talked': { phase: 'during', deputies: [LEAD], agreement: '先改主路', on: '2026-06-12', place: '村委会' },
  'suggestion.explained': { text: '资金要等县里批复', way: 'phone', on: '2026-08-01' },
  'suggestion.extended': { dueOn: '2026-11-20', statuteOn: '2026-11-20', rule: 'SUG_REPLY_COMPLEX', length: { n: 6, unit: 'calendar_month' }, reason: '涉及县级资金', approvedBy: '赵主席', on: '2026-08-02' },
  'suggestion.rescheduled': { dueOn: '2026-08-21', was: '2026-08-20', reason: '8月20日改为放假', on: '2026-06-13' },
  'suggestion.progressed': { text: '已完成勘察', on: '2026-06-15' },
  'suggestion.replied': { unit: 'unit:road', class: 'resolved', letter: 'A', text: '已换新灯二十盏', documentNo: '路函〔2026〕8号', signedBy: '刘局长', coOpinions: '供电部门同意接入', on: '2026-07-01' },
  'suggestion.delivered': { deputy: LEAD, way: 'letter', by: '王秘书', on: '2026-07-02', feedbackBy: '2026-07-16' },
  'suggestion.fed_back': { deputy: LEAD, attitude: 'satisfied', result: 'satisfied', way: 'letter', collectedBy: '王秘书', on: '2026-07-10' },
  'suggestion.urged': { deputy: LEAD, way: 'phone', by: '王秘书', on: '2026-07-14' },
  'suggestion.lapsed': { deputy: LEAD, on: '2026-07-17' },
  'suggestion.reworked': { reason: '代表不满意：只换了主路', on: '2026-07-12', dueOn: '2026-08-12', rule: 'SUG_REWORK', length: { n: 1, unit: 'calendar_month' } },
  'suggestion.appraised': { experts: '县人大代表工委、住建局专家', opinion: '答复符合实际', outcome: 'settled', on: '2026-09-20' },
  'suggestion.fulfilled': { text: '其余路段已换完', way: 'phone', on: '2026-12-20' },
  'suggestion.supervised': { grade: 'urge', orderNo: '皇帝庙督〔2026〕1号', reason: '快到期了', on: '2026-08-10' },
  'suggestion.supervision_answered': { orderNo: '皇帝庙督〔2026〕1号', text: '本周答复', on: '2026-08-11' },
  'suggestion.key_listed': { decidedBy: '主席团会议', on: '2026-05-25' },
  'suggestion.closed': { on: '2026-07-20' },
  'suggestion.reopened': { reason: '又坏了', on: '2026-11-20' },
  'suggestion.noted': { text: '代表来电问过' },
  // Of no entry: steps that undo name theirs.
  'suggestion.undone': { act: 'a'.repeat(26) },
};
export const ACTS = Object.keys(BODIES) as SuggestionEntryType[];

export type Step<T extends SuggestionEntryType = SuggestionEntryType> = readonly [type: T, body?: Partial<SuggestionBody<T>>];

/** The body of a step: the valid one, with what the step changes in it. */
export const bodyOf = ([type, changes]: Step): Record<string, unknown> => ({ ...BODIES[type], ...changes });

/** Both deputies have the answer. */
export const DELIVERED: readonly Step[] = [['suggestion.delivered'], ['suggestion.delivered', { deputy: JOINT }]];
export const JOINT_SATISFIED: Step<'suggestion.fed_back'> = ['suggestion.fed_back', { deputy: JOINT }];
export const LEAD_UNSATISFIED: Step<'suggestion.fed_back'> = ['suggestion.fed_back', { result: 'unsatisfied', opinion: '只换了主路' }];
export const PROMISED: Step<'suggestion.replied'> = ['suggestion.replied', { class: 'in_progress', plan: '年底前换完', promisedOn: '2026-12-31' }];

const HANDLING: readonly Step[] = [['suggestion.registered'], ['suggestion.checked'], ['suggestion.assigned']];
const TALKED: readonly Step[] = [...HANDLING, ['suggestion.talked']];
const FEEDBACK: readonly Step[] = [...TALKED, ['suggestion.replied'], ...DELIVERED];

/** The acts that bring a suggestion to each state. */
export const ROAD_TO: Readonly<Record<SuggestionStatus, readonly Step[]>> = {
  checking: [['suggestion.registered']], completing: [['suggestion.registered'], ['suggestion.sent_back']], assigning: [['suggestion.registered'], ['suggestion.checked']], handling: TALKED,
  following: [['suggestion.registered'], ['suggestion.checked'], ['suggestion.merged']], feedback: FEEDBACK, tracking: [...TALKED, PROMISED, ...DELIVERED, ['suggestion.fed_back'], JOINT_SATISFIED],
  closing: [...FEEDBACK, ['suggestion.fed_back'], JOINT_SATISFIED], closed: [...FEEDBACK, ['suggestion.fed_back'], JOINT_SATISFIED, ['suggestion.closed']], rerouted: [['suggestion.registered'], ['suggestion.rerouted']],
};
/** The second round's answer has reached both deputies. */
export const SECOND_ANSWER: readonly Step[] = [...FEEDBACK, LEAD_UNSATISFIED, ['suggestion.reworked'], ['suggestion.talked', { on: '2026-07-20' }], ['suggestion.replied', { on: '2026-08-01' }], ...DELIVERED];
export const STATUSES: readonly SuggestionStatus[] = SUGGESTION_STATES;

/** The entries of one suggestion made by these steps, in order. */
export function entriesOf(steps: readonly Step[], desk = aDesk()): Entry[] {
  return steps.map((step) => desk.write({ subject: SUGGESTION_ID, type: step[0], body: bodyOf(step) }));
}

/** The suggestion that these steps add up to; a test that asks for none has made a mistake. */
export function suggestionOf(steps: readonly Step[]): SuggestionState {
  return folded(entriesOf(steps));
}

export function folded(entries: readonly Entry[]): SuggestionState {
  const state = foldSuggestion(entries);
  if (!state) throw new Error('these entries have no registration');
  return state;
}

export function aSession(role: Role = 'secretary'): Session {
  return { user: 'wang', userName: '王秘书', role, home: TOWNSHIP, reads: [TOWNSHIP], writes: [TOWNSHIP] };
}
