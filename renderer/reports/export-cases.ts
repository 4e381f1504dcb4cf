/** 导出: exactly what a list shows, in its order, as a workbook. */
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { caseLedger } from '../../shared/documents/monthly-ledger.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Store } from '../store/client.ts';
import { organOf } from '../ui/session-context.tsx';
import { allCases, namesOf, type CaseList } from './all-cases.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';
import { saveWorkbook } from './save-workbook.ts';

/** Exports the cases of `list`. Returns the file's name, or null when the user changed their mind. */
export async function exportCases(store: Store, list: CaseList, enrolment: Enrolment): Promise<string | null> {
  const [cases, directory] = await Promise.all([allCases(store, list), store.directory()]);
  const asOf = localDateOf(Date.now());
  const organ = organOf(enrolment, list.filter.scope ?? enrolment.session.home);
  const ledger = caseLedger(cases, { title: `${organ}民情台账`, organ, asOf }, namesOf(directory));
  return saveWorkbook(`${organ}民情台账 ${asOf}.xlsx`, await ledgerWorkbook(ledger));
}
