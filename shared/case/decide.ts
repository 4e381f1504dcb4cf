/** Whether an act on a case is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { tryAct, type UndoRefusal } from '../ledger/act-fold.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { CASE_BODY_VERSION, type CaseState } from './case.ts';
import { CASE_MACHINE } from './fold.ts';
import type { CaseRefusal } from './lifecycle.ts';
import { isCaseEntryType, readCaseAct, type Unreadable } from './read-act.ts';
import { STATUS_WORDS, SUPERVISION_GRADE_WORDS } from './words.ts';

/** What `decideCase` may answer. */
export type CaseDecision = CaseRefusal | UndoRefusal | Unreadable | 'not-allowed';

/** Decides one act on the case whose entries are given (none for a registration). Refusals leave everything as it was. */
export function decideCase(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<CaseDecision>> {
  // Permission before existence, so that a refusal tells nothing about the case.
  if (!isCaseEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: CASE_BODY_VERSION };
  const read = readCaseAct(draft);
  if (!read.ok) return err({ code: read.error });
  const tried = tryAct(CASE_MACHINE, entries, { act: read.value, actor: session.user });
  if (tried.ok) return ok(draft);
  const { code, state } = tried.error;
  const detail = state && detailOf(code, state);
  return err({ code, ...(detail === null ? {} : { detail }) });
}

/** The fact of the case that the sentence of a refusal names. */
function detailOf(code: CaseRefusal | UndoRefusal, state: CaseState): string | null {
  if (code === 'act-not-possible') return STATUS_WORDS[state.status];
  if (code === 'already-numbered') return state.number;
  if (code === 'return-too-late') return state.assignment?.returnBy ?? null;
  if (code === 'promise-open') return state.promise?.on ?? null;
  const grade = code === 'grade-went-down' ? state.supervisions.at(-1)?.order.grade : undefined;
  return grade === undefined ? null : SUPERVISION_GRADE_WORDS[grade];
}
