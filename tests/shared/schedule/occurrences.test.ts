import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar, OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { YEAR_2026 } from '../../../shared/calendar/year-2026.ts';
import { addDays, fromDayNumber, toDayNumber } from '../../../shared/kernel/local-date.ts';
import { isoWeekday, MOST_MOVED, occurrencesOf, ruleDays } from '../../../shared/schedule/occurrences.ts';
import { HOLIDAY_POLICIES, SCHEDULE_RULES, type Schedule } from '../../../shared/schedule/schedule.ts';
import { ruleWords } from '../../../shared/schedule/words.ts';
import { aSchedule } from './a-schedule.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const held = (changes: Partial<Schedule>, range = YEAR, calendar = OFFICIAL_CALENDAR) => occurrencesOf(aSchedule(changes), calendar, range).map(({ on }) => on);

describe('the days that a rule gives', () => {
  it('逢五 (睢阳 S0): the 5th, 15th and 25th', () => {
    expect(held({ rule: 'month_days', days: [5, 15, 25], holidays: 'keep' }, { from: '2026-06-01', to: '2026-07-31' })).toEqual(['2026-06-05', '2026-06-15', '2026-06-25', '2026-07-05', '2026-07-15', '2026-07-25']);
  });

  it('leaves a 31st out where the month has none', () => {
    expect(held({ rule: 'month_days', days: [31], holidays: 'keep' }).map((day) => day.slice(5, 7))).toEqual(['01', '03', '05', '07', '08', '10', '12']);
  });

  it('每周三 (杜曲 S1): every Wednesday, none other', () => {
    const days = held({ rule: 'weekdays', days: [3], holidays: 'keep' });
    expect(days).toHaveLength(52);
    expect(days[0]).toBe('2026-01-07');
  });

  it('每月第二个周五, and the last Sunday of each month', () => {
    expect(held({ holidays: 'keep' }, { from: '2026-05-01', to: '2026-07-31' })).toEqual(['2026-05-08', '2026-06-12', '2026-07-10']);
    expect(held({ days: [7], nth: 5, holidays: 'keep' }, { from: '2026-02-01', to: '2026-05-31' })).toEqual(['2026-02-22', '2026-03-29', '2026-04-26', '2026-05-31']);
  });

  it('days by hand: each once, those that exist, within the schedule and the range', () => {
    const dates = ['2026-06-06', '2026-05-16', '2026-06-06', '2026-02-30', '2025-12-31', '2027-01-01'];
    expect(held({ rule: 'dates', dates, holidays: 'keep' })).toEqual(['2026-05-16', '2026-06-06']);
    expect(held({ rule: 'dates', dates, holidays: 'keep', endOn: '2026-05-31' })).toEqual(['2026-05-16']);
  });

  it('is nothing of a schedule that is not in use', () => {
    expect(held({ active: false })).toEqual([]);
  });
});

describe('holidays', () => {
  const may1 = { rule: 'dates', dates: ['2026-05-01'] } as const;
  it('keep, skip, after, before: 劳动节 2026 is 1–5 May, and 30 April a workday', () => {
    expect(held({ ...may1, holidays: 'keep' })).toEqual(['2026-05-01']);
    expect(held({ ...may1, holidays: 'skip' })).toEqual([]);
    expect(held({ ...may1, holidays: 'after' })).toEqual(['2026-05-06']);
    expect(held({ ...may1, holidays: 'before' })).toEqual(['2026-04-30']);
  });

  it('keeps the rule\'s day as the name of what was moved, and says which holiday it was', () => {
    expect(occurrencesOf(aSchedule({ ...may1, holidays: 'after' }), OFFICIAL_CALENDAR, YEAR)).toEqual([{ schedule: 'schedule:s1', day: '2026-05-01', on: '2026-05-06', holiday: '劳动节', deputies: [] }]);
  });

  it('a plain Saturday is no holiday; a day that the place declared off is one', () => {
    const saturday = { rule: 'dates', dates: ['2026-06-06'], holidays: 'after' } as const;
    expect(held(saturday)).toEqual(['2026-06-06']);
    expect(held(saturday, YEAR, createCalendar([YEAR_2026], [{ date: '2026-06-06', kind: 'off', reason: '防汛' }]))).toEqual(['2026-06-08']);
  });

  it('holds one evening when two of the rule\'s days come to one', () => {
    expect(held({ rule: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7], holidays: 'after' }, { from: '2026-05-01', to: '2026-05-08' })).toEqual(['2026-05-06', '2026-05-07', '2026-05-08']);
  });
});

describe('turns (轮值)', () => {
  const weekly = { rule: 'weekdays', days: [3], roster: [['deputy:a'], ['deputy:b', 'deputy:c'], ['deputy:d']], startOn: '2026-04-01' } as const;
  const turns = (changes: Partial<Schedule>, calendar = OFFICIAL_CALENDAR) => Object.fromEntries(occurrencesOf(aSchedule({ ...weekly, ...changes }), calendar, { from: '2026-04-29', to: '2026-06-03' }).map(({ day, deputies }) => [day, deputies.join(' ')]));

  it('go round by the rule\'s days from the beginning, wherever one looks', () => {
    expect(turns({ holidays: 'keep' })).toEqual({ '2026-04-29': 'deputy:b deputy:c', '2026-05-06': 'deputy:d', '2026-05-13': 'deputy:a', '2026-05-20': 'deputy:b deputy:c', '2026-05-27': 'deputy:d', '2026-06-03': 'deputy:a' });
  });

  it('stay whose they are when a day is declared off later', () => {
    const flooded = createCalendar([YEAR_2026], [{ date: '2026-05-13', kind: 'off', reason: '防汛' }]);
    const { '2026-05-13': gone, ...others } = turns({ holidays: 'keep' });
    expect(gone).toBe('deputy:a');
    expect(turns({ holidays: 'skip' }, flooded)).toEqual(others);
  });
});

const aRule = fc.record({
  rule: fc.constantFrom(...SCHEDULE_RULES), days: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 6 }), nth: fc.integer({ min: 1, max: 5 }), holidays: fc.constantFrom(...HOLIDAY_POLICIES),
  dates: fc.array(fc.integer({ min: toDayNumber('2025-12-01'), max: toDayNumber('2027-02-01') }).map(fromDayNumber), { maxLength: 12 }), startOn: fc.constantFrom('', '2026-01-01', '2026-03-17'), endOn: fc.constantFrom('', '2026-10-01'),
  roster: fc.array(fc.constantFrom(['deputy:a'], ['deputy:b', 'deputy:c'], []), { maxLength: 4 }),
});
const aDay = fc.integer({ min: toDayNumber('2026-01-01'), max: toDayNumber('2026-12-31') }).map(fromDayNumber);

describe('every rule', () => {
  it('gives the same evenings whether a range is asked for at once or in two pieces', () => {
    fc.assert(fc.property(aRule, aDay, (rule, cut) => {
      const schedule = aSchedule(rule);
      const parts = [...occurrencesOf(schedule, OFFICIAL_CALENDAR, { from: YEAR.from, to: cut }), ...occurrencesOf(schedule, OFFICIAL_CALENDAR, { from: addDays(cut, 1), to: YEAR.to })];
      expect(parts).toEqual(occurrencesOf(schedule, OFFICIAL_CALENDAR, YEAR));
    }), { numRuns: 60 });
  });

  it('gives days of its rule, one evening a day, in order, none far from its day, and none on a holiday that is avoided', () => {
    fc.assert(fc.property(aRule, (rule) => {
      const schedule = aSchedule(rule);
      const all = occurrencesOf(schedule, OFFICIAL_CALENDAR, YEAR);
      const given = new Set(ruleDays(schedule, { from: addDays(YEAR.from, -MOST_MOVED), to: addDays(YEAR.to, MOST_MOVED) }));
      expect([...new Set(all.map(({ on }) => on))].sort()).toEqual(all.map(({ on }) => on));
      for (const { day, on, holiday } of all) {
        expect(given.has(day)).toBe(true);
        expect(schedule.startOn === '' || day >= schedule.startOn).toBe(true);
        expect(schedule.endOn === '' || day <= schedule.endOn).toBe(true);
        expect(Math.abs(toDayNumber(on) - toDayNumber(day))).toBeLessThanOrEqual(MOST_MOVED);
        if (schedule.holidays !== 'keep') expect(OFFICIAL_CALENDAR.day(on).holiday).toBeNull();
        if (holiday === null) expect(on).toBe(day);
        if (schedule.rule === 'weekdays' || schedule.rule === 'nth_weekday') expect(schedule.days).toContain(isoWeekday(day));
      }
    }), { numRuns: 100 });
  });
});

describe('a rule in words', () => {
  it('reads as an office would say it', () => {
    expect(ruleWords(aSchedule())).toBe('每月第二个周五，遇节假日顺延');
    expect(ruleWords(aSchedule({ rule: 'weekdays', days: [3], holidays: 'skip' }))).toBe('每周三，遇节假日不办');
    expect(ruleWords(aSchedule({ rule: 'month_days', days: [25, 5, 15], holidays: 'keep' }))).toBe('每月5、15、25日（逢五），遇节假日照常');
    expect(ruleWords(aSchedule({ rule: 'dates', dates: ['2026-06-06', '2026-07-04'], holidays: 'keep' }))).toBe('自定 2 天');
    expect(ruleWords(aSchedule({ days: [5], nth: 5 }))).toBe('每月最后一个周五，遇节假日顺延');
  });
});
