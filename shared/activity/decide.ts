/** Whether an act on an activity is possible now. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { ACTIVITY_BODY_VERSION } from './activity.ts';
import { foldActivity } from './fold.ts';
import { isActivityEntryType, readActivityAct } from './read-act.ts';

/** What `decideActivity` may answer. */
export type ActivityDecision = 'activity-not-open' | 'activity-already-open' | 'scope-differs' | 'not-allowed' | 'type-unknown' | 'version-newer' | 'body-invalid';

/** Opening comes first and once; everything else needs an open evening. */
export function decideActivity(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<ActivityDecision>> {
  // Permission before existence, so that a refusal tells nothing about the activity.
  if (!isActivityEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: ACTIVITY_BODY_VERSION };
  const read = readActivityAct(draft);
  if (!read.ok) return err({ code: read.error });
  const state = foldActivity(entries);
  if (state && state.scope !== act.scope) return err({ code: 'scope-differs' });
  if (act.type === 'activity.opened') return state ? err({ code: 'activity-already-open' }) : ok(draft);
  return state?.open ? ok(draft) : err({ code: 'activity-not-open' });
}
