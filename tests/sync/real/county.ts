/** The real county of a schedule: `server/main.ts` as a process on a SQLite file of its own, that is killed, restored and meddled with. */
import { spawn, type ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { backup, DatabaseSync } from 'node:sqlite';
import { readCountyKey } from '../../../server/county-key.ts';
import { databaseFile } from '../../../server/county-data.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import type { LoggedEntry } from '../../../shared/sync/county-log.ts';
import { PROTOCOL_VERSION, type Enrolment } from '../../../shared/sync/wire.ts';
import { COUNTY, TOWNSHIPS } from '../simulator/people.ts';
import type { Damage } from '../simulator/rows.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Whose devices a schedule has, in order. */
const PEOPLE = [['zhao', 'county', COUNTY], ['wang', 'secretary', TOWNSHIPS[0]], ['qian', 'secretary', TOWNSHIPS[1]], ['li', 'recorder', TOWNSHIPS[0]]] as const;

const TOWNSHIPS_CSV = `code9,name,type,congress_org\n${TOWNSHIPS[0]},皇帝庙乡,乡,主席团\n${TOWNSHIPS[1]},三家店镇,镇,主席团\n`;

/** A county that was founded once, with enrolled devices: every schedule begins with a copy. */
export interface Template { readonly folder: string; readonly enrolments: readonly Enrolment[]; remove(): Promise<void> }

export interface RealCounty {
  readonly origin: string;
  isUp(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  backup(): Promise<void>;
  /** Stops the server and puts back a backup: 0 the newest. False when there is none; then nothing happens. */
  restore(which: number): Promise<boolean>;
  /** Changes a row behind the server's back. */
  damage(scope: string, damage: Damage): void;
  logs(): ReadonlyMap<string, readonly LoggedEntry[]>;
  proves(id: string, receipt: string): boolean;
  remove(): Promise<void>;
}

/** Founds a small county and enrols a device of everybody. */
export async function createTemplate(): Promise<Template> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minqing-sim-'));
  const data = path.join(folder, 'data');
  const townships = path.join(folder, 'townships.csv');
  await writeFile(townships, TOWNSHIPS_CSV);
  const command = async (...words: string[]) => (await promisify(execFile)(process.execPath, ['server/cli.ts', ...words, '--data', data], { cwd: ROOT })).stdout;
  await command('init', '--code', COUNTY, '--name', '临颍县', '--organ', '临颍县人大常委会代表工委', '--townships', townships);
  for (const [user, role, home] of PEOPLE) await command('add-user', '--user', user, '--name', user, '--role', role, '--home', home);
  const county = await openCounty({ folder: data, enrolments: [], remove: async () => undefined }, data);
  const enrolments: Enrolment[] = [];
  for (const [user] of PEOPLE) {
    const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,}/.exec(await command('code', '--user', user))?.[0];
    const answer = await fetch(`${county.origin}/api/enrol`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '测试机' }),
    });
    if (answer.status !== 200) throw new Error(`${user} was not enrolled: ${String(answer.status)}`);
    enrolments.push((await answer.json()) as Enrolment);
  }
  await county.stop();
  await county.remove();
  return { folder: data, enrolments, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A copy of the template (or the folder that is given), and its server started. */
export async function openCounty(template: Template, given?: string): Promise<RealCounty> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minqing-county-'));
  const data = given ?? path.join(folder, 'data');
  if (given === undefined) await cp(template.folder, data, { recursive: true });
  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const key = await readCountyKey(data);
  if (!key.ok || key.value === null) throw new Error('the county has no key');
  const { proves } = key.value;
  const backups: string[] = [];
  let child: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      running.once('exit', () => { resolve(); });
      running.kill(signal);
    });
  };

  const start = async (): Promise<void> => {
    if (child) return;
    const started = spawn(process.execPath, ['server/main.ts', '--port', String(port), '--host', '127.0.0.1', '--data', data, '--static', data], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, MINQING_LOG: 'silent' } });
    child = started;
    for (let i = 0; i < 600; i += 1) {
      if (child !== started) return;
      if (await fetch(`${origin}/api/health`).then((answer) => answer.ok, () => false)) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    throw new Error('the county did not start within 30 s');
  };

  const withDatabase = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(databaseFile(data), { timeout: 10_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };

  await start();
  return {
    origin, start, proves: (id, receipt) => proves(id, receipt),
    isUp: () => child !== null,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async backup() {
      const file = path.join(folder, `backup-${String(backups.length)}.sqlite`);
      const database = new DatabaseSync(databaseFile(data), { timeout: 10_000 });
      await backup(database, file);
      database.close();
      backups.push(file);
    },
    async restore(which) {
      const chosen = backups.at(-1 - which);
      if (chosen === undefined) return false;
      await end('SIGTERM');
      for (const rest of ['-wal', '-shm']) await rm(`${databaseFile(data)}${rest}`, { force: true });
      await cp(chosen, databaseFile(data));
      await start();
      return true;
    },
    damage(scope, { how, at }) {
      withDatabase((database) => {
        const { count } = database.prepare('SELECT count(*) AS count FROM entries WHERE scope = ?').get(scope) as { count: number };
        if (count === 0) return;
        const offset = how === 'tail-gone' ? count - 1 : at % count;
        const { rev } = database.prepare('SELECT rev FROM entries WHERE scope = ? ORDER BY rev LIMIT 1 OFFSET ?').get(scope, offset) as { rev: number };
        const statement = {
          'row-gone': 'DELETE FROM entries WHERE scope = ? AND rev = ?', 'tail-gone': 'DELETE FROM entries WHERE scope = ? AND rev = ?',
          'body-changed': `UPDATE entries SET entry = json_set(entry, '$.body.changed', 1) WHERE scope = ? AND rev = ?`,
          'hash-changed': `UPDATE entries SET h = '${'ab'.repeat(32)}' WHERE scope = ? AND rev = ?`,
        }[how];
        database.prepare(statement).run(scope, rev);
      });
    },
    logs: () => withDatabase((database) => {
      const logs = new Map<string, LoggedEntry[]>();
      for (const row of database.prepare('SELECT scope, rev, h, entry FROM entries ORDER BY scope, rev').all() as { scope: string; rev: number; h: string; entry: string }[]) {
        const log = logs.get(row.scope) ?? [];
        logs.set(row.scope, log);
        log.push({ rev: row.rev, h: row.h, entry: JSON.parse(row.entry) as Entry });
      }
      return logs;
    }),
    async remove() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => { resolve(port); });
    });
  });
}
