/** The sentence that shows how a period was counted: every number on a screen that is a date says where it comes from. */
import { daysAfter, type Calendar } from '../calendar/calendar.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { dayOffWords, dayWords, rangeWords, spanWords } from './day-words.ts';
import { lengthWords } from './deadline-rules.ts';
import { isPausedOn, type Counted, type Pause, type Period } from './period.ts';

/** `跳过5月23–24日，5月9日调休上班，6月1–5日暂停（等招标）不计，到期日6月6日是周六，顺延 = 6月8日`: each part where it applies, led by its comma. */
export function countWords(period: Period, { reached, on }: { readonly [K in keyof Counted]: NonNullable<Counted[K]> }, calendar: Calendar): string {
  const { startedOn, unit, pauses } = period;
  const days = unit === 'workday' ? daysAfter(startedOn, on).filter((day) => !isPausedOn(day, pauses)) : [];
  const skipped = days.filter((day) => !calendar.day(day).workday), worked = days.filter((day) => calendar.day(day).makeUp);
  const parts = [
    skipped.length > 0 && `跳过${rangeWords(skipped, startedOn)}`,
    worked.length > 0 && `${rangeWords(worked, startedOn)}调休上班`,
    pauseWords(pauses, startedOn, reached),
    on !== reached && `到期日${dayWords(reached, startedOn)}${dayOffWords(calendar, reached)}，顺延`,
  ].filter((part) => part !== false && part !== '');
  return `${parts.map((part) => `，${part}`).join('')} = ${endWords(on, startedOn, calendar)}`;
}

/** `5月18日交办 + 7个工作日`. */
export function startWords({ startedOn, n, unit }: Period, word: string): string {
  return `${dayWords(startedOn)}${word} + ${lengthWords(n, unit)}`;
}

/** The last day, with a word about a year whose arrangement is not known. */
export function endWords(on: LocalDate, near: LocalDate, calendar: Calendar): string {
  return `${dayWords(on, near)}${calendar.day(on).estimate ? `（${on.slice(0, 4)}年放假安排未导入，按周末和固定节日估算）` : ''}`;
}

/** The pauses that took days out of the period up to `on`: `6月1–5日暂停（等招标）不计`; empty without one. */
export function pauseWords(pauses: readonly Pause[], startedOn: LocalDate, on: LocalDate): string {
  const told = pauses.flatMap(({ from, to, reason }) => (to !== null && from < to && from <= on && to > addDays(startedOn, 1) ? [`${spanWords(from, addDays(to, -1), startedOn)}暂停${reasonWords(reason)}`] : []));
  return told.length === 0 ? '' : `${told.join('、')}不计`;
}

/** `（等招标）`, or nothing. */
export function reasonWords(reason: string | null): string {
  return reason === null || reason.trim() === '' ? '' : `（${reason.trim()}）`;
}
