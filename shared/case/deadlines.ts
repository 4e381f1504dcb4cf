/**
 * Deadlines as a table of rules, and every deadline with its explanation. The law sets no days for a citizen's case (domain 3.1): the
 * days are the field's own rules, each with its source, and a county may change them.
 */
import { addMonths, addWorkdays, afterDaysOff, daysAfter, type Calendar } from '../calendar/calendar.ts';
import { addDays, daysBetween, weekday, type LocalDate } from '../kernel/local-date.ts';
import type { Level } from './case.ts';

export const DEADLINE_RULES = ['CASE_MINOR', 'CASE_COMMON', 'CASE_MAJOR', 'CASE_REWORK', 'CASE_ASSIGN', 'UNIT_RETURN'] as const;
export type DeadlineRuleId = (typeof DEADLINE_RULES)[number];

/** One row: how long, in what unit, from which day, and why. */
export interface DeadlineRule {
  readonly id: DeadlineRuleId;
  readonly name: string;
  readonly n: number;
  readonly unit: 'calendar_day' | 'workday' | 'calendar_month';
  /** The word for the day that it counts from: 交办, 梳理 … */
  readonly from: string;
  readonly source: string;
}

export const RULES: Readonly<Record<DeadlineRuleId, DeadlineRule>> = {
  CASE_MINOR: { id: 'CASE_MINOR', name: '小事 即时办', n: 7, unit: 'calendar_day', from: '交办', source: '商丘、柘城“一周之内见成效”（S0）' },
  CASE_COMMON: { id: 'CASE_COMMON', name: '共性 会商加快办', n: 1, unit: 'calendar_month', from: '交办', source: '商丘、柘城“一月之内见结果”（S0）' },
  CASE_MAJOR: { id: 'CASE_MAJOR', name: '大事 询问重点办', n: 1, unit: 'calendar_month', from: '交办', source: '商丘、柘城“一月之内见结果”（S0）；复杂的可说明理由后改期' },
  CASE_REWORK: { id: 'CASE_REWORK', name: '重新办理', n: 1, unit: 'calendar_month', from: '退回', source: '比照河南省代表建议办理办法第22条：不满意的一个月内再次办理' },
  CASE_ASSIGN: { id: 'CASE_ASSIGN', name: '快交', n: 2, unit: 'workday', from: '梳理', source: '临颍“快交快办”制度（S0），天数由制度配置' },
  UNIT_RETURN: { id: 'UNIT_RETURN', name: '退件', n: 10, unit: 'workday', from: '交办', source: '比照河南省代表建议办理办法第14条：10个工作日内退回' },
};

/** Which rule sets the handling deadline of a case of this level. */
export function ruleOfLevel(level: Level): DeadlineRuleId {
  return ({ minor: 'CASE_MINOR', common: 'CASE_COMMON', major: 'CASE_MAJOR' } as const)[level];
}

/** A deadline with the sentence that shows how it was counted. */
export interface Deadline {
  readonly rule: DeadlineRuleId;
  readonly on: LocalDate;
  /** `5月18日交办 + 7个工作日，跳过5月23–24日 = 5月27日`; a weekend day that is worked is named too: `5月9日调休上班`. */
  readonly explanation: string;
  /** True when it runs into a year whose holidays are not published yet. */
  readonly estimate: boolean;
}

/** The last day of `rule` counted from `from` (not counted itself, 民法典 201). */
export function deadline(rule: DeadlineRuleId, from: LocalDate, calendar: Calendar): Deadline {
  const { n, unit, from: start } = RULES[rule];
  const counted = unit === 'workday' ? addWorkdays(calendar, from, n) : unit === 'calendar_day' ? addDays(from, n) : addMonths(from, n);
  const on = unit === 'workday' ? counted : afterDaysOff(calendar, counted);
  const length = { workday: `${n}个工作日`, calendar_day: `${n}天`, calendar_month: `${n}个月` }[unit];
  const days = unit === 'workday' ? daysAfter(from, on) : [];
  const skipped = days.filter((day) => !calendar.day(day).workday), worked = days.filter((day) => calendar.day(day).makeUp);
  const moved = on === counted ? '' : `，到期日${dayWords(counted, from)}${dayOffWords(calendar, counted)}，顺延`;
  const estimate = calendar.day(on).estimate;
  return {
    rule, on, estimate,
    explanation: `${dayWords(from)}${start} + ${length}${skipped.length > 0 ? `，跳过${rangeWords(skipped, from)}` : ''}${worked.length > 0 ? `，${rangeWords(worked, from)}调休上班` : ''}${moved} = ${dayWords(on, from)}${estimate ? `（${on.slice(0, 4)}年放假安排未导入，按周末和固定节日估算）` : ''}`,
  };
}

/** How urgent a deadline is: overdue, due within three days, or later. */
export type Urgency = 'overdue' | 'soon' | 'later';

/** Days that count as soon (ui.md: amber = due within 3 days). */
export const SOON_DAYS = 3;

/** The urgency of `dueOn` on the day `today`; null without a deadline. */
export function urgencyOf(dueOn: LocalDate | null, today: LocalDate): Urgency | null {
  if (dueOn === null) return null;
  const left = daysBetween(today, dueOn);
  return left < 0 ? 'overdue' : left <= SOON_DAYS ? 'soon' : 'later';
}

/** `还剩 3 天`, `今天到期`, `逾期 2 天`. */
export function dueWords(dueOn: LocalDate, today: LocalDate): string {
  const left = daysBetween(today, dueOn);
  return left > 0 ? `还剩 ${left} 天` : left === 0 ? '今天到期' : `逾期 ${-left} 天`;
}

/** `5月18日`, with the year where it is not `near`'s. */
function dayWords(date: LocalDate, near: LocalDate = date): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${date.slice(0, 4) === near.slice(0, 4) ? '' : `${year}年`}${month}月${day}日`;
}

function dayOffWords(calendar: Calendar, date: LocalDate): string {
  const { holiday } = calendar.day(date);
  return holiday ? `是${holiday}假期` : weekday(date) === 6 ? '是周六' : '是周日';
}

/** Runs of days: `5月23–24日、5月30–31日`. */
function rangeWords(days: readonly LocalDate[], near: LocalDate): string {
  const runs: LocalDate[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && addDays(last, 1) === day) run.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => {
    const first = run[0] ?? '', last = run.at(-1) ?? '';
    if (first === last) return dayWords(first, near);
    return first.slice(0, 7) === last.slice(0, 7) ? `${dayWords(first, near).replace(/日$/, '')}–${Number(last.slice(8))}日` : `${dayWords(first, near)}–${dayWords(last, near)}`;
  }).join('、');
}
