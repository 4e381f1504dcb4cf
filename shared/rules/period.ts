/**
 * A period and its last day, the one counting behind every deadline and clock. 民法典 201: the first day is not counted; 202: a month ends on the
 * day of the same number or on its last; 203: a last day that is a legal day off moves. Paused days are not counted: a paused working day is no
 * working day of the period, and paused natural days are added at its end (for months after the month arithmetic), before the rule of the last day. A
 * pause that begins after the last counted day changes nothing.
 */
import { addMonths, afterDaysOff, type Calendar } from '../calendar/calendar.ts';
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import type { RuleUnit } from './deadline-rules.ts';

/** Days that do not count, from `from` to the day before `to`; `to` is null while the pause lasts. One that ends before it begins is none. */
export interface Pause { readonly from: LocalDate; readonly to: LocalDate | null; readonly reason: string | null }

/** How long, from when, and what stood still. */
export interface Period {
  readonly startedOn: LocalDate;
  readonly n: number;
  readonly unit: RuleUnit;
  readonly pauses: readonly Pause[];
}

/** What counting gave. */
export interface Counted {
  /** The day on which the last counted day falls; null when a pause that still lasts began before. */
  readonly reached: LocalDate | null;
  /** The last day: `reached`, moved over days off where the unit is not the working day. Null like it. */
  readonly on: LocalDate | null;
  /** How many days have to be counted: working days, or natural days (months as the natural days that they have here). */
  readonly total: number;
}

/** The last day of a period. */
export function countPeriod({ startedOn, n, unit, pauses }: Period, calendar: Calendar): Counted {
  const total = unit === 'calendar_month' ? daysBetween(startedOn, addMonths(startedOn, n)) : n;
  const reached = unit !== 'workday' && pauses.length === 0 ? addDays(startedOn, total) : walked(total, { startedOn, unit, pauses }, calendar);
  return { reached, on: reached === null || unit === 'workday' ? reached : afterDaysOff(calendar, reached), total };
}

/** How many days of the period lie after `from` up to and with `to`; paused days and, for working days, days off do not count. */
export function countedDays(from: LocalDate, to: LocalDate, { unit, pauses, calendar }: { readonly unit: RuleUnit; readonly pauses: readonly Pause[]; readonly calendar: Calendar }): number {
  if (unit !== 'workday' && pauses.length === 0) return Math.max(daysBetween(from, to), 0);
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (counts(day, unit, { pauses, calendar })) days += 1;
  return days;
}

/** True when the day is paused. */
export function isPausedOn(day: LocalDate, pauses: readonly Pause[]): boolean {
  return pauses.some(({ from, to }) => from <= day && (to === null || day < to));
}

/** The day on which the `total`-th counted day falls; null when a pause that lasts comes before. */
function walked(total: number, { startedOn, unit, pauses }: Omit<Period, 'n'>, calendar: Calendar): LocalDate | null {
  let day = startedOn;
  for (let left = total; left > 0;) {
    day = addDays(day, 1);
    if (pausedForGood(day, pauses)) return null;
    if (counts(day, unit, { pauses, calendar })) left -= 1;
  }
  return day;
}

function counts(day: LocalDate, unit: RuleUnit, { pauses, calendar }: { readonly pauses: readonly Pause[]; readonly calendar: Calendar }): boolean {
  return !isPausedOn(day, pauses) && (unit !== 'workday' || calendar.day(day).workday);
}

function pausedForGood(day: LocalDate, pauses: readonly Pause[]): boolean {
  return pauses.some(({ from, to }) => to === null && from <= day);
}
