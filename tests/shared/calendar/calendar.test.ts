import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { addMonths, addWorkdays, afterDaysOff, createCalendar, daysAfter, OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import { addDays, toDayNumber, weekday } from '../../../shared/kernel/local-date.ts';

const everyDayOf = (year: number) => daysAfter(`${year - 1}-12-31`, `${year}-12-31`);

describe('the calendar of 2026', () => {
  it('says of every day what the public package chinese-days says', () => {
    const different = everyDayOf(2026).filter((day) => OFFICIAL_CALENDAR.day(day).workday !== chineseDays.isWorkday(day));
    expect(different).toEqual([]);
    expect(everyDayOf(2026)).toHaveLength(365);
  });

  it('has the 33 days off and 6 make-up days of the notice, in order and none twice', () => {
    const off = YEAR_2026.holidays.flatMap(({ from, to }) => [from, ...daysAfter(from, to)]);
    expect(off).toHaveLength(33);
    expect([...new Set(off)].sort()).toEqual(off);
    expect(YEAR_2026.makeUpDays.filter((day) => [0, 6].includes(weekday(day)))).toEqual(YEAR_2026.makeUpDays);
    expect(YEAR_2026.makeUpDays.filter((day) => off.includes(day))).toEqual([]);
  });

  it.each([
    ['2026-01-01', { workday: false, holiday: '元旦', makeUp: false, estimate: false }],
    ['2026-01-03', { workday: false, holiday: '元旦', makeUp: false, estimate: false }],
    ['2026-01-04', { workday: true, holiday: null, makeUp: true, estimate: false }],
    ['2026-02-14', { workday: true, holiday: null, makeUp: true, estimate: false }],
    ['2026-02-15', { workday: false, holiday: '春节', makeUp: false, estimate: false }],
    ['2026-02-23', { workday: false, holiday: '春节', makeUp: false, estimate: false }],
    ['2026-02-24', { workday: true, holiday: null, makeUp: false, estimate: false }],
    ['2026-05-09', { workday: true, holiday: null, makeUp: true, estimate: false }],
    ['2026-05-16', { workday: false, holiday: null, makeUp: false, estimate: false }],
    ['2026-10-07', { workday: false, holiday: '国庆节', makeUp: false, estimate: false }],
    ['2026-10-08', { workday: true, holiday: null, makeUp: false, estimate: false }],
    ['2026-12-31', { workday: true, holiday: null, makeUp: false, estimate: false }],
  ])('%s', (day, kind) => { expect(OFFICIAL_CALENDAR.day(day)).toEqual(kind); });
});

describe('a year whose arrangement is not known', () => {
  it.each([
    ['2027-01-01', { workday: false, holiday: '元旦', makeUp: false, estimate: true }],
    ['2027-01-02', { workday: false, holiday: null, makeUp: false, estimate: true }],
    ['2027-01-04', { workday: true, holiday: null, makeUp: false, estimate: true }],
    ['2027-10-03', { workday: false, holiday: '国庆节', makeUp: false, estimate: true }],
    ['2025-12-31', { workday: true, holiday: null, makeUp: false, estimate: true }],
  ])('%s is an estimate by weekends and holidays of fixed days', (day, kind) => { expect(OFFICIAL_CALENDAR.day(day)).toEqual(kind); });

  it('is no estimate any more once its notice is there', () => {
    const next = { year: 2027, source: '国务院办公厅通知', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-02' }], makeUpDays: ['2027-01-03'] };
    const calendar = createCalendar([YEAR_2026, next]);
    expect(calendar.day('2027-01-03')).toEqual({ workday: true, holiday: null, makeUp: true, estimate: false });
    expect(calendar.day('2027-05-01')).toEqual({ workday: false, holiday: null, makeUp: false, estimate: false });
  });

  it('the later notice of one year replaces the earlier', () => {
    const changed = createCalendar([YEAR_2026, { ...YEAR_2026, holidays: [], makeUpDays: [] }]);
    expect(changed.day('2026-10-02').workday).toBe(true);
    expect(changed.day('2026-01-04').workday).toBe(false);
  });
});

describe('working days', () => {
  it.each([
    // The starting day does not count, whether it is worked or not.
    ['2026-05-18', 1, '2026-05-19'], ['2026-05-22', 1, '2026-05-25'], ['2026-05-23', 1, '2026-05-25'], ['2026-05-24', 1, '2026-05-25'],
    // Make-up days count.
    ['2026-05-08', 1, '2026-05-09'], ['2026-05-08', 2, '2026-05-11'], ['2026-02-13', 1, '2026-02-14'], ['2026-09-19', 1, '2026-09-20'],
    // Holidays do not, and neither does a weekend next to them.
    ['2026-02-14', 1, '2026-02-24'], ['2026-04-30', 1, '2026-05-06'], ['2026-09-30', 1, '2026-10-08'],
    // Over the year's end.
    ['2025-12-31', 1, '2026-01-04'], ['2026-12-31', 1, '2027-01-04'],
    ['2026-02-13', 10, '2026-03-05'],
  ])('%s + %i = %s', (from, n, on) => { expect(addWorkdays(OFFICIAL_CALENDAR, from, n)).toBe(on); });

  it('n of them are n, for any start and length', () => {
    for (const from of everyDayOf(2026).filter((_, index) => index % 7 === 0)) {
      for (const n of [1, 2, 5, 10]) {
        const on = addWorkdays(OFFICIAL_CALENDAR, from, n);
        expect(daysAfter(from, on).filter((day) => OFFICIAL_CALENDAR.day(day).workday)).toHaveLength(n);
        expect(OFFICIAL_CALENDAR.day(on).workday).toBe(true);
      }
    }
  });
});

describe('months (民法典 202)', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'], ['2028-01-31', 1, '2028-02-29'], ['2026-01-30', 1, '2026-02-28'], ['2026-03-31', 1, '2026-04-30'], ['2026-05-15', 1, '2026-06-15'], ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'], ['2026-12-31', 1, '2027-01-31'], ['2026-02-28', 1, '2026-03-28'], ['2028-02-29', 12, '2029-02-28'], ['2026-10-31', 6, '2027-04-30'],
  ])('%s + %i = %s', (from, n, on) => { expect(addMonths(from, n)).toBe(on); });
});

describe('a last day that is off (民法典 203)', () => {
  it.each([
    ['2026-05-18', '2026-05-18'], ['2026-05-23', '2026-05-25'], ['2026-05-24', '2026-05-25'], ['2026-05-09', '2026-05-09'], ['2026-01-01', '2026-01-04'], ['2026-02-15', '2026-02-24'], ['2026-10-01', '2026-10-08'], ['2027-01-01', '2027-01-04'],
  ])('%s becomes %s', (day, on) => { expect(afterDaysOff(OFFICIAL_CALENDAR, day)).toBe(on); });
});

describe('days in between', () => {
  it('leave the first out and have the last in', () => {
    expect(daysAfter('2026-02-27', '2026-03-01')).toEqual(['2026-02-28', '2026-03-01']);
    expect(daysAfter('2026-02-27', '2026-02-27')).toEqual([]);
    expect(daysAfter('2026-02-27', '2026-02-01')).toEqual([]);
    expect(daysAfter('2028-02-28', '2028-03-01')).toEqual(['2028-02-29', '2028-03-01']);
    expect(toDayNumber(addDays('2026-12-31', 1)) - toDayNumber('2026-12-31')).toBe(1);
  });
});
