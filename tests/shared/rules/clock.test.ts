import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, addWorkdays, createCalendar, daysAfter, OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import { addDays, daysBetween, fromDayNumber, toDayNumber, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { clockReading, extendClock, isPaused, pauseClock, readingWords, recalculated, resumeClock, startClock, type Clock } from '../../../shared/rules/clock.ts';
import { RULES, type RuleUnit } from '../../../shared/rules/deadline-rules.ts';
import { caseOf, ROAD_TO } from '../case/acts.ts';

const MONTH: RuleUnit = 'calendar_month', DAY: RuleUnit = 'calendar_day', WORKDAY: RuleUnit = 'workday';
/** A clock as an order starts it: 交办. */
const clock = (n: number, unit: RuleUnit, on: LocalDate) => startClock({ id: 'UNIT_RETURN', n, unit }, on);
const paused = (one: Clock, from: LocalDate, to: LocalDate, reason = '等招标') => resumeClock(pauseClock(one, from, reason), to);
const read = (one: Clock, today = one.startedOn) => clockReading(one, OFFICIAL_CALENDAR, today);
const dueOn = (one: Clock) => read(one).dueOn;

describe('the last day of a clock that only runs', () => {
  it.each<[LocalDate, number, RuleUnit, LocalDate]>([
    // 民法典 202: no such day, so the last of the month; 203: a day off moves.
    ['2026-01-31', 1, MONTH, '2026-02-28'], ['2026-03-31', 1, MONTH, '2026-04-30'], ['2026-11-30', 3, MONTH, '2027-03-01'], ['2027-11-30', 3, MONTH, '2028-02-29'], ['2028-01-31', 1, MONTH, '2028-02-29'],
    ['2028-02-29', 12, MONTH, '2029-02-28'], ['2026-08-31', 6, MONTH, '2027-03-01'], ['2026-05-15', 3, MONTH, '2026-08-17'], ['2026-01-15', 1, MONTH, '2026-02-24'], ['2026-03-31', 6, MONTH, '2026-09-30'],
    ['2026-11-04', 2, MONTH, '2027-01-04'], ['2026-10-01', 3, MONTH, '2027-01-04'],
    // Every holiday of 2026 as the last day of a natural-day rule, and the day after it.
    ['2025-12-25', 7, DAY, '2026-01-04'], ['2026-02-08', 7, DAY, '2026-02-24'], ['2026-03-28', 7, DAY, '2026-04-07'], ['2026-04-24', 7, DAY, '2026-05-06'], ['2026-06-12', 7, DAY, '2026-06-22'],
    ['2026-09-18', 7, DAY, '2026-09-28'], ['2026-09-24', 7, DAY, '2026-10-08'],
    // Weekend days that are worked are last days like any other.
    ['2025-12-28', 7, DAY, '2026-01-04'], ['2026-02-07', 7, DAY, '2026-02-14'], ['2026-02-21', 7, DAY, '2026-02-28'], ['2026-05-02', 7, DAY, '2026-05-09'], ['2026-09-13', 7, DAY, '2026-09-20'], ['2026-10-03', 7, DAY, '2026-10-10'],
    // Working days over every holiday of the year.
    ['2025-12-31', 1, WORKDAY, '2026-01-04'], ['2026-02-13', 2, WORKDAY, '2026-02-24'], ['2026-04-03', 1, WORKDAY, '2026-04-07'], ['2026-04-30', 1, WORKDAY, '2026-05-06'], ['2026-06-18', 1, WORKDAY, '2026-06-22'],
    ['2026-09-24', 1, WORKDAY, '2026-09-28'], ['2026-09-30', 1, WORKDAY, '2026-10-08'], ['2026-10-08', 2, WORKDAY, '2026-10-10'], ['2026-12-31', 5, WORKDAY, '2027-01-08'],
    // Leap day.
    ['2028-02-28', 1, WORKDAY, '2028-02-29'], ['2028-02-22', 7, DAY, '2028-02-29'],
  ])('%s + %i %s = %s', (on, n, unit, due) => { expect(dueOn(clock(n, unit, on))).toBe(due); });

  it('is an estimate in a year whose arrangement is not known, and says so', () => {
    const next = read(clock(5, WORKDAY, '2026-12-31'));
    expect(next).toMatchObject({ dueOn: '2027-01-08', estimate: true });
    expect(next.explanation).toBe('12月31日交办 + 5个工作日，跳过2027年1月1–3日 = 2027年1月8日（2027年放假安排未导入，按周末和固定节日估算）');
    expect(read(clock(5, WORKDAY, '2026-12-01')).estimate).toBe(false);
  });
});

describe('a clock that stood', () => {
  it.each<[string, Clock, LocalDate, string]>([
    ['working days', paused(clock(7, WORKDAY, '2026-05-18'), '2026-05-25', '2026-06-01'), '2026-06-03', '5月18日交办 + 7个工作日，跳过5月23–24日，5月25–31日暂停（等招标）不计 = 6月3日'],
    ['working days over a holiday inside the pause', paused(clock(5, WORKDAY, '2026-09-29'), '2026-09-30', '2026-10-09'), '2026-10-14', '9月29日交办 + 5个工作日，跳过10月11日，10月10日调休上班，9月30日–10月8日暂停（等招标）不计 = 10月14日'],
    ['working days, a pause of a weekend: nothing is lost', paused(clock(7, WORKDAY, '2026-05-18'), '2026-05-23', '2026-05-25'), '2026-05-27', '5月18日交办 + 7个工作日，5月23–24日暂停（等招标）不计 = 5月27日'],
    ['natural days', paused(clock(7, DAY, '2026-05-16'), '2026-05-18', '2026-05-21'), '2026-05-26', '5月16日交办 + 7天，5月18–20日暂停（等招标）不计 = 5月26日'],
    ['natural days whose new last day is off', paused(clock(7, DAY, '2026-05-18'), '2026-05-20', '2026-05-25'), '2026-06-01', '5月18日交办 + 7天，5月20–24日暂停（等招标）不计，到期日5月30日是周六，顺延 = 6月1日'],
    ['months: the month first, then the days', paused(clock(1, MONTH, '2026-01-31'), '2026-02-10', '2026-02-13'), '2026-03-03', '1月31日交办 + 1个月，2月10–12日暂停（等招标）不计 = 3月3日'],
    ['months over the new year', paused(clock(3, MONTH, '2026-11-30'), '2026-12-10', '2026-12-20'), '2027-03-10', '11月30日交办 + 3个月，12月10–19日暂停（等招标）不计 = 2027年3月10日（2027年放假安排未导入，按周末和固定节日估算）'],
    ['twice', paused(paused(clock(7, DAY, '2026-05-18'), '2026-05-19', '2026-05-20'), '2026-05-21', '2026-05-22', '等雨停'), '2026-05-27', '5月18日交办 + 7天，5月19日暂停（等招标）、5月21日暂停（等雨停）不计 = 5月27日'],
    ['from the day on which it started', paused(clock(7, DAY, '2026-05-18'), '2026-05-18', '2026-05-20'), '2026-05-26', '5月18日交办 + 7天，5月18–19日暂停（等招标）不计 = 5月26日'],
    ['only on the day on which it started: that day was not counted anyway', paused(clock(7, DAY, '2026-05-18'), '2026-05-18', '2026-05-19'), '2026-05-25', '5月18日交办 + 7天 = 5月25日'],
    ['on its last day', paused(clock(7, WORKDAY, '2026-05-18'), '2026-05-27', '2026-05-28'), '2026-05-28', '5月18日交办 + 7个工作日，跳过5月23–24日，5月27日暂停（等招标）不计 = 5月28日'],
    ['after its last day: nothing moves', paused(clock(7, WORKDAY, '2026-05-18'), '2026-05-28', '2026-06-05'), '2026-05-27', '5月18日交办 + 7个工作日，跳过5月23–24日 = 5月27日'],
    ['on the days off over which its last day moves: nothing moves', paused(clock(7, DAY, '2026-05-16'), '2026-05-24', '2026-06-05'), '2026-05-25', '5月16日交办 + 7天，到期日5月23日是周六，顺延 = 5月25日'],
  ])('%s', (_, one, due, explanation) => { expect(read(one, '2026-07-01')).toMatchObject({ dueOn: due, explanation, paused: false }); });

  it('before it was even started, and resumed before that, has a pause of no days', () => {
    const odd = paused(clock(7, DAY, '2026-05-18'), '2026-05-10', '2026-05-01');
    expect(odd.segments).toEqual([
      { kind: 'running', from: '2026-05-18', to: '2026-05-18', reason: null }, { kind: 'paused', from: '2026-05-18', to: '2026-05-18', reason: '等招标' }, { kind: 'running', from: '2026-05-18', to: null, reason: null },
    ]);
    expect(dueOn(odd)).toBe('2026-05-25');
    expect(dueOn(paused(clock(7, DAY, '2026-05-18'), '2026-05-20', '2026-05-19'))).toBe('2026-05-25');
  });

  it('is not paused twice, and what runs is not resumed', () => {
    const standing = pauseClock(clock(7, DAY, '2026-05-18'), '2026-05-20', '等招标');
    expect(pauseClock(standing, '2026-05-22', '再等')).toBe(standing);
    const running = clock(7, DAY, '2026-05-18');
    expect(resumeClock(running, '2026-05-22')).toBe(running);
    expect([isPaused(standing), isPaused(running), isPaused(resumeClock(standing, '2026-05-22'))]).toEqual([true, false, false]);
  });

  it('bears segments that another version wrote crosswise', () => {
    const crosswise: Clock = { ...clock(7, DAY, '2026-05-18'), segments: [{ kind: 'paused', from: '2026-05-22', to: '2026-05-20', reason: null }, { kind: 'running', from: '2026-05-20', to: null, reason: null }] };
    expect(read(crosswise)).toMatchObject({ dueOn: '2026-05-25', explanation: '5月18日交办 + 7天 = 5月25日' });
    expect(dueOn({ ...crosswise, segments: [] })).toBe('2026-05-25');
  });
});

describe('a clock that stands', () => {
  const standing = pauseClock(clock(7, WORKDAY, '2026-05-18'), '2026-05-25', '等招标');

  it('has no last day, keeps what is left, and says what it waits for', () => {
    for (const today of ['2026-05-25', '2026-05-28', '2027-05-28']) {
      expect(read(standing, today)).toEqual({ dueOn: null, counts: 'workday', used: 4, left: 3, paused: true, estimate: false, explanation: '5月18日交办 + 7个工作日，5月25日起暂停（等招标），恢复后还有3个工作日' });
    }
    expect(readingWords(read(standing, '2026-05-28'))).toBe('已暂停，已用4个工作日，还剩3个工作日');
    expect(read(pauseClock(paused(clock(7, DAY, '2026-05-18'), '2026-05-19', '2026-05-20'), '2026-05-22', ''), '2026-05-30').explanation).toBe('5月18日交办 + 7天，5月19日暂停（等招标）不计，5月22日起暂停，恢复后还有5天');
  });

  it('stays overdue when its last day had passed before', () => {
    const late = pauseClock(clock(7, WORKDAY, '2026-05-18'), '2026-06-01', '太晚');
    expect(read(late, '2026-06-05')).toMatchObject({ dueOn: '2026-05-27', paused: true });
    expect(read(late, '2026-06-05').left).toBeLessThan(0);
  });
});

describe('a last day that was set by hand', () => {
  const extended = extendClock(clock(7, WORKDAY, '2026-05-18'), '2026-06-30', '2026-05-26');

  it('counts in place of the rule\'s, also on a day off', () => {
    expect(read(extended, '2026-05-26')).toMatchObject({ dueOn: '2026-06-30', used: 6, left: 24, explanation: '5月18日交办 + 7个工作日，5月26日另定 = 6月30日' });
    expect(dueOn(extendClock(extended, '2026-06-20', '2026-06-01'))).toBe('2026-06-20');
    expect(read(extendClock(clock(7, DAY, '2026-05-18'), '2026-05-20', '2026-05-18')).explanation).toBe('5月18日交办 + 7天，另定 = 5月20日');
  });

  it('is moved by what the clock stands after it was set, and not by what it stood before', () => {
    expect(read(paused(extended, '2026-06-10', '2026-06-15'), '2026-06-16')).toMatchObject({ dueOn: '2026-07-03', explanation: '5月18日交办 + 7个工作日，5月26日另定到6月30日，跳过5月30–31日、6月6–7日、6月19–21日、6月27–28日，6月10–14日暂停（等招标）不计 = 7月3日' });
    expect(dueOn(extendClock(paused(clock(7, WORKDAY, '2026-05-18'), '2026-05-19', '2026-05-22'), '2026-06-30', '2026-05-26'))).toBe('2026-06-30');
    expect(read(pauseClock(extended, '2026-06-29', '等款'), '2026-07-20')).toMatchObject({ dueOn: null, left: 2, explanation: '5月18日交办 + 7个工作日，5月26日另定到6月30日，6月29日起暂停（等款），恢复后还有2个工作日' });
    // Extended while it stood: what it stands from that day on is added.
    const during = extendClock(pauseClock(clock(7, DAY, '2026-05-18'), '2026-05-20', '等款'), '2026-06-01', '2026-05-26');
    expect(dueOn(during)).toBeNull();
    expect(dueOn(resumeClock(during, '2026-05-28'))).toBe('2026-06-02');
  });

  it('of an older entry that does not say when it was set counts from the start', () => {
    const { setOn: _setOn, ...older } = extended;
    expect(dueOn(older)).toBe('2026-06-30');
    expect(dueOn(paused(older, '2026-06-10', '2026-06-15'))).toBe('2026-07-03');
  });
});

describe('a clock of an older entry', () => {
  it('without a length is as long as the table ships it; of an unknown rule only a day set by hand counts', () => {
    expect(dueOn({ ...startClock(RULES.CASE_MINOR, '2026-05-18'), n: null, unit: null })).toBe('2026-05-25');
    const unknown = { ...startClock(RULES.CASE_MINOR, '2026-05-18'), rule: 'OF_TOMORROW', n: null, unit: null };
    expect(dueOn(extendClock(unknown, '2026-05-29', '2026-05-18'))).toBe('2026-05-29');
    expect(read({ ...unknown, n: 3, unit: DAY }).explanation).toBe('5月18日起 + 3天 = 5月21日');
  });
});

describe('the clock of a case', () => {
  it('reads as the day that was set, also when it had stood before', () => {
    const extended = caseOf([...ROAD_TO.handling, ['case.paused'], ['case.resumed'], ['case.extension_requested'], ['case.extended', { on: '2026-05-27' }]]);
    expect(extended).toMatchObject({ dueOn: '2026-06-10', clock: { setTo: '2026-06-10', setOn: '2026-05-27' } });
    expect(extended.clock && dueOn(extended.clock)).toBe('2026-06-10');
    const again = caseOf([...ROAD_TO.handling, ['case.extension_requested'], ['case.extended', { on: '2026-05-21' }], ['case.paused'], ['case.resumed']]);
    // Natural days: four of them stood still, and June 14th is a Sunday.
    expect(again.clock && dueOn(again.clock)).toBe('2026-06-15');
  });
});

describe('another calendar', () => {
  const flood = createCalendar([YEAR_2026], [{ date: '2026-05-25', kind: 'off', reason: '防汛' }]);
  const next = createCalendar([YEAR_2026, { year: 2027, source: '通知', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }, { name: '春节', from: '2027-02-05', to: '2027-02-11' }], makeUpDays: [] }]);

  it.each<[string, Clock, typeof flood, ReturnType<typeof recalculated>]>([
    ['a day declared off moves working days', clock(7, WORKDAY, '2026-05-18'), flood, { before: '2026-05-27', after: '2026-05-28', why: '5月25日改为放假，期限由5月27日改为5月28日' }],
    ['and a last day that falls on it', clock(7, DAY, '2026-05-18'), flood, { before: '2026-05-25', after: '2026-05-26', why: '5月25日改为放假，期限由5月25日改为5月26日' }],
    ['but not what ends before', clock(3, WORKDAY, '2026-05-18'), flood, null],
    ['nor natural days that only run over it', clock(10, DAY, '2026-05-18'), flood, null],
    ['nor a day set by hand', extendClock(clock(7, WORKDAY, '2026-05-18'), '2026-06-30', '2026-05-20'), flood, null],
    ['nor what stands', pauseClock(clock(7, WORKDAY, '2026-05-18'), '2026-05-20', '等'), flood, null],
    ['a published year replaces the estimate', clock(5, WORKDAY, '2027-02-03'), next, { before: '2027-02-10', after: '2027-02-17', why: '2027年放假安排已导入，2月5日、2月8–11日改为放假，期限由2月10日改为2月17日' }],
  ])('%s', (_, one, now, result) => { expect(recalculated(one, OFFICIAL_CALENDAR, now)).toEqual(result); });

  it('and back again says that days are worked again', () => {
    expect(recalculated(clock(7, WORKDAY, '2026-05-18'), flood, OFFICIAL_CALENDAR)).toEqual({ before: '2026-05-28', after: '2026-05-27', why: '5月25日改为上班，期限由5月28日改为5月27日' });
  });
});

describe('what a reading says in words', () => {
  it.each<[LocalDate, string]>([
    ['2026-05-18', '已用0个工作日，还剩7个工作日'], ['2026-05-20', '已用2个工作日，还剩5个工作日'], ['2026-05-24', '已用4个工作日，还剩3个工作日'], ['2026-05-27', '已用7个工作日，今天到期'], ['2026-05-29', '已用9个工作日，逾期2个工作日'],
  ])('on %s: %s', (today, words) => { expect(readingWords(read(clock(7, WORKDAY, '2026-05-18'), today))).toBe(words); });
  it('counts months in days', () => { expect(readingWords(read(clock(1, MONTH, '2026-05-18'), '2026-05-28'))).toBe('已用10天，还剩21天'); });
});

describe('for any start, length and pause', () => {
  const day = fc.integer({ min: toDayNumber('2025-11-01'), max: toDayNumber('2028-12-31') }).map(fromDayNumber);
  const unit = fc.constantFrom<RuleUnit>(WORKDAY, DAY, MONTH);
  const stops = fc.array(fc.tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: -3, max: 30 })), { maxLength: 4 });
  const stopped = (one: Clock, made: readonly (readonly [number, number])[]) => made.reduce((now, [after, long]) => paused(now, addDays(now.startedOn, after), addDays(now.startedOn, after + long)), one);

  it('a longer rule never ends earlier', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 12 }), unit, stops, (on, n, of, made) => {
      const shorter = dueOn(stopped(clock(n, of, on), made)) ?? '', longer = dueOn(stopped(clock(n + 1, of, on), made)) ?? '';
      expect(shorter <= longer).toBe(true);
    }), { numRuns: 300 });
  });

  it('the last of n working days is worked, not paused, and the n-th', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 40 }), stops, (on, n, made) => {
      const one = stopped(clock(n, WORKDAY, on), made);
      const still = (date: LocalDate) => one.segments.some(({ kind, from, to }) => kind === 'paused' && from <= date && date < (to ?? '9999'));
      const due = dueOn(one) ?? '';
      const counted = daysAfter(on, due).filter((date) => OFFICIAL_CALENDAR.day(date).workday && !still(date));
      expect([counted.length, counted.at(-1)]).toEqual([n, due]);
    }), { numRuns: 300 });
  });

  it('a pause of k working days within the time moves it by exactly k working days', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 40 }), fc.nat(), fc.integer({ min: 0, max: 30 }), (on, n, at, long) => {
      const before = dueOn(clock(n, WORKDAY, on)) ?? '';
      const from = addDays(on, 1 + (at % daysBetween(on, before))), to = addDays(from, long);
      const k = daysAfter(addDays(from, -1), addDays(to, -1)).filter((date) => OFFICIAL_CALENDAR.day(date).workday).length;
      expect(dueOn(paused(clock(n, WORKDAY, on), from, to))).toBe(k === 0 ? before : addWorkdays(OFFICIAL_CALENDAR, before, k));
    }), { numRuns: 300 });
  });

  it('a pause of k natural days moves months by k days, and then over days off', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 12 }), fc.nat(), fc.integer({ min: 0, max: 30 }), (on, n, at, long) => {
      const last = addMonths(on, n), from = addDays(on, 1 + (at % daysBetween(on, last)));
      const due = dueOn(paused(clock(n, MONTH, on), from, addDays(from, long))) ?? '';
      const moved = daysAfter(addDays(addDays(last, long), -1), due);
      // From the day that was reached to the last day there is nothing but days off, and the last day is worked.
      expect(moved.map((date) => OFFICIAL_CALENDAR.day(date).workday)).toEqual([...moved.slice(1).map(() => false), true]);
    }), { numRuns: 300 });
  });

  it('the last day and its sentence do not depend on the day of reading, and used and left always add up', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 12 }), unit, stops, fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 4 }), (on, n, of, made, later) => {
      const one = stopped(clock(n, of, on), made);
      const readings = later.map((days) => read(one, addDays(on, days)));
      for (const reading of readings) {
        expect({ ...reading, used: 0, left: 0 }).toEqual({ ...readings[0], used: 0, left: 0 });
        expect(reading.used + reading.left).toBe((readings[0]?.used ?? 0) + (readings[0]?.left ?? 0));
      }
    }), { numRuns: 200 });
  });

  it('recalculating there and back gives the same two days', () => {
    const stormy = createCalendar([YEAR_2026], [{ date: '2026-07-15', kind: 'off', reason: '防汛' }, { date: '2026-08-01', kind: 'work', reason: '抢收' }]);
    const summer = fc.integer({ min: toDayNumber('2026-06-15'), max: toDayNumber('2026-08-01') }).map(fromDayNumber);
    fc.assert(fc.property(summer, fc.integer({ min: 1, max: 30 }), unit, stops, (on, n, of, made) => {
      const one = stopped(clock(n, of, on), made);
      const there = recalculated(one, OFFICIAL_CALENDAR, stormy), back = recalculated(one, stormy, OFFICIAL_CALENDAR);
      expect(back && { before: back.after, after: back.before }).toEqual(there && { before: there.before, after: there.after });
      if (there !== null) expect(there.after).toBe(clockReading(one, stormy, on).dueOn);
    }), { numRuns: 200 });
  });
});
