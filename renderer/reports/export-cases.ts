/** 导出: the workbook of exactly what a list shows, in its order. */
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { caseLedger } from '../../shared/documents/monthly-ledger.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Store } from '../store/client.ts';
import { organOf } from '../ui/session-context.tsx';
import { allCases, namesOf, type CaseList } from './all-cases.ts';
import { workbookInWorker } from './workbook-in-worker.ts';

/** Cases of one workbook: making it of more takes more memory than an office's computer has to spare. */
export const MOST_EXPORTED = 20_000;

export interface Exporting { readonly enrolment: Enrolment; readonly unwanted: AbortSignal; readonly heard: (done: number, total: number) => void }
/** The workbook; or how many cases there are, when they are too many for one; or null, when nobody wants it any more. */
export type Exported = { readonly name: string; readonly workbook: Uint8Array } | { readonly tooMany: number } | null;

/** Makes the workbook of the cases of `list`. */
export async function exportCases(store: Store, list: CaseList, { enrolment, unwanted, heard }: Exporting): Promise<Exported> {
  const { total } = await store.cases({ ...list, offset: 0, limit: 1 });
  if (total > MOST_EXPORTED) return { tooMany: total };
  const [cases, directory] = await Promise.all([allCases(store, list, { unwanted, heard }), store.directory()]);
  if (unwanted.aborted) return null;
  const asOf = localDateOf(Date.now());
  const organ = organOf(enrolment, list.filter.scope ?? enrolment.session.home);
  const workbook = await workbookInWorker(caseLedger(cases, { title: `${organ}民情台账`, organ, asOf }, namesOf(directory)), unwanted);
  return workbook && { name: `${organ}民情台账 ${asOf}.xlsx`, workbook };
}
