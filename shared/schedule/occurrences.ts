/**
 * When a schedule takes place: computed from its rule each time, never stored. The day that the rule gives names an occurrence, whatever the
 * holidays make of it; so a holiday that is declared later moves the evening and not its name.
 */
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, fromDayNumber, isLocalDate, toDayNumber, weekday, type LocalDate } from '../kernel/local-date.ts';
import type { Schedule } from './schedule.ts';

/** One time that a schedule takes place. */
export interface Occurrence {
  readonly schedule: string;
  /** The day that the rule gives: with the schedule it names the occurrence (`plannedActivityId`). */
  readonly day: LocalDate;
  /** When it is held, after the holidays have been looked at. */
  readonly on: LocalDate;
  /** The holiday that `day` falls on, whether it moved the occurrence or not; null on other days. */
  readonly holiday: string | null;
  /** Whose turn it is: the deputies of the roster's group; none without a roster. */
  readonly deputies: readonly string[];
}

/** From the first day to the last, both with. */
export interface DayRange { readonly from: LocalDate; readonly to: LocalDate }

/** How far a holiday may move an occurrence, in days; no holiday is longer, and a calendar without workdays ends the search. */
export const MOST_MOVED = 31;

/** Where turns are counted from when a schedule does not say when it begins. */
const FIRST_TURN = '2020-01-01';

/**
 * The times that `schedule` is held within the range, by day; none of a schedule that is not in use. Holidays are what the calendar names one,
 * days declared off by hand among them; a plain weekend is none, since a rule that gives Saturdays means them. Two of one rule's days that come
 * to one day are held once.
 *
 * Turns (轮值) go by the rule's days from the beginning of the schedule, days that are left out for a holiday among them: the group of such a
 * day is passed over, and nobody else's day changes when a holiday is declared.
 */
export function occurrencesOf(schedule: Schedule, calendar: Calendar, range: DayRange): readonly Occurrence[] {
  if (!schedule.active || range.to < range.from) return [];
  const wide = { from: addDays(range.from, -MOST_MOVED), to: addDays(range.to, MOST_MOVED) };
  const first = schedule.startOn === '' ? FIRST_TURN : schedule.startOn;
  const byDay = new Map<LocalDate, Occurrence>();
  // All days since the beginning are needed only to know whose turn it is.
  const from = schedule.roster.length === 0 && wide.from > first ? wide.from : first;
  let turn = 0;
  for (const day of ruleDays(schedule, { from, to: schedule.endOn !== '' && schedule.endOn < wide.to ? schedule.endOn : wide.to })) {
    const deputies = schedule.roster[turn++ % schedule.roster.length] ?? [];
    const { holiday } = calendar.day(day);
    const on = holiday === null ? day : movedDay(schedule.holidays, calendar, day);
    if (on === null || on < range.from || on > range.to) continue;
    const known = byDay.get(on);
    if (known === undefined || (known.day !== on && day === on)) byDay.set(on, { schedule: schedule.id, day, on, holiday, deputies });
  }
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The days that the rule gives within the range, in order, before anything is said of holidays. */
export function ruleDays({ rule, days, nth, dates }: Pick<Schedule, 'rule' | 'days' | 'nth' | 'dates'>, { from, to }: DayRange): readonly LocalDate[] {
  if (to < from) return [];
  switch (rule) {
    case 'dates': return [...new Set(dates.filter(isLocalDate))].filter((day) => day >= from && day <= to).sort();
    case 'weekdays': return everyDay({ from, to }).filter((day) => days.includes(isoWeekday(day)));
    // A month without that day has none: 31 日 is not held on the 30th.
    case 'month_days': return everyDay({ from, to }).filter((day) => days.includes(Number(day.slice(8))));
    case 'nth_weekday': return everyDay({ from, to }).filter((day) => days.includes(isoWeekday(day)) && isNth(day, nth));
  }
}

/** 1 = Monday … 7 = Sunday, as a schedule's `days` say it. */
export function isoWeekday(day: LocalDate): number {
  return weekday(day) === 0 ? 7 : weekday(day);
}

/** From the fifth on it is the last of the month: every month has a last one, and not every month a fifth. */
function isNth(day: LocalDate, nth: number): boolean {
  return nth >= 5 ? addDays(day, 7).slice(0, 7) !== day.slice(0, 7) : Math.ceil(Number(day.slice(8)) / 7) === nth;
}

function movedDay(policy: Schedule['holidays'], calendar: Calendar, day: LocalDate): LocalDate | null {
  if (policy === 'keep') return day;
  if (policy === 'skip') return null;
  const step = policy === 'after' ? 1 : -1;
  for (let n = 1; n <= MOST_MOVED; n++) {
    const other = addDays(day, step * n);
    if (calendar.day(other).workday) return other;
  }
  return day;
}

function everyDay({ from, to }: DayRange): LocalDate[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(toDayNumber(to) - first + 1, 0) }, (_, n) => fromDayNumber(first + n));
}
