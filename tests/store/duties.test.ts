/** 今日, 督办 and the navigation over cases in memory: every number is the length of the list that it opens, and what is due follows the day, the case and the rules. */
import fc from 'fast-check';
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

  it('has no number that its list does not show', async () => {
    const { model, answers } = aDeskOf(cases);
    for (const today of ['2026-05-18', '2026-05-22', '2026-05-27', '2026-06-03', '2026-07-05', '2026-09-01']) {
      for (const session of [SESSION, COUNTY]) {
        const sections = await answers.sections({ today, session }, 2);
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

  it('counts in the navigation what the screens list', async () => {
    const { answers } = aDeskOf([...cases, heldAs(ROAD_TO.handling, 'case:refused', 'refused')]);
    const question = { today: '2026-06-03', session: SESSION };
    const counts = await answers.counts(question);
    const sections = await answers.sections(question, 100);
    const rows = (kind: string) => sections.find((one) => one.kind === kind)?.lines.map(({ row }) => row.id) ?? [];
    const { proposals, proposed } = await answers.supervision(question);
    expect([proposals.length, proposed]).toEqual([counts.supervision, counts.supervision]);
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

  it('moves with the day and with the case', async () => {
    const { model, answers } = aDeskOf([heldAs(ROAD_TO.handling, 'case:a')]);
    const overdue = async (today: string) => (await answers.sections({ today, session: SESSION }, 5)).find(({ kind }) => kind === 'overdue')?.total ?? 0;
    expect([await overdue('2026-05-27'), await overdue('2026-05-28'), await overdue('2026-05-27')]).toEqual([0, 1, 0]);
    // Two that ask of two days at once are each told of theirs.
    expect(await Promise.all([overdue('2026-05-28'), overdue('2026-05-27'), overdue('2026-05-28')])).toEqual([1, 0, 1]);
    model.put([heldAs([...ROAD_TO.handling, ['case.extended']], 'case:a')]);
    expect(await overdue('2026-05-28')).toBe(0);
  });

  it('follows the rules of the place as soon as they change, in the lists too', async () => {
    let rules: readonly RuleRecord[] = [];
    const { model, answers } = aDeskOf([heldAs(ROAD_TO.handling, 'case:a')], { rules: () => rules });
    const unsigned = async () => [(await answers.sections({ today: '2026-05-25', session: SESSION }, 5)).filter(({ kind }) => kind === 'unsigned').length, model.cases({ filter: { duty: { kind: 'unsigned', on: '2026-05-25' } }, sort: 'due', descending: false, offset: 0, limit: 5 }).total];
    expect(await unsigned()).toEqual([1, 1]);
    rules = [{ id: ruleSubject(TOWNSHIP, 'UNIT_SIGN'), scope: TOWNSHIP, rule: 'UNIT_SIGN', n: 9, unit: 'workday', note: '' }];
    expect(await unsigned()).toEqual([0, 0]);
  });

  it('tells only me what I was asked to look at', async () => {
    const mine = async (user: string) => (await aDeskOf(cases, { user: () => user }).answers.sections({ today: '2026-05-20', session: { ...SESSION, user } }, 5)).find(({ kind }) => kind === 'mentioned')?.total ?? 0;
    expect([await mine('wang'), await mine('li')]).toEqual([1, 0]);
  });

  it('asks for the follower once the main case is answered, although nothing of the follower changed', async () => {
    const follower = heldAs([['case.registered'], ['case.merged', { into: 'case:main' }]], 'case:follower');
    const { model, answers } = aDeskOf([follower, heldAs(ROAD_TO.handling, 'case:main')]);
    const asked = async () => (await answers.sections({ today: '2026-05-25', session: SESSION }, 5)).find(({ kind }) => kind === 'follower')?.lines.map(({ row }) => row.id) ?? [];
    expect(await asked()).toEqual([]);
    model.put([heldAs(ROAD_TO.evaluating, 'case:main')]);
    expect(await asked()).toEqual(['case:follower']);
  });

  it('lists the most pressing of each grade where there are more than anybody goes through, and says how many there are', async () => {
    const neglected = Array.from({ length: 600 }, (_, n) => heldAs(ROAD_TO.handling, `case:n${String(n)}`));
    const { answers } = aDeskOf([...neglected, heldAs([...ROAD_TO.handling, ['case.extended', { dueOn: '2026-07-05' }]], 'case:soon')]);
    const { proposals, proposed } = await answers.supervision({ today: '2026-07-05', session: SESSION });
    expect(proposed).toBe(601);
    expect(proposals.map(({ grade }) => grade)).toEqual([...Array.from({ length: 200 }, () => 'listing'), 'urge']);
    expect(proposals.at(-1)?.row.id).toBe('case:soon');
  });

  it('shows by unit what its lists show', async () => {
    const { model, answers } = aDeskOf(cases);
    const today = '2026-06-03';
    const [unit] = (await answers.supervision({ today, session: SESSION })).units;
    const list = (filter: object) => model.cases({ filter: { lead: unit?.unit ?? '', statuses: ['handling'], ...filter }, sort: 'due', descending: false, offset: 0, limit: 100 }).total;
    expect(unit).toMatchObject({ unit: 'unit:road', handling: list({}), overdue: list({ overdueOn: today }), unsigned: list({ duty: { kind: 'unsigned', on: today } }), supervised: list({ grade: 'any' }) });
    expect(unit?.overdue).toBeGreaterThan(2);
  });

  it('lists what is under supervision with what became of it', async () => {
    const open = async (steps: readonly Step[], today: string) => (await aDeskOf([heldAs(steps, 'case:a')]).answers.supervision({ today, session: SESSION })).open;
    const supervised: readonly Step[] = [...ROAD_TO.handling, ['case.supervised', { answerBy: '2026-05-29' }]];
    expect(await open(supervised, '2026-05-29')).toMatchObject([{ grade: 'urge', late: false, answeredOn: null, times: 1 }]);
    expect(await open(supervised, '2026-05-30')).toMatchObject([{ late: true }]);
    expect(await open([...supervised, ['case.supervision_answered']], '2026-05-30')).toMatchObject([{ late: false, answeredOn: '2026-05-27' }]);
    expect(await open(ROAD_TO.handling, '2026-05-30')).toEqual([]);
  });

  it('says after any changes what it would say afresh: only what changed is looked at again', async () => {
    const merged: readonly Step[] = [['case.registered'], ['case.merged', { into: 'case:0' }]];
    const turned: readonly Step[] = [['case.registered'], ['case.converted', { to: 'referral:a', kind: 'suggestion' }]];
    const lives = [...LIVES, merged, turned, [['case.registered'], ['case.declined', { route: 'transfer_discipline', where: '县纪委' }]] satisfies readonly Step[]];
    const anId = fc.integer({ min: 0, max: 5 });
    const aPut = fc.record({ kind: fc.constant('put' as const), id: anId, life: fc.integer({ min: 0, max: lives.length - 1 }), delivery: fc.constantFrom<Delivery>('county', 'local', 'refused') });
    const change = fc.oneof({ weight: 6, arbitrary: aPut },
      fc.record({ kind: fc.constant('gone' as const), id: anId }), fc.record({ kind: fc.constant('rename' as const), name: fc.constantFrom('公路站', '公路事业发展中心') }),
      fc.record({ kind: fc.constant('rule' as const), n: fc.integer({ min: 1, max: 12 }) }), fc.record({ kind: fc.constant('answered' as const), answer: fc.constantFrom('waiting' as const, 'answered' as const) }),
      fc.constant({ kind: 'clear' as const }));
    const aDay = fc.constantFrom('2026-05-22', '2026-05-28', '2026-07-05');
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(change, aDay), { minLength: 1, maxLength: 12 }), async (steps) => {
      let rules: readonly RuleRecord[] = [];
      let elsewhere: 'waiting' | 'answered' = 'waiting';
      const sources: DutySources = { ...SHIPPED_ONLY, user: () => 'wang', rules: () => rules, elsewhere: () => elsewhere };
      const { model, answers } = aDeskOf([], sources);
      for (const [step, today] of steps) {
        if (step.kind === 'put') model.put([heldAs(lives[step.life] ?? [], `case:${String(step.id)}`, step.delivery)]);
        if (step.kind === 'gone') model.put([], [`case:${String(step.id)}`]);
        if (step.kind === 'rename') model.rename({ villages: new Map(), units: new Map([['unit:road', step.name]]), deputies: new Map() });
        if (step.kind === 'rule') rules = [{ id: ruleSubject(TOWNSHIP, 'UNIT_SIGN'), scope: TOWNSHIP, rule: 'UNIT_SIGN', n: step.n, unit: 'workday', note: '' }];
        if (step.kind === 'answered') elsewhere = step.answer;
        if (step.kind === 'clear') model.clear();
        const afresh = createDutyAnswers(model, createDutyBook(sources));
        for (const session of [SESSION, COUNTY]) {
          const question = { today, session };
          for (const lines of [1, 3, 100]) expect(await answers.sections(question, lines)).toEqual(await afresh.sections(question, lines));
          expect(await answers.counts(question)).toEqual(await afresh.counts(question));
          expect(await answers.supervision(question)).toEqual(await afresh.supervision(question));
        }
      }
    }), { numRuns: 60 });
  });
});
