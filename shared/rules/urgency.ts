/** How near a deadline is: the one rule for colours, words and filters on every screen. */
import { daysBetween, type LocalDate } from '../kernel/local-date.ts';

/** How urgent a deadline is: overdue, due within three days, or later. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** Days that count as soon (ui.md: amber = due within 3 days). */
export const SOON_DAYS = 3;

/** The urgency of `dueOn` on the day `today`; null without a deadline. */
export function urgencyOf(dueOn: LocalDate | null, today: LocalDate): Urgency | null {
  if (dueOn === null) return null;
  const left = daysBetween(today, dueOn);
  return left < 0 ? 'overdue' : left <= SOON_DAYS ? 'soon' : 'later';
}

/** `还剩 3 天`, `今天到期`, `逾期 2 天`. */
export function dueWords(dueOn: LocalDate, today: LocalDate): string {
  const left = daysBetween(today, dueOn);
  return left > 0 ? `还剩 ${left} 天` : left === 0 ? '今天到期' : `逾期 ${-left} 天`;
}
