/** The periods that a report asks for, relative to today; any other is given by its days. */
import { addDays, type LocalDate } from '../kernel/local-date.ts';

export const PERIODS = ['month', 'last_month', 'season', 'last_season', 'year', 'last_year', 'all'] as const;
export type Period = (typeof PERIODS)[number];
export const PERIOD_WORDS: Readonly<Record<Period, string>> = { month: '本月', last_month: '上月', season: '本季度', last_season: '上季度', year: '今年以来', last_year: '去年', all: '全部' };

/** First and last day of a period; null is open. */
export interface Days { readonly from: LocalDate | null; readonly to: LocalDate | null }

/** The days of a period on `today`. 今年以来 ends with the year, so that it is the same period until then. */
export function daysOf(period: Period, today: LocalDate): Days {
  const year = Number(today.slice(0, 4)), month = Number(today.slice(5, 7));
  const season = Math.floor((month - 1) / 3) * 3 + 1;
  switch (period) {
    case 'month': return months(year, month, 1);
    case 'last_month': return months(year, month - 1, 1);
    case 'season': return months(year, season, 3);
    case 'last_season': return months(year, season - 3, 3);
    case 'year': return months(year, 1, 12);
    case 'last_year': return months(year - 1, 1, 12);
    case 'all': return { from: null, to: null };
  }
}

/** The period of these days on `today`, or null when they are others. */
export function periodOf({ from, to }: Days, today: LocalDate): Period | null {
  return PERIODS.find((one) => { const days = daysOf(one, today); return days.from === from && days.to === to; }) ?? null;
}

/** `count` whole months from `month`, which may lie before January. */
function months(year: number, month: number, count: number): Days {
  return { from: firstOf(year, month), to: addDays(firstOf(year, month + count), -1) };
}

function firstOf(year: number, month: number): LocalDate {
  const at = year * 12 + month - 1;
  return `${String(Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}
