/** One act for many cases: who is left out and why, and that what is proposed is what the tables take. */
import { describe, expect, it } from 'vitest';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import { decideCase } from '../../shared/case/decide.ts';
import { effectiveOffice } from '../../shared/office/office.ts';
import { effectiveRules } from '../../shared/rules/effective-rules.ts';
import type { Session } from '../../shared/access.ts';
import type { ActContext } from '../../renderer/screens/cases/acts/act-form.ts';
import { bulkStep, isComplete, type BulkChoice } from '../../renderer/screens/cases/bulk-acts.ts';
import { builtInViews } from '../../renderer/screens/cases/views.ts';
import { listParams, readCaseAddress } from '../../renderer/screens/cases/case-address.ts';
import { columnText, COLUMNS, readColumns, USUAL_COLUMNS } from '../../renderer/screens/cases/list-columns.ts';
import { ACT_KEYS } from '../../renderer/screens/cases/list-keys.ts';
import { undoing } from '../../renderer/ui/use-batch.ts';
import { columnsOf, rowOf } from '../../renderer/store/case-row.ts';
import { NO_DIRECTORY } from '../../renderer/store/api.ts';
import { viewQuery } from '../../shared/view/view.ts';
import { CASE_ID, caseOf, entriesOf, type Step } from '../shared/case/acts.ts';

const TOWNSHIP = '411122201';
const TODAY = '2026-05-20';
const SESSION: Session = { user: 'wang', userName: '王秘书', role: 'secretary', home: TOWNSHIP, reads: [TOWNSHIP], writes: [TOWNSHIP] };
const NAMES = { villages: new Map(), units: new Map(), deputies: new Map() };

function contextOf(steps: readonly Step[], session = SESSION): ActContext {
  const state = caseOf(steps);
  return {
    state, row: rowOf(columnsOf(state, 'county'), NAMES), followers: [], directory: NO_DIRECTORY, session, today: TODAY, categories: [],
    office: effectiveOffice([], { code: TOWNSHIP, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' }), time: { rules: effectiveRules([], TOWNSHIP), calendar: calendarFrom([], TOWNSHIP) },
  };
}

const SORTING: Step[] = [['case.registered']];
const ASSIGNING: Step[] = [...SORTING, ['case.sorted']];
const HANDLING: Step[] = [...ASSIGNING, ['case.assigned']];
const ANSWERED: Step[] = [...HANDLING, ['case.replied']];
const ASSIGN: BulkChoice = { kind: 'assign', unit: 'unit:water', demand: '请现场看' };
const URGE: BulkChoice = { kind: 'urge', reason: '请抓紧' };
const RELAY: BulkChoice = { kind: 'relay', way: 'phone', by: '王秘书' };

describe('one act for many', () => {
  it.each([
    [ASSIGN, ASSIGNING, { lead: 'unit:water', demand: '请现场看', on: TODAY }], [URGE, HANDLING, { grade: 'urge', reason: '请抓紧', on: TODAY }], [RELAY, ANSWERED, { to: 'citizen', way: 'phone', by: '王秘书', on: TODAY }],
  ] as const)('%j is done where it fits, and the tables take it', (choice, steps, body) => {
    const step = bulkStep(choice, contextOf(steps));
    expect(step.act).toMatchObject({ scope: TOWNSHIP, subject: CASE_ID, body });
    const act = step.act;
    expect(act !== null && decideCase(entriesOf(steps), act, SESSION).ok).toBe(true);
    expect(step.act !== null && step.says).not.toBe('');
  });

  it.each([
    [ASSIGN, SORTING, '现在是“待梳理”，不是待交办'], [ASSIGN, HANDLING, '现在是“办理中”，不是待交办'], [URGE, ASSIGNING, '现在是“待交办”，没有单位在办'], [RELAY, HANDLING, '现在是“办理中”，还没有答复可转告'],
    [RELAY, [...ANSWERED, ['case.relayed']] as Step[], '已经告诉过群众'], [URGE, [...HANDLING, ['case.supervised', { grade: 'listing' }]] as Step[], '已经到“挂牌督办”，不再降为催办'],
  ] as const)('%j leaves out what it does not fit, with the reason', (choice, steps, skipped) => {
    expect(bulkStep(choice, contextOf(steps))).toEqual({ id: CASE_ID, act: null, skipped });
  });

  it('does nothing for whom the tables do not let: another township, another role', () => {
    expect(bulkStep(ASSIGN, contextOf(ASSIGNING, { ...SESSION, writes: [] }))).toMatchObject({ act: null, skipped: '不是您能办理的乡镇的' });
    expect(bulkStep(ASSIGN, contextOf(ASSIGNING, { ...SESSION, role: 'recorder' }))).toMatchObject({ act: null, skipped: '您的角色不能做这一步。需要时请联系乡镇人大秘书。' });
  });

  it('waits until everything is said', () => {
    expect([isComplete({ kind: 'assign' }), isComplete(ASSIGN), isComplete({ kind: 'urge', reason: ' ' }), isComplete(URGE), isComplete({ kind: 'relay', way: 'phone', by: '' }), isComplete(RELAY)]).toEqual([false, true, false, true, false, true]);
  });

  it('is taken back by a counter-entry for each act, the last first', () => {
    const act = (subject: string) => ({ scope: TOWNSHIP, subject, type: 'case.assigned', body: {} });
    expect(undoing([{ act: act('case:a'), entry: 'first' }, { act: act('case:b'), entry: 'second' }])).toEqual([
      { scope: TOWNSHIP, subject: 'case:b', type: 'case.undone', body: { act: 'second' } }, { scope: TOWNSHIP, subject: 'case:a', type: 'case.undone', body: { act: 'first' } },
    ]);
  });
});

describe('the list', () => {
  it('has views whose conditions all mean something', () => {
    for (const { query, name } of builtInViews({ role: 'secretary' })) {
      const params = new URLSearchParams(query);
      expect(viewQuery(listParams(params)), name).toBe(viewQuery(params));
      if (query !== '') expect(Object.keys(readCaseAddress(params, TODAY, 'wang').filter), name).not.toEqual([]);
    }
    expect(builtInViews({ role: 'county' }).slice(0, 2).map(({ key }) => key)).toEqual(['all', 'reviewing']);
    expect(new Set(builtInViews({ role: 'county' }).map(({ query }) => query)).size).toBe(builtInViews({ role: 'secretary' }).length);
  });
  it('shows what a device chose, in the list\'s order, and the usual columns to a new one', () => {
    expect(readColumns(undefined)).toBe(USUAL_COLUMNS);
    expect(readColumns(['status', 'due', 'nonsense', 'category'])).toEqual(['category', 'due', 'status']);
    const { row } = contextOf(HANDLING);
    for (const column of COLUMNS) if (column !== 'due' && column !== 'status') expect(typeof columnText(column, row, TODAY), column).toBe('string');
    expect(columnText('received', row, TODAY)).toBe('5月18日');
  });
  it('has one letter for each act', () => {
    expect(new Set(Object.values(ACT_KEYS)).size).toBe(Object.keys(ACT_KEYS).length);
  });
});
