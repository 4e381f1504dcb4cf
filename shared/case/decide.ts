/** Whether an act on a case is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import type { CaseEntryType } from './case.ts';
import { CASE_BODIES } from './case.ts';
import { applyAct, foldCase, type KnownCaseEntry } from './fold.ts';
import { judgeCaseBody } from './judge-body.ts';
import { CASE_REFUSALS, type CaseRefusal } from './lifecycle.ts';

/** What `decideCase` may answer. */
export type CaseDecision = CaseRefusal | 'not-allowed' | 'type-unknown' | 'body-invalid';

/** Decides one act on the case whose entries are given (none for a registration). Refusals leave everything as it was. */
export function decideCase(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<CaseDecision>> {
  if (!Object.hasOwn(CASE_BODIES, act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type as CaseEntryType)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: 1 };
  const candidate = { ...draft, id: '', replica: '', seq: 1, prev: '', at: '', wall: '', actor: session.user };
  if (judgeCaseBody(candidate)) return err({ code: 'body-invalid' });
  const { ineffective } = applyAct(foldCase(entries), candidate as unknown as KnownCaseEntry);
  if (ineffective === null) return ok(draft);
  return err({ code: CASE_REFUSALS.find((code) => code === ineffective) ?? 'act-not-possible' });
}
