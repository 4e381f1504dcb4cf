/** Proposals of supervision: each rule on the days around its boundary, what a grade becomes, and when the rules keep silent. */
import { describe, expect, it } from 'vitest';
import { OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { dutyTime } from '../../../shared/case/duties.ts';
import { PROPOSAL_RULES, proposalsOf } from '../../../shared/case/proposals.ts';
import { watchOf } from '../../../shared/case/watch.ts';
import { RULES } from '../../../shared/rules/deadline-rules.ts';
import { caseOf, CITIZEN_UNSATISFIED, PROMISED, RELAYED, ROAD_TO, STATUSES, type Step } from './acts.ts';

const proposed = (steps: readonly Step[], today: string): string[] =>
  proposalsOf(watchOf(caseOf(steps)), dutyTime({ today, calendar: OFFICIAL_CALENDAR, rules: RULES })).map(({ rule, grade }) => `${rule} ${grade}`);

/** Due 5月27日. */
/** Promised at the table on 5月18日: effect by 5月25日. */
const AT_TABLE: Step = ['case.registered', { promise: { unit: 'unit:water', text: '一周内通水', effectOn: '2026-05-25', resultOn: '2026-06-18' } }];
const HANDLING = ROAD_TO.handling;
const LATER: Step<'case.assigned'> = ['case.assigned', { reason: '改派', on: '2026-05-26', dueOn: '2026-07-30' }];
const DECIDED: Step<'case.assigned'> = ['case.assigned', { decidedBy: '赵主席', reason: '两次退件', on: '2026-05-26', dueOn: '2026-07-30' }];
const UNSATISFIED_ROUND: readonly Step[] = [['case.replied'], RELAYED, CITIZEN_UNSATISFIED];
const REWORKED: Step<'case.reworked'> = ['case.reworked', { dueOn: '2026-07-30' }];
const supervised = (grade: 'urge' | 'supervise' | 'key_supervision' | 'listing' | 'admonition_talk', on: string, answerBy?: string): Step<'case.supervised'> => ['case.supervised', { grade, on, orderNo: `督 ${grade} ${on}`, ...(answerBy === undefined ? {} : { answerBy }) }];

const BOUNDARIES: readonly (readonly [what: string, steps: readonly Step[], today: string, expected: readonly string[]])[] = [
  ['four days before the last day', HANDLING, '2026-05-23', []],
  ['three days before it', HANDLING, '2026-05-24', ['due_soon urge']],
  ['on it', HANDLING, '2026-05-27', ['due_soon urge']],
  ['the day after', HANDLING, '2026-05-28', ['overdue supervise']],
  ['six days after', HANDLING, '2026-06-02', ['overdue supervise']],
  ['seven days after', HANDLING, '2026-06-03', ['overdue_week key_supervision']],
  ['twenty-nine days after', HANDLING, '2026-06-25', ['overdue_week key_supervision']],
  ['thirty days after', HANDLING, '2026-06-26', ['overdue_month listing']],
  ['thirty days after and listed already', [...HANDLING, supervised('listing', '2026-06-10')], '2026-06-26', ['overdue_month admonition_talk']],
  ['one return', [...HANDLING, ['case.returned'], LATER], '2026-06-01', []],
  ['two returns, and the presidium decided', [...HANDLING, ['case.returned'], ['case.assigned'], ['case.returned'], DECIDED], '2026-06-01', ['returned_twice key_supervision']],
  ['one unsatisfied round', [...HANDLING, ...UNSATISFIED_ROUND, REWORKED], '2026-06-01', []],
  ['two unsatisfied rounds', [...HANDLING, ...UNSATISFIED_ROUND, REWORKED, ...UNSATISFIED_ROUND, REWORKED], '2026-06-01', ['unsatisfied_twice key_supervision']],
  ['both sides unsatisfied in one round is one', [...HANDLING, ...UNSATISFIED_ROUND, ['case.evaluated', { by: 'deputy', deputy: 'deputy:zhang', grade: 'unsatisfied', opinion: '没换' }], REWORKED], '2026-06-01', []],
  ['on the promised day', [...HANDLING, PROMISED, RELAYED], '2026-06-30', []],
  ['the day on which the effect of a promise at the table is to be seen', [AT_TABLE], '2026-05-25', []],
  ['the day after it', [AT_TABLE], '2026-05-26', ['effect_overdue urge']],
  ['the day after it, with progress', [AT_TABLE, ...HANDLING.slice(1), ['case.progressed']], '2026-05-26', ['due_soon urge']],
  ['the day after a promise', [...HANDLING, PROMISED, RELAYED], '2026-07-01', ['promise_overdue supervise']],
  ['paused', [...HANDLING, ['case.paused']], '2026-07-01', []],
];

describe('the rules propose', () => {
  it.each(BOUNDARIES)('%s', (_, steps, today, expected) => {
    expect(proposed(steps, today)).toEqual(expected);
  });

  it('nothing of that grade for five workdays after a supervision, then the same or more', () => {
    // 5月28日 is a Thursday: five workdays end on 6月4日.
    const steps = [...HANDLING, supervised('key_supervision', '2026-05-28')];
    expect(proposed(steps, '2026-06-04')).toEqual([]);
    expect(proposed(steps, '2026-06-05')).toEqual(['overdue_week key_supervision']);
  });

  it('no talk on the day after the listing', () => {
    // 6月24日 is a Wednesday: five workdays end on 7月1日.
    const steps = [...HANDLING, supervised('listing', '2026-06-24')];
    expect(proposed(steps, '2026-07-01')).toEqual([]);
    expect(proposed(steps, '2026-07-02')).toEqual(['overdue_month admonition_talk']);
  });

  it('a graver step although a lighter one is fresh', () => {
    expect(proposed([...HANDLING, supervised('urge', '2026-05-27')], '2026-05-28')).toEqual(['overdue supervise']);
  });

  it('never less than what was said last', () => {
    expect(proposed([...HANDLING, supervised('key_supervision', '2026-05-21')], '2026-05-30')).toEqual(['overdue key_supervision']);
    expect(proposed([...HANDLING, supervised('supervise', '2026-05-21')], '2026-05-26')).toEqual([]);
  });

  it('nothing while an order still has time to be answered, and one grade more when it was not', () => {
    const steps = [...HANDLING, supervised('supervise', '2026-05-28', '2026-06-08')];
    expect(proposed(steps, '2026-06-08')).toEqual(['overdue_week key_supervision']);
    const urged = [...ROAD_TO.assigning, ['case.assigned', { dueOn: '2026-07-30' }], supervised('supervise', '2026-05-28', '2026-06-08')] as const;
    expect(proposed(urged, '2026-06-08')).toEqual([]);
    expect(proposed(urged, '2026-06-09')).toEqual(['supervision_unanswered key_supervision']);
  });

  it('what was set aside no more, until a new order or a graver rule', () => {
    const aside = [...HANDLING, ['case.noted', { text: '单位已到场', duty: 'overdue' }]] as const;
    expect(proposed(aside, '2026-05-29')).toEqual([]);
    expect(proposed(aside, '2026-06-03')).toEqual(['overdue_week key_supervision']);
    expect(proposed([...aside, ['case.extended', { dueOn: '2026-06-10' }]], '2026-06-11')).toEqual(['overdue supervise']);
  });

  it('nothing where there is nobody to supervise', () => {
    for (const status of STATUSES.filter((one) => one !== 'handling')) expect(proposed(ROAD_TO[status], '2027-05-18'), status).toEqual([]);
  });

  it('with a reason and the rule in words, and every rule is met above', () => {
    const [proposal] = proposalsOf(watchOf(caseOf(HANDLING)), dutyTime({ today: '2026-06-03', calendar: OFFICIAL_CALENDAR, rules: RULES }));
    expect(proposal).toMatchObject({ reason: '5月27日到期，已逾期 7 天', basis: '逾期满 7 天，提议重点督办' });
    const met = new Set([...BOUNDARIES.flatMap(([, , , expected]) => expected.map((one) => one.split(' ')[0])), 'supervision_unanswered']);
    expect([...met].sort()).toEqual([...PROPOSAL_RULES].sort());
  });
});
