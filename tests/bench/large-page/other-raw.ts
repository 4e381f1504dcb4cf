/**
 * The measure to compare with: the same rows in plain Dexie tables (writing) and read with nothing but IndexedDB's own calls, with the indexes that anyone would
 * make; no journal, hash chain, sealing, judgement, fold or live answers.
 */
import Dexie, { type Table } from 'dexie';
import type { CaseRow } from '../../../renderer/store/api.ts';
import type { LargePage } from '../../../scripts/bench-large-contract.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { logStart } from '../../../shared/ledger/log-hash.ts';
import type { PullAnswer } from '../../../shared/sync/wire.ts';
import { timesInRow, type Question } from './watch.ts';

interface RawEntry extends Entry { readonly arrival: number; readonly receipt: string }
type Raw = Dexie & { readonly entries: Table<RawEntry, string>; readonly rows: Table<Record<string, unknown>, string>; readonly cases: Table<CaseRow, string> };

function openRaw(): Raw {
  const dexie = new Dexie('raw-large', { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ entries: 'id, arrival, subject, [scope+replica+seq]', rows: 'id, [scope+receivedOn]', cases: 'id, receivedOn, status, [category+receivedOn], dueOn' });
  return dexie as Raw;
}

/** Whole, from the request to its result. */
function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => { resolve(request.result); };
    request.onerror = () => { reject(request.error ?? new Error('IndexedDB failed')); };
  });
}

/** Walks a cursor until `take` says that it is enough. */
function walk(source: IDBObjectStore | IDBIndex, direction: IDBCursorDirection, take: (row: CaseRow, cursor: IDBCursorWithValue) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = source.openCursor(null, direction);
    request.onerror = () => { reject(request.error ?? new Error('IndexedDB failed')); };
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor || !take(cursor.value as CaseRow, cursor)) { resolve(); return; }
      cursor.continue();
    };
  });
}

export function createOtherRaw(rows: () => readonly CaseRow[]): LargePage['raw'] {
  return {
    async pull(token, scopes) {
      const raw = openRaw();
      const from = performance.now();
      let arrival = 0;
      for (const scope of scopes) {
        for (let cursor = logStart(scope); ;) {
          const body = { protocol: 1, scope, replica: 'aaaaaaaaaa', generation: 0, seen: logStart(scope), cursor, limit: 1000 };
          const answer = (await (await fetch('/api/sync/pull', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })).json()) as PullAnswer;
          if (answer.entries.length === 0) break;
          await raw.transaction('rw', raw.entries, raw.rows, async () => {
            await raw.entries.bulkPut(answer.entries.map(({ entry, receipt }) => ({ ...entry, receipt, arrival: (arrival += 1) })));
            await raw.rows.bulkPut(answer.entries.filter(({ entry }) => entry.type === 'case.registered').map(({ entry }) => ({ id: entry.subject, scope: entry.scope, ...entry.body })));
          });
          cursor = answer.cursor;
        }
      }
      raw.close();
      return { ms: performance.now() - from, entries: arrival };
    },
    async fill() {
      const raw = openRaw();
      const from = performance.now();
      for (let begun = 0; begun < rows().length; begun += 2000) await raw.cases.bulkPut(rows().slice(begun, begun + 2000));
      raw.close();
      return performance.now() - from;
    },
    async reads(n) {
      const raw = openRaw();
      await raw.open();
      const database = raw.backendDB();
      const cases = () => database.transaction('cases').objectStore('cases');
      const all = async () => asked(cases().getAll() as IDBRequest<CaseRow[]>);
      const within = async (text: string) => (await all()).filter((row) => row.title.includes(text) || row.number.includes(text)).slice(0, 50);
      const page = async (offset: number) => {
        const found: CaseRow[] = [];
        let skipped = offset === 0;
        await walk(cases().index('receivedOn'), 'prev', (row, cursor) => {
          if (!skipped) { skipped = true; cursor.advance(offset); return true; }
          found.push(row);
          return found.length < 50;
        }).catch(() => undefined);
        return found;
      };
      const questions: Readonly<Record<string, Question>> = {
        'first page': () => page(0),
        'open a case': (i) => asked(cases().get(rows()[(i * 7919) % rows().length]?.id ?? '')),
        'count by status': () => Promise.all(['registered', 'sorting', 'assigning', 'handling', 'evaluating', 'closing', 'closed', 'declined'].map((status) => asked(cases().index('status').count(status)))),
        'month × category': async () => Map.groupBy(await all(), (row) => `${row.receivedOn.slice(0, 7)} ${row.category ?? ''}`).size,
        'filter (status, category, level)': async () => (await asked(cases().index('[category+receivedOn]').getAll(IDBKeyRange.bound(['道路交通', ''], ['道路交通', '9'])) as IDBRequest<CaseRow[]>)).filter((row) => row.status !== 'closed' && row.status !== 'declined').slice(-50),
        'substring of Chinese': () => within('路口'), 'name': () => within('张秀英'), 'number': (i) => within(`〔2025〕${String(900 + i * 17)}`),
        '58 indicators': all,
      };
      const times = await timesInRow(questions, n);
      raw.close();
      return times;
    },
  };
}
