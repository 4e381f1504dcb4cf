/** Days in the sentences that explain a deadline. */
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, weekday, type LocalDate } from '../kernel/local-date.ts';

/** `5月18日`, with the year where it is not `near`'s. */
export function dayWords(date: LocalDate, near: LocalDate = date): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${date.slice(0, 4) === near.slice(0, 4) ? '' : `${year}年`}${month}月${day}日`;
}

/** Why a day is off: `是国庆节假期`, `是周六`, `放假（防汛）`. */
export function dayOffWords(calendar: Calendar, date: LocalDate): string {
  const { holiday } = calendar.day(date);
  // A day declared off by hand has its reason in the holiday's place.
  if (holiday !== null) return /(节|元旦)$/.test(holiday) ? `是${holiday}假期` : `放假（${holiday}）`;
  return weekday(date) === 6 ? '是周六' : '是周日';
}

/** Runs of days: `5月23–24日、5月30–31日`. */
export function rangeWords(days: readonly LocalDate[], near: LocalDate): string {
  const runs: LocalDate[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && addDays(last, 1) === day) run.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => spanWords(run[0] ?? '', run.at(-1) ?? '', near)).join('、');
}

/** One run from `first` to `last`: `5月23–24日`, `5月30日–6月2日`. */
export function spanWords(first: LocalDate, last: LocalDate, near: LocalDate): string {
  if (first === last) return dayWords(first, near);
  return first.slice(0, 7) === last.slice(0, 7) ? `${dayWords(first, near).replace(/日$/, '')}–${Number(last.slice(8))}日` : `${dayWords(first, near)}–${dayWords(last, near)}`;
}
