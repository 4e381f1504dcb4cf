/** What a screen shows of a case, against a fold of the county's log in this process. */
import { isDeepStrictEqual } from 'node:util';
import type { CaseView } from '../../../renderer/store/api.ts';
import { columnsOf } from '../../../renderer/store/case-row.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';

/** What is wrong with the view of a case whose entries, as the county has them, are these; empty when it is theirs. */
export function viewFaults(subject: string, view: CaseView | null, entries: readonly Entry[]): readonly string[] {
  const state = foldCase(entries);
  if (state === null || view === null) return state === null && view === null ? [] : [`${subject} is ${view === null ? 'not shown and has' : 'shown and has not'} ${String(entries.length)} entries`];
  const faults: string[] = [];
  if (!isDeepStrictEqual(plain(view.state), plain(state))) faults.push(`${subject} is not the fold of the county's entries`);
  const { columns } = columnsOf(state, view.row.delivery);
  const row = plain(view.row) as Record<string, unknown>;
  const other = Object.entries(plain(columns) as Record<string, unknown>).filter(([name, value]) => !isDeepStrictEqual(row[name], value)).map(([name]) => name);
  if (other.length > 0) faults.push(`${subject} stands in the list with another ${other.join(', ')}`);
  if (view.row.delivery !== 'county') faults.push(`${subject} is shown as ${view.row.delivery}`);
  return faults;
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
