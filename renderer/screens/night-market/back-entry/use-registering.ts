/** Registering many rows at once, and taking the batch back: what was registered stays in the ledger, so a batch is taken back by declining each with the reason. */
import { useState } from 'react';
import { mayAppend } from '../../../../shared/access.ts';
import type { Act } from '../../../../shared/act.ts';
import { TAKEN_BACK_REASON } from '../../../../shared/case/taken-back.ts';
import { newSubject } from '../../../ui/new-subject.ts';
import { useSession } from '../../../ui/session-context.tsx';
import { useBatch, type Batch } from '../../../ui/use-batch.ts';
import { useToday } from '../../../ui/use-today.ts';
import type { SheetEvent, SheetRow } from './sheet.ts';

/** What was answered at the table is past declining: it waits for its evaluation. */
function mayGo({ body }: Act): boolean {
  return (body as Readonly<Record<string, unknown>>)['answeredOnSpot'] === undefined;
}

/** The last batch: its rows that are registered, and what became of taking them back. */
export interface LastBatch { readonly rows: readonly SheetRow[]; readonly acts: readonly Act[]; readonly left: number; /** How many cannot be taken back. */ readonly answered: number; readonly takenBack: Batch | null }

export interface Registering {
  readonly register: (rows: readonly SheetRow[], acts: readonly Act[]) => Promise<void>;
  /** The batch under way; null when none is. */
  readonly running: Batch | null;
  readonly stop: () => void;
  readonly last: LastBatch | null;
  readonly forget: () => void;
  readonly takeBack: () => Promise<void>;
  readonly mayTakeBack: boolean;
}

export function useRegistering(dispatch: (event: SheetEvent) => void): Registering {
  const session = useSession();
  const today = useToday();
  const { batch, run, stop } = useBatch();
  const [last, setLast] = useState<LastBatch | null>(null);
  const register = async (rows: readonly SheetRow[], acts: readonly Act[]) => {
    const { done, failed, left } = await run(acts);
    const subjects = done.map(({ act }) => act.subject);
    dispatch({ type: 'registered', subjects });
    dispatch({ type: 'refused', why: Object.fromEntries(failed.map(({ act, why }) => [act.subject, why])) });
    setLast({ rows: rows.filter(({ subject }) => subjects.includes(subject)), acts: done.map(({ act }) => act), left, answered: done.filter(({ act }) => !mayGo(act)).length, takenBack: null });
  };
  const takeBack = async () => {
    if (last === null) return;
    const outcome = await run(last.acts.filter(mayGo).map(({ scope, subject }) => ({ scope, subject, type: 'case.declined', body: { route: 'not_accept', reason: TAKEN_BACK_REASON, on: today } })));
    const gone = new Set(outcome.done.map(({ act }) => act.subject));
    // Back on the sheet as new matters, to be put right and registered again.
    dispatch({ type: 'returned', rows: last.rows.filter(({ subject }) => gone.has(subject)).map((row) => ({ ...row, subject: newSubject('case'), refusal: null })) });
    setLast({ ...last, takenBack: outcome });
  };
  return { register, running: batch?.phase === 'running' ? batch : null, stop, last, forget: () => { setLast(null); }, takeBack, mayTakeBack: mayAppend(session.role, 'case.declined') };
}
