/** 导出: exactly what a list shows, in its order, as a workbook. */
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { caseLedger } from '../../shared/documents/monthly-ledger.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Store } from '../store/client.ts';
import { organOf } from '../ui/session-context.tsx';
import { allCases, namesOf, type CaseList } from './all-cases.ts';
import { saveWorkbook } from './save-workbook.ts';
import { workbookInWorker } from './workbook-in-worker.ts';

/** Cases of one workbook: making it of more takes more memory than an office's computer has to spare. */
export const MOST_EXPORTED = 20_000;

export interface Exporting { readonly enrolment: Enrolment; readonly unwanted: AbortSignal; readonly heard: (done: number, total: number) => void }
/** The file's name, null when there is none: nobody wants it any more, or there are too many cases (so many). */
export interface Exported { readonly file: string | null; readonly tooMany: number | null }

/** Exports the cases of `list`. */
export async function exportCases(store: Store, list: CaseList, { enrolment, unwanted, heard }: Exporting): Promise<Exported> {
  const { total } = await store.cases({ ...list, offset: 0, limit: 1 });
  if (total > MOST_EXPORTED) return { file: null, tooMany: total };
  const [cases, directory] = await Promise.all([allCases(store, list, { unwanted, heard }), store.directory()]);
  if (unwanted.aborted) return NOTHING;
  const asOf = localDateOf(Date.now());
  const organ = organOf(enrolment, list.filter.scope ?? enrolment.session.home);
  const workbook = await workbookInWorker(caseLedger(cases, { title: `${organ}民情台账`, organ, asOf }, namesOf(directory)), unwanted);
  return workbook === null ? NOTHING : { file: await saveWorkbook(`${organ}民情台账 ${asOf}.xlsx`, workbook), tooMany: null };
}

const NOTHING: Exported = { file: null, tooMany: null };
