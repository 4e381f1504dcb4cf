/**
 * From one kind to another, with the trace on both sides: the acts that are done together, all or none, and how a turn is taken back. The kinds
 * are never merged (domain 3.1): what comes into being is an item of its own, and what it came from follows it or ends.
 */
import type { Act } from './act.ts';
import type { CaseState } from './case/case.ts';
import { err, ok, type Result } from './kernel/result.ts';
import type { ReferralBody, ReferralState } from './referral/referral.ts';
import type { SuggestionBody, SuggestionState } from './suggestion/suggestion.ts';

/** What the form asked beside what the case says; the deputy puts it forward in their own name, signed. */
type SuggestionPaper = Omit<SuggestionBody<'suggestion.registered'>, 'sources'>;
type ReferralPaper = Omit<ReferralBody<'referral.registered'>, 'sources' | 'words'>;

/** A case's turn into a suggestion: its first entry, which stands before the `case.converted` that names it. The category is the case's. */
export function suggestionFromCase({ id, scope, category }: Pick<CaseState, 'id' | 'scope' | 'category'>, subject: string, paper: SuggestionPaper): Act {
  return { scope, subject, type: 'suggestion.registered', body: { ...paper, sources: [id], ...(category === null ? {} : { category }) } };
}

/** A case's turn into what is only passed on, with the citizen's words as they were said. */
export function referralFromCase({ id, scope, registered }: Pick<CaseState, 'id' | 'scope' | 'registered'>, subject: string, paper: ReferralPaper): Act {
  return { scope, subject, type: 'referral.registered', body: { ...paper, words: registered.words, sources: [id] } };
}

/** A motion that is not put on the agenda becomes a suggestion (议案审查委员会的通行做法; domain 3.1). */
export function suggestionFromMotion({ id, scope, registered }: Pick<ReferralState, 'id' | 'scope' | 'registered'>, subject: string, { paper, reason, on }: { readonly paper: SuggestionPaper; readonly reason: string; readonly on: string }): readonly Act[] {
  return [
    { scope, subject, type: 'suggestion.registered', body: { ...paper, motion: id, ...(registered.sources ? { sources: registered.sources } : {}) } },
    { scope, subject: id, type: 'referral.converted', body: { to: subject, reason, on } },
  ];
}

/**
 * The suggestion's answer, given to a case that follows it (件件有回音): the case goes on to evaluation with the same class and words. Null
 * while there is no answer, or when the case does not follow this suggestion.
 */
export function caseAnswerFrom({ id, reply }: Pick<SuggestionState, 'id' | 'reply'>, one: Pick<CaseState, 'id' | 'scope' | 'status' | 'follows'>, on: string): Act | null {
  if (reply === null || one.status !== 'following' || one.follows?.id !== id) return null;
  const { unit, class: kind, text, documentNo, signedBy, plan, promisedOn, reason, escalatedTo } = reply;
  const parts = { plan, promisedOn: promisedOn !== undefined && promisedOn >= on ? promisedOn : promisedOn && on, reason, escalatedTo };
  const said = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { scope: one.scope, subject: one.id, type: 'case.replied', body: { unit, class: kind, text, documentNo, signedBy, on, ...said } };
}

/** Why a turn cannot be taken back. */
export type ConversionRefusal = 'turned-item-moved';

/** What an item is ended with when the turn that made it is taken back. */
export const TAKEN_BACK = '转化已撤销';

/**
 * Taking the turn of a case (or of a motion) back, in one step: its last act is undone, and what came of it is ended with the reason, so that nothing
 * stands that nobody wants. Refused once the other item has gone on: who wants it ended ends it there first. An item that ended already, that came of
 * other matters too, or that is not here (`other` null) stays as it is.
 */
export function conversionTakenBack({ id, scope }: Pick<CaseState, 'id' | 'scope'>, { act, other, on }: { readonly act: string; readonly other: SuggestionState | ReferralState | null; readonly on: string }): Result<readonly Act[], ConversionRefusal> {
  const [aggregate] = id.split(':');
  const undo = (reason: string): Act => ({ scope, subject: id, type: `${String(aggregate)}.undone`, body: { act, reason } });
  if (other === null || hasEnded(other) || !isOnlyFrom(other, id)) return ok([undo(TAKEN_BACK)]);
  if (other.undoable !== null) return err('turned-item-moved');
  const end: Act = 'kind' in other
    ? { scope, subject: other.id, type: 'referral.concluded', body: { outcome: 'withdrawn', text: TAKEN_BACK, on } }
    : { scope, subject: other.id, type: 'suggestion.rerouted', body: { as: id.startsWith('case:') ? 'case' : 'motion', to: id, reason: TAKEN_BACK, on } };
  return ok([undo(`${TAKEN_BACK}，转出的“${other.registered.title}”同时结束`.slice(0, MOST_REASON)), end]);
}

/** The longest reason of an undoing. */
const MOST_REASON = 500;

function hasEnded({ status }: SuggestionState | ReferralState): boolean {
  return status === 'rerouted' || status === 'closed' || status === 'concluded' || status === 'converted';
}

function isOnlyFrom(other: SuggestionState | ReferralState, id: string): boolean {
  if (!('kind' in other) && other.registered.motion !== undefined) return other.registered.motion === id;
  const sources = other.registered.sources ?? [];
  return sources.length > 0 && sources.every((one) => one === id);
}
