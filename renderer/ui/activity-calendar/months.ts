/** Months as a calendar walks through them. Pure. */
import { addDays, fromDayNumber, toDayNumber, weekday, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { DayRange } from '../../../shared/schedule/occurrences.ts';

/** `YYYY-MM`. */
export type Month = string;

/** The month `n` months later (or earlier). */
export function addToMonth(month: Month, n: number): Month {
  const [year = 1970, index = 1] = month.split('-').map(Number);
  return fromDayNumber(Date.UTC(year, index - 1 + n, 1) / 86_400_000).slice(0, 7);
}

/** The days of `count` months from `month` on. */
export function monthsRange(month: Month, count: number): DayRange {
  return { from: `${month}-01`, to: addDays(`${addToMonth(month, count)}-01`, -1) };
}

/** The weeks, Monday first, that a month touches: days of the months beside it fill them up. */
export function weeksOf(month: Month): readonly (readonly LocalDate[])[] {
  const { from, to } = monthsRange(month, 1);
  const first = addDays(from, -((weekday(from) + 6) % 7));
  const weeks = Math.ceil((toDayNumber(to) - toDayNumber(first) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (__, day) => addDays(first, week * 7 + day)));
}

/** `2026年6月`. */
export function monthWords(month: Month): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
