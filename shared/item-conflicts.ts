/** Acts without effect on suggestions and referrals that nobody has dealt with: what their folds call contested, by entry, and what stands instead. Of cases: `case/unsettled.ts`. */
import type { Act } from './act.ts';
import { UNREADABLE } from './case/read-act.ts';
import type { ActEvent } from './ledger/act-fold.ts';
import { isReferralEntryType } from './referral/read-act.ts';
import type { ReferralState } from './referral/referral.ts';
import { isBesideSuggestion } from './suggestion/lifecycle.ts';
import { isSuggestionEntryType } from './suggestion/read-act.ts';
import type { SuggestionState } from './suggestion/suggestion.ts';

export type Item = SuggestionState | ReferralState;
/** Both sides: what did not take effect, and the act that stands in its way. Null when it failed for what it said itself. */
export interface ItemConflict { readonly failed: ActEvent; readonly stands: ActEvent | null }

/** The conflicts of one item with its timeline, oldest first. */
export function itemConflicts({ timeline }: Pick<Item, 'timeline'>): readonly ItemConflict[] {
  const settled = new Set(timeline.flatMap(({ header, body, ineffective }) => (isNote(header.type) && ineffective === null && Array.isArray(body['resolves']) ? body['resolves'] as unknown[] : [])));
  return timeline.flatMap((failed, at) => {
    if (failed.ineffective === null || UNREADABLE.some((code) => code === failed.ineffective) || settled.has(failed.header.id)) return [];
    return [{ failed, stands: timeline.slice(0, at).findLast(({ header, ineffective, undone }) => ineffective === null && !undone && isStep(header.type)) ?? null }];
  });
}

/** The note by which `entries` without effect are left as they are. */
export function itemSettled({ id, scope }: Pick<Item, 'id' | 'scope'>, entries: readonly string[]): Act {
  return { scope, subject: id, type: id.startsWith('suggestion:') ? 'suggestion.noted' : 'referral.noted', body: { text: '以现在的为准', resolves: entries } };
}

function isNote(type: string): boolean {
  return type === 'suggestion.noted' || type === 'referral.noted';
}

/** An act of the road; notes and numbers stand beside it. */
function isStep(type: string): boolean {
  return isSuggestionEntryType(type) ? !isBesideSuggestion(type) : isReferralEntryType(type) && !isNote(type);
}
