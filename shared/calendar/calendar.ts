/**
 * Working days and deadlines' last days. Natural days, months and their last day: 民法典 201–204; working days: weekends and legal holidays
 * out, make-up days in. The yearly arrangement is data (`year-2026.ts`, or imported: `calendar-record.ts`), so that the next year is one more table.
 */
import { addDays, fromDayNumber, toDayNumber, weekday, type LocalDate } from '../kernel/local-date.ts';
import { YEAR_2026 } from './year-2026.ts';
import type { YearArrangement } from './year-arrangement.ts';

/** What kind of day it is; `estimate` when the year's arrangement is not known and only weekends and `FIXED_HOLIDAYS` are. */
export interface DayKind {
  readonly workday: boolean;
  readonly holiday: string | null;
  readonly makeUp: boolean;
  readonly estimate: boolean;
}

/** Holidays that fall on the same days of every year, for years without an arrangement (全国年节及纪念日放假办法, 2024, 第二条). */
const FIXED_HOLIDAYS: Readonly<Record<string, string>> = { '01-01': '元旦', '05-01': '劳动节', '05-02': '劳动节', '10-01': '国庆节', '10-02': '国庆节', '10-03': '国庆节' };

/** A calendar made of the official arrangements that are known. */
export interface Calendar {
  readonly day: (date: LocalDate) => DayKind;
}

/** One day that a place declared off or worked by hand, against what the arrangement says: a flood, a census, a local fair. */
export interface DeclaredDay { readonly date: LocalDate; readonly kind: 'off' | 'work'; readonly reason: string }

/** A calendar from yearly arrangements and days declared by hand; a later one of the same year or day replaces an earlier. */
export function createCalendar(years: readonly YearArrangement[], declared: readonly DeclaredDay[] = []): Calendar {
  const holidayOf = new Map<LocalDate, string>();
  const makeUp = new Set<LocalDate>();
  const known = new Map(years.map((year) => [year.year, year]));
  const byHand = new Map(declared.map((one) => [one.date, one]));
  for (const year of known.values()) {
    for (const { name, from, to } of year.holidays) for (let n = toDayNumber(from); n <= toDayNumber(to); n++) holidayOf.set(fromDayNumber(n), name);
    for (const day of year.makeUpDays) makeUp.add(day);
  }
  return {
    day(date) {
      const estimate = !known.has(Number(date.slice(0, 4)));
      // The arrangement of the year after may reach into December.
      const holiday = holidayOf.get(date) ?? (estimate ? FIXED_HOLIDAYS[date.slice(5)] : undefined) ?? null;
      const weekend = weekday(date) % 6 === 0;
      const hand = byHand.get(date);
      if (hand?.kind === 'off') return { workday: false, holiday: hand.reason === '' ? holiday ?? '当地放假' : hand.reason, makeUp: false, estimate };
      if (hand?.kind === 'work') return { workday: true, holiday: null, makeUp: weekend || holiday !== null, estimate };
      return { workday: makeUp.has(date) || (holiday === null && !weekend), holiday, makeUp: makeUp.has(date), estimate };
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

/** The same day `n` months later; a month without that day ends on its last day (民法典 202: 没有对应日的，月末日为期间的最后一日). */
export function addMonths(from: LocalDate, n: number): LocalDate {
  const [year = 1970, month = 1, day = 1] = from.split('-').map(Number);
  const first = Date.UTC(year, month - 1 + n, 1) / 86_400_000;
  const days = Date.UTC(year, month + n, 0) / 86_400_000 - first + 1;
  return fromDayNumber(first + Math.min(day, days) - 1);
}

/** A last day that is a legal day off, weekends included, moves to the day after the days off (民法典 203: 法定休假日结束的次日). */
export function afterDaysOff(calendar: Calendar, date: LocalDate): LocalDate {
  let day = date;
  while (!calendar.day(day).workday) day = addDays(day, 1);
  return day;
}

/** The days after `from` up to and with `to`, in order. */
export function daysAfter(from: LocalDate, to: LocalDate): LocalDate[] {
  const first = toDayNumber(from) + 1;
  return Array.from({ length: Math.max(toDayNumber(to) - first + 1, 0) }, (_, index) => fromDayNumber(first + index));
}
