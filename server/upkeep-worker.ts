/** A backup or a drill in a thread of its own: reading a whole county back takes minutes, and the server goes on answering meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeBackup } from './backups.ts';
import { databaseFile } from './county-data.ts';
import { drill } from './drill.ts';
import { createCountyStore } from './store/county-store.ts';
import { openDatabase } from './store/database.ts';

/** What the thread is to do; it posts the result of `makeBackup` or `drill`. */
export interface UpkeepOrder { readonly task: 'backup' | 'drill'; readonly dataDir: string; readonly folder: string; readonly nowMs: number }

const { task, dataDir, folder, nowMs } = workerData as UpkeepOrder;
const store = createCountyStore(openDatabase(databaseFile(dataDir)));
try {
  parentPort?.postMessage(await (task === 'backup' ? makeBackup : drill)(store, { dataDir, folder }, nowMs));
} finally {
  await store.close();
}
