/** The deadlines that forms propose, by the rules table and the official calendar. */
import { OFFICIAL_CALENDAR } from '../../../../shared/calendar/calendar.ts';
import type { Level } from '../../../../shared/case/case.ts';
import { ruleOfLevel } from '../../../../shared/case/deadlines.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { deadline, type Deadline } from '../../../../shared/rules/deadline.ts';
import { RULES } from '../../../../shared/rules/deadline-rules.ts';

/** The last day of handling a case of this level that is assigned on `from`; a case without a level counts as a common one. */
export function handlingDeadline(level: Level | null, from: LocalDate): Deadline {
  return deadline(RULES[ruleOfLevel(level ?? 'common')], from, OFFICIAL_CALENDAR);
}

/** The last day of a second handling that begins on `from`. */
export function reworkDeadline(from: LocalDate): Deadline {
  return deadline(RULES.CASE_REWORK, from, OFFICIAL_CALENDAR);
}
