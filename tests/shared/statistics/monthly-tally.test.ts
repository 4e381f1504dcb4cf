import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { CaseState } from '../../../shared/case/case.ts';
import { TAKEN_BACK_REASON } from '../../../shared/case/taken-back.ts';
import { monthlyFigures } from '../../../shared/documents/monthly-report.ts';
import { caseFacts } from '../../../shared/statistics/case-facts.ts';
import { countByStatus, monthlyTally } from '../../../shared/statistics/monthly-tally.ts';
import { rateValue } from '../../../shared/statistics/rate.ts';
import { anActivity } from '../activity/an-activity.ts';
import { ANSWERED_ON_SPOT, caseOf, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, ROAD_TO, STATUSES, type Step } from '../case/acts.ts';

const anEvening = (changes: Partial<ActivityState> = {}): ActivityState => anActivity({ id: 'activity:may18', deputies: ['deputy:a', 'deputy:b'], citizens: 86, ...changes });
const received = (on: string, steps: readonly Step[], changes: object = {}) => caseOf([['case.registered', { receivedOn: on, ...changes }], ...steps.slice(1)]);

/** A month worked out by hand: eight cases of May, one of April and one of June. */
const MONTH: readonly CaseState[] = [
  received('2026-05-01', ROAD_TO.sorting),
  received('2026-05-02', ROAD_TO.sorting, { matter: 'dispute' }),
  received('2026-05-10', ROAD_TO.handling),
  received('2026-05-11', [...ROAD_TO.handling, ['case.supervised'], ['case.supervised', { grade: 'supervise', newDueOn: '2026-06-10' }]]),
  received('2026-05-12', [...ROAD_TO.evaluating, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED]),
  received('2026-05-13', [...ROAD_TO.evaluating, CITIZEN_UNSATISFIED, ['case.reworked'], ['case.replied'], ['case.relayed'], ['case.evaluated', { grade: 'basic' }], DEPUTY_SATISFIED, ['case.closed']]),
  received('2026-05-18', [ANSWERED_ON_SPOT, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed']], { answeredOnSpot: '当场说清', matter: 'golden_idea' }),
  received('2026-05-31', ROAD_TO.declined),
  received('2026-04-30', ROAD_TO.closed),
  received('2026-06-01', ROAD_TO.handling),
];
const EVENINGS = [anEvening(), anEvening({ id: 'activity:may25', on: '2026-05-25', deputies: ['deputy:a'], citizens: 40 }), anEvening({ id: 'activity:june', on: '2026-06-01' }),
  // In no figure of evenings: planned, cancelled, and of another kind, whose tallies of disputes and ideas count all the same.
  anEvening({ id: 'activity:planned', on: '2026-05-30', status: 'planned', open: false }), anEvening({ id: 'activity:cancelled', on: '2026-05-29', status: 'cancelled', open: false }),
  anEvening({ id: 'activity:reception', kind: 'reception_day', on: '2026-05-20', counters: { settled: 3 }, settled: 3 }),
  anEvening({ id: 'activity:may27', on: '2026-05-27', deputies: [], citizens: 0, counters: { settled: 2, ideas: 4 }, settled: 2, ideas: 4 })];
const tally = monthlyTally(MONTH, EVENINGS, { month: '2026-05', asOf: '2026-06-01' });

describe('the tally of a month', () => {
  it('counts what belongs to the month', () => {
    expect(tally).toMatchObject({
      month: '2026-05', asOf: '2026-06-01', evenings: 3, otherActivities: 1, disputes: { registered: 1, tallied: 5 }, ideas: { registered: 1, tallied: 4 }, deputyAttendances: 3, citizenAttendances: 126, received: 8,
      byStatus: { sorting: 2, reviewing: 0, following: 0, assigning: 0, handling: 2, evaluating: 1, closing: 0, closed: 2, declined: 1 }, byMatter: { opinion: 6, dispute: 1, golden_idea: 1, accusation: 0 },
      byLevel: { minor: 4, common: 0, major: 0, open: 4 }, byCategoryGroup: { development_idea: 0, livelihood_difficulty: 4, neighbour_dispute: 0, open: 4 }, byCategory: [{ category: '道路交通', cases: 4 }],
      answeredOnSpot: 1, reported: 0, toSuggestion: 0, toMotion: 0, merged: 0, assigned: 4, replied: 2, closed: 2, supervised: 1, reworked: 1,
      // Of the two cases that a unit handles, one was due on May 27th; the other has a new deadline.
      overdue: 1,
    });
  });

  it('every rate has its numerator, denominator and scope; who did not evaluate is not in the denominator', () => {
    expect(tally.closureRate).toEqual({ numerator: 2, denominator: 8, scope: '已销号件数 ÷ 本月登记件数' });
    expect(tally.citizen).toEqual({
      due: 3, grades: { satisfied: 1, basic: 1, unsatisfied: 1 },
      satisfied: { numerator: 1, denominator: 3, scope: '群众评满意件数 ÷ 群众有效评价件数（只计最近一轮）' }, satisfiedOrBasic: { numerator: 2, denominator: 3, scope: '群众评满意和基本满意件数 ÷ 群众有效评价件数（只计最近一轮）' },
    });
    expect(tally.deputy).toMatchObject({ due: 3, grades: { satisfied: 3, basic: 0, unsatisfied: 0 }, satisfied: { numerator: 3, denominator: 3 } });
  });

  it('counts where matters went; what was handed over as an accusation is in no figure', () => {
    const exits = [
      received('2026-05-20', ROAD_TO.reviewing), received('2026-05-20', ROAD_TO.following), received('2026-05-20', [...ROAD_TO.following, ['case.separated']]),
      received('2026-05-20', [...ROAD_TO.assigning, ['case.converted']]), received('2026-05-20', [...ROAD_TO.assigning, ['case.converted', { kind: 'motion_lead', to: 'referral:m1' }]]),
      received('2026-05-20', [...ROAD_TO.sorting, ['case.declined', { route: 'transfer_discipline', where: '县纪委监委' }]]),
    ];
    expect(monthlyTally(exits, [], { month: '2026-05', asOf: '2026-06-01' })).toMatchObject({ received: 5, reported: 1, toSuggestion: 1, toMotion: 1, merged: 1 });
  });

  it('does not count paper that was copied wrongly and taken back', () => {
    const takenBack = caseOf([...ROAD_TO.sorting, ['case.declined', { route: 'not_accept', reason: TAKEN_BACK_REASON }]]);
    expect(monthlyTally([takenBack], [], { month: '2026-05', asOf: '2026-06-01' }).received).toBe(0);
    expect(caseFacts(takenBack).takenBack).toBe(true);
  });

  it('a case is overdue from the day after its last day', () => {
    const overdueOn = (asOf: string) => monthlyTally(MONTH, [], { month: '2026-05', asOf }).overdue;
    expect([overdueOn('2026-05-27'), overdueOn('2026-05-28'), overdueOn('2026-06-11')]).toEqual([0, 1, 2]);
  });

  it('of nothing is nothing, and its rates have no value', () => {
    const empty = monthlyTally([], [], { month: '2026-05', asOf: '2026-06-01' });
    expect(empty).toMatchObject({ received: 0, evenings: 0, citizenAttendances: 0, byCategory: [] });
    expect([empty.closureRate, empty.citizen.satisfied].map(rateValue)).toEqual([null, null]);
    expect(rateValue(tally.closureRate)).toBe(0.25);
  });

  it('its parts sum to the whole, for any cases', () => {
    const cases = STATUSES.map((status) => caseOf(ROAD_TO[status]));
    fc.assert(fc.property(fc.array(fc.constantFrom(...MONTH, ...cases)), (some) => {
      const one = monthlyTally(some, [], { month: '2026-05', asOf: '2026-06-01' });
      const total = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((sum, n) => sum + n, 0);
      for (const parts of [one.byStatus, one.byMatter, one.byLevel, one.byCategoryGroup]) expect(total(parts)).toBe(one.received);
      expect(one.byCategory.reduce((sum, { cases: n }) => sum + n, 0) + one.byCategoryGroup.open).toBe(one.received);
      expect(total(countByStatus(some))).toBe(some.length);
      for (const side of [one.citizen, one.deputy]) {
        expect(total(side.grades)).toBe(side.satisfied.denominator);
        expect(side.satisfied.denominator).toBeLessThanOrEqual(side.due);
      }
    }));
  });
});

describe('the monthly report (F28)', () => {
  const figures = monthlyFigures(tally);

  it('has the lines of the form, in its order, each with what it counts', () => {
    expect(figures.map(({ label, value }) => [label, value])).toEqual([
      ['夜市场次', 3], ['代表人次', 3], ['群众人次', 126], ['其他活动', 1], ['收集件数', 8], ['政策咨询', 0], ['当场答复', 1], ['纠纷', 6], ['金点子', 5], ['上报县里', 0], ['转化代表建议', 0], ['转化议案线索', 0], ['并案', 0], ['交办', 4], ['督办', 1], ['逾期', 1], ['重新办理', 1], ['销号', 2], ['办结率', 0.25],
      ['群众应评', 3], ['群众评满意', 1], ['群众评基本满意', 1], ['群众评不满意', 1], ['群众满意率', 1 / 3], ['群众综合满意率', 2 / 3],
      ['代表应评', 3], ['代表评满意', 3], ['代表评基本满意', 0], ['代表评不满意', 0], ['代表满意率', 1], ['代表综合满意率', 1], ['两方满意率相差', 33.33],
    ]);
    expect(figures.filter((figure) => figure.scope === '')).toEqual([]);
    expect(figures.filter((figure) => (figure.rate !== null) !== figure.label.endsWith('率'))).toEqual([]);
  });
});
