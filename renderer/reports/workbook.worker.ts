/** The worker that makes workbooks of many rows: five thousand take two seconds, and the page must not stand still for them. */
import * as Comlink from 'comlink';
import { ledgerWorkbook } from './ledger-workbook.ts';

const exposed = { ledgerWorkbook };
/** What the page calls. */
export type WorkbookWorkerApi = typeof exposed;

Comlink.expose(exposed);
