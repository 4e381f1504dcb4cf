/** The month's figures (F28) as lines: every rate with its numerator and denominator, every figure with what it counts. */
import type { MonthlyTally, Rate } from '../../shared/statistics/monthly-tally.ts';

export interface Figure {
  readonly label: string;
  /** The number; of a rate 0 to 1, or null when there is nothing to divide by. */
  readonly value: number | null;
  readonly rate: Rate | null;
  readonly scope: string;
}

/** All lines in the order of the form. */
export function tallyFigures(tally: MonthlyTally): readonly Figure[] {
  const count = (label: string, value: number, scope: string): Figure => ({ label, value, rate: null, scope });
  const rate = (label: string, one: Rate): Figure => ({ label, value: one.denominator === 0 ? null : one.numerator / one.denominator, rate: one, scope: one.scope });
  return [
    count('夜市场次', tally.evenings, '本月举办的民情夜市'),
    count('代表人次', tally.deputyAttendances, '各场到场代表之和'),
    count('群众人次', tally.citizenAttendances, '各场到场群众之和'),
    count('收集件数', tally.received, '本月登记的民情件'),
    count('当场答复', tally.answeredOnSpot, '其中现场答复的'),
    count('纠纷', tally.disputes, '其中矛盾纠纷'),
    count('金点子', tally.goldenIdeas, '其中金点子'),
    count('交办', tally.assigned, '其中已交办的'),
    count('督办', tally.supervised, '其中督办过的'),
    count('逾期', tally.overdue, '其中截至今日逾期未答复的'),
    count('重新办理', tally.reworked, '其中退回重办过的'),
    count('销号', tally.closed, '其中已销号的'),
    rate('办结率', tally.closureRate),
    rate('群众满意率', tally.citizenSatisfaction),
    rate('代表满意率', tally.deputySatisfaction),
    count('群众评为不满意', tally.citizenGrades.unsatisfied, '群众评议'),
    count('代表评为不满意', tally.deputyGrades.unsatisfied, '代表评议'),
  ];
}

/** `33.3%`, or a dash when there is nothing to divide by. */
export function percentWords(value: number | null): string {
  return value === null ? '—' : `${(value * 100).toFixed(1)}%`;
}
