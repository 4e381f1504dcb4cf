/** The measure to compare with: the same case rows in an RxDB collection over its Dexie storage, asked by its own queries, as anyone would write them first. */
import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { addDays } from '../../../shared/kernel/local-date.ts';
import type { CaseRow } from '../../../renderer/store/api.ts';
import type { OtherStore } from '../../../scripts/bench-large-contract.ts';
import { timesInRow, type Question } from './watch.ts';

interface Row { readonly id: string; readonly number: string; readonly title: string; readonly status: string; readonly category: string; readonly level: string; readonly receivedOn: string; readonly scope: string; readonly row: CaseRow }

const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;
const SCHEMA: RxJsonSchema<Row> = {
  version: 0, primaryKey: 'id', type: 'object',
  properties: { id: text(90), number: text(60), title: text(200), status: text(20), category: text(40), level: text(20), receivedOn: text(10), scope: text(9), row: { type: 'object' } },
  required: ['id', 'status', 'receivedOn', 'category'], indexes: ['receivedOn', ['status', 'receivedOn'], ['category', 'receivedOn']],
};

async function openRx() {
  const database = await createRxDatabase<{ cases: RxCollection<Row> }>({ name: 'rx-large', storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }), multiInstance: false, eventReduce: false, closeDuplicates: true });
  await database.addCollections({ cases: { schema: SCHEMA } });
  return database;
}

export function createOtherRx(rows: () => readonly CaseRow[]): OtherStore {
  return {
    async fill() {
      const database = await openRx();
      const from = performance.now();
      for (let begun = 0; begun < rows().length; begun += 2000) {
        await database.cases.bulkInsert(rows().slice(begun, begun + 2000).map((row) => ({
          id: row.id, number: row.number, title: row.title, status: row.status, category: row.category ?? '', level: row.level ?? '', receivedOn: row.receivedOn, scope: row.scope, row,
        })));
      }
      const ms = performance.now() - from;
      await database.close();
      return ms;
    },
    async reads(n) {
      const database = await openRx();
      const { cases } = database;
      /** RxDB answers a question that it has answered before from memory: each is another. */
      const since = (i: number) => ({ receivedOn: { $gte: addDays('2024-01-01', i) } });
      const matching = (i: number, words: string) => cases.find({ selector: { ...since(i), $or: [{ title: { $regex: words } }, { number: { $regex: words } }] }, sort: [{ receivedOn: 'desc' }], limit: 50 }).exec();
      const questions: Readonly<Record<string, Question>> = {
        'first page': (i) => cases.find({ selector: since(i), sort: [{ receivedOn: 'desc' }], limit: 50 }).exec(),
        'open a case': (i) => cases.findOne(rows()[(i * 7919) % rows().length]?.id ?? '').exec(),
        'count by status': (i) => Promise.all(['sorting', 'assigning', 'handling', 'evaluating', 'closing', 'closed', 'declined'].map((status) => cases.count({ selector: { ...since(i), status } }).exec())),
        'month × category': async (i) => Map.groupBy(await cases.find({ selector: since(i) }).exec(), (one) => `${one.receivedOn.slice(0, 7)} ${one.category}`).size,
        'filter (status, category, level)': (i) => cases.find({ selector: { ...since(i), category: '道路交通', status: { $nin: ['closed', 'declined'] } }, sort: [{ receivedOn: 'desc' }], limit: 50 }).exec(),
        'substring of Chinese': (i) => matching(i, '路口'), 'name': (i) => matching(i + 50, '张秀英'), 'number': (i) => matching(i + 100, `〔2025〕${String(900 + i * 17)}`),
        '58 indicators': (i) => cases.find({ selector: since(i + 150) }).exec(),
      };
      const times = await timesInRow(questions, n);
      await database.close();
      return times;
    },
  };
}
