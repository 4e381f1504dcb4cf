/** What 今日 lists beside the cases: deputies' suggestions, and what is only passed on. Each its own card, for their laws and clocks differ. */
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { referralDuties, REFERRAL_DUTY_WORDS, type ReferralDuty } from '../../../shared/referral/duties.ts';
import type { ReferralState } from '../../../shared/referral/referral.ts';
import { REFERRAL_ACT_WORDS, REFERRAL_KIND_WORDS } from '../../../shared/referral/words.ts';
import { suggestionDuties, SUGGESTION_DUTY_WORDS, type SuggestionDuty } from '../../../shared/suggestion/duties.ts';
import type { SuggestionState } from '../../../shared/suggestion/suggestion.ts';
import { SUGGESTION_ACT_WORDS } from '../../../shared/suggestion/words.ts';

export interface ItemLine { readonly id: string; readonly number: string; readonly title: string; /** Why it is listed. */ readonly why: string; readonly dueOn: LocalDate | null; /** What the button says, and where it leads: what has no effect is settled under 需处理. */ readonly action: string; readonly to: string; /** Where its title leads. */ readonly page: string }
/** One card: the gravest lines first. `grave` cannot wait; `late` is past its day. */
export interface ItemGroup { readonly id: string; readonly name: string; /** The whole list. */ readonly to: string; readonly grave: number; readonly late: number; readonly lines: readonly ItemLine[] }

const GRAVE: readonly string[] = ['contested', 'overdue', 'to_explain', 'co_late'];

/** The groups that have something to do on `today`; none when all is in order. */
export function itemGroups(suggestions: readonly SuggestionState[], referrals: readonly ReferralState[], today: LocalDate): readonly ItemGroup[] {
  const [papers, passedOn] = [suggestionDuties(suggestions, today), referralDuties(referrals, today)];
  return [
    { id: 'suggestions', name: '代表建议', to: '/suggestions', ...countsOf(papers), lines: papers.map(({ act, ...duty }) => lineOf(duty, SUGGESTION_DUTY_WORDS[duty.kind], act === null ? null : SUGGESTION_ACT_WORDS[act])) },
    {
      id: 'referrals', name: '信访、12345和议案线索', to: `/suggestions?kind=${passedOn[0]?.matter ?? 'petition'}`, ...countsOf(passedOn),
      lines: passedOn.map(({ act, ...duty }) => lineOf(duty, `${REFERRAL_KIND_WORDS[duty.matter]}${REFERRAL_DUTY_WORDS[duty.kind]}`, act === null ? null : REFERRAL_ACT_WORDS[act])),
    },
  ].filter(({ lines }) => lines.length > 0);
}

type Listed = Pick<SuggestionDuty | ReferralDuty, 'id' | 'number' | 'title' | 'kind' | 'dueOn'>;

function lineOf({ id, number, title, kind, dueOn }: Listed, why: string, action: string | null): ItemLine {
  return { id, number, title, why, dueOn, page: `/suggestions/${id}`, ...(kind === 'contested' ? { action: '核对', to: '/attention' } : { action: action ?? '查看', to: `/suggestions/${id}` }) };
}

function countsOf(duties: readonly { readonly kind: string }[]): Pick<ItemGroup, 'grave' | 'late'> {
  return { grave: duties.filter(({ kind }) => GRAVE.includes(kind)).length, late: duties.filter(({ kind }) => kind === 'overdue').length };
}
