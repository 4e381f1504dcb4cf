/** Every case of a list, folded, in the list's order: what exports and reports are made of. */
import type { CaseState } from '../../shared/case/case.ts';
import type { LedgerNames } from '../../shared/documents/monthly-ledger.ts';
import type { CaseQuery, Directory } from '../store/api.ts';
import type { Store } from '../store/client.ts';

/** A list without its window. */
export type CaseList = Pick<CaseQuery, 'filter' | 'sort' | 'descending'>;

const ROWS_A_PAGE = 2000;
/** So many are asked for at once: the worker stays answerable to the screen in between. */
const CASES_AT_ONCE = 40;

/** Who waits for many cases: hears how many of how many are there, and may stop wanting them. */
export interface Waiting { readonly heard: (done: number, total: number) => void; readonly unwanted: AbortSignal }

/** The cases of `list`; some of them once they are unwanted. */
export async function allCases(store: Store, list: CaseList, waiting?: Waiting): Promise<readonly CaseState[]> {
  const ids: string[] = [];
  for (let total = 1; ids.length < total;) {
    const page = await store.cases({ ...list, offset: ids.length, limit: ROWS_A_PAGE });
    if (page.rows.length === 0) break;
    ids.push(...page.rows.map(({ id }) => id));
    total = page.total;
  }
  const cases: CaseState[] = [];
  for (let at = 0; at < ids.length && waiting?.unwanted.aborted !== true; at += CASES_AT_ONCE) {
    const views = await Promise.all(ids.slice(at, at + CASES_AT_ONCE).map((id) => store.case(id)));
    cases.push(...views.flatMap((view) => (view === null ? [] : [view.state])));
    waiting?.heard(Math.min(at + CASES_AT_ONCE, ids.length), ids.length);
  }
  return cases;
}

/** Names of units and villages; an id that the directory lacks is shown as a gap in it. */
export function namesOf(directory: Directory): LedgerNames {
  const units = new Map(directory.units.map(({ id, name }) => [id, name]));
  const villages = new Map(directory.villages.map(({ id, name }) => [id, name]));
  return { unit: (id) => units.get(id) ?? '名录里没有的单位', village: (id) => villages.get(id) ?? '名录里没有的村' };
}
