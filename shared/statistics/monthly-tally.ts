/**
 * The month's figures (台账月报表, form F28), folded from cases and activities. Every rate carries its numerator,
 * denominator and scope (domain 0.9); a figure of one scope is never added to another's.
 */
import type { ActivityState } from '../activity/activity.ts';
import { CASE_STATES, EVALUATION_GRADES, LEVELS, MATTERS, type CaseState, type CaseStatus, type Conversion, type EvaluationGrade, type Level, type Matter } from '../case/case.ts';
import { isWithheld } from '../case/lifecycle.ts';
import { isTakenBack } from '../case/taken-back.ts';
import { effectiveBodies } from '../case/timeline.ts';
import { CATEGORY_GROUPS, categoryGroup, type CategoryGroup } from '../case/words.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { talliedDisputes } from './indicators.ts';
import type { Rate } from './rate.ts';
import { tookPlace } from './selection.ts';

/** What one side, the citizens or the deputies, said of the cases that were theirs to evaluate. */
export interface EvaluationTally {
  /** 应评: cases that have come to evaluation. */
  readonly due: number;
  /** 已评, in its three parts; only these are a denominator (满意率 = 满意 ÷ 有效评价数, domain 3.3). */
  readonly grades: Readonly<Record<EvaluationGrade, number>>;
  readonly satisfied: Rate;
  readonly satisfiedOrBasic: Rate;
}

export interface MonthlyTally {
  /** `YYYY-MM`. */
  readonly month: string;
  /** The day the data reach; decides what is overdue. */
  readonly asOf: LocalDate;
  /** Night markets that took place: planned and cancelled ones did not. Every other kind of activity is counted apart. */
  readonly evenings: number;
  readonly otherActivities: number;
  /** 代表人次, 群众人次: sums over the month's evenings. */
  readonly deputyAttendances: number;
  readonly citizenAttendances: number;
  /** Cases received in the month; everything below counts these. */
  readonly received: number;
  readonly byStatus: Readonly<Record<CaseStatus, number>>;
  readonly byMatter: Readonly<Record<Matter, number>>;
  readonly byLevel: Readonly<Record<Level | 'open', number>>;
  /** `open`: not sorted yet. */
  readonly byCategoryGroup: Readonly<Record<CategoryGroup | 'open', number>>;
  readonly byCategory: readonly { readonly category: string; readonly cases: number }[];
  /** Registered, and besides only tallied (现场化解, 调处), over all kinds of activity: as the indicator `disputesHandled` counts. */
  readonly disputes: { readonly registered: number; readonly tallied: number };
  /** As the indicator `ideasCollected` counts. */
  readonly ideas: { readonly registered: number; readonly tallied: number };
  readonly answeredOnSpot: number;
  /** 上报县里, 转化为代表建议, 转化为议案线索, 并案. */
  readonly reported: number;
  readonly toSuggestion: number;
  readonly toMotion: number;
  readonly merged: number;
  readonly assigned: number;
  readonly replied: number;
  readonly closed: number;
  readonly overdue: number;
  readonly supervised: number;
  readonly reworked: number;
  readonly closureRate: Rate;
  readonly citizen: EvaluationTally;
  readonly deputy: EvaluationTally;
}

/** The tally of one month: cases received in it, evenings held in it. */
export function monthlyTally(cases: readonly CaseState[], activities: readonly ActivityState[], period: { readonly month: string; readonly asOf: LocalDate }): MonthlyTally {
  const mine = cases.filter((one) => one.registered.receivedOn.startsWith(`${period.month}-`) && !isWithheld(one) && !isTakenBack(one));
  const held = activities.filter((one) => one.on.startsWith(`${period.month}-`) && tookPlace(one) && one.on <= period.asOf);
  const evenings = held.filter(({ kind }) => kind === 'night_market');
  const count = (test: (one: CaseState) => boolean) => mine.filter(test).length;
  const byStatus = countByStatus(mine);
  return {
    ...period, evenings: evenings.length, otherActivities: held.length - evenings.length,
    deputyAttendances: sum(evenings.map((one) => one.deputies.length)), citizenAttendances: sum(evenings.map((one) => one.citizens)),
    received: mine.length, byStatus,
    byMatter: countBy(MATTERS, mine.map((one) => one.registered.matter)),
    byLevel: countBy([...LEVELS, 'open'], mine.map((one) => one.level ?? 'open')),
    byCategoryGroup: countBy([...CATEGORY_GROUPS, 'open'], mine.map((one) => (one.category === null ? 'open' : categoryGroup(one.category)))),
    byCategory: mostFirst(mine.flatMap((one) => one.category ?? [])),
    disputes: { registered: count((one) => one.registered.matter === 'dispute'), tallied: sum(held.map(talliedDisputes)) }, ideas: { registered: count((one) => one.registered.matter === 'golden_idea'), tallied: sum(held.map(({ ideas }) => ideas)) },
    answeredOnSpot: count((one) => one.spotAnswer !== null),
    reported: count((one) => one.reported !== null), toSuggestion: count(isConvertedTo('suggestion')), toMotion: count(isConvertedTo('motion_lead')),
    merged: count((one) => effectiveBodies(one, 'case.merged').length > effectiveBodies(one, 'case.separated').length), assigned: count((one) => one.assignment !== null), replied: count((one) => one.reply !== null),
    closed: byStatus.closed, overdue: count((one) => one.dueOn !== null && one.dueOn < period.asOf),
    supervised: count((one) => one.supervisions.length > 0), reworked: count((one) => one.reworks > 0),
    closureRate: { numerator: byStatus.closed, denominator: mine.length, scope: '已销号件数 ÷ 本月登记件数' },
    citizen: evaluationTally(mine, 'citizen'), deputy: evaluationTally(mine, 'deputy'),
  };
}

const isConvertedTo = (kind: Conversion) => ({ conversions }: CaseState): boolean => conversions.some((one) => one.kind === kind);

/** How many cases stand in each state; the parts sum to the whole. */
export function countByStatus(cases: readonly Pick<CaseState, 'status'>[]): Record<CaseStatus, number> {
  return countBy(CASE_STATES, cases.map(({ status }) => status));
}

const SIDE_WORDS = { citizen: '群众', deputy: '代表' } as const;

function evaluationTally(cases: readonly CaseState[], side: keyof typeof SIDE_WORDS): EvaluationTally {
  const grades = countBy(EVALUATION_GRADES, cases.flatMap((one) => one.evaluations[side]?.grade ?? []));
  const denominator = sum(Object.values(grades));
  const scope = (counted: string) => `${SIDE_WORDS[side]}评${counted}件数 ÷ ${SIDE_WORDS[side]}有效评价件数（只计最近一轮）`;
  return {
    due: cases.filter((one) => one.status === 'evaluating' || one.status === 'closing' || one.status === 'closed').length, grades,
    satisfied: { numerator: grades.satisfied, denominator, scope: scope('满意') },
    satisfiedOrBasic: { numerator: grades.satisfied + grades.basic, denominator, scope: scope('满意和基本满意') },
  };
}

function countBy<K extends string>(keys: readonly K[], values: readonly K[]): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const value of values) counts[value] += 1;
  return counts;
}

function mostFirst(categories: readonly string[]): MonthlyTally['byCategory'] {
  const counts = new Map<string, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([category, cases]) => ({ category, cases })).sort((a, b) => b.cases - a.cases || (a.category < b.category ? -1 : 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
