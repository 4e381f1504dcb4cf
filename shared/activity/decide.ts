/** Whether an act on an activity is possible now. */
import { Value } from 'typebox/value';
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { ACTIVITY_BODIES, type ActivityEntryType } from './activity.ts';
import { foldActivity } from './fold.ts';

/** What `decideActivity` may answer. */
export const ACTIVITY_REFUSALS = ['activity-not-open', 'activity-already-open'] as const;
export type ActivityRefusal = (typeof ACTIVITY_REFUSALS)[number];
export type ActivityDecision = ActivityRefusal | 'not-allowed' | 'type-unknown' | 'body-invalid';

/** Opening comes first and once; everything else needs an open evening. */
export function decideActivity(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<ActivityDecision>> {
  if (!Object.hasOwn(ACTIVITY_BODIES, act.type)) return err({ code: 'type-unknown' });
  const type = act.type as ActivityEntryType;
  if (!mayAppend(session.role, type)) return err({ code: 'not-allowed' });
  if (!Value.Check(ACTIVITY_BODIES[type], act.body)) return err({ code: 'body-invalid' });
  const state = foldActivity(entries);
  if (type === 'activity.opened') return state ? err({ code: 'activity-already-open' }) : ok({ ...act, v: 1 });
  return state?.open ? ok({ ...act, v: 1 }) : err({ code: 'activity-not-open' });
}
