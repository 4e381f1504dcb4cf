/**
 * The measure to compare with: Dexie alone doing the same reads and writes, with nothing of what the store adds (no
 * journal, hash chain, sealing, judgement, fold or live queries): entries in one table with the same indexes and durability,
 * rows in another.
 */
import Dexie, { type Table } from 'dexie';
import type { RawDexie } from '../../../scripts/bench-contract.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { logStart } from '../../../shared/ledger/log-hash.ts';
import type { PullAnswer } from '../../../shared/sync/wire.ts';

interface RawEntry extends Entry { readonly arrival: number; readonly receipt: string | null }
interface RawRow { readonly id: string; readonly scope: string; readonly receivedOn: string; readonly status: string; readonly title: string; readonly words: string; readonly village: string; readonly number: string }

type Raw = Dexie & { readonly entries: Table<RawEntry, string>; readonly rows: Table<RawRow, string> };

function openRaw(): Raw {
  const dexie = new Dexie('raw', { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ entries: 'id, arrival, subject, [scope+replica+seq]', rows: 'id, [scope+receivedOn]' });
  return dexie as Raw;
}

function rowOf(entry: Entry): RawRow {
  const body = entry.body as { words: string; receivedOn: string; village: string; tempNo: string };
  return { id: entry.subject, scope: entry.scope, receivedOn: body.receivedOn, status: 'sorting', title: body.words.slice(0, 14), words: body.words, village: body.village, number: body.tempNo };
}

export function createRawDexie(shown: (id: string) => Promise<void>): RawDexie {
  return {
    async pull(token) {
      const raw = openRaw();
      const from = performance.now();
      let arrival = 0;
      for (const scope of ['411122201', '411122']) {
        for (let cursor = logStart(scope); ;) {
          const body = { protocol: 1, scope, replica: 'aaaaaaaaaa', generation: 0, seen: logStart(scope), cursor, limit: 1000 };
          const answer = (await (await fetch('/api/sync/pull', { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })).json()) as PullAnswer;
          if (answer.entries.length === 0) break;
          await raw.transaction('rw', raw.entries, raw.rows, async () => {
            await raw.entries.bulkPut(answer.entries.map(({ entry, receipt }) => ({ ...entry, receipt, arrival: (arrival += 1) })));
            await raw.rows.bulkPut(answer.entries.filter(({ entry }) => entry.type === 'case.registered').map(({ entry }) => rowOf(entry)));
          });
          cursor = answer.cursor;
        }
      }
      raw.close();
      return performance.now() - from;
    },
    async open() {
      const from = performance.now();
      const raw = openRaw();
      await raw.rows.toArray();
      await raw.rows.where('[scope+receivedOn]').between(['411122201', Dexie.minKey], ['411122201', Dexie.maxKey]).reverse().limit(50).toArray();
      raw.close();
      return performance.now() - from;
    },
    async save(n) {
      const raw = openRaw();
      await raw.open();
      const list = document.body.appendChild(document.createElement('ul'));
      const [saved, visible]: [number[], number[]] = [[], []];
      for (let i = 0; i < n; i += 1) {
        const id = `raw:${crypto.randomUUID()}`;
        const entry: RawEntry = {
          id, seq: i + 1, replica: 'rawrawrawr', prev: '', at: '0', wall: '', actor: 'wang', scope: '411122201', subject: id, type: 'case.registered', v: 1, arrival: 1_000_000 + i, receipt: null,
          body: { words: '夜市上群众反映，村口的桥栏杆松了，孩子们在桥上跑很危险，请尽快加固。', receivedOn: new Date(Date.UTC(2029, 0, 1 + i)).toISOString().slice(0, 10), village: 'village:hdmc', tempNo: '临-benc-x' },
        };
        const from = performance.now();
        const onScreen = shown(id);
        await raw.entries.put(entry);
        saved.push(performance.now() - from);
        await raw.rows.put(rowOf(entry));
        const rows = await raw.rows.where('[scope+receivedOn]').between(['411122201', Dexie.minKey], ['411122201', Dexie.maxKey]).reverse().limit(50).toArray();
        list.replaceChildren(...rows.map((row) => Object.assign(document.createElement('li'), { id: row.id, textContent: `${row.number} ${row.title} ${row.village} ${row.status}` })));
        await onScreen;
        visible.push(performance.now() - from);
      }
      list.remove();
      raw.close();
      return { saved, visible };
    },
  };
}
