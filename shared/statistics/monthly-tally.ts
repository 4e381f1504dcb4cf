/**
 * The month's figures (台账月报表, form F28), folded from cases and activities. Every rate carries its numerator,
 * denominator and scope (domain 0.9); a figure of one scope is never added to another's.
 */
import type { ActivityState } from '../activity/activity.ts';
import { CASE_STATES, type CaseState, type CaseStatus, type EvaluationGrade } from '../case/case.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** A rate that can be checked: never a bare percentage. `scope` says in words what is counted. */
export interface Rate { readonly numerator: number; readonly denominator: number; readonly scope: string }

export interface MonthlyTally {
  readonly month: string;
  readonly evenings: number;
  /** 代表人次, 群众人次: sums over the month's evenings. */
  readonly deputyAttendances: number;
  readonly citizenAttendances: number;
  readonly received: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
  readonly answeredOnSpot: number;
  readonly assigned: number;
  readonly closed: number;
  readonly overdue: number;
  readonly supervised: number;
  readonly reworked: number;
  readonly disputes: number;
  readonly goldenIdeas: number;
  readonly citizenGrades: Readonly<Record<EvaluationGrade, number>>;
  readonly deputyGrades: Readonly<Record<EvaluationGrade, number>>;
  readonly closureRate: Rate;
  readonly citizenSatisfaction: Rate;
  readonly deputySatisfaction: Rate;
}

/** The tally of one month (`YYYY-MM`): cases received in it, evenings held in it. `today` decides what is overdue. */
export function monthlyTally(cases: readonly CaseState[], activities: readonly ActivityState[], period: { readonly month: string; readonly today: LocalDate }): MonthlyTally {
  const mine = cases.filter((one) => one.registered.receivedOn.startsWith(`${period.month}-`));
  const evenings = activities.filter((one) => one.on.startsWith(`${period.month}-`));
  const count = (test: (one: CaseState) => boolean) => mine.filter(test).length;
  const citizenGrades = grades(mine, 'citizen'), deputyGrades = grades(mine, 'deputy');
  const closed = count((one) => one.status === 'closed');
  return {
    month: period.month, evenings: evenings.length,
    deputyAttendances: sum(evenings.map((one) => one.deputies.length)), citizenAttendances: sum(evenings.map((one) => one.citizens)),
    received: mine.length, byStatus: countByStatus(mine), answeredOnSpot: count((one) => one.registered.answeredOnSpot !== undefined), assigned: count((one) => one.assignment !== null), closed,
    overdue: count((one) => one.dueOn !== null && one.dueOn < period.today), supervised: count((one) => one.supervisions.length > 0), reworked: count((one) => one.reworks > 0),
    disputes: count((one) => one.registered.matter === 'dispute'), goldenIdeas: count((one) => one.registered.matter === 'golden_idea'),
    citizenGrades, deputyGrades,
    closureRate: { numerator: closed, denominator: mine.length, scope: '本月登记的民情件中已销号的' },
    citizenSatisfaction: { numerator: citizenGrades.satisfied + citizenGrades.basic, denominator: sum(Object.values(citizenGrades)), scope: '群众已评议的民情件中满意和基本满意的' },
    deputySatisfaction: { numerator: deputyGrades.satisfied + deputyGrades.basic, denominator: sum(Object.values(deputyGrades)), scope: '代表已评议的民情件中满意和基本满意的' },
  };
}

/** How many cases stand in each state; the parts sum to the whole. */
export function countByStatus(cases: readonly Pick<CaseState, 'status'>[]): Record<CaseStatus, number> {
  const counts = Object.fromEntries(CASE_STATES.map((status) => [status, 0])) as Record<CaseStatus, number>;
  for (const { status } of cases) counts[status] += 1;
  return counts;
}

function grades(cases: readonly CaseState[], by: 'citizen' | 'deputy'): Record<EvaluationGrade, number> {
  const counts: Record<EvaluationGrade, number> = { satisfied: 0, basic: 0, unsatisfied: 0 };
  for (const one of cases) {
    const evaluation = one.evaluations[by];
    if (evaluation) counts[evaluation.grade] += 1;
  }
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
