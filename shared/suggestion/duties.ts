/** What the desk must do about suggestions now: one line each, the latest first. The same rules count the number beside 代表建议. */
import type { LocalDate } from '../kernel/local-date.ts';
import { urgencyOf } from '../rules/urgency.ts';
import { hasUnsatisfiedDeputy, primarySuggestionAct } from './lifecycle.ts';
import type { SuggestionEntryType, SuggestionState } from './suggestion.ts';

/** Why a suggestion stands in the list. */
export const SUGGESTION_DUTIES = ['contested', 'overdue', 'to_explain', 'co_late', 'due_soon', 'unsatisfied', 'to_check', 'to_assign', 'to_deliver', 'to_close'] as const;
export type SuggestionDutyKind = (typeof SUGGESTION_DUTIES)[number];

export const SUGGESTION_DUTY_WORDS: Readonly<Record<SuggestionDutyKind, string>> = {
  contested: '有一步没有生效，要核对', overdue: '过了期限', to_explain: '快满三个月，要先向代表说明', co_late: '协办意见没有按时给主办单位', due_soon: '三天内到期', unsatisfied: '代表不满意', to_check: '要审查', to_assign: '要交办',
  to_deliver: '答复要送达代表', to_close: '可以办结',
};

export interface SuggestionDuty { readonly id: string; readonly number: string; readonly title: string; readonly kind: SuggestionDutyKind; readonly dueOn: LocalDate | null; readonly act: SuggestionEntryType | null }

/** The duties of `states` on `today`: the gravest first, then by day. What only waits for others and is in time is not listed. */
export function suggestionDuties(states: readonly SuggestionState[], today: LocalDate): readonly SuggestionDuty[] {
  return states
    .flatMap((state): SuggestionDuty[] => {
      const kind = dutyOf(state, today);
      if (kind === null) return [];
      const dueOn = kind === 'to_explain' ? state.assignment?.explainBy ?? null : kind === 'co_late' ? state.assignment?.coDueOn ?? null : state.dueOn;
      return [{ id: state.id, number: state.number ?? state.tempNo, title: state.registered.title, kind, dueOn, act: kind === 'to_explain' ? 'suggestion.explained' : primarySuggestionAct(state) }];
    })
    .sort((a, b) => SUGGESTION_DUTIES.indexOf(a.kind) - SUGGESTION_DUTIES.indexOf(b.kind) || compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.id, b.id));
}

function dutyOf(state: SuggestionState, today: LocalDate): SuggestionDutyKind | null {
  if (state.contested) return 'contested';
  const urgency = urgencyOf(state.dueOn, today);
  if (urgency === 'overdue') return 'overdue';
  if (state.status === 'handling') {
    // 三个月内不能办结的，应先向代表说明情况 (河南 20).
    if (state.assignment?.explainBy !== undefined && state.explained === null && ['overdue', 'soon'].includes(urgencyOf(state.assignment.explainBy, today) ?? '')) return 'to_explain';
    if (state.assignment?.coDueOn !== undefined && state.assignment.coDueOn < today && state.assignment.co.some((unit) => state.coOpinions[unit] === undefined)) return 'co_late';
  }
  if (urgency === 'soon') return 'due_soon';
  switch (state.status) {
    case 'checking': return 'to_check';
    case 'assigning': return 'to_assign';
    case 'feedback': return state.signers.some(({ deputy }) => state.deliveries[deputy] === undefined) ? 'to_deliver' : hasUnsatisfiedDeputy(state) ? 'unsatisfied' : null;
    case 'closing': return 'to_close';
    case 'completing':
    case 'handling':
    case 'following':
    case 'tracking':
    case 'closed':
    case 'rerouted': return null;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
