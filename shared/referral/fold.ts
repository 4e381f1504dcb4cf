/** A referral as its entries add up: total and deterministic, in whatever order they came. */
import { foldActs, type ActMachine } from '../ledger/act-fold.ts';
import type { Entry } from '../ledger/entry.ts';
import { REFERRAL_LIFECYCLE, referralBodyRefusal, referralRegistrationRefusal, referralStateRefusal, type ReferralRefusal } from './lifecycle.ts';
import { readReferralAct, type ReferralAct } from './read-act.ts';
import type { ReferralState } from './referral.ts';

export const REFERRAL_MACHINE: ActMachine<ReferralState, ReferralAct, ReferralRefusal> = {
  read: readReferralAct,
  apply: applyReferralAct,
  isBeside: (act) => act.type === 'referral.noted',
  undoes: (act) => (act.type === 'referral.undone' ? act.body.act : null),
  settles: (act) => (act.type === 'referral.noted' ? act.body.resolves ?? [] : []),
  isCalm: () => false,
};

/** The referral that `entries` of one subject add up to, in any order; null while its registration has not arrived. */
export function foldReferral(entries: readonly Entry[]): ReferralState | null {
  const { state, timeline, contested, undoable } = foldActs(REFERRAL_MACHINE, entries);
  return state && { ...state, timeline, contested: contested.length > 0, undoable };
}

/** Applies one act to a referral: the only place where one changes. */
export function applyReferralAct(state: ReferralState | null, act: ReferralAct): { readonly state: ReferralState | null; readonly ineffective: ReferralRefusal | null } {
  if (act.type === 'referral.registered') {
    const refusal = state ? 'already-registered' : referralRegistrationRefusal(act.body);
    return refusal ? { state, ineffective: refusal } : { state: register(act), ineffective: null };
  }
  if (!state) return { state, ineffective: 'not-registered' };
  if (act.scope !== state.scope) return { state, ineffective: 'scope-differs' };
  const refusal = referralStateRefusal(state, act.type) ?? referralBodyRefusal(state, act.type, act.body);
  if (refusal) return { state, ineffective: refusal };
  const changed: ReferralState = { ...state, ...changes(state, act), status: REFERRAL_LIFECYCLE[state.status][act.type] ?? state.status };
  return { state: { ...changed, dueOn: dueOf(changed) }, ineffective: null };
}

function register({ scope, subject, body }: Extract<ReferralAct, { type: 'referral.registered' }>): ReferralState {
  return {
    id: subject, scope, kind: body.kind, status: 'open', tempNo: body.tempNo, outsideNo: body.outsideNo ?? null, registered: body, forwards: [], notices: [], conclusion: null, conversion: null,
    dueOn: body.dueOn ?? null, timeline: [], contested: false, undoable: null,
  };
}

function changes(state: ReferralState, act: ReferralAct): Partial<ReferralState> {
  switch (act.type) {
    case 'referral.forwarded': return { forwards: [...state.forwards, act.body], outsideNo: act.body.outsideNo ?? state.outsideNo };
    case 'referral.notified': return { notices: [...state.notices, act.body] };
    case 'referral.concluded': return { conclusion: act.body };
    case 'referral.converted': return { conversion: act.body };
    case 'referral.reopened': return { conclusion: null, conversion: null };
    case 'referral.registered':
    case 'referral.noted':
    case 'referral.undone': return {};
  }
}

/** A petition's day is the notice's; the others' is the end. */
function dueOf({ status, kind, notices, registered }: ReferralState): string | null {
  const isDone = status === 'concluded' || status === 'converted' || (kind === 'petition' && notices.length > 0);
  return isDone ? null : registered.dueOn ?? null;
}
