/** The monthly report (台账月报表, form F28): the figures of one month as labelled lines, each with what it counts. */
import { EVALUATION_GRADES } from '../case/case.ts';
import { EVALUATION_GRADE_WORDS } from '../case/words.ts';
import type { EvaluationTally, MonthlyTally } from '../statistics/monthly-tally.ts';
import { rateValue, type Rate } from '../statistics/rate.ts';

/** One line of the form. */
export interface Figure {
  readonly label: string;
  /** The number; of a rate 0 to 1, or null when there is nothing to divide by. */
  readonly value: number | null;
  readonly rate: Rate | null;
  /** What is counted (口径), in words. */
  readonly scope: string;
}

/** All lines in the order of the form. Where cases are counted, they are those received in the month. */
export function monthlyFigures(tally: MonthlyTally): readonly Figure[] {
  return [
    count('夜市场次', tally.evenings, '本月已经举办的民情夜市，排了没开和取消的不算'),
    count('代表人次', tally.deputyAttendances, '各场夜市到场代表之和'),
    count('群众人次', tally.citizenAttendances, '各场夜市到场群众之和'),
    count('其他活动', tally.otherActivities, '本月已经开展的其他活动（接待选民日、站点问政、走访等），不在夜市里'),
    count('收集件数', tally.received, '本月登记的民情件，政策咨询在内'),
    count('政策咨询', tally.byMatter.policy_question, '其中政策咨询'),
    count('当场答复', tally.answeredOnSpot, '其中现场答复的'),
    count('纠纷', tally.disputes.registered + tally.disputes.tallied, `登记的${String(tally.disputes.registered)}件，加现场化解、没有登记成件的${String(tally.disputes.tallied)}件`),
    count('金点子', tally.ideas.registered + tally.ideas.tallied, `登记的${String(tally.ideas.registered)}条，加现场只计数的${String(tally.ideas.tallied)}条`),
    count('上报县里', tally.reported, '其中上报县里初审的'),
    count('转化代表建议', tally.toSuggestion, '其中转为代表建议的'),
    count('转化议案线索', tally.toMotion, '其中转为议案线索的'),
    count('并案', tally.merged, '其中并入另一件办理、分别答复的'),
    count('交办', tally.assigned, '其中已交承办单位的'),
    count('督办', tally.supervised, '其中督办过的'),
    count('逾期', tally.overdue, '其中到数据截至日已过时限的'),
    count('重新办理', tally.reworked, '其中退回重办过的'),
    count('销号', tally.closed, '其中已销号的'),
    ratio('办结率', tally.closureRate),
    ...sideFigures('群众', tally.citizen),
    ...sideFigures('代表', tally.deputy),
    gap(tally),
  ];
}

function sideFigures(side: string, { due, grades, satisfied, satisfiedOrBasic }: EvaluationTally): Figure[] {
  return [
    count(`${side}应评`, due, '其中进入评议的'),
    ...EVALUATION_GRADES.map((grade) => count(`${side}评${EVALUATION_GRADE_WORDS[grade]}`, grades[grade], `${side}已评的，只计最近一轮`)),
    ratio(`${side}满意率`, satisfied),
    ratio(`${side}综合满意率`, satisfiedOrBasic),
  ];
}

/** How far the two sides are apart: a high mark of one beside a low one of the other is what a reader must see (阜宁: 93.86 % and 87.83 %). */
function gap({ citizen, deputy }: MonthlyTally): Figure {
  const [a, b] = [rateValue(citizen.satisfiedOrBasic), rateValue(deputy.satisfiedOrBasic)];
  return { label: '两方满意率相差', value: a === null || b === null ? null : Math.round(Math.abs(a - b) * 10_000) / 100, rate: null, scope: '群众与代表综合满意率之差，单位是百分点' };
}

const count = (label: string, value: number, scope: string): Figure => ({ label, value, rate: null, scope });
const ratio = (label: string, rate: Rate): Figure => ({ label, value: rateValue(rate), rate, scope: rate.scope });
