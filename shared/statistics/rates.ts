/** Rates (率): always a numerator, a denominator and what they are; they stand in footnotes, never as a figure of their own (domain 2.2). */
import { tallySatisfaction } from '../suggestion/tally.ts';
import type { SuggestionState } from '../suggestion/suggestion.ts';
import type { CaseFacts } from './case-facts.ts';
import { rateValue, type Rate } from './rate.ts';

export interface RateRow {
  readonly id: string;
  readonly key: string;
  readonly label: string;
}

/** The rates that cases give, in the order of footnotes. A key is the name that the papers' figures go by. */
export const RATE_ROWS: readonly RateRow[] = [
  { id: 'solvedRate', key: '', label: '解决率' },
  { id: 'completionRate', key: 'completionRate', label: '办结率' },
  { id: 'handlingSatisfactionRate', key: 'handlingSatisfactionRate', label: '群众满意率' },
  { id: 'mediationSuccessRate', key: 'mediationSuccessRate', label: '调解成功率' },
  { id: 'replyRate', key: 'replyRate', label: '建议答复率' },
  { id: 'suggestionSatisfactionRate', key: 'suggestionSatisfactionRate', label: '建议满意率' },
  { id: 'suggestionBasicSatisfactionRate', key: 'suggestionBasicSatisfactionRate', label: '建议基本满意率' },
];

/** What the rates of cases are counted from: those collected in the period, and what became of them by 数据截至. */
export interface CaseRates { collected: number; problems: number; solved: number; closed: number; evaluated: number; satisfied: number; mediated: number; agreed: number }

/** Nothing counted yet. */
export function noCaseRates(): CaseRates {
  return { collected: 0, problems: 0, solved: 0, closed: 0, evaluated: 0, satisfied: 0, mediated: 0, agreed: 0 };
}

/** Counts one case that was received in the period. */
export function countCaseRates(sum: CaseRates, { matter, nature, solvedOn, closedOn, citizen, mediation }: CaseFacts, asOf: string): void {
  if (mediation === 'agreed' || mediation === 'not_agreed') {
    sum.mediated += 1;
    if (mediation === 'agreed') sum.agreed += 1;
  }
  if (matter === 'policy_question') return;
  sum.collected += 1;
  if (nature !== 'suggestion' && matter !== 'golden_idea') {
    sum.problems += 1;
    if (solvedOn !== null && solvedOn <= asOf) sum.solved += 1;
  }
  if (closedOn !== null && closedOn <= asOf) sum.closed += 1;
  if (citizen !== null) sum.evaluated += 1;
  if (citizen === 'satisfied') sum.satisfied += 1;
}

/** The rates of cases by id. Only problems can be solved: of 龙安's 86 suggestions and 73 problems, 68 ÷ 73. */
export function caseRates(sum: CaseRates): Readonly<Record<string, Rate>> {
  return {
    solvedRate: { numerator: sum.solved, denominator: sum.problems, scope: '期内登记的件里已解决的 ÷ 期内登记的件（注明“建议”的、金点子、政策咨询不算）' },
    completionRate: { numerator: sum.closed, denominator: sum.collected, scope: '期内登记的件里已销号的 ÷ 期内收集的问题及意见建议' },
    handlingSatisfactionRate: { numerator: sum.satisfied, denominator: sum.evaluated, scope: '期内登记的件里群众评满意的 ÷ 群众有效评价件数（只计最近一轮）' },
    mediationSuccessRate: { numerator: sum.agreed, denominator: sum.mediated, scope: '现场调解达成协议的 ÷ 现场调解的（引导到别处的不计）' },
  };
}

/** The rates of suggestions received in the period; 满意率 and 基本满意率 overlap and are never added. */
export function suggestionRates(suggestions: readonly SuggestionState[], asOf: string): Readonly<Record<string, Rate>> {
  const replied = suggestions.filter(({ reply }) => reply !== null && reply.on <= asOf).length;
  const { given, satisfied, basic } = tallySatisfaction(suggestions, 'result', '');
  return {
    replyRate: { numerator: replied, denominator: suggestions.length, scope: '期内收到的建议里已答复的 ÷ 期内收到的建议' },
    suggestionSatisfactionRate: { numerator: satisfied, denominator: given, scope: '代表对办理结果评满意的 ÷ 代表有效反馈' },
    suggestionBasicSatisfactionRate: { numerator: satisfied + basic, denominator: given, scope: '代表对办理结果评满意和基本满意的 ÷ 代表有效反馈；满意的在其中，不能与满意率相加' },
  };
}

/** A rate in whole percents, as papers write it: 98%; a dash where there is nothing to divide by. */
export function wholePercent(rate: Rate): string {
  const value = rateValue(rate);
  return value === null ? '—' : `${String(Math.round(value * 100))}%`;
}

/** A footnote: the rate to a tenth of a percent with both its numbers and what they are. Null where there is nothing to divide by. */
export function rateFootnote(label: string, rate: Rate): string | null {
  const value = rateValue(rate);
  return value === null ? null : `${label}${(value * 100).toFixed(1)}%（${String(rate.numerator)}/${String(rate.denominator)}，${rate.scope}）`;
}
