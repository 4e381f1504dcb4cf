/**
 * From one kind to another, with the trace on both sides: the acts that are done together, all or none (a case is turned into another kind by its own form). The kinds are never merged
 * (domain 3.1): what comes into being is an item of its own, and what it came from follows it or ends.
 */
import type { Act } from './act.ts';
import type { CaseState } from './case/case.ts';
import type { ReferralState } from './referral/referral.ts';
import type { SuggestionBody, SuggestionState } from './suggestion/suggestion.ts';

/** What the form asked beside what the case says; the deputy puts it forward in their own name, signed. */
type SuggestionPaper = Omit<SuggestionBody<'suggestion.registered'>, 'sources'>;

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
