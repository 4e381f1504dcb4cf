/** Whether an act on a case is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { CASE_BODY_VERSION, type CaseState } from './case.ts';
import { applyAct, foldCase } from './fold.ts';
import type { CaseRefusal } from './lifecycle.ts';
import { isCaseEntryType, readCaseAct, type Unreadable } from './read-act.ts';
import { STATUS_WORDS, SUPERVISION_GRADE_WORDS } from './words.ts';

/** What `decideCase` may answer. */
export type CaseDecision = CaseRefusal | Unreadable | 'not-allowed';

/** Decides one act on the case whose entries are given (none for a registration). Refusals leave everything as it was. */
export function decideCase(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<CaseDecision>> {
  // Permission before existence, so that a refusal tells nothing about the case.
  if (!isCaseEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: CASE_BODY_VERSION };
  const read = readCaseAct(draft);
  if (!read.ok) return err({ code: read.error });
  const state = foldCase(entries);
  const { ineffective } = applyAct(state, read.value);
  if (ineffective === null) return ok(draft);
  const detail = state && detailOf(ineffective, state);
  return err({ code: ineffective, ...(detail === null ? {} : { detail }) });
}

/** The fact of the case that the sentence of a refusal names. */
function detailOf(code: CaseRefusal, state: CaseState): string | null {
  if (code === 'act-not-possible') return STATUS_WORDS[state.status];
  if (code === 'already-numbered') return state.number;
  const grade = code === 'grade-went-down' ? state.supervisions.at(-1)?.grade : undefined;
  return grade === undefined ? null : SUPERVISION_GRADE_WORDS[grade];
}
