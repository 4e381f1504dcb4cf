/** The last day of a rule, with the sentence that shows how it was counted. A clock that may be paused is `clock.ts`. */
import { addMonths, addWorkdays, afterDaysOff, daysAfter, type Calendar } from '../calendar/calendar.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { dayOffWords, dayWords, rangeWords } from './day-words.ts';
import { lengthWords, type DeadlineRule } from './deadline-rules.ts';

/** A deadline with the sentence that shows how it was counted. */
export interface Deadline<Id extends string = string> {
  readonly rule: Id;
  readonly on: LocalDate;
  /** `5月18日交办 + 7个工作日，跳过5月23–24日 = 5月27日`; a weekend day that is worked is named too: `5月9日调休上班`. */
  readonly explanation: string;
  /** True when it runs into a year whose holidays are not published yet. */
  readonly estimate: boolean;
}

/** The last day of `rule` (a row of the table in force) counted from `from`, which itself is not counted (民法典 201). */
export function deadline<Id extends string>(rule: DeadlineRule<Id>, from: LocalDate, calendar: Calendar): Deadline<Id> {
  const { n, unit } = rule;
  const counted = unit === 'workday' ? addWorkdays(calendar, from, n) : unit === 'calendar_day' ? addDays(from, n) : addMonths(from, n);
  const on = unit === 'workday' ? counted : afterDaysOff(calendar, counted);
  const days = unit === 'workday' ? daysAfter(from, on) : [];
  const skipped = days.filter((day) => !calendar.day(day).workday), worked = days.filter((day) => calendar.day(day).makeUp);
  const moved = on === counted ? '' : `，到期日${dayWords(counted, from)}${dayOffWords(calendar, counted)}，顺延`;
  const estimate = calendar.day(on).estimate;
  return {
    rule: rule.id, on, estimate,
    explanation: `${dayWords(from)}${rule.from} + ${lengthWords(n, unit)}${skipped.length > 0 ? `，跳过${rangeWords(skipped, from)}` : ''}${worked.length > 0 ? `，${rangeWords(worked, from)}调休上班` : ''}${moved} = ${dayWords(on, from)}${estimate ? `（${on.slice(0, 4)}年放假安排未导入，按周末和固定节日估算）` : ''}`,
  };
}
