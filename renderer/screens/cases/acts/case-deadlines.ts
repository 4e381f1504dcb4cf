/** The deadlines that forms propose, by the rules and the calendar in force in the case's township. */
import type { CaseState, Level } from '../../../../shared/case/case.ts';
import { ruleOfLevel } from '../../../../shared/case/deadlines.ts';
import { addMonths } from '../../../../shared/calendar/calendar.ts';
import { addDays, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { clockReading, extendClock, resumeClock, type ClockReading } from '../../../../shared/rules/clock.ts';
import { deadline, type Deadline } from '../../../../shared/rules/deadline.ts';
import type { DeadlineRuleId, RuleUnit } from '../../../../shared/rules/deadline-rules.ts';
import type { PlaceTime } from '../../../ui/use-time.ts';

/** The last day by a rule of the place. */
export function dueBy(rule: DeadlineRuleId, from: LocalDate, { rules, calendar }: PlaceTime): Deadline {
  return deadline(rules[rule], from, calendar);
}

/** The last day of handling a case of this level that is assigned on `from`; a case without a level counts as a common one. */
export function handlingDeadline(level: Level | null, from: LocalDate, time: PlaceTime): Deadline {
  return dueBy(ruleOfLevel(level ?? 'common'), from, time);
}

/** How long a rule is, as an act keeps it. */
export function lengthOf(rule: DeadlineRuleId, { rules }: PlaceTime): { readonly n: number; readonly unit: RuleUnit } {
  const { n, unit } = rules[rule];
  return { n, unit };
}

/** What the case's clock shows today; null where none was started. */
export function readingOf({ clock }: Pick<CaseState, 'clock'>, { calendar }: PlaceTime, today: LocalDate): ClockReading | null {
  return clock === null ? null : clockReading(clock, calendar, today);
}

/** What the clock shows when it runs again from `on` on. */
export function resumedReading({ clock }: Pick<CaseState, 'clock'>, on: LocalDate, { calendar }: PlaceTime): ClockReading | null {
  return clock === null ? null : clockReading(resumeClock(clock, on), calendar, on);
}

/** What the clock shows when its last day is set to `to` on `on`. */
export function extendedReading({ clock }: Pick<CaseState, 'clock'>, to: LocalDate, { on, time }: { readonly on: LocalDate; readonly time: PlaceTime }): ClockReading | null {
  return clock === null ? null : clockReading(extendClock(clock, to, on), time.calendar, on);
}

/** The last day to which the present one may be put off. */
export function longestExtension(dueOn: LocalDate, { rules }: PlaceTime): LocalDate {
  const { n, unit } = rules.EXTENSION_MAX;
  return unit === 'calendar_month' ? addMonths(dueOn, n) : addDays(dueOn, n);
}
