/** A schedule's rule in plain words: `每月第二个周五，遇节假日顺延`. */
import type { HolidayPolicy, Schedule } from './schedule.ts';

export const WEEKDAY_WORDS: Readonly<Record<number, string>> = { 1: '一', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '日' };
export const NTH_WORDS: Readonly<Record<number, string>> = { 1: '第一个', 2: '第二个', 3: '第三个', 4: '第四个', 5: '最后一个' };
export const HOLIDAY_POLICY_WORDS: Readonly<Record<HolidayPolicy, string>> = { keep: '遇节假日照常', skip: '遇节假日不办', after: '遇节假日顺延', before: '遇节假日提前' };

/** 逢五, 逢六: days that end in one numeral (睢阳 S0). */
const TENS_WORDS: Readonly<Record<string, string>> = { '5,15,25': '逢五', '6,16,26': '逢六' };

/** The rule and what holidays do to it; of days by hand only how many there are. */
export function ruleWords({ rule, days, nth, dates, holidays }: Pick<Schedule, 'rule' | 'days' | 'nth' | 'dates' | 'holidays'>): string {
  const sorted = [...days].sort((a, b) => a - b);
  const weekdays = sorted.map((day) => WEEKDAY_WORDS[day] ?? '').join('、');
  const when = {
    month_days: () => `每月${sorted.join('、')}日${TENS_WORDS[sorted.join(',')] === undefined ? '' : `（${TENS_WORDS[sorted.join(',')] ?? ''}）`}`,
    weekdays: () => `每周${weekdays}`,
    nth_weekday: () => `每月${NTH_WORDS[nth] ?? NTH_WORDS[5] ?? ''}周${weekdays}`,
    dates: () => `自定 ${dates.length} 天`,
  }[rule]();
  return holidays === 'keep' && rule === 'dates' ? when : `${when}，${HOLIDAY_POLICY_WORDS[holidays]}`;
}
