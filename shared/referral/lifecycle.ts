/** What becomes of a referral, as data. It has no handling: it is passed on, people are told, and what came back is written down. */
import { MOTION_DEPUTIES, OUTCOMES_OF, REFERRAL_BODIES, type ReferralBody, type ReferralEntryType, type ReferralState, type ReferralStatus } from './referral.ts';

type Row = Readonly<Partial<Record<ReferralEntryType, ReferralStatus>>>;

/** states × acts → the next state. `referral.undone` is in no row: it asks what stands on the act it takes back. */
export const REFERRAL_LIFECYCLE: Readonly<Record<ReferralStatus, Row>> = {
  open: { 'referral.noted': 'open', 'referral.notified': 'open', 'referral.forwarded': 'forwarded', 'referral.concluded': 'concluded', 'referral.converted': 'converted' },
  forwarded: { 'referral.noted': 'forwarded', 'referral.notified': 'forwarded', 'referral.forwarded': 'forwarded', 'referral.concluded': 'concluded', 'referral.converted': 'converted' },
  // A motion that was not put on the agenda may still become a suggestion.
  concluded: { 'referral.noted': 'concluded', 'referral.notified': 'concluded', 'referral.converted': 'converted', 'referral.reopened': 'open' },
  converted: { 'referral.noted': 'converted', 'referral.reopened': 'open' },
};

export const REFERRAL_REFUSALS = [
  'not-registered', 'already-registered', 'act-not-possible', 'scope-differs', 'motion-incomplete', 'deputies-too-few', 'ticket-missing', 'wrong-kind', 'notice-missing', 'not-forwarded', 'outcome-differs', 'motion-only', 'motion-listed',
] as const;
export type ReferralRefusal = (typeof REFERRAL_REFUSALS)[number];

/** What acts demand of the referral alone, beyond its state. */
export const REFERRAL_STATE_DEMANDS: readonly { readonly act: ReferralEntryType; readonly code: ReferralRefusal; readonly refuses: (state: ReferralState) => boolean }[] = [
  { act: 'referral.converted', code: 'motion-only', refuses: ({ kind }) => kind !== 'motion_lead' },
  { act: 'referral.converted', code: 'motion-listed', refuses: ({ conclusion }) => conclusion?.outcome === 'listed' },
];

type BodyDemands = { readonly [T in ReferralEntryType]?: readonly { readonly code: ReferralRefusal; readonly refuses: (state: ReferralState, body: ReferralBody<T>) => boolean }[] };

export const REFERRAL_BODY_DEMANDS: BodyDemands = {
  'referral.concluded': [
    { code: 'outcome-differs', refuses: ({ kind }, body) => !OUTCOMES_OF[kind].includes(body.outcome) },
    // 不能当场告知的，十五日内书面告知 (信访工作条例 23.2): a petition is not done with before, unless it is taken back.
    { code: 'notice-missing', refuses: ({ kind, notices }, body) => kind === 'petition' && notices.length === 0 && body.outcome !== 'withdrawn' },
    // The answer goes back to where the ticket came from.
    { code: 'not-forwarded', refuses: ({ kind, forwards }, body) => kind === 'hotline_ticket' && body.outcome === 'answered' && forwards.length === 0 },
  ],
  'referral.converted': [{ code: 'wrong-kind', refuses: (_, body) => !body.to.startsWith('suggestion:') }],
};

/** Why it cannot be registered as it is; null when it can. */
export function referralRegistrationRefusal(body: ReferralBody<'referral.registered'>): ReferralRefusal | null {
  if (body.kind === 'hotline_ticket') return body.outsideNo ? null : 'ticket-missing';
  if (body.kind !== 'motion_lead') return null;
  // 案由、案据、方案; 五人以上联名 (代表法 15; 地方组织法 22).
  if (!body.grounds || !body.plan) return 'motion-incomplete';
  return new Set(body.deputies ?? []).size < MOTION_DEPUTIES ? 'deputies-too-few' : null;
}

/** Why an act of this type is not possible on the referral as it stands; null when it is. */
export function referralStateRefusal(state: ReferralState, type: ReferralEntryType): ReferralRefusal | null {
  if (REFERRAL_LIFECYCLE[state.status][type] === undefined) return 'act-not-possible';
  return REFERRAL_STATE_DEMANDS.find((row) => row.act === type && row.refuses(state))?.code ?? null;
}

/** Why the body of an act cannot take effect on this referral; null when it can. */
export function referralBodyRefusal<T extends ReferralEntryType>(state: ReferralState, type: T, body: ReferralBody<T>): ReferralRefusal | null {
  return REFERRAL_BODY_DEMANDS[type]?.find((row) => row.refuses(state, body))?.code ?? null;
}

/** The one act that moves it on; null when it has ended. */
export function primaryReferralAct(state: ReferralState): ReferralEntryType | null {
  if (state.status === 'concluded') return state.conclusion?.outcome === 'not_listed' ? 'referral.converted' : null;
  if (state.status === 'converted') return null;
  if (state.status === 'open') return 'referral.forwarded';
  return state.kind === 'petition' && state.notices.length === 0 ? 'referral.notified' : 'referral.concluded';
}

/** The acts that are possible now, the primary one first. */
export function possibleReferralActs(state: ReferralState): readonly ReferralEntryType[] {
  const primary = primaryReferralAct(state);
  const possible = ACTS.filter((act) => act !== primary && referralStateRefusal(state, act) === null);
  return primary === null ? possible : [primary, ...possible];
}

const ACTS = Object.keys(REFERRAL_BODIES) as readonly ReferralEntryType[];
