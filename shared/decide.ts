/** What a person may do now, whatever it is about: one door to the aggregates' own decisions. */
import { mayAppend, type Session } from './access.ts';
import type { Act, Refusal } from './act.ts';
import { decideActivity, type ActivityDecision } from './activity/decide.ts';
import { decideCase, type CaseDecision } from './case/decide.ts';
import { isKnownType, judgeBody } from './entry-types.ts';
import { err, ok, type Result } from './kernel/result.ts';
import type { Entry, EntryDraft } from './ledger/entry.ts';
import { decideReferral, type ReferralDecision } from './referral/decide.ts';
import { decideSuggestion, type SuggestionDecision } from './suggestion/decide.ts';

/** Every code that a decision may refuse with. */
export type Decision = CaseDecision | ActivityDecision | SuggestionDecision | ReferralDecision;

/** Decides an act by its subject's aggregate; plain records (deputy, unit, village) need only permission and a valid body. */
export function decide(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<Decision>> {
  const [aggregate] = act.subject.split(':');
  if (aggregate === 'case') return decideCase(entries, act, session);
  if (aggregate === 'activity') return decideActivity(entries, act, session);
  if (aggregate === 'suggestion') return decideSuggestion(entries, act, session);
  if (aggregate === 'referral') return decideReferral(entries, act, session);
  if (!isKnownType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: 1 };
  return judgeBody(draft) === 'valid' ? ok(draft) : err({ code: 'body-invalid' });
}
