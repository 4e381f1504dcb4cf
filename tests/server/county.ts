/** A whole county server on the loopback, on a real database in a folder of its own, with a clock that the test moves. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { openAttachmentFiles } from '../../server/attachment-files.ts';
import { keepEnrolmentCode } from '../../server/auth.ts';
import { databaseFile } from '../../server/county-data.ts';
import { countyKeyFile, makeCountyKey, readCountyKey, type CountyKey } from '../../server/county-key.ts';
import { DEMO_COUNTY, DEMO_USERS, demoRecords } from '../../server/demo/demo-county.ts';
import { createLogVerifier } from '../../server/log-verifier.ts';
import { createNewsDesk } from '../../server/news.ts';
import { newEnrolmentCode, newReplica } from '../../server/secrets.ts';
import { foundCounty, parseTownships } from '../../server/setup.ts';
import { createCountyStore, type CountyStore } from '../../server/store/county-store.ts';
import { openDatabase, type CountyDatabase } from '../../server/store/database.ts';
import type { User } from '../../server/store/people-store.ts';
import { PROTOCOL_VERSION, type Enrolment } from '../../shared/sync/wire.ts';

export const COUNTY = DEMO_COUNTY.code;
export const TOWNSHIP = '411122201';
export const OTHER_TOWNSHIP = '411122202';

/** The demo's users, and a secretary and a chair elsewhere. */
const USERS: readonly User[] = [
  ...DEMO_USERS,
  { id: 'sun', name: '孙主席', role: 'chair', home: TOWNSHIP },
  { id: 'qian', name: '钱秘书', role: 'secretary', home: OTHER_TOWNSHIP },
];

export interface TestCounty {
  readonly app: FastifyInstance;
  readonly origin: string;
  readonly dir: string;
  readonly db: CountyDatabase;
  readonly store: CountyStore;
  readonly key: CountyKey;
  /** Everything that was logged so far. */
  readonly logged: () => string;
  /** The server's clock, epoch milliseconds. */
  clock: { ms: number };
  /** A new device of the user. An address may do so 30 times a minute. */
  enrol(user: string): Promise<Enrolment>;
  /** One device of the user, enrolled at the first call. */
  enrolled(user: string): Promise<Enrolment>;
  code(user: string): Promise<string>;
  /** Stops the server and starts it again on the same folder. `between` runs while the files are closed. */
  restart(between?: () => Promise<void>): Promise<TestCounty>;
  stop(): Promise<void>;
}

/** 2026-11-21 12:00 in China. */
export const NOON = Date.UTC(2026, 10, 21, 4);

/** `empty`: its scopes only, without users and records. `key`: the key file of a county that was there before. */
export async function startCounty(options: { staticDir?: string; quotaBytes?: number; empty?: boolean; key?: string } = {}): Promise<TestCounty> {
  const dir = await mkdtemp(join(tmpdir(), 'county-'));
  if (options.key !== undefined) await writeFile(countyKeyFile(dir), options.key);
  const found = options.key === undefined ? null : await readCountyKey(dir);
  const key = found?.ok && found.value ? found.value : await makeCountyKey(dir);
  const db = openDatabase(databaseFile(dir));
  const store = createCountyStore(db);
  await store.migrate(NOON);
  const townships = parseTownships(await readFile(new URL('../../server/demo/townships_411122.csv', import.meta.url), 'utf8'));
  if (!townships) throw new Error('the demo townships do not parse');
  await store.write((tables) => foundCounty(tables, { county: DEMO_COUNTY, townships, users: options.empty ? [] : USERS, records: options.empty ? [] : demoRecords() }, { replica: newReplica(), nowMs: NOON }));
  await store.close();
  return open(dir, key, { staticDir: options.staticDir ?? join(dir, 'no-page'), quotaBytes: options.quotaBytes ?? 1024 ** 3, clock: { ms: NOON }, lines: [] });
}

interface Surroundings { readonly staticDir: string; readonly quotaBytes: number; readonly clock: { ms: number }; readonly lines: string[] }

async function open(dir: string, key: CountyKey, around: Surroundings): Promise<TestCounty> {
  const { staticDir, quotaBytes, clock, lines } = around;
  const db = openDatabase(databaseFile(dir));
  const store = createCountyStore(db);
  await store.migrate(clock.ms);
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => { lines.push(line); } });
  const verifier = createLogVerifier({ store, now: () => clock.ms, onMended: (report) => { logger.error({ ...report }, 'log mended'); } });
  const app = await createApp({ store, key, files: await openAttachmentFiles(dir, quotaBytes), replica: newReplica(), now: () => clock.ms, news: createNewsDesk(), verifier, staticDir, tls: null, logger });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const close = async () => {
    await app.close();
    await store.close();
  };
  const code = async (user: string) => {
    const made = newEnrolmentCode();
    await store.write((tables) => keepEnrolmentCode(tables, made, { key, user, nowMs: clock.ms }));
    return made;
  };
  const enrol = async (user: string) => {
    const answer = await fetch(`${origin}/api/enrol`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code: await code(user), device: '测试机' }),
    });
    if (answer.status !== 200) throw new Error(`enrolment of ${user} was answered ${answer.status}`);
    return (await answer.json()) as Enrolment;
  };
  const enrolments = new Map<string, Promise<Enrolment>>();
  return {
    app, origin, dir, db, store, key, clock, logged: () => lines.join(''), code,
    enrol,
    enrolled(user) {
      const enrolment = enrolments.get(user) ?? enrol(user);
      enrolments.set(user, enrolment);
      return enrolment;
    },
    async restart(between) {
      await close();
      await between?.();
      const kept = await readCountyKey(dir);
      if (!kept.ok || !kept.value) throw new Error('the county key is gone');
      return open(dir, kept.value, around);
    },
    async stop() {
      await close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
