/** Many points, each once a month, spread over the evenings: 81 points do not all meet on one Friday. */

/** One point's evening: the `nth` such weekday of each month. */
export interface Slot { readonly nth: number; readonly weekday: number }

/** Every month has these; a fifth Friday it has not. */
const WEEKS = [1, 2, 3, 4] as const;

/** How many points fit: four weeks of these weekdays, so many an evening. */
export function roomFor({ weekdays, perDay }: { readonly weekdays: readonly number[]; readonly perDay: number }): number {
  return WEEKS.length * weekdays.length * perDay;
}

/**
 * The evening of each of `count` points in their order, spread evenly over the month, never more than `perDay` on one; null when they do not fit.
 * No two different slots ever fall on one day.
 */
export function staggered(count: number, { weekdays, perDay }: { readonly weekdays: readonly number[]; readonly perDay: number }): readonly Slot[] | null {
  if (count > roomFor({ weekdays, perDay })) return null;
  const slots = WEEKS.flatMap((nth) => [...new Set(weekdays)].sort((a, b) => a - b).map((weekday): Slot => ({ nth, weekday })));
  return Array.from({ length: count }, (_, n) => slots[Math.floor((n * slots.length) / count)]).filter((slot) => slot !== undefined);
}
