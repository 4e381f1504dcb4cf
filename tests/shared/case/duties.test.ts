/** What is due: each kind of duty on the days around its last, whom it waits for, and that nothing falls through. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import type { CaseEntryType } from '../../../shared/case/case.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { dutiesOf, dutyTime, dutyWords, DUTY_KINDS, nextDeadline, type DutyFacts, type DutyKind } from '../../../shared/case/duties.ts';
import { isAtRest, watchOf } from '../../../shared/case/watch.ts';
import { addDays } from '../../../shared/kernel/local-date.ts';
import { RULES } from '../../../shared/rules/deadline-rules.ts';
import { aDesk, bodyOf, CASE_ACTS, caseOf, CASE_ID, CITIZEN_SATISFIED, CITIZEN_UNSATISFIED, DEPUTY_SATISFIED, PROMISED, RELAYED, ROAD_TO, STATUSES, type Step } from './acts.ts';

const timeOn = (today: string) => dutyTime({ today, calendar: OFFICIAL_CALENDAR, rules: RULES });
const factsOn = (today: string, also: Partial<DutyFacts> = {}): DutyFacts => ({ time: timeOn(today), followed: 'waiting', refused: false, ...also });
const kindsOf = (steps: readonly Step[], today: string, also: Partial<DutyFacts> = {}): DutyKind[] => dutiesOf(watchOf(caseOf(steps)), factsOn(today, also)).map(({ kind }) => kind);
const wordsOf = (steps: readonly Step[], today: string, kind: DutyKind): string => {
  const watch = watchOf(caseOf(steps));
  const duty = dutiesOf(watch, factsOn(today)).find((one) => one.kind === kind);
  return duty === undefined ? '没有' : dutyWords(watch, duty, timeOn(today));
};

/** Handled from 5月20日 to 5月27日, signed for at once. */
const SIGNED: readonly Step[] = [...ROAD_TO.handling, ['case.acknowledged']];
const ANSWERED: readonly Step[] = [...SIGNED, ['case.replied']];
const TOLD: readonly Step[] = [...ANSWERED, RELAYED];
const COMMON: readonly Step[] = [['case.registered'], ['case.sorted', { level: 'common' }], ['case.assigned'], ['case.replied'], RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED, ['case.closed']];
const DEPUTIES: Step = ['case.registered', { deputies: ['deputy:zhang', 'deputy:li'] }];
/** Promised at the table on 5月18日: effect by 5月25日, result by 6月18日 (商丘 S0). */
const AT_TABLE: Step = ['case.registered', { channel: 'station_qna', promise: { unit: 'unit:water', by: '赵局长', text: '一周内通水', effectOn: '2026-05-25', resultOn: '2026-06-18' } }];
const AT_TABLE_HANDLED: readonly Step[] = [AT_TABLE, ...SIGNED.slice(1)];
const HEARD: readonly Step[] = [DEPUTIES, ...ANSWERED.slice(1)];

/** Each kind: the last day without it, the first with it. `null`: it is there, or not, whatever the day. */
const BOUNDARIES: readonly (readonly [kind: DutyKind, what: string, steps: readonly Step[], not: string | null, there: string | null])[] = [
  ['urgent', 'an urgent matter at once', [['case.registered', { urgent: true }]], null, '2026-05-18'],
  ['urgent', 'not once the leaders know', [['case.registered', { urgent: true }], ['case.noted', { duty: 'urgent' }]], '2026-05-18', null],
  ['urgent', 'nor after it was assigned then', [['case.registered', { urgent: true }], ['case.noted', { duty: 'urgent' }], ['case.sorted'], ['case.assigned']], '2026-05-20', null],
  ['overdue', 'the day after the last', SIGNED, '2026-05-27', '2026-05-28'],
  ['overdue', 'not while paused', [...SIGNED, ['case.paused']], '2026-06-20', null],
  ['due_soon', 'three days before the last', SIGNED, '2026-05-23', '2026-05-24'],
  ['due_soon', 'not the day after the last', SIGNED, '2026-05-28', '2026-05-27'],
  ['promise_due', 'a week before the promise', [...TOLD.slice(0, -2), PROMISED, RELAYED], '2026-06-22', '2026-06-23'],
  ['promise_overdue', 'the day after the promise', [...SIGNED, PROMISED, RELAYED], '2026-06-30', '2026-07-01'],
  ['promise_overdue', 'it never disappears, also when all are satisfied', [...SIGNED, PROMISED, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED], null, '2027-03-01'],
  ['promise_overdue', 'until it is kept', [...SIGNED, PROMISED, RELAYED, ['case.fulfilled']], '2026-08-01', null],
  ['effect_due', 'three days before the effect is to be seen', [AT_TABLE], '2026-05-21', '2026-05-22'],
  ['effect_due', 'not the day after it', [AT_TABLE], '2026-05-26', '2026-05-25'],
  ['effect_overdue', 'the day after it, whatever the desk did with the case', [AT_TABLE], '2026-05-25', '2026-05-26'],
  ['effect_overdue', 'also once a unit has it', AT_TABLE_HANDLED, '2026-05-25', '2026-05-26'],
  ['effect_overdue', 'not once there is progress', [...AT_TABLE_HANDLED, ['case.progressed']], '2026-05-26', null],
  ['effect_overdue', 'nor once answered', [...AT_TABLE_HANDLED, ['case.replied']], '2026-05-26', null],
  ['effect_overdue', 'not where no such day was set', [['case.registered', { promise: { unit: 'unit:water', text: '一个月修好', resultOn: '2026-06-18' } }]], '2026-07-20', null],
  ['promise_overdue', 'the day after the month in which the result is to be seen', [...AT_TABLE_HANDLED, ['case.progressed']], '2026-06-18', '2026-06-19'],
  ['promise_overdue', 'not once it was answered as done', [...AT_TABLE_HANDLED, ['case.replied']], '2026-07-01', null],
  ['supervision_late', 'the day after the answer was wanted', [...SIGNED, ['case.supervised', { answerBy: '2026-05-29' }]], '2026-05-29', '2026-05-30'],
  ['supervision_late', 'not once answered', [...SIGNED, ['case.supervised', { answerBy: '2026-05-29' }], ['case.supervision_answered']], '2026-06-10', null],
  ['hotline', 'three days before the hotline wants it', [['case.registered', { channel: 'hotline', source: { ticketNo: 'T1', ticketDueOn: '2026-05-25' } }]], '2026-05-21', '2026-05-22'],
  ['hotline', 'not once answered', [['case.registered', { source: { ticketDueOn: '2026-05-25' } }], ...ANSWERED.slice(1)], '2026-05-26', null],
  ['mentioned', 'until the person has done something', [['case.registered'], ['case.noted', { mentions: ['zhao'] }]], null, '2026-05-18'],
  ['to_review', 'reported to the county', ROAD_TO.reviewing, null, '2026-05-19'],
  ['county_assign', 'what the county took', [...ROAD_TO.reviewing, ['case.reviewed']], null, '2026-05-20'],
  ['to_assign', 'not what the county took', [...ROAD_TO.reviewing, ['case.reviewed']], '2026-05-20', null],
  ['to_assign', 'what the county sent back', [...ROAD_TO.reviewing, ['case.reviewed', { result: 'returned', reason: '乡里能办' }]], null, '2026-05-20'],
  ['to_extend', 'an extension that was asked for', [...SIGNED, ['case.extension_requested']], null, '2026-05-24'],
  ['to_extend', 'not once decided', [...SIGNED, ['case.extension_requested'], ['case.extension_declined']], '2026-05-25', null],
  ['to_rework', 'somebody is not satisfied', [...TOLD, CITIZEN_UNSATISFIED], null, '2026-05-28'],
  ['unsigned', 'two workdays after the order', ROAD_TO.handling, '2026-05-22', '2026-05-23'],
  ['unsigned', 'not once signed for', SIGNED, '2026-05-26', null],
  ['co_late', 'five workdays after the order', SIGNED, '2026-05-27', '2026-05-28'],
  ['co_late', 'by the day on the order', [...ROAD_TO.assigning, ['case.assigned', { coDueOn: '2026-05-22' }]], '2026-05-22', '2026-05-23'],
  ['co_late', 'not once the opinion is there', [...SIGNED, ['case.replied', { unit: 'unit:power' }]], '2026-06-10', null],
  ['paused_long', 'thirty days after the pause began', [...SIGNED, ['case.paused']], '2026-06-20', '2026-06-21'],
  ['to_sort', 'registered', ROAD_TO.sorting, null, '2026-05-18'],
  ['to_relay', 'answered and the citizen not told', ANSWERED, null, '2026-05-25'],
  ['to_relay', 'not once told', TOLD, '2026-05-30', null],
  ['to_relay', 'not what was answered at the table', [['case.registered', { answeredOnSpot: '明天就来换' }]], '2026-05-19', null],
  ['to_relay_deputy', 'one of two deputies was told', [...HEARD, ['case.relayed', { to: 'deputy', deputy: 'deputy:li' }]], null, '2026-05-26'],
  ['to_relay_deputy', 'not once all were', [...HEARD, ['case.relayed', { to: 'deputy' }]], '2026-05-26', null],
  ['to_relay_deputy', 'nor without a deputy', ANSWERED, '2026-05-26', null],
  ['to_tell', 'refused and not told why', ROAD_TO.declined, null, '2026-05-19'],
  ['to_tell', 'not once told', [...ROAD_TO.declined, RELAYED], '2026-05-30', null],
  ['follower', 'a month after it began to follow', ROAD_TO.following, '2026-06-22', '2026-06-23'],
  ['to_evaluate_citizen', 'told and not asked', TOLD, null, '2026-05-26'],
  ['to_evaluate_citizen', 'not before told', ANSWERED, '2026-05-26', null],
  ['to_evaluate_deputy', 'the citizen was asked', [...TOLD, CITIZEN_SATISFIED], null, '2026-05-28'],
  ['to_evaluate_deputy', 'not before rework', [...TOLD, CITIZEN_UNSATISFIED], '2026-05-28', null],
  ['to_close', 'all asked', ROAD_TO.closing, null, '2026-05-29'],
  ['to_close', 'not while a promise is open', [...SIGNED, PROMISED, RELAYED, CITIZEN_SATISFIED, DEPUTY_SATISFIED], '2026-06-20', null],
  // 5月30日 + 90天 = 8月28日 (a Friday).
  ['recheck', 'ninety days after closing', COMMON, '2026-08-27', '2026-08-28'],
  ['recheck', 'it is not asked for ever', COMMON, '2026-10-28', '2026-10-27'],
  ['recheck', 'not once taken', [...COMMON, ['case.noted', { duty: 'recheck' }]], '2026-08-28', null],
  ['recheck', 'not of a simple matter', ROAD_TO.closed, '2026-08-28', null],
];

describe('a duty', () => {
  it.each(BOUNDARIES)('%s: %s', (kind, _, steps, not, there) => {
    if (not !== null) expect(kindsOf(steps, not)).not.toContain(kind);
    if (there !== null) expect(kindsOf(steps, there)).toContain(kind);
  });

  it('asks for the follower when the item that it follows has its answer', () => {
    expect(kindsOf(ROAD_TO.following, '2026-05-20')).toEqual([]);
    expect(kindsOf(ROAD_TO.following, '2026-05-20', { followed: 'answered' })).toEqual(['follower']);
  });

  it('knows what the county refused', () => {
    expect(kindsOf(SIGNED, '2026-05-21', { refused: true })).toEqual(['refused']);
  });

  it('tells what asks for attention before everything else', () => {
    const contested: readonly Step[] = [...ROAD_TO.handling, ['case.closed']];
    expect(kindsOf(contested, '2026-06-30')[0]).toBe('contested');
    expect(DUTY_KINDS.indexOf('overdue')).toBeLessThan(DUTY_KINDS.indexOf('to_sort'));
  });

  it('says how its day was counted', () => {
    expect(wordsOf(ROAD_TO.sorting, '2026-05-18', 'to_sort')).toBe('5月18日登记 + 2个工作日 = 5月20日');
    expect(wordsOf(TOLD, '2026-05-26', 'to_evaluate_citizen')).toMatch(/^5月26日反馈 \+ 10个工作日，.*= 6月9日$/);
    expect(wordsOf(ROAD_TO.declined, '2026-05-20', 'to_tell')).toMatch(/^5月19日决定不予受理 \+ 5个工作日/);
    expect(wordsOf(SIGNED, '2026-05-28', 'overdue')).toBe('5月20日交办 + 7天 = 5月27日');
    expect(wordsOf([...SIGNED, PROMISED, RELAYED], '2026-07-02', 'promise_overdue')).toBe('答应6月30日落实');
    expect(wordsOf([AT_TABLE], '2026-05-26', 'effect_overdue')).toBe('答应5月25日见成效');
    expect(wordsOf([AT_TABLE], '2026-06-19', 'promise_overdue')).toBe('答应6月18日见结果');
  });

  it('follows the rules of the place', () => {
    const rules = { ...RULES, UNIT_SIGN: { ...RULES.UNIT_SIGN, n: 4 } };
    const facts = { ...factsOn('2026-05-26'), time: dutyTime({ today: '2026-05-26', calendar: OFFICIAL_CALENDAR, rules }) };
    expect(dutiesOf(watchOf(caseOf(ROAD_TO.handling)), facts).map(({ kind }) => kind)).not.toContain('unsigned');
    expect(kindsOf(ROAD_TO.handling, '2026-05-26')).toContain('unsigned');
  });
});

describe('nothing falls through (件件有回音)', () => {
  /** Any acts in any order: those that are not possible change nothing and stay contested, which a note then settles. */
  const anyActs = fc.array(fc.tuple(fc.constantFrom(...CASE_ACTS), fc.integer({ min: 0, max: 40 }), fc.boolean()), { maxLength: 14 });

  it('a case that is not at rest has a duty, or a day on which it will have one', () => {
    fc.assert(fc.property(fc.constantFrom(...STATUSES), anyActs, fc.integer({ min: 0, max: 400 }), fc.boolean(), (status, acts, days, promised) => {
      const desk = aDesk();
      const road = promised ? [AT_TABLE, ...ROAD_TO[status].slice(1)] : ROAD_TO[status];
      const entries = road.map((step) => desk.write({ subject: CASE_ID, type: step[0], body: bodyOf(step) }));
      for (const [type, later, side] of acts) entries.push(desk.write({ subject: CASE_ID, type, body: moved(type, { later, side, last: entries.at(-1)?.id ?? '' }) }));
      const failed = foldCase(entries)?.timeline.filter((event) => event.ineffective !== null).map((event) => event.header.id) ?? [];
      entries.push(desk.write({ subject: CASE_ID, type: 'case.noted', body: { text: '以现在的为准', resolves: failed } }));
      const state = foldCase(entries);
      if (state === null) throw new Error('registered');
      const watch = watchOf(state);
      const today = addDays('2026-05-18', days);
      const duties = dutiesOf(watch, factsOn(today));
      if (isAtRest(watch)) return;
      expect(duties.length > 0 || nextDeadline(watch, timeOn(today)) !== null, `${watch.status} ${JSON.stringify(watch)}`).toBe(true);
      // And a coming day is one that is still to come: what has passed is a duty.
      if (duties.length === 0) expect(nextDeadline(watch, timeOn(today)) ?? '').toSatisfy((day: string) => day >= today);
    }), { numRuns: 3000 });
  });

  function moved(type: CaseEntryType, { later, side, last }: { later: number; side: boolean; last: string }): Record<string, unknown> {
    const on = addDays('2026-05-20', later);
    const body = bodyOf([type]);
    return {
      ...body, ...('on' in body ? { on } : {}), ...('dueOn' in body ? { dueOn: addDays(on, 7) } : {}),
      ...(type === 'case.evaluated' && side ? { by: 'deputy', deputy: 'deputy:zhang' } : {}), ...(type === 'case.replied' && side ? { class: 'in_progress', plan: '换灯', promisedOn: addDays(on, 20) } : {}),
      ...(type === 'case.undone' ? { act: last } : {}),
    };
  }
});
