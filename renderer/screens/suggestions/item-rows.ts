/** Rows of the four lists: one shape for suggestions and for what is only passed on; filtered, and the most urgent first. */
import { REFERRAL_STATUS_WORDS } from '../../../shared/referral/words.ts';
import type { ReferralKind, ReferralState, ReferralStatus } from '../../../shared/referral/referral.ts';
import { SUGGESTION_STATUS_WORDS } from '../../../shared/suggestion/words.ts';
import type { SuggestionState, SuggestionStatus } from '../../../shared/suggestion/suggestion.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';

/** The tabs: suggestions, and each kind of referral. */
export type ItemKind = 'suggestion' | ReferralKind;
/** What the list shows: what is not done, what is late, or everything. */
export const SHOWN = ['open', 'overdue', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export interface ItemRow {
  readonly id: string;
  readonly number: string;
  readonly official: boolean;
  readonly title: string;
  /** Who puts it forward. */
  readonly who: string;
  /** Who handles it, or where it went. */
  readonly unit: string;
  readonly dueOn: LocalDate | null;
  readonly status: string;
  /** Green is done, grey waits for others or has ended, blue is the office's own turn. */
  readonly color: 'processing' | 'default' | 'success';
  readonly open: boolean;
  readonly contested: boolean;
  /** Two suggestions bear this number. */
  readonly twice: boolean;
  readonly search: string;
}

/** Green is done, grey waits for others or has ended, blue is the office's own turn. */
export const SUGGESTION_COLORS: Readonly<Record<SuggestionStatus, ItemRow['color']>> = {
  checking: 'processing', completing: 'default', assigning: 'processing', handling: 'default', following: 'default', feedback: 'processing', tracking: 'default', closing: 'processing', closed: 'success', rerouted: 'default',
};
export const REFERRAL_COLORS: Readonly<Record<ReferralStatus, ItemRow['color']>> = { open: 'processing', forwarded: 'default', concluded: 'success', converted: 'success' };

export function suggestionRows(states: readonly SuggestionState[], directory: Directory): readonly ItemRow[] {
  const used = new Map<string, number>();
  for (const { number } of states) if (number !== null) used.set(number, (used.get(number) ?? 0) + 1);
  return states.map((state) => {
    const who = `${nameOf(directory.deputies, state.registered.lead)}${state.signers.length > 1 ? ` 等${String(state.signers.length)}人` : ''}`;
    const unit = state.assignment === null ? '' : nameOf(directory.units, state.assignment.lead);
    const number = state.number ?? state.tempNo;
    return {
      id: state.id, number, official: state.number !== null, title: state.registered.title, who, unit, dueOn: state.dueOn, status: SUGGESTION_STATUS_WORDS[state.status], color: SUGGESTION_COLORS[state.status],
      open: state.status !== 'closed' && state.status !== 'rerouted', contested: state.contested, twice: state.number !== null && (used.get(state.number) ?? 0) > 1,
      search: [number, state.tempNo, state.registered.title, who, unit, state.registered.situation, state.registered.proposal, ...state.signers.map(({ deputy }) => nameOf(directory.deputies, deputy)), state.reply?.documentNo].join('\n').toLowerCase(),
    };
  });
}

export function referralRows(states: readonly ReferralState[], kind: ReferralKind, directory: Directory): readonly ItemRow[] {
  return states.filter((state) => state.kind === kind).map((state) => {
    const deputies = state.registered.deputies ?? [];
    const who = deputies[0] === undefined ? '' : `${nameOf(directory.deputies, deputies[0])} 等${String(deputies.length)}人`;
    const number = state.outsideNo ?? state.tempNo;
    return {
      id: state.id, number, official: state.outsideNo !== null, title: state.registered.title, who, unit: state.forwards.at(-1)?.where ?? '', dueOn: state.dueOn, status: REFERRAL_STATUS_WORDS[state.status], color: REFERRAL_COLORS[state.status],
      open: state.status === 'open' || state.status === 'forwarded', contested: state.contested, twice: false, search: [number, state.tempNo, state.registered.title, who, state.registered.words, state.registered.grounds].join('\n').toLowerCase(),
    };
  });
}

/** The rows that are shown, the earliest day first, what has none by number at the end. */
export function shownRows(rows: readonly ItemRow[], { shown, text, today }: { readonly shown: Shown; readonly text: string; readonly today: LocalDate }): readonly ItemRow[] {
  const words = text.toLowerCase().split(/\s+/).filter((one) => one !== '');
  return rows
    .filter((row) => (shown === 'all' || row.open) && (shown !== 'overdue' || (row.dueOn !== null && row.dueOn < today)) && words.every((word) => row.search.includes(word)))
    .sort((a, b) => Number(b.open) - Number(a.open) || compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(b.number, a.number) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function nameOf(records: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return records.find((one) => one.id === id)?.name ?? id;
}
