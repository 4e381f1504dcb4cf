/**
 * What supervision the rules propose. A proposal is never carried out by itself: a person accepts it (the supervision then names the rule)
 * or sets it aside with a reason (`case.noted` with `duty`), which holds until the next order, rework or extension.
 */
import { addWorkdays } from '../calendar/calendar.ts';
import { addDays, daysBetween } from '../kernel/local-date.ts';
import { dayWords } from '../rules/day-words.ts';
import { SOON_DAYS } from '../rules/urgency.ts';
import { SUPERVISION_GRADES, type SupervisionGrade } from './case.ts';
import { runningDue, type DutyTime } from './duties.ts';
import { RETURNS_UNTIL_DECISION } from './lifecycle.ts';
import { isAtRest, type CaseWatch } from './watch.ts';

/** The rules, the gravest first. Their ids are kept in the supervisions that followed them. */
export const PROPOSAL_RULES = ['overdue_month', 'unsatisfied_twice', 'returned_twice', 'overdue_week', 'supervision_unanswered', 'promise_overdue', 'overdue', 'effect_overdue', 'due_soon'] as const;
export type ProposalRule = (typeof PROPOSAL_RULES)[number];

/** One proposal: at what grade, why, and by which rule in words. */
export interface Proposal { readonly rule: ProposalRule; readonly grade: SupervisionGrade; readonly reason: string; readonly basis: string }

/** Days over which a grade is raised, and workdays for which a supervision is left to work. */
export const OVERDUE_WEEK_DAYS = 7;
export const OVERDUE_MONTH_DAYS = 30;
export const SUPERVISION_REST_WORKDAYS = 5;

interface ProposalRow {
  readonly basis: string;
  readonly grade: SupervisionGrade | ((watch: CaseWatch) => SupervisionGrade);
  /** The reason when it applies. */
  readonly reason: (watch: CaseWatch, time: DutyTime) => string | null;
}

const ROWS: Readonly<Record<ProposalRule, ProposalRow>> = {
  overdue_month: {
    basis: `逾期满 ${OVERDUE_MONTH_DAYS} 天，提议挂牌督办；已挂牌的提议约谈`, grade: (watch) => (rank(lastGrade(watch)) >= rank('listing') ? 'admonition_talk' : 'listing'),
    reason: (watch, time) => overdueReason(watch, time, [OVERDUE_MONTH_DAYS, Infinity]),
  },
  unsatisfied_twice: { basis: '两次评议不满意，提议重点督办', grade: 'key_supervision', reason: (watch) => (watch.unsatisfied >= 2 && isBelowKey(watch) ? `已有 ${watch.unsatisfied} 次评议不满意` : null) },
  returned_twice: { basis: '单位两次退件，提议重点督办', grade: 'key_supervision', reason: (watch) => (watch.returns >= RETURNS_UNTIL_DECISION && isBelowKey(watch) ? `单位已退件 ${watch.returns} 次` : null) },
  overdue_week: {
    basis: `逾期满 ${OVERDUE_WEEK_DAYS} 天，提议重点督办`, grade: 'key_supervision', reason: (watch, time) => overdueReason(watch, time, [OVERDUE_WEEK_DAYS, OVERDUE_MONTH_DAYS - 1]),
  },
  supervision_unanswered: {
    basis: '督办单到期没有回报，提议提高一级', grade: (watch) => SUPERVISION_GRADES[rank(lastGrade(watch)) + 1] ?? 'admonition_talk',
    reason: ({ supervisions }, { today }) => {
      const last = supervisions.at(-1);
      return last?.answerBy != null && last.answeredOn === null && last.answerBy < today ? `${dayWords(last.on, today)}的督办要求${dayWords(last.answerBy, today)}前回报，没有回音` : null;
    },
  },
  promise_overdue: {
    basis: '承诺到期没有落实，提议督办', grade: 'supervise',
    reason: ({ promisedOn, status }, { today }) => (status !== 'handling' && promisedOn !== null && promisedOn < today ? `答应${dayWords(promisedOn, today)}落实，已过 ${daysBetween(promisedOn, today)} 天` : null),
  },
  overdue: { basis: '逾期满 1 天，提议督办', grade: 'supervise', reason: (watch, time) => overdueReason(watch, time, [1, OVERDUE_WEEK_DAYS - 1]) },
  effect_overdue: {
    basis: '当场承诺一周之内见成效，到日子没有进展，提议催办', grade: 'urge',
    reason: ({ effectOn }, { today }) => (effectOn !== null && effectOn < today ? `答应${dayWords(effectOn, today)}见成效，已过 ${daysBetween(effectOn, today)} 天还没有进展` : null),
  },
  due_soon: {
    basis: `${SOON_DAYS} 天内到期，提议催办`, grade: 'urge',
    reason: (watch, { today }) => {
      const due = runningDue(watch);
      return due !== null && due >= today && due <= addDays(today, SOON_DAYS) ? `${dayWords(due, today)}到期，${due === today ? '就是今天' : `还剩 ${daysBetween(today, due)} 天`}` : null;
    },
  },
};

/** What the rules propose for a case today, the gravest first; nothing for what is not being handled, for what was just supervised, and for what was set aside. */
export function proposalsOf(watch: CaseWatch, time: DutyTime): readonly Proposal[] {
  if (isAtRest(watch) || watch.status === 'declined' || watch.status === 'reviewing' || watch.status === 'following') return [];
  return PROPOSAL_RULES.flatMap((rule) => {
    const row = ROWS[rule];
    if (watch.answered.includes(rule)) return [];
    const reason = row.reason(watch, time);
    if (reason === null) return [];
    const proposed = typeof row.grade === 'function' ? row.grade(watch) : row.grade;
    const last = lastGrade(watch);
    // A reminder is no answer to what was supervised already; anything else is at least as grave as what was said last.
    if ((rule === 'due_soon' || rule === 'effect_overdue') && rank(last) > rank('urge')) return [];
    const grade = rank(last) > rank(proposed) ? last ?? proposed : proposed;
    // What was listed is given its days before anybody is asked to come.
    return isBeingSupervised(watch, rule === 'overdue_month' ? 'listing' : grade, time) ? [] : [{ rule, grade, reason, basis: row.basis }];
  });
}

/** True while a supervision of that grade or a graver one is fresh, or still has time to be answered. */
function isBeingSupervised({ supervisions }: CaseWatch, grade: SupervisionGrade, { today, calendar }: DutyTime): boolean {
  return supervisions.some((one) => rank(one.grade) >= rank(grade) && (addWorkdays(calendar, one.on, SUPERVISION_REST_WORKDAYS) >= today || (one.answeredOn === null && one.answerBy !== null && one.answerBy >= today)));
}

function overdueReason(watch: CaseWatch, { today }: DutyTime, [from, to]: readonly [number, number]): string | null {
  const due = runningDue(watch);
  const days = due === null ? 0 : daysBetween(due, today);
  return due !== null && days >= from && days <= to ? `${dayWords(due, today)}到期，已逾期 ${days} 天` : null;
}

function lastGrade({ supervisions }: CaseWatch): SupervisionGrade | null {
  return supervisions.at(-1)?.grade ?? null;
}

/** What happened once asks for one key supervision, not for another every week. */
function isBelowKey(watch: CaseWatch): boolean {
  return rank(lastGrade(watch)) < rank('key_supervision');
}

/** Where a grade stands among the five; -1 for none. */
function rank(grade: SupervisionGrade | null): number {
  return grade === null ? -1 : SUPERVISION_GRADES.indexOf(grade);
}
