/** The measure to compare with: PouchDB (indexeddb adapter) replicating with a PouchDB server over Express. */
import PouchDB from 'pouchdb/dist/pouchdb.js';
import type { LargePage } from '../../../scripts/bench-large-contract.ts';

const BATCH = 500;

export function createPouch(): LargePage['pouch'] {
  /** The adapter's bundle adds itself to the PouchDB of the window. */
  const local = async (name: string): Promise<PouchDB> => {
    Object.assign(window, { PouchDB });
    await import('pouchdb/dist/pouchdb.indexeddb.js');
    return new PouchDB(name, { adapter: 'indexeddb' });
  };
  return {
    async pull(url) {
      const database = await local('pouch-large');
      const from = performance.now();
      const done = await database.replicate.from(url, { batch_size: BATCH });
      return { ms: performance.now() - from, documents: done.docs_written };
    },
    async push(url, n) {
      const database = await local('pouch-offline');
      for (let begun = 0; begun < n; begun += 100) {
        await database.bulkDocs(Array.from({ length: 100 }, (_, i) => ({ _id: crypto.randomUUID(), type: 'case.registered', words: `村口的桥栏杆松了，孩子们在桥上跑很危险，请尽快加固（离线第${String(begun + i)}件）。`, receivedOn: '2026-10-08', channel: 'night_market' })));
      }
      const from = performance.now();
      const done = await database.replicate.to(url, { batch_size: BATCH });
      return { ms: performance.now() - from, documents: done.docs_written };
    },
  };
}
