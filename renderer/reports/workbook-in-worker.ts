/** The page's end of the workbook worker: one worker for one workbook, ended when it has answered or is no longer wanted. */
import * as Comlink from 'comlink';
import type { MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import type { WorkbookWorkerApi } from './workbook.worker.ts';

/** The workbook's bytes, or null once `unwanted` says so. Rejects when the worker fails. */
export async function workbookInWorker(ledger: MonthlyLedger, unwanted: AbortSignal): Promise<Uint8Array | null> {
  const worker = new Worker(new URL('./workbook.worker.ts', import.meta.url), { type: 'module', name: 'workbook' });
  const remote = Comlink.wrap<WorkbookWorkerApi>(worker);
  const ended = new Promise<null>((resolve, reject) => {
    worker.addEventListener('error', () => { reject(new Error('排表没有做完')); }, { once: true });
    if (unwanted.aborted) resolve(null);
    unwanted.addEventListener('abort', () => { resolve(null); }, { once: true });
  });
  try {
    return await Promise.race([remote.ledgerWorkbook(ledger), ended]);
  } finally {
    worker.terminate();
  }
}
