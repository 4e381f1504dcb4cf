/** Calendar dates without a time or zone, as forms and deadlines use them. */

/** `YYYY-MM-DD`, a real day of the Gregorian calendar. */
export type LocalDate = string;

/** The only shape; `isLocalDate` also checks that the day exists. */
export const LOCAL_DATE_PATTERN = '^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$';

const DAY_MS = 86_400_000;

/** True for a day that exists: `2028-02-29` yes, `2026-02-29` no. */
export function isLocalDate(text: string): boolean {
  if (!new RegExp(LOCAL_DATE_PATTERN).test(text)) return false;
  return fromDayNumber(toDayNumber(text)) === text;
}

/** Days since 1970-01-01. */
export function toDayNumber(date: LocalDate): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The day `n` days after 1970-01-01. */
export function fromDayNumber(n: number): LocalDate {
  return new Date(n * DAY_MS).toISOString().slice(0, 10);
}

/** `date` plus `days` (may be negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** How many days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: LocalDate): number {
  return (((toDayNumber(date) + 4) % 7) + 7) % 7;
}

/** The date in China (UTC+8, no summer time since 1991) at the instant `ms`. */
export function localDateOf(ms: number): LocalDate {
  return fromDayNumber(Math.floor((ms + 8 * 3_600_000) / DAY_MS));
}

/** `HH:mm` in China at the instant `ms`. */
export function localTimeOf(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
}
