/** Whether an act on an activity is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { tryAct, type UndoRefusal } from '../ledger/act-fold.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { ACTIVITY_BODY_VERSION } from './activity.ts';
import { ACTIVITY_MACHINE } from './fold.ts';
import type { ActivityRefusal } from './lifecycle.ts';
import { isActivityEntryType, readActivityAct } from './read-act.ts';

/** What `decideActivity` may answer. */
export type ActivityDecision = ActivityRefusal | UndoRefusal | 'not-allowed' | 'type-unknown' | 'version-newer' | 'body-invalid';

/** Decides one act on the activity whose entries are given (none for a plan or an opening). Refusals leave everything as it was. */
export function decideActivity(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<ActivityDecision>> {
  // Permission before existence, so that a refusal tells nothing about the activity.
  if (!isActivityEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: ACTIVITY_BODY_VERSION };
  const read = readActivityAct(draft);
  if (!read.ok) return err({ code: read.error });
  const tried = tryAct(ACTIVITY_MACHINE, entries, { act: read.value, actor: session.user });
  return tried.ok ? ok(draft) : err({ code: tried.error.code });
}
