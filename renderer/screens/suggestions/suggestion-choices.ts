/** What a person may do on a suggestion or a referral now: the primary act first, then what usually comes beside it, then the rest. */
import { mayAppend, type Session } from '../../../shared/access.ts';
import { possibleReferralActs, primaryReferralAct } from '../../../shared/referral/lifecycle.ts';
import type { ReferralState } from '../../../shared/referral/referral.ts';
import { possibleSuggestionActs, primarySuggestionAct } from '../../../shared/suggestion/lifecycle.ts';
import type { SuggestionState, SuggestionStatus } from '../../../shared/suggestion/suggestion.ts';
import type { ReferralActType } from './forms/referral-forms.ts';
import type { SuggestionActType } from './forms/suggestion-forms.ts';

export interface Choices<T> {
  readonly types: readonly T[];
  readonly hasPrimary: boolean;
  /** How many of them are buttons; the others stand behind 更多. */
  readonly shown: number;
}

const MOST_BESIDE = 3;

/** Which of the possible acts stand beside the primary one. */
const BESIDE: Readonly<Record<SuggestionStatus, readonly SuggestionActType[]>> = {
  checking: ['suggestion.sent_back', 'suggestion.merged', 'suggestion.rerouted'], completing: ['suggestion.rerouted'], assigning: ['suggestion.talked', 'suggestion.merged', 'suggestion.sent_back'],
  handling: ['suggestion.talked', 'suggestion.co_opined', 'suggestion.supervised'], following: ['suggestion.separated'], feedback: ['suggestion.fed_back', 'suggestion.urged', 'suggestion.talked'],
  tracking: ['suggestion.progressed', 'suggestion.replied', 'suggestion.supervised'], closing: ['suggestion.fed_back'], closed: ['suggestion.reopened'], rerouted: ['suggestion.reopened'],
};

export function suggestionChoices(state: SuggestionState, session: Session): Choices<SuggestionActType> {
  if (!session.writes.includes(state.scope)) return { types: [], hasPrimary: false, shown: 0 };
  const allowed = possibleSuggestionActs(state).filter((type): type is SuggestionActType => type !== 'suggestion.registered' && type !== 'suggestion.undone' && mayAppend(session.role, type) && isOfUse(type, state));
  const primary = allowed.find((type) => type === primarySuggestionAct(state));
  const beside = [...(state.contested ? ['suggestion.noted' as const] : []), ...BESIDE[state.status]].filter((type) => type !== primary && allowed.includes(type));
  return ordered(primary, beside, allowed);
}

export function referralChoices(state: ReferralState, session: Session): Choices<ReferralActType> {
  if (!session.writes.includes(state.scope)) return { types: [], hasPrimary: false, shown: 0 };
  const allowed = possibleReferralActs(state).filter((type): type is ReferralActType => type !== 'referral.registered' && type !== 'referral.undone' && mayAppend(session.role, type));
  const primary = allowed.find((type) => type === primaryReferralAct(state));
  return ordered(primary, allowed.filter((type) => type !== primary && type !== 'referral.converted'), allowed);
}

function ordered<T>(primary: T | undefined, beside: readonly T[], allowed: readonly T[]): Choices<T> {
  const first = [...(primary === undefined ? [] : [primary]), ...beside.slice(0, MOST_BESIDE)];
  return { types: [...new Set([...first, ...allowed])], hasPrimary: primary !== undefined, shown: first.length };
}

/** What is possible and says nothing new is not offered. */
function isOfUse(type: SuggestionActType, state: SuggestionState): boolean {
  if (type === 'suggestion.signed') return state.signers.some(({ signedOn }) => signedOn === null);
  if (type === 'suggestion.acknowledged') return state.acknowledgedOn === null;
  if (type === 'suggestion.co_opined') return state.assignment !== null && state.assignment.mode !== 'separate' && state.assignment.co.some((unit) => state.coOpinions[unit] === undefined);
  if (type === 'suggestion.fed_back' || type === 'suggestion.urged') return state.signers.some(({ deputy }) => state.deliveries[deputy] !== undefined && state.voices[deputy] === undefined) || (type === 'suggestion.fed_back' && state.status !== 'feedback');
  if (type === 'suggestion.lapsed') return Object.keys(state.urged).some((deputy) => state.voices[deputy] === undefined);
  return type !== 'suggestion.delivered' || state.signers.some(({ deputy }) => state.deliveries[deputy] === undefined);
}
