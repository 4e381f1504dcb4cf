/** Builders: a valid body of every act, and cases brought to every state by the acts that lead there. */
import type { Role, Session } from '../../../shared/access.ts';
import type { Act } from '../../../shared/act.ts';
import { CASE_STATES, type CaseBody, type CaseEntryType, type CaseState, type CaseStatus } from '../../../shared/case/case.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { AT_ZERO, receive } from '../../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../../shared/ledger/entry.ts';

export const TOWNSHIP = '411122201';
export const CASE_ID = 'case:aprilmarket0001';

/** One valid body of each type; they fit together: the unit that is assigned is the unit that replies. */
export const BODIES: { readonly [T in CaseEntryType]: CaseBody<T> } = {
  'case.registered': { channel: 'night_market', matter: 'opinion', words: '村东头的路灯坏了三盏，晚上老人出门看不见。', receivedOn: '2026-05-18', receivedAt: '19:42', tempNo: '临-aaaa-1', reporter: { name: '张三', phone: '13812345678' } },
  'case.corrected': { place: '村东头小桥边', addition: '小孩上学也走这条路。', reason: '记错了地点', on: '2026-05-19' },
  'case.numbered': { number: '皇帝庙民〔2026〕17号' },
  'case.sorted': { title: '村东头路灯损坏', category: '道路交通', level: 'minor', on: '2026-05-19' },
  'case.answered': { text: '灯由村里统一换，本周内换好', by: '王秘书', way: 'phone', on: '2026-05-19' },
  'case.declined': { route: 'guide_petition', reason: '属于信访事项', guidance: '请到信访部门反映', where: '县信访局', on: '2026-05-19' },
  'case.reported': { reason: '涉及县道，乡里办不了', on: '2026-05-19', dueOn: '2026-05-26' },
  'case.reviewed': { result: 'accepted', on: '2026-05-20' },
  'case.merged': { into: 'case:aprilmarket0002', reason: '说的是同一排路灯', on: '2026-05-19' },
  'case.separated': { reason: '不是同一排灯', on: '2026-05-20' },
  'case.converted': { to: 'suggestion:lights01', kind: 'suggestion', on: '2026-05-19' },
  'case.linked': { to: 'case:aprilmarket0003', relation: 'same_matter', on: '2026-05-19' },
  'case.unlinked': { to: 'case:aprilmarket0003', on: '2026-05-20' },
  'case.consulted': { way: 'consultation', people: '村两委、公路站', result: '先换灯头，再改线路', on: '2026-05-20' },
  'case.assigned': { lead: 'unit:road', co: ['unit:power'], orderNo: '皇帝庙交〔2026〕5号', on: '2026-05-20', dueOn: '2026-05-27', rule: 'CASE_MINOR' },
  'case.acknowledged': { on: '2026-05-20', by: '刘站长' },
  'case.returned': { reason: '路灯归村里管', on: '2026-05-21' },
  'case.extension_requested': { until: '2026-06-10', reason: '灯头缺货', on: '2026-05-24' },
  'case.extended': { dueOn: '2026-06-10', reason: '灯头缺货', approvedBy: '赵主席', on: '2026-05-25' },
  'case.extension_declined': { reason: '县城有货', decidedBy: '赵主席', on: '2026-05-25' },
  'case.paused': { reason: '汛期停工', on: '2026-05-22' },
  'case.resumed': { on: '2026-05-26', dueOn: '2026-06-01' },
  'case.rescheduled': { dueOn: '2026-05-28', was: '2026-05-27', reason: '5月27日改为放假', on: '2026-05-22' },
  'case.progressed': { text: '已到现场看过，缺三个灯头', on: '2026-05-22' },
  'case.replied': { unit: 'unit:road', class: 'resolved', text: '三盏路灯已换新', on: '2026-05-25' },
  'case.fulfilled': { text: '六月二十八日全部换好', on: '2026-06-28' },
  'case.relayed': { to: 'citizen', way: 'phone', by: '王秘书', on: '2026-05-26' },
  'case.supervised': { grade: 'urge', orderNo: '皇帝庙督〔2026〕1号', reason: '快到期了', on: '2026-05-26' },
  'case.supervision_answered': { orderNo: '皇帝庙督〔2026〕1号', text: '已派人去换', on: '2026-05-27' },
  'case.evaluated': { by: 'citizen', grade: 'satisfied', way: 'phone', collectedBy: '王秘书', on: '2026-05-28' },
  'case.reworked': { reason: '又坏了一盏', on: '2026-05-29', dueOn: '2026-06-29', rule: 'CASE_REWORK' },
  'case.closed': { on: '2026-05-30' },
  'case.reopened': { reason: '入冬后又坏了', on: '2026-11-20' },
  'case.noted': { text: '村干部也来问过' },
  'case.revealed': { what: ['phone'] },
  // Of no entry: steps that undo name theirs.
  'case.undone': { act: 'a'.repeat(26) },
};
export const CASE_ACTS = Object.keys(BODIES) as CaseEntryType[];

export type Step<T extends CaseEntryType = CaseEntryType> = readonly [type: T, body?: Partial<CaseBody<T>>];

/** The body of a step: the valid one, with what the step changes in it. */
export const bodyOf = ([type, changes]: Step): Record<string, unknown> => ({ ...BODIES[type], ...changes });

export const DEPUTY_SATISFIED: Step<'case.evaluated'> = ['case.evaluated', { by: 'deputy', deputy: 'deputy:zhang', grade: 'satisfied' }];
export const CITIZEN_SATISFIED: Step<'case.evaluated'> = ['case.evaluated', { by: 'citizen', grade: 'satisfied' }];
export const CITIZEN_UNSATISFIED: Step<'case.evaluated'> = ['case.evaluated', { by: 'citizen', grade: 'unsatisfied', opinion: '只换了两盏' }];
export const ANSWERED_ON_SPOT: Step<'case.registered'> = ['case.registered', { answeredOnSpot: '当场答复：明天就来换' }];

export const RELAYED: Step<'case.relayed'> = ['case.relayed'];
export const PROMISED: Step<'case.replied'> = ['case.replied', { class: 'in_progress', plan: '六月底前换好', promisedOn: '2026-06-30' }];

const HANDLING: readonly Step[] = [['case.registered'], ['case.sorted'], ['case.assigned']];
const CLOSING: readonly Step[] = [...HANDLING, ['case.replied'], RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED];

/** The acts that bring a case to each state. */
export const ROAD_TO: Readonly<Record<CaseStatus, readonly Step[]>> = {
  sorting: [['case.registered']], reviewing: [['case.registered'], ['case.sorted'], ['case.reported']], following: [['case.registered'], ['case.sorted'], ['case.merged']], assigning: [['case.registered'], ['case.sorted']], handling: HANDLING, evaluating: [...HANDLING, ['case.replied']],
  closing: CLOSING, closed: [...CLOSING, ['case.closed']], declined: [['case.registered'], ['case.declined']],
};
export const STATUSES: readonly CaseStatus[] = CASE_STATES;

/** One device's chain of entries, each a second after the one before. */
export function aDesk({ replica = 'aaaaaaaaaa', actor = 'wang', startMs = Date.UTC(2026, 4, 18, 12) } = {}) {
  let head: ChainHead = { replica, seq: 0, prev: '', at: AT_ZERO };
  let nowMs = startMs;
  return {
    /** What the desk sees of others moves its clock. */
    sees(entry: Entry): void { head = { ...head, at: receive(head.at, entry.at) }; },
    write(draft: { subject: string; type: string; body: Record<string, unknown>; v?: number; scope?: string }): Entry {
      const entry = appendTo(head, { scope: TOWNSHIP, v: 1, ...draft }, { actor, nowMs });
      head = headAfter(entry);
      nowMs += 1000;
      return entry;
    },
  };
}

/** The entries of one case made by these steps, in order. */
export function entriesOf(steps: readonly Step[], desk = aDesk()): Entry[] {
  return steps.map((step) => desk.write({ subject: CASE_ID, type: step[0], body: bodyOf(step) }));
}

/** The case that these steps add up to; a test that asks for none has made a mistake. */
export function caseOf(steps: readonly Step[]): CaseState {
  return folded(entriesOf(steps));
}

export function folded(entries: readonly Entry[]): CaseState {
  const state = foldCase(entries);
  if (!state) throw new Error('these entries have no registration');
  return state;
}

export const actOf = (step: Step): Act => ({ scope: TOWNSHIP, subject: CASE_ID, type: step[0], body: bodyOf(step) });

export function aSession(role: Role): Session {
  return { user: 'wang', userName: '王秘书', role, home: TOWNSHIP, reads: [TOWNSHIP, '411122'], writes: [TOWNSHIP] };
}

/** The role that may do the act: the county server gives numbers, the county reviews, the secretary does everything else. */
export const roleFor = (type: CaseEntryType): Role => (type === 'case.numbered' ? 'server' : type === 'case.reviewed' ? 'county' : 'secretary');
