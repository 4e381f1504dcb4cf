/**
 * An act: what a person wants to do, before anything decided whether it is possible. Acts carry their subject id,
 * dates and texts from the caller, so that a retried act is the same act. `decide` turns one into an entry draft.
 */
import type { Entry, EntryDraft } from './ledger/entry.ts';
import type { Session } from './access.ts';
import type { Result } from './kernel/result.ts';

/** The draft of one entry without its version, which is always the latest of the type. */
export interface Act {
  readonly scope: string;
  readonly subject: string;
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly base?: Record<string, string>;
}

/** Why an act is not possible now. `code` has a Chinese sentence in `refusal-text.ts`; `detail` fills it in. */
export interface Refusal<C extends string = string> {
  readonly code: C;
  readonly detail?: string;
}

/** The signature of every aggregate's `decide`: the subject's entries in fold order, the act, who acts. */
export type Decide<C extends string> = (entries: readonly Entry[], act: Act, session: Session) => Result<EntryDraft, Refusal<C>>;
