/** A case driven by what the forms of the desk themselves make, judged by the domain at every step. */
import { expect } from 'vitest';
import { ACT_FORMS } from '../../renderer/screens/cases/acts/act-forms.ts';
import type { ActContext, CaseActType } from '../../renderer/screens/cases/acts/act-form.ts';
import type { FormValues } from '../../renderer/ui/form-frame/form-values.ts';
import { NO_DIRECTORY, type CaseRow } from '../../renderer/store/api.ts';
import type { Role, Session } from '../../shared/access.ts';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import type { CaseState } from '../../shared/case/case.ts';
import { decideCase } from '../../shared/case/decide.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { effectiveCategories } from '../../shared/category/category.ts';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../shared/ledger/entry.ts';
import { effectiveOffice } from '../../shared/office/office.ts';
import { effectiveRules } from '../../shared/rules/effective-rules.ts';
import type { Unit } from '../../shared/unit/unit.ts';

export const SCOPE = '411122201';
export const SUBJECT = 'case:one';
export const TODAY = '2026-05-18';
export const TIME = { rules: effectiveRules([], SCOPE), calendar: calendarFrom([], SCOPE) };
export const OFFICE = effectiveOffice([], { code: SCOPE, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' });
export const UNITS: readonly Unit[] = [
  { id: 'unit:county', scope: '411122', name: '县交通运输局', tier: 'county', system: 'government', leader: '', contact: '', phone: '', categories: ['道路交通'], active: true },
  { id: 'unit:town', scope: SCOPE, name: '乡村镇建设办公室', tier: 'township', system: 'government', leader: '', contact: '', phone: '', categories: ['道路交通', '环境卫生'], active: true },
  { id: 'unit:other', scope: SCOPE, name: '大赵村村民委员会', tier: 'village', system: 'other', leader: '', contact: '', phone: '', categories: ['道路交通'], active: true },
  { id: 'unit:old', scope: SCOPE, name: '已撤并的站', tier: 'township', system: 'government', leader: '', contact: '', phone: '', categories: ['道路交通'], active: false },
];

export const session = (role: Role): Session => ({ user: 'wang', userName: '王秘书', role, home: SCOPE, reads: [SCOPE, '411122'], writes: [SCOPE] });

/** A case driven by what the forms themselves make: values on top of what they fill in. */
export function drive(steps: readonly (readonly [CaseActType, FormValues])[]): { entries: readonly Entry[]; context: ActContext } {
  let head: ChainHead = { replica: 'aaaaaaaaaa', seq: 0, prev: '', at: AT_ZERO };
  const entries: Entry[] = [];
  const append = (type: string, body: Record<string, unknown>) => {
    const entry = appendTo(head, { scope: SCOPE, subject: SUBJECT, type, v: 1, body }, { actor: 'wang', nowMs: 1_790_000_000_000 + entries.length });
    head = headAfter(entry);
    entries.push(entry);
  };
  append('case.registered', { channel: 'visit', matter: 'opinion', words: '村东头的路灯坏了三个月', receivedOn: '2026-05-11', tempNo: '临-aaaa-1', deputies: ['deputy:zhang'] });
  append('case.numbered', { number: '皇帝庙民〔2026〕17号' });
  for (const [type, typed] of steps) {
    const context = contextOf(entries);
    const { initial, body } = ACT_FORMS[type];
    const made = body({ ...initial(context), ...typed }, context);
    const decided = decideCase(entries, { scope: SCOPE, subject: SUBJECT, type, body: made }, session(type === 'case.reviewed' ? 'county' : 'secretary'));
    expect(decided, `${type} ${JSON.stringify(made)}`).toMatchObject({ ok: true });
    append(type, made);
  }
  return { entries, context: contextOf(entries) };
}

export function contextOf(entries: readonly Entry[]): ActContext {
  return { state: stateOf(entries), row: { villageName: '皇帝庙村' } as CaseRow, directory: { ...NO_DIRECTORY, units: UNITS }, office: OFFICE, time: TIME, categories: effectiveCategories([], SCOPE), followers: [], session: session('secretary'), today: TODAY };
}

export function stateOf(entries: readonly Entry[]): CaseState {
  const state = foldCase(entries);
  if (state === null) throw new Error('the case has no registration');
  return state;
}

export const TO_HANDLING = [['case.sorted', {}], ['case.assigned', {}]] as const;
export const TO_EVALUATING = [...TO_HANDLING, ['case.replied', { text: '换了灯' }]] as const;
export const SATISFIED = [['case.evaluated', { grade: 'satisfied' }], ['case.evaluated', { grade: 'basic' }]] as const;
