/** Whether an act on a suggestion is possible now: the same judgement as the fold makes later, asked before anything is written. */
import { mayAppend, type Session } from '../access.ts';
import type { Act, Refusal } from '../act.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { tryAct, type UndoRefusal } from '../ledger/act-fold.ts';
import type { Entry, EntryDraft } from '../ledger/entry.ts';
import { SUGGESTION_MACHINE } from './fold.ts';
import type { SuggestionRefusal } from './lifecycle.ts';
import { isSuggestionEntryType, readSuggestionAct } from './read-act.ts';
import { SUGGESTION_BODY_VERSION, type SuggestionState } from './suggestion.ts';
import { SUGGESTION_STATUS_WORDS } from './words.ts';

/** What `decideSuggestion` may answer. */
export type SuggestionDecision = SuggestionRefusal | UndoRefusal | 'not-allowed' | 'type-unknown' | 'version-newer' | 'body-invalid';

/** Decides one act on the suggestion whose entries are given (none for a registration). Refusals leave everything as it was. */
export function decideSuggestion(entries: readonly Entry[], act: Act, session: Session): Result<EntryDraft, Refusal<SuggestionDecision>> {
  if (!isSuggestionEntryType(act.type)) return err({ code: 'type-unknown' });
  if (!mayAppend(session.role, act.type)) return err({ code: 'not-allowed' });
  const draft: EntryDraft = { ...act, v: SUGGESTION_BODY_VERSION };
  const read = readSuggestionAct(draft);
  if (!read.ok) return err({ code: read.error });
  const tried = tryAct(SUGGESTION_MACHINE, entries, { act: read.value, actor: session.user });
  if (tried.ok) return ok(draft);
  const { code, state } = tried.error;
  const detail = state && detailOf(code, state);
  return err({ code, ...(detail === null ? {} : { detail }) });
}

/** The fact of the suggestion that the sentence of a refusal names. */
function detailOf(code: SuggestionRefusal | UndoRefusal, state: SuggestionState): string | null {
  if (code === 'act-not-possible') return SUGGESTION_STATUS_WORDS[state.status];
  if (code === 'return-too-late') return state.assignment?.returnBy ?? null;
  if (code === 'promise-open') return state.promises.find(({ fulfilled }) => fulfilled === null)?.on ?? null;
  return null;
}
