/** The last day of a rule, with the sentence that shows how it was counted: what a form proposes. A clock that may be paused is `clock.ts`. */
import type { Calendar } from '../calendar/calendar.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import type { DeadlineRule } from './deadline-rules.ts';
import { countWords, startWords } from './explain.ts';
import { countPeriod } from './period.ts';

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
  const period = { startedOn: from, n: rule.n, unit: rule.unit, pauses: [] };
  const { reached, on, total } = countPeriod(period, calendar);
  // Nothing is paused, so that the last day is always reached.
  const end = on ?? from;
  return { rule: rule.id, on: end, explanation: `${startWords(period, rule.from)}${countWords(period, { reached: reached ?? end, on: end, total }, calendar)}`, estimate: calendar.day(end).estimate };
}
