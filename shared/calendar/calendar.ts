/**
 * Working days and deadlines' last days. Natural days, months and their last day: 民法典 201–204; working days: weekends and legal holidays
 * out, make-up days in. The yearly arrangement is data (`year-2026.ts`), so that the next year is one more table.
 */
import { addDays, fromDayNumber, toDayNumber, weekday, type LocalDate } from '../kernel/local-date.ts';
import { YEAR_2026 } from './year-2026.ts';

/** One year's official arrangement: days off (with the holiday's name) and weekend days that are worked. */
export interface YearArrangement {
  readonly year: number;
  /** The notice it comes from. */
  readonly source: string;
  readonly holidays: readonly { readonly name: string; readonly from: LocalDate; readonly to: LocalDate }[];
  readonly makeUpDays: readonly LocalDate[];
}

/** What kind of day it is; `estimate` when the year's arrangement is not known and only weekends are. */
export interface DayKind {
  readonly workday: boolean;
  readonly holiday: string | null;
  readonly makeUp: boolean;
  readonly estimate: boolean;
}

/** A calendar made of the official arrangements that are known. */
export interface Calendar {
  readonly day: (date: LocalDate) => DayKind;
}

/** A calendar from yearly arrangements; a later one of the same year replaces an earlier. */
export function createCalendar(years: readonly YearArrangement[]): Calendar {
  const holidayOf = new Map<LocalDate, string>();
  const makeUp = new Set<LocalDate>();
  const known = new Map(years.map((year) => [year.year, year]));
  for (const year of known.values()) {
    for (const { name, from, to } of year.holidays) for (let n = toDayNumber(from); n <= toDayNumber(to); n++) holidayOf.set(fromDayNumber(n), name);
    for (const day of year.makeUpDays) makeUp.add(day);
  }
  return {
    day(date) {
      const holiday = holidayOf.get(date) ?? null;
      const weekend = weekday(date) === 0 || weekday(date) === 6;
      return { workday: makeUp.has(date) || (holiday === null && !weekend), holiday, makeUp: makeUp.has(date), estimate: !known.has(Number(date.slice(0, 4))) };
    },
  };
}

/** The calendar that ships with this version: 2026. */
export const OFFICIAL_CALENDAR: Calendar = createCalendar([YEAR_2026]);

/** The `n`-th working day after `from`; the starting day does not count (民法典 201). `n` ≥ 1. */
export function addWorkdays(calendar: Calendar, from: LocalDate, n: number): LocalDate {
  let date = from;
  for (let left = n; left > 0;) {
    date = addDays(date, 1);
    if (calendar.day(date).workday) left -= 1;
  }
  return date;
}

/** The same day `n` months later; a month without that day ends on its last day (民法典 202). */
export function addMonths(from: LocalDate, n: number): LocalDate {
  const [year = 1970, month = 1, day = 1] = from.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + n, 1) / 86_400_000;
  const days = Date.UTC(year, month + n, 0) / 86_400_000 - first + 1;
  return fromDayNumber(first + Math.min(day, days) - 1);
}

/** A last day that is a legal day off moves to the next day that is not (民法典 203: 法定休假日, weekends included). */
export function afterDaysOff(calendar: Calendar, date: LocalDate): LocalDate {
  let day = date;
  while (!calendar.day(day).workday) day = addDays(day, 1);
  return day;
}

/** The days between `from` (not counted) and `to` that are not working days, in order. */
export function daysOffBetween(calendar: Calendar, from: LocalDate, to: LocalDate): LocalDate[] {
  const off: LocalDate[] = [];
  for (let n = toDayNumber(from) + 1; n <= toDayNumber(to); n++) if (!calendar.day(fromDayNumber(n)).workday) off.push(fromDayNumber(n));
  return off;
}
