/**
 * A PouchDB server over Express (express-pouchdb) with entries of the large benchmark as documents, in a process of its own: `node bench-large-pouch.ts <folder> <county.sqlite> <how many>`.
 * Prints its port once all are in.
 */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const [, , folder = '', county = '', most = '0'] = process.argv;
const BATCH = 1000;

mkdirSync(folder, { recursive: true });
const Server = PouchDB.defaults({ prefix: `${folder}${path.sep}` });
const database = new Server('entries');
await fill();
const server = createServer(expressPouch(Server, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: path.join(folder, 'log.txt') }));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null ? String(address.port) : ''}\n`);
});

async function fill(): Promise<void> {
  const rows = new DatabaseSync(county, { readOnly: true }).prepare('SELECT id, entry FROM entries ORDER BY scope, rev LIMIT ?').iterate(Number(most));
  let batch: Record<string, unknown>[] = [];
  for (const row of rows) {
    const { id, ...rest } = JSON.parse(String(row['entry'])) as Record<string, unknown>;
    batch.push({ _id: id, ...rest });
    if (batch.length < BATCH) continue;
    await database.bulkDocs(batch);
    batch = [];
  }
  if (batch.length > 0) await database.bulkDocs(batch);
}
