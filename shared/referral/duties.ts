/** What the desk must do about what it only passes on: one line each, the gravest first. The same rules count the number beside 代表建议. */
import type { LocalDate } from '../kernel/local-date.ts';
import { urgencyOf } from '../rules/urgency.ts';
import { primaryReferralAct } from './lifecycle.ts';
import type { ReferralEntryType, ReferralKind, ReferralState } from './referral.ts';

/** Why a referral stands in the list. */
export const REFERRAL_DUTIES = ['contested', 'overdue', 'due_soon', 'to_notify', 'to_forward'] as const;
export type ReferralDutyKind = (typeof REFERRAL_DUTIES)[number];

export const REFERRAL_DUTY_WORDS: Readonly<Record<ReferralDutyKind, string>> = {
  contested: '有一步没有生效，要核对', overdue: '过了期限', due_soon: '三天内到期', to_notify: '要告知信访人去向', to_forward: '要转出去',
};

export interface ReferralDuty { readonly id: string; readonly number: string; readonly title: string; readonly matter: ReferralKind; readonly kind: ReferralDutyKind; readonly dueOn: LocalDate | null; readonly act: ReferralEntryType | null }

/** The duties of `states` on `today`: the gravest first, then by day. What its owner has, in time, is not listed. */
export function referralDuties(states: readonly ReferralState[], today: LocalDate): readonly ReferralDuty[] {
  return states
    .flatMap((state): ReferralDuty[] => {
      const kind = dutyOf(state, today);
      if (kind === null) return [];
      return [{ id: state.id, number: state.outsideNo ?? state.tempNo, title: state.registered.title, matter: state.kind, kind, dueOn: state.dueOn, act: primaryReferralAct(state) }];
    })
    .sort((a, b) => REFERRAL_DUTIES.indexOf(a.kind) - REFERRAL_DUTIES.indexOf(b.kind) || compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.id, b.id));
}

/** A petition's day is that of the notice (信访工作条例 23: fifteen days), a ticket's the hotline's own; `dueOn` is null once that is done. */
function dutyOf(state: ReferralState, today: LocalDate): ReferralDutyKind | null {
  if (state.contested) return 'contested';
  const urgency = urgencyOf(state.dueOn, today);
  if (urgency === 'overdue') return 'overdue';
  if (urgency === 'soon') return 'due_soon';
  if (state.status === 'open') return 'to_forward';
  return state.status === 'forwarded' && state.kind === 'petition' && state.notices.length === 0 ? 'to_notify' : null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
