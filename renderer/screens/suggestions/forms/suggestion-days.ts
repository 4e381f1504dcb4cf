/** The days of a suggestion, counted by the rules in force; the last day of the law by the law's own rule. */
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import { deadline, type Deadline } from '../../../../shared/rules/deadline.ts';
import { RULES, type DeadlineRuleId } from '../../../../shared/rules/deadline-rules.ts';
import type { PlaceTime } from '../../../ui/use-time.ts';

/** The last day of `rule` from `on`, with the sentence that shows how it was counted. */
export function dayOf({ rules, calendar }: PlaceTime, rule: DeadlineRuleId, on: LocalDate): Deadline {
  return deadline(rules[rule], on, calendar);
}

/** The last day that the law gives: as shipped, or longer where the county has put a newer law's words in its place (which names its basis). */
export function statuteDay(time: PlaceTime, complex: boolean, on: LocalDate): LocalDate {
  const [shipped, here] = [deadline(RULES[replyRule(complex)], on, time.calendar).on, dayOf(time, replyRule(complex), on).on];
  return here > shipped ? here : shipped;
}

/** Three months, or six for what is wide and hard (代表法 51). */
export function replyRule(complex: boolean): 'SUG_REPLY_STD' | 'SUG_REPLY_COMPLEX' {
  return complex ? 'SUG_REPLY_COMPLEX' : 'SUG_REPLY_STD';
}

/** The length of a rule, as an entry keeps it. */
export function lengthOf({ rules }: PlaceTime, rule: DeadlineRuleId) {
  return { n: rules[rule].n, unit: rules[rule].unit };
}
