/** Dates as official papers write them (GB/T 9704: Arabic figures, no leading zeros). */
import type { LocalDate } from '../kernel/local-date.ts';

/** `2026年5月18日`. */
export function chineseDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2026年5月` of `2026-05`. */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}
