/** 今日, 督办 and the navigation over cases in memory: every number is the length of the list that it opens, and what is due follows the day, the case and the rules. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../../shared/access.ts';
import { createDutyAnswers, kindsFor, promisesOf } from '../../renderer/store/duty-answers.ts';
import { createDutyBook, SHIPPED_ONLY, type DutySources } from '../../renderer/store/duty-book.ts';
import { columnsOf, type CaseColumns } from '../../renderer/store/case-row.ts';
import { createReadModel } from '../../renderer/store/read-model.ts';
import type { Delivery } from '../../renderer/store/api.ts';
import { ruleSubject, type RuleRecord } from '../../shared/rules/effective-rules.ts';
import { caseOf, CITIZEN_UNSATISFIED, PROMISED, RELAYED, ROAD_TO, STATUSES, TOWNSHIP, type Step } from '../shared/case/acts.ts';

const SESSION: Session = { user: 'wang', userName: '王秘书', role: 'secretary', home: TOWNSHIP, reads: [TOWNSHIP], writes: [TOWNSHIP] };
const COUNTY: Session = { ...SESSION, role: 'county', home: '411122' };

const MENTIONED: readonly Step[] = [...ROAD_TO.handling, ['case.noted', { mentions: ['wang'] }]];
/** A township in the middle of its work: a case in every state, and one of each kind that asks for something. */
const LIVES: readonly (readonly Step[])[] = [
  ...STATUSES.map((status) => ROAD_TO[status]), MENTIONED, [...ROAD_TO.handling, ['case.closed']], [...ROAD_TO.handling, ['case.paused']], [...ROAD_TO.handling, PROMISED, RELAYED], [...ROAD_TO.evaluating, RELAYED, CITIZEN_UNSATISFIED],
  [...ROAD_TO.handling, ['case.supervised', { answerBy: '2026-05-29' }]], [['case.registered', { urgent: true }]],
];

function heldAs(steps: readonly Step[], id: string, delivery: Delivery = 'county'): CaseColumns {
  return columnsOf({ ...caseOf(steps), id }, delivery);
}

function aDeskOf(cases: readonly CaseColumns[], sources: Partial<DutySources> = {}) {
  const book = createDutyBook({ ...SHIPPED_ONLY, user: () => 'wang', ...sources });
  const model = createReadModel(undefined, book);
  model.put(cases);
  return { model, answers: createDutyAnswers(model, book) };
}

describe('what is due', () => {
  const cases = LIVES.map((steps, n) => heldAs(steps, `case:${String(n)}`));

  it('has no number that its list does not show', () => {
    const { model, answers } = aDeskOf(cases);
    for (const today of ['2026-05-18', '2026-05-22', '2026-05-27', '2026-06-03', '2026-07-05', '2026-09-01']) {
      for (const session of [SESSION, COUNTY]) {
        const sections = answers.sections({ today, session }, 2);
        for (const { kind, total, lines } of sections) {
          const list = model.cases({ filter: { duty: { kind, on: today } }, sort: 'due', descending: false, offset: 0, limit: 100 });
          expect(list.total, `${kind} ${today}`).toBe(total);
          expect(lines.length, kind).toBe(Math.min(2, total));
          for (const { row } of lines) expect(list.rows, kind).toContainEqual(row);
        }
        expect(sections.map(({ kind }) => kind)).toEqual(kindsFor(session).filter((kind) => sections.some((one) => one.kind === kind)));
      }
    }
  });

  it('counts in the navigation what the screens list', () => {
    const { answers } = aDeskOf([...cases, heldAs(ROAD_TO.handling, 'case:refused', 'refused')]);
    const question = { today: '2026-06-03', session: SESSION };
    const counts = answers.counts(question);
    const sections = answers.sections(question, 100);
    const rows = (kind: string) => sections.find((one) => one.kind === kind)?.lines.map(({ row }) => row.id) ?? [];
    expect(counts.supervision).toBe(answers.supervision(question).proposals.length);
    expect(counts.supervision).toBeGreaterThan(3);
    expect(counts.attention).toBe(new Set([...rows('contested'), ...rows('refused')]).size);
    expect(counts.attention).toBe(2);
  });

  it('lists every promise, kept or not, the earliest day first, and none of an accusation', () => {
    const promise = (resultOn: string): Step => ['case.registered', { promise: { unit: 'unit:water', text: '通水', effectOn: '2026-05-25', resultOn } }];
    const { model } = aDeskOf([
      heldAs([promise('2026-07-18')], 'case:late'), heldAs([promise('2026-06-18'), ...ROAD_TO.handling.slice(1), ['case.replied']], 'case:kept'), heldAs(ROAD_TO.handling, 'case:none'),
      heldAs([promise('2026-06-01'), ['case.declined', { route: 'transfer_discipline', where: '县纪委' }]], 'case:withheld'),
      heldAs([promise('2026-06-02'), ['case.declined', { route: 'not_accept', reason: '记错了' }]], 'case:taken-back'),
    ]);
    expect(promisesOf(model).map(({ row, promise: { unit, resultOn, keptOn } }) => [row.id, unit, resultOn, keptOn])).toEqual([['case:kept', 'unit:water', '2026-06-18', '2026-05-25'], ['case:late', 'unit:water', '2026-07-18', null]]);
  });

  it('moves with the day and with the case', () => {
    const { model, answers } = aDeskOf([heldAs(ROAD_TO.handling, 'case:a')]);
    const overdue = (today: string) => answers.sections({ today, session: SESSION }, 5).find(({ kind }) => kind === 'overdue')?.total ?? 0;
    expect([overdue('2026-05-27'), overdue('2026-05-28'), overdue('2026-05-27')]).toEqual([0, 1, 0]);
    model.put([heldAs([...ROAD_TO.handling, ['case.extended']], 'case:a')]);
    expect(overdue('2026-05-28')).toBe(0);
  });

  it('follows the rules of the place as soon as they change, in the lists too', () => {
    let rules: readonly RuleRecord[] = [];
    const { model, answers } = aDeskOf([heldAs(ROAD_TO.handling, 'case:a')], { rules: () => rules });
    const unsigned = () => [answers.sections({ today: '2026-05-25', session: SESSION }, 5).filter(({ kind }) => kind === 'unsigned').length, model.cases({ filter: { duty: { kind: 'unsigned', on: '2026-05-25' } }, sort: 'due', descending: false, offset: 0, limit: 5 }).total];
    expect(unsigned()).toEqual([1, 1]);
    rules = [{ id: ruleSubject(TOWNSHIP, 'UNIT_SIGN'), scope: TOWNSHIP, rule: 'UNIT_SIGN', n: 9, unit: 'workday', note: '' }];
    expect(unsigned()).toEqual([0, 0]);
  });

  it('tells only me what I was asked to look at', () => {
    const mine = (user: string) => aDeskOf(cases, { user: () => user }).answers.sections({ today: '2026-05-20', session: { ...SESSION, user } }, 5).find(({ kind }) => kind === 'mentioned')?.total ?? 0;
    expect([mine('wang'), mine('li')]).toEqual([1, 0]);
  });

  it('asks for the follower once the main case is answered, although nothing of the follower changed', () => {
    const follower = heldAs([['case.registered'], ['case.merged', { into: 'case:main' }]], 'case:follower');
    const { model, answers } = aDeskOf([follower, heldAs(ROAD_TO.handling, 'case:main')]);
    const asked = () => answers.sections({ today: '2026-05-25', session: SESSION }, 5).find(({ kind }) => kind === 'follower')?.lines.map(({ row }) => row.id) ?? [];
    expect(asked()).toEqual([]);
    model.put([heldAs(ROAD_TO.evaluating, 'case:main')]);
    expect(asked()).toEqual(['case:follower']);
  });

  it('shows by unit what its lists show', () => {
    const { model, answers } = aDeskOf(cases);
    const today = '2026-06-03';
    const [unit] = answers.supervision({ today, session: SESSION }).units;
    const list = (filter: object) => model.cases({ filter: { lead: unit?.unit ?? '', statuses: ['handling'], ...filter }, sort: 'due', descending: false, offset: 0, limit: 100 }).total;
    expect(unit).toMatchObject({ unit: 'unit:road', handling: list({}), overdue: list({ overdueOn: today }), unsigned: list({ duty: { kind: 'unsigned', on: today } }), supervised: list({ grade: 'any' }) });
    expect(unit?.overdue).toBeGreaterThan(2);
  });

  it('lists what is under supervision with what became of it', () => {
    const open = (steps: readonly Step[], today: string) => aDeskOf([heldAs(steps, 'case:a')]).answers.supervision({ today, session: SESSION }).open;
    const supervised: readonly Step[] = [...ROAD_TO.handling, ['case.supervised', { answerBy: '2026-05-29' }]];
    expect(open(supervised, '2026-05-29')).toMatchObject([{ grade: 'urge', late: false, answeredOn: null, times: 1 }]);
    expect(open(supervised, '2026-05-30')).toMatchObject([{ late: true }]);
    expect(open([...supervised, ['case.supervision_answered']], '2026-05-30')).toMatchObject([{ late: false, answeredOn: '2026-05-27' }]);
    expect(open(ROAD_TO.handling, '2026-05-30')).toEqual([]);
  });
});
