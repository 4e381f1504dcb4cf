/**
 * Loaded into a county server, or its command line, before anything of its own (`node --import`): at a named point the process gets
 * SIGKILL. Nothing in the server knows of it; what it watches is Node's SQLite and file calls. The plan is in `KILL_PLAN`. The server's own threads
 * are given it, too, and die with the whole process. A kill that must come while SQLite is at work inside one call is left to a thread of its own, which waits some microseconds and then kills.
 */
import fs from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { NIGHTLY_POINTS, type ServerPlan } from './plan.ts';

const plan = JSON.parse(process.env['KILL_PLAN'] ?? 'null') as ServerPlan | null;
if (plan !== null) plant(plan);

function plant({ point, transaction, statement, microseconds, log }: ServerPlan): void {
  const note = (line: string) => { fs.appendFileSync(log, `${line}\n`); };
  const die = () => {
    note(`${point} died`);
    process.kill(process.pid, 'SIGKILL');
  };
  const fuse = createFuse();
  const during = (work: () => unknown): unknown => {
    note(`${point} began`);
    fuse.light(microseconds);
    const done = work();
    note(`${point} ended`);
    return done;
  };
  const seen: { database: DatabaseSync | null; listening: boolean } = { database: null, listening: false };
  const counts = { transactions: 0, statements: 0, vacuumed: false };
  let letDo = statement;
  let writing = false;

  const run = (sql: string, work: () => unknown): unknown => {
    const begins = /^begin immediate/i.test(sql), ends = /^(commit|rollback)/i.test(sql);
    if (begins) {
      writing = true;
      // What a start writes by itself is not what is meant.
      counts.transactions += seen.listening ? 1 : 0;
      counts.statements = 0;
    }
    const meant = writing && counts.transactions >= transaction;
    if (meant && !begins && !ends && /^(insert|update|delete)/i.test(sql)) {
      counts.statements += 1;
      if (point === 'between the statements of a push' && counts.statements > letDo) die();
    }
    if (/^vacuum into/i.test(sql)) {
      counts.vacuumed = true;
      if (point === 'while a backup is copied' || point === 'while the nightly backup is copied') return during(work);
    } else if (counts.vacuumed && (point === 'while a backup is checked' || point === 'while the nightly backup is checked')) {
      counts.statements += 1;
      if (counts.statements > statement) die();
    }
    if (!(meant && /^commit/i.test(sql))) {
      if (ends) writing = false;
      return work();
    }
    // A push may have fewer statements than are to be let do: the next dies at its last.
    if (counts.statements > 1) letDo = Math.min(letDo, counts.statements - 1);
    // A transaction that wrote nothing has nothing to lose.
    if (point === 'before the commit' && counts.statements > 0) die();
    if (point === 'in the commit' && counts.statements > 0) return during(work);
    const done = work();
    writing = false;
    if (point === 'after the commit, before the answer' && counts.statements > 0) die();
    if (point === 'in a checkpoint' && counts.statements > 0) during(() => { seen.database?.exec('PRAGMA wal_checkpoint(TRUNCATE)'); });
    return done;
  };

  const statements = StatementSync.prototype;
  for (const name of ['run', 'all'] as const) {
    const native = statements[name] as (this: StatementSync, ...parameters: unknown[]) => unknown;
    Object.assign(statements, { [name](this: StatementSync, ...parameters: unknown[]) { return run(this.sourceSQL, () => native.apply(this, parameters)); } });
  }
  const prepare = DatabaseSync.prototype.prepare;
  Object.assign(DatabaseSync.prototype, {
    prepare(this: DatabaseSync, ...args: Parameters<typeof prepare>) {
      seen.database = this;
      return prepare.apply(this, args);
    },
  });
  const listen = http.Server.prototype.listen as (this: http.Server, ...args: unknown[]) => http.Server;
  Object.assign(http.Server.prototype, {
    listen(this: http.Server, ...args: unknown[]) {
      seen.listening = true;
      return listen.apply(this, args);
    },
  });
  const rename = fs.promises.rename;
  fs.promises.rename = async (from, to) => {
    if (counts.vacuumed && (point === 'before a backup gets its name' || point === 'before the nightly backup gets its name')) die();
    await rename(from, to);
    if (counts.vacuumed && point === 'after the nightly backup got its name') die();
  };
  const wait = setTimeout;
  // Whether a backup is due is first looked at some seconds after the start: waiting for that would show nothing.
  if (NIGHTLY_POINTS.some((one) => one === point)) Object.assign(globalThis, { setTimeout: (work: () => void, ms?: number) => wait(work, Math.min(ms ?? 0, 200)) });
  syncBuiltinESMExports();
}

/** A thread that kills this process some microseconds after it is told to, whatever the process is doing then. They are counted from when the thread is awake, which `light` waits for. */
function createFuse(): { light(microseconds: number): void } {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  const thread = new Worker(`
    const { workerData } = require('node:worker_threads');
    const cells = new Int32Array(workerData);
    Atomics.wait(cells, 0, 0);
    const end = process.hrtime.bigint() + BigInt(cells[1]) * 1000n;
    Atomics.store(cells, 0, 2);
    Atomics.notify(cells, 0);
    while (process.hrtime.bigint() < end);
    process.kill(process.pid, 'SIGKILL');
  `, { eval: true, execArgv: [], env: {}, workerData: cells.buffer });
  thread.unref();
  return {
    light(microseconds) {
      Atomics.store(cells, 1, microseconds);
      Atomics.store(cells, 0, 1);
      Atomics.notify(cells, 0);
      Atomics.wait(cells, 0, 1);
    },
  };
}
