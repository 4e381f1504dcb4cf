import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { occurrencesOf } from '../../../shared/schedule/occurrences.ts';
import { roomFor, staggered } from '../../../shared/schedule/stagger.ts';
import { aSchedule } from './a-schedule.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];

describe('many points, each once a month', () => {
  it('puts 81 points on weekday evenings, at most five a day, each twelve times a year', () => {
    const slots = staggered(81, { weekdays: WEEKDAYS, perDay: 5 });
    const days = (slots ?? []).flatMap(({ nth, weekday }) => occurrencesOf(aSchedule({ nth, days: [weekday], holidays: 'keep' }), OFFICIAL_CALENDAR, { from: '2026-01-01', to: '2026-12-31' }).map(({ on }) => on));
    expect(days).toHaveLength(81 * 12);
    const byDay = new Map<string, number>();
    for (const day of days) byDay.set(day, (byDay.get(day) ?? 0) + 1);
    expect(Math.max(...byDay.values())).toBe(5);
  });

  it('says when they do not fit', () => {
    expect(roomFor({ weekdays: WEEKDAYS, perDay: 4 })).toBe(80);
    expect(staggered(81, { weekdays: WEEKDAYS, perDay: 4 })).toBeNull();
    expect(staggered(1, { weekdays: [], perDay: 5 })).toBeNull();
  });

  it('never puts more on one evening than were asked for, and leaves no point out', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), fc.integer({ min: 1, max: 10 }), (count, weekdays, perDay) => {
      const slots = staggered(count, { weekdays, perDay });
      if (slots === null) { expect(count).toBeGreaterThan(roomFor({ weekdays, perDay })); return; }
      expect(slots).toHaveLength(count);
      const bySlot = new Map<string, number>();
      for (const { nth, weekday } of slots) bySlot.set(`${nth} ${weekday}`, (bySlot.get(`${nth} ${weekday}`) ?? 0) + 1);
      expect(Math.max(...bySlot.values())).toBeLessThanOrEqual(perDay);
    }));
  });
});
