/** What 今日 lists: kinds of matters that wait for somebody, most urgent first. A row of this table is one section. */
import { mayAppend, type Session } from '../../../shared/access.ts';
import type { CaseEntryType } from '../../../shared/case/case.ts';
import { SOON_DAYS } from '../../../shared/rules/urgency.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseFilter, CaseSort } from '../../store/api.ts';

export interface Duty {
  readonly key: string;
  readonly name: string;
  /** What the button of each line says. */
  readonly action: string;
  /** Why these are listed, for the head of the section. */
  readonly why: string;
  readonly tone: 'alarm' | 'soon' | 'plain';
  readonly filter: (today: LocalDate) => CaseFilter;
  readonly sort: CaseSort;
  readonly descending: boolean;
  /** The same list in 民情台账. */
  readonly address: Readonly<Record<string, string>>;
  /** The act that the button opens the case with; null: the case itself. */
  readonly act: CaseEntryType | null;
  /** Whether the section is shown to roles that may not do the act, too: what is late concerns everyone. */
  readonly everyone?: true;
}

export const DUTIES: readonly Duty[] = [
  { key: 'refused', name: '县里没有收下', action: '处理', why: '内容仍在本机，打开看原因', tone: 'alarm', filter: () => ({ refused: true }), sort: 'received', descending: true, address: { refused: '1' }, act: null },
  { key: 'contested', name: '需要核对', action: '核对', why: '两台电脑同时做了不一样的一步，后到的那步没有生效', tone: 'alarm', filter: () => ({ contested: true }), sort: 'received', descending: true, address: { contested: '1' }, act: 'case.noted' },
  { key: 'overdue', name: '逾期', action: '督办', why: '过了办结时限', tone: 'alarm', filter: (today) => ({ overdueOn: today }), sort: 'due', descending: false, address: { due: 'overdue', sort: 'due' }, act: 'case.supervised', everyone: true },
  { key: 'soon', name: '三天内到期', action: '跟进', why: '提醒承办单位', tone: 'soon', filter: (today) => ({ overdueOn: today, dueBy: addDays(today, SOON_DAYS) }), sort: 'due', descending: false, address: { due: 'soon', sort: 'due' }, act: null },
  { key: 'sorting', name: '待梳理', action: '梳理', why: '定标题、类别和级别', tone: 'plain', filter: () => ({ statuses: ['sorting'] }), sort: 'received', descending: false, address: { status: 'sorting' }, act: 'case.sorted' },
  { key: 'assigning', name: '待交办', action: '交办', why: '选承办单位，定时限', tone: 'plain', filter: () => ({ statuses: ['assigning'] }), sort: 'received', descending: false, address: { status: 'assigning' }, act: 'case.assigned' },
  { key: 'relaying', name: '待转告答复', action: '转告', why: '单位答复了，还没有告诉反映的群众', tone: 'plain', filter: () => ({ unrelayed: true }), sort: 'received', descending: false, address: { relay: 'waiting' }, act: 'case.relayed' },
  { key: 'evaluating', name: '待评议', action: '评议', why: '收回群众和代表两方的评议', tone: 'plain', filter: () => ({ statuses: ['evaluating'], unrelayed: false }), sort: 'received', descending: false, address: { status: 'evaluating', relay: 'done' }, act: 'case.evaluated' },
  { key: 'closing', name: '待销号', action: '销号', why: '两方都满意，可以销号', tone: 'plain', filter: () => ({ statuses: ['closing'] }), sort: 'received', descending: false, address: { status: 'closing' }, act: 'case.closed' },
];

/** The sections of a role. */
export function dutiesOf(session: Session): readonly Duty[] {
  return DUTIES.filter((duty) => duty.act === null || duty.everyone === true || mayAppend(session.role, duty.act));
}
