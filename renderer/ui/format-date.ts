/** How dates and times read on screens: `5月18日 周一`, with the year only where it is another one. */
import { localDateOf, localTimeOf, weekday, type LocalDate } from '../../shared/kernel/local-date.ts';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** `5月18日`; `2025年5月18日` when `today` lies in another year. */
export function shortDay(date: LocalDate, today: LocalDate): string {
  const [year, month, day] = date.split('-');
  const head = year === today.slice(0, 4) ? '' : `${year}年`;
  return `${head}${Number(month)}月${Number(day)}日`;
}

/** The same where there is little room: `2025.5.18` of another year. */
export function narrowDay(date: LocalDate, today: LocalDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? shortDay(date, today) : date.split('-').map(Number).join('.');
}

/** `5月18日 周一`, with the year when it is not this one. */
export function dayWords(date: LocalDate, today: LocalDate): string {
  return `${shortDay(date, today)} ${WEEKDAYS[weekday(date)] ?? ''}`.trimEnd();
}

/** `5月18日 20:41` of an ISO instant, in China's time. An unreadable instant is shown as it is. */
export function instantWords(iso: string, today: LocalDate): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? iso : `${shortDay(localDateOf(ms), today)} ${localTimeOf(ms)}`;
}

/** `14:02` today, otherwise `5月18日 14:02`. */
export function momentWords(ms: number, today: LocalDate): string {
  const date = localDateOf(ms);
  return date === today ? localTimeOf(ms) : `${shortDay(date, today)} ${localTimeOf(ms)}`;
}
