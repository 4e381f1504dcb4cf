import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, fromDayNumber, isLocalDate, localDateOf, localTimeOf, toDayNumber, weekday } from '../../../shared/kernel/local-date.ts';

describe('a local date', () => {
  it.each([
    ['2026-05-18', true], ['2028-02-29', true], ['2026-02-29', false], ['2100-02-29', false], ['2000-02-29', true], ['2026-04-31', false], ['2026-13-01', false], ['2026-00-10', false], ['2026-01-00', false],
    ['2026-1-1', false], ['1899-12-31', false], ['2200-01-01', false], ['20260518', false], ['', false], ['2026-05-18T00:00', false], [' 2026-05-18', false],
  ])('%j is one: %s', (text, expected) => { expect(isLocalDate(text)).toBe(expected); });

  it.each([
    ['2026-05-18', 1, '2026-05-19'], ['2026-12-31', 1, '2027-01-01'], ['2028-02-28', 1, '2028-02-29'], ['2026-02-28', 1, '2026-03-01'], ['2026-03-01', -1, '2026-02-28'], ['1969-12-31', 1, '1970-01-01'], ['2026-05-18', 0, '2026-05-18'],
  ])('%s + %i days = %s', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it('goes through every day of two centuries, one weekday after the other', () => {
    for (let n = toDayNumber('1900-01-01'); n <= toDayNumber('2099-12-31'); n++) {
      const day = fromDayNumber(n);
      if (toDayNumber(day) !== n || weekday(day) !== new Date(n * 86_400_000).getUTCDay() || !isLocalDate(day)) expect.fail(day);
    }
  });

  it('[F27] changes at midnight in China, wherever the computer thinks it is', () => {
    expect([localDateOf(Date.UTC(2026, 4, 18, 15, 59, 59, 999)), localTimeOf(Date.UTC(2026, 4, 18, 15, 59))]).toEqual(['2026-05-18', '23:59']);
    expect([localDateOf(Date.UTC(2026, 4, 18, 16)), localTimeOf(Date.UTC(2026, 4, 18, 16))]).toEqual(['2026-05-19', '00:00']);
    expect(localDateOf(Date.UTC(2026, 11, 31, 16))).toBe('2027-01-01');
    expect(localDateOf(-1)).toBe('1970-01-01');
  });
});
