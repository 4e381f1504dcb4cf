/**
 * Kills county servers: two devices push without a pause, each batch again until its answer comes; the server, or the command that backs it up, dies at
 * a named point and is started again on what is left. After every kill the log is read on from where it was known, and at the end everything is checked.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { backupsFolder, makeBackup } from '../../../server/backups.ts';
import { openCountyData } from '../../../server/county-data.ts';
import { createCountyStore } from '../../../server/store/county-store.ts';
import { openDatabase } from '../../../server/store/database.ts';
import { checkCounty } from '../../../server/upkeep.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { PROTOCOL_VERSION, type Enrolment, type PushAnswer } from '../../../shared/sync/wire.ts';
import { Device } from '../../server/device.ts';
import { commanded, county, startServer, type Commanded, type NodeOptions, type ServerProcess } from '../../server/process.ts';
import { createLogReader, type LogReader } from '../log-reader.ts';
import { seeded, type Random } from '../random.ts';
import { count, killsIn, type KillReport } from '../report.ts';
import { ALL_POINTS, BACKUP_POINTS, NIGHTLY_POINTS, type BackupPoint, type NightlyPoint, type ServerPlan, type ServerPoint } from './plan.ts';

export interface ServerKills {
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href;
/** A point that is not reached by then is given up: the server is killed where it is. */
const PATIENCE_MS = 60_000;
const SAY_EVERY = 25;

interface Round {
  readonly dir: string;
  readonly random: Random;
  readonly pushers: readonly Pusher[];
  readonly reader: LogReader;
  readonly hits: Map<string, number>;
  readonly missed: Map<string, number>;
  readonly faults: string[];
  server: ServerProcess;
}

/** Kills a fresh county's server as often as is asked. */
export async function killServers({ kills, seed, say }: ServerKills): Promise<KillReport> {
  const started = performance.now();
  const random = seeded(seed);
  const dir = await mkdtemp(join(tmpdir(), 'killed-'));
  const round = await open(dir, random);
  try {
    for (const [index, point] of schedule(kills, random).entries()) {
      if (isOneOf(BACKUP_POINTS, point)) await killBackup(round, point);
      else if (isOneOf(NIGHTLY_POINTS, point)) await killNightly(round, point);
      else countKill(round, point, await killServer(round, point));
      if ((index + 1) % SAY_EVERY === 0) say(`  server ${String(index + 1)}/${String(kills)}, ${String(round.reader.length())} entries in the log, ${String(round.faults.length)} faults`);
    }
    await checkAll(round);
  } finally {
    await round.server.end('SIGKILL');
    await rm(dir, { recursive: true, force: true });
  }
  const { hits, missed, faults, pushers } = round;
  if (killsIn({ hits, missed }) !== kills) faults.push(`${String(kills)} kills were planned, ${String(killsIn({ hits, missed }))} came`);
  return { hits, missed, faults, acknowledged: pushers.reduce((sum, pusher) => sum + pusher.acknowledged.size, 0), seconds: (performance.now() - started) / 1000 };
}

/** Every point as often as every other, in an order of the seed's. */
function schedule(kills: number, random: Random): ServerPlan['point'][] {
  const each = Array.from({ length: Math.ceil(kills / ALL_POINTS.length) }, () => random.shuffled(ALL_POINTS));
  return each.flat().slice(0, kills);
}

function isOneOf<P extends ServerPlan['point']>(points: readonly P[], point: ServerPlan['point']): point is P {
  return points.some((one) => one === point);
}

async function open(dir: string, random: Random): Promise<Round> {
  const founded = await county(dir, 'init', '--demo');
  if (founded.code !== 0) throw new Error(founded.err);
  const server = await startServer(dir);
  const [li, wang, watcher] = [await enrol(dir, server.origin, 'li'), await enrol(dir, server.origin, 'wang'), await enrol(dir, server.origin, 'wang')];
  const pushers = [li, wang].map((device, i) => createPusher(device, `${i === 0 ? 'l' : 'w'}`, random));
  return { dir, random, pushers, reader: createLogReader(watcher), hits: new Map(), missed: new Map(), faults: [], server };
}

async function enrol(dir: string, origin: string, user: string): Promise<Device> {
  const { out: code } = await county(dir, 'code', '--user', user);
  const answer = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '测试机' }) });
  if (answer.status !== 200) throw new Error(`enrolment of ${user} was answered ${String(answer.status)}`);
  return new Device((await answer.json()) as Enrolment, origin);
}

// ── the kinds of kill ─────────────────────────────────────────────────────────────────────────────────────────────

function countKill({ hits, missed }: Round, point: ServerPlan['point'], hit: boolean): void {
  count(hit ? hits : missed, point);
}

/** Starts the server on what the last kill left, with its own death planned; looks whether everything is there, then has it work until it is dead. True when that came where it was meant. */
async function killServer(round: Round, point: ServerPoint | NightlyPoint, over: Partial<ServerPlan> = {}): Promise<boolean> {
  const { dir, random, pushers } = round;
  const log = logIn(dir), beside = join(dir, 'beside.db');
  rmSync(log, { force: true });
  const timed = point === 'at any time' || point === 'while it starts' || point === 'while a backup runs beside it';
  if (point === 'while it starts') {
    await round.server.end('SIGKILL');
    await dieStarting(dir, random);
    await start(round, point);
    return true;
  }
  // What authenticates a reader is written, too: the plan may be carried out while we still look.
  const alive = await start(round, point, timed ? {} : planted({ ...planOf(point, log, random), ...over })).then(() => true, (error: unknown) => {
    if (timed || !existsSync(log)) throw error;
    return false;
  });
  if (!alive) {
    await round.server.end('SIGKILL');
    return reached(log, point);
  }
  const backup = point === 'while a backup runs beside it' ? commanded(dir, ['backup', '--to', beside]) : null;
  const late = setTimeout(() => { void round.server.end('SIGKILL'); }, timed ? random.between(0, backup ? 700 : 120) : PATIENCE_MS);
  await Promise.all(pushers.map((pusher) => pusher.pushUntilDead()));
  clearTimeout(late);
  await round.server.end('SIGKILL');
  if (backup) checkBeside(round, beside, await backup);
  return timed || reached(log, point);
}

/** A server on the county's folder, whatever the one before it left there; everything acknowledged so far must be in its log. */
async function start(round: Round, before: string, node: NodeOptions = {}): Promise<void> {
  await round.server.end('SIGKILL');
  round.server = await startServer(round.dir, [], node);
  for (const { device } of [...round.pushers, round.reader]) device.origin = round.server.origin;
  await check(round, `at the start before "${before}"`);
}

/** A start that is cut short: at the earliest while Node itself still reads its files, at the latest just after the server listens. */
async function dieStarting(dir: string, random: Random): Promise<void> {
  const child = startServer(dir).then((server) => server.end('SIGKILL'), () => null);
  void child;
  await new Promise((resolve) => { setTimeout(resolve, random.between(50, 700)); });
  await child;
}

/** The command dies; the server beside it goes on, and the next backup under the same name is whole. */
async function killBackup(round: Round, point: BackupPoint): Promise<void> {
  const { dir, random, pushers, faults } = round;
  const log = logIn(dir), file = join(dir, 'backup.db');
  rmSync(log, { force: true });
  await start(round, point);
  const work = Promise.all(pushers.map((pusher) => pusher.push(3)));
  const plan = planOf(point, log, random);
  let { code } = await commanded(dir, ['backup', '--to', file], planted(plan));
  // The copy of a small county may be over before its time: once more, with less and less of it.
  for (const microseconds of lessAndLess(plan.microseconds)) {
    if (reached(log, point)) break;
    rmSync(file, { force: true });
    ({ code } = await commanded(dir, ['backup', '--to', file], planted({ ...plan, microseconds })));
  }
  await work;
  const hit = reached(log, point) && code === null;
  countKill(round, point, hit);
  if (hit && existsSync(file)) faults.push(`a backup that died ${point} has its name`);
  rmSync(file, { force: true });
  const again = await commanded(dir, ['backup', '--to', file]);
  if (again.code !== 0) faults.push(`after a backup that died ${point} there is none: ${again.err}`);
  rmSync(file, { force: true });
}

/** The server dies over its own backup: whatever has a backup's name is whole, the older ones stand, and pushing goes on. */
async function killNightly(round: Round, point: NightlyPoint): Promise<void> {
  const { dir, random } = round;
  const folder = backupsFolder(dir, undefined);
  mkdirSync(folder, { recursive: true });
  const { microseconds } = planOf(point, logIn(dir), random);
  let hit = false;
  // As above: a copy that was over before its time is killed again, with less of it.
  for (const within of [microseconds, ...lessAndLess(microseconds)]) {
    hit = await killOverBackup(round, { point, folder, microseconds: within });
    if (hit) break;
  }
  countKill(round, point, hit);
}

/** One death of a server over its own backup; true when it came where it was meant. */
async function killOverBackup(round: Round, { point, folder, microseconds }: { readonly point: NightlyPoint; readonly folder: string; readonly microseconds: number }): Promise<boolean> {
  const { dir, faults } = round;
  // The last backup is two days old: the next is due. Servers that lived long enough have made one of today meanwhile.
  const old = backupsIn(folder).find((name) => name < backupName(1));
  for (const name of backupsIn(folder)) if (name !== old) rmSync(join(folder, name));
  if (old === undefined && (await commanded(dir, ['backup', '--to', join(folder, backupName(2))])).code !== 0) throw new Error('the first backup was not made');
  const before = new Set(backupsIn(folder));
  const hit = await killServer(round, point, { microseconds });
  for (const name of before) if (!existsSync(join(folder, name))) faults.push(`${point}: the backup ${name} is gone`);
  for (const name of backupsIn(folder).filter((one) => !before.has(one))) {
    // One that is killed too late may have got it.
    if (hit && point !== 'after the nightly backup got its name') faults.push(`a backup that died ${point} has its name`);
    const copy = createCountyStore(openDatabase(join(folder, name)));
    faults.push(...(await checkCounty(copy)).faults.map((fault) => `${point}: ${fault}`));
    await copy.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${name}${suffix}`), { force: true });
  }
  return hit;
}

/** Shorter and shorter times, down to none. */
function lessAndLess(microseconds: number): readonly number[] {
  const less = Math.floor(microseconds / 4);
  return less === 0 ? [0, 0] : [less, ...lessAndLess(less)];
}

function logIn(dir: string): string {
  return join(dir, 'kill.log');
}

function backupName(daysAgo: number): string {
  return `county-${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}.sqlite`;
}

function backupsIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^county-[\d-]+\.sqlite$/.test(name)) : [];
}

/** A backup does not need the server: one that died beside it is none of its business. */
function checkBeside({ faults }: Round, file: string, { code, err }: Commanded): void {
  if (code !== 0 || !existsSync(file)) faults.push(`a backup beside a server that died was not made: ${err}`);
  rmSync(file, { force: true });
}

function planOf(point: ServerPlan['point'], log: string, random: Random): ServerPlan {
  const commits = point === 'in the commit', checks = point === 'while a backup is checked' || point === 'while the nightly backup is checked';
  return {
    point, log, transaction: random.between(2, 8), statement: random.between(0, checks ? 60 : 25),
    microseconds: random.between(0, commits ? 300 : point === 'in a checkpoint' ? 900 : 6_000),
  };
}

function planted(plan: ServerPlan): NodeOptions {
  return { flags: ['--import', PRELOAD], env: { KILL_PLAN: JSON.stringify(plan) } };
}

/** The kill came where it was meant: at the point, or inside the call that was to be interrupted. */
function reached(log: string, point: ServerPlan['point']): boolean {
  const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').at(-1) : '';
  return last === `${point} died` || last === `${point} began`;
}

// ── the devices ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Pusher {
  readonly device: Device;
  readonly written: ReadonlySet<string>;
  readonly acknowledged: ReadonlySet<string>;
  /** Pushes so many batches, which must all be answered. */
  push(batches: number): Promise<void>;
  /** Pushes until no answer comes. */
  pushUntilDead(): Promise<void>;
  /** Pushes what waits for its answer, until it has one. */
  drain(): Promise<void>;
}

function createPusher(device: Device, name: string, random: Random): Pusher {
  const written = new Set<string>(), acknowledged = new Set<string>();
  let waiting: Entry[] = [], made = 0;

  /** One batch; false when no answer came. */
  const once = async (): Promise<boolean> => {
    if (waiting.length === 0) {
      waiting = Array.from({ length: random.between(1, 25) }, () => device.register(`${name}${String((made += 1))}`));
      for (const { id } of waiting) written.add(id);
    }
    // An answer that never came says nothing: the same batch is sent again to the next server.
    const reply = await device.push(waiting.map((entry) => ({ entry }))).catch(() => null);
    if (reply === null) return false;
    const answer = reply.body as PushAnswer | null;
    // A server that died while it wrote its answer leaves a cut one.
    if (reply.status !== 200 || answer === null) return false;
    if (answer.outcome !== 'pushed') throw new Error(`not pushed: ${JSON.stringify(answer)}`);
    const refused = answer.verdicts.find((one) => one.verdict !== 'accepted');
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
    for (const { id } of answer.verdicts) if (id !== null) acknowledged.add(id);
    if (answer.token.rev > device.seen.rev) device.seen = answer.token;
    waiting = [];
    return true;
  };

  return {
    device, written, acknowledged,
    async push(batches) {
      for (let n = 0; n < batches; n += 1) if (!await once()) throw new Error('a server that nobody killed did not answer');
    },
    async pushUntilDead() {
      while (await once());
    },
    async drain() {
      while (waiting.length > 0) if (!await once()) throw new Error('a server that nobody killed did not answer');
    },
  };
}

// ── the promises ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** What was acknowledged is in the log, once, and the log goes on from where it was. */
async function check({ reader, pushers, faults }: Round, when: string): Promise<void> {
  for (const fault of await reader.readOn()) faults.push(`${when}: ${fault}`);
  for (const { acknowledged } of pushers) {
    const lost = [...acknowledged].filter((id) => !reader.has(id));
    if (lost.length > 0) faults.push(`${when}: ${String(lost.length)} acknowledged entries are gone, the first is ${lost[0] ?? ''}`);
  }
}

/** Everything is recomputed: the queue drains, the log has every entry that was written, chains have no gap, every case its own number. */
async function checkAll(round: Round): Promise<void> {
  const { dir, pushers, reader, faults } = round;
  await start(round, 'the end');
  for (const pusher of pushers) await pusher.drain();
  await check(round, 'at the end');
  const written = pushers.flatMap((pusher) => [...pusher.written]);
  const missing = written.filter((id) => !reader.has(id));
  if (missing.length > 0) faults.push(`${String(missing.length)} entries never arrived`);
  if (await round.server.end('SIGTERM') !== 0) faults.push('the server did not stop in order');
  const data = await openCountyData(dir, Date.now());
  if (!data.ok) throw new Error(data.error);
  const report = await checkCounty(data.value.store);
  faults.push(...report.faults, ...report.notes);
  if (report.cases !== written.length) faults.push(`${String(written.length)} cases were registered, ${String(report.cases)} are there`);
  const { cases } = await data.value.store.read(({ read }) => read.rows());
  if (new Set(cases.map((row) => row.number)).size !== written.length) faults.push('a number was given twice');
  // The next backup takes away what the dead ones left.
  const folder = backupsFolder(dir, undefined);
  const made = await makeBackup(data.value.store, { dataDir: dir, folder }, Date.now());
  if (!made.ok) faults.push(`after the kills there is no backup: ${made.error}`);
  const halves = readdirSync(folder).filter((name) => name.includes('.part'));
  if (halves.length > 0) faults.push(`of dead backups there is left: ${halves.join(', ')}`);
  await data.value.store.close();
}
