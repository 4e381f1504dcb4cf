/** Whether an act on a referral is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { tryAct, type UndoRefusal } from '../ledger/act-fold.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { REFERRAL_MACHINE } from './fold.ts';
import type { ReferralRefusal } from './lifecycle.ts';
import { isReferralEntryType, readReferralAct } from './read-act.ts';
import { REFERRAL_BODY_VERSION } from './referral.ts';
import { REFERRAL_STATUS_WORDS } from './words.ts';

/** What `decideReferral` may answer. */
export type ReferralDecision = ReferralRefusal | UndoRefusal | 'not-allowed' | 'type-unknown' | 'version-newer' | 'body-invalid';

/** Decides one act on the referral whose entries are given (none for a registration). Refusals leave everything as it was. */
export function decideReferral(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<ReferralDecision>> {
  if (!isReferralEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: REFERRAL_BODY_VERSION };
  const read = readReferralAct(draft);
  if (!read.ok) return err({ code: read.error });
  const tried = tryAct(REFERRAL_MACHINE, entries, { act: read.value, actor: session.user });
  if (tried.ok) return ok(draft);
  const { code, state } = tried.error;
  return err({ code, ...(code === 'act-not-possible' && state ? { detail: REFERRAL_STATUS_WORDS[state.status] } : {}) });
}
