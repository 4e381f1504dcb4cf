/**
 * Kills the app: one profile lives through all kills of a round. Each start first looks whether every promise was kept through the kill before it, then the
 * app is armed, has work, and dies. At the end of a round everything is compared: the device with the county's log, the screens' rows with a fold of it.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { CasePage, CaseView, SyncStatus } from '../../../renderer/store/api.ts';
import { PROTOCOL_VERSION, type Enrolment } from '../../../shared/sync/wire.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { Device } from '../../server/device.ts';
import { county, startServer, type ServerProcess } from '../../server/process.ts';
import { registering, sorting, TOWNSHIP } from '../../store/acts.ts';
import { createLogReader, type LogReader } from '../log-reader.ts';
import { seeded, type Random } from '../random.ts';
import { count, killsIn, type KillReport } from '../report.ts';
import { chromiumBody, electronBody, type Body, type LivingApp } from './bodies.ts';
import { openLine, type Line } from './line.ts';
import { plantApp } from './planted-app.ts';
import type { Armed, KillPoint } from './points.ts';
import { viewFaults } from './views.ts';

export interface ClientKills {
  readonly body: 'electron' | 'chromium';
  /** The kills in their order. */
  readonly plan: readonly KillPoint[];
  /** What else is drawn: at which of several times a point is met, when the line works. */
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** A point that is not reached by then is given up: the app is killed where it is. */
const PATIENCE_MS = 20_000;
const DRAIN_PATIENCE_MS = 45_000;
const SAY_EVERY = 10;
const FAULTS_AT_MOST = 50;

interface Round {
  readonly folder: string;
  readonly random: Random;
  readonly body: Body;
  readonly line: Line;
  readonly server: ServerProcess;
  /** What the county has, of the township and of the county itself. */
  readonly readers: readonly LogReader[];
  /** A colleague whose entries the device pulls. */
  readonly colleague: Device;
  readonly acknowledged: Set<string>;
  readonly hits: Map<string, number>;
  readonly missed: Map<string, number>;
  readonly faults: string[];
  /** Cases that were touched since their views were compared. */
  readonly touched: Set<string>;
}

/** One round: a fresh county, and a profile that lives through all kills of the plan. */
export async function killClient({ body, plan, seed, say }: ClientKills): Promise<KillReport> {
  const started = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'kills-'));
  const round = await openRound(folder, body, seeded(seed));
  const { hits, missed, faults } = round;
  try {
    for (const [index, point] of plan.entries()) {
      // What breaks off is a fault, and no reason not to go on; only not for ever.
      await killAt(round, point).catch((error: unknown) => { faults.push(`${body}, ${point.name}, broke off: ${error instanceof Error ? error.stack ?? error.message : String(error)}`); });
      if (faults.length >= FAULTS_AT_MOST) break;
      if ((index + 1) % SAY_EVERY === 0) say(`  ${body}, seed ${String(seed)}: ${String(index + 1)}/${String(plan.length)}, ${String(round.acknowledged.size)} entries told as saved, ${((performance.now() - started) / 1000 / (index + 1)).toFixed(1)} s a kill, ${String(faults.length)} faults`);
    }
    await checkAll(round);
  } finally {
    await round.line.close();
    await round.server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
  if (killsIn({ hits, missed }) !== plan.length) faults.push(`${String(plan.length)} kills were planned, ${String(killsIn({ hits, missed }))} came`);
  return { hits, missed, faults, acknowledged: round.acknowledged.size, seconds: (performance.now() - started) / 1000 };
}

async function openRound(folder: string, kind: 'electron' | 'chromium', random: Random): Promise<Round> {
  const app = plantApp(folder), data = path.join(folder, 'county');
  const founded = await county(data, 'init', '--demo');
  if (founded.code !== 0) throw new Error(founded.err);
  const server = await startServer(data, ['--static', app.page]);
  const line = await openLine(server.origin);
  const body = kind === 'electron' ? electronBody(app, folder, line.origin) : chromiumBody(folder, line.origin);
  const [colleague, watcher] = [await enrol(data, server.origin, 'li'), await enrol(data, server.origin, 'wang')];
  const readers = [watcher, new Device(watcher.enrolment, server.origin, TOWNSHIP.slice(0, 6))].map(createLogReader);
  const round: Round = { folder, random, body, line, server, readers, colleague, acknowledged: new Set(), hits: new Map(), missed: new Map(), faults: [], touched: new Set() };

  const living = await body.start(null);
  await living.opened();
  const { out: code } = await county(data, 'code', '--user', 'wang');
  const enrolled = await living.call<Result<Enrolment, string>>('enrol', line.origin, code, '人大办公室');
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.error}`);
  await drained(round, living);
  await living.kill();
  return round;
}

async function enrol(data: string, origin: string, user: string): Promise<Device> {
  const { out: code } = await county(data, 'code', '--user', user);
  const answer = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '另一台' }) });
  if (answer.status !== 200) throw new Error(`enrolment of ${user} was answered ${String(answer.status)}`);
  return new Device((await answer.json()) as Enrolment, origin);
}

// ── one kill ──────────────────────────────────────────────────────────────────────────────────────────────────────────

async function killAt(round: Round, point: KillPoint): Promise<void> {
  const { body, line, random, hits, missed } = round;
  const notice = path.join(round.folder, 'notice.json');
  rmSync(notice, { force: true });
  const armed: Armed = { hook: point.hook, times: random.between(1, point.most), tell: point.where === 'main' ? notice : line.tell };
  const reached = { yes: false };
  const opening = point.work === 'opening';
  if (point.wiped) body.wipe();
  line.works = opening ? random.chance(0.5) : true;

  const now: { living: LivingApp | null } = { living: null };
  line.onReached = () => {
    reached.yes = true;
    void now.living?.kill();
  };
  const living = now.living = await body.start(opening ? armed : null);
  try {
    // Reached before it was known how to kill it: it has stood still since.
    if (reached.yes) await living.kill();
    await liveUntilKilled(round, living, { point, armed });
  } finally {
    await living.kill();
    line.trap = null;
  }
  const hit = point.where === 'anywhere' || reached.yes || existsSync(notice);
  if (hit && point.powerCut) body.cutPower(notice, random.between(0, 100) / 100);
  count(hit ? hits : missed, point.name);
}

/** The app opens and finds everything; then it is armed and has work. It ends when the app is dead, or not dead in time. */
async function liveUntilKilled(round: Round, living: LivingApp, { point, armed }: { readonly point: KillPoint; readonly armed: Armed }): Promise<void> {
  const { line, random } = round;
  const dead = living.gone.then(() => 'dead' as const);
  const opened = await Promise.race([living.opened().then(() => 'opened' as const, () => 'dead' as const), dead]);
  if (opened === 'dead' || point.work === 'opening') return;
  await check(round, living, `at the start before "${point.name}"`);
  line.works = point.online || random.chance(0.6);
  if (point.where === 'line') line.trap = armed;
  else if (point.where !== 'anywhere') await living.arm(point.where, armed);
  const worked = work(round, living, point);
  await Promise.race([dead, later(point.where === 'anywhere' ? armed.times : PATIENCE_MS)]);
  await living.kill();
  await worked;
}

/** What goes on while the app dies. */
async function work(round: Round, living: LivingApp, { work: kind }: KillPoint): Promise<void> {
  const ended = { yes: false };
  void living.gone.then(() => { ended.yes = true; });
  const { random, colleague, touched } = round;
  if (kind === 'rebuild') await living.call('rebuild').catch(() => undefined);
  if (kind === 'pull') {
    // Now and then more than enters at once.
    const entries = Array.from({ length: random.chance(0.1) ? 450 : random.between(13, 40) }, () => colleague.register(randomUUID()));
    for (const { subject } of entries) touched.add(subject);
    await colleague.accepted(entries);
  }
  if (kind === 'verify') {
    while (!ended.yes && await living.call('verifyNow').then(() => true, () => false)) await later(100);
  }
  if (kind === 'acts') {
    // First as fast as the store takes them, then so that between them everything else gets its turn.
    for (let n = 0; await actOnce(round, living) && !ended.yes; n += 1) if (n > 20) await later(100);
  }
}

/** A person registers and sorts one case, or a few at once; false when the app died over it. */
async function actOnce({ random, acknowledged, touched, faults }: Round, living: LivingApp): Promise<boolean> {
  const cases = Array.from({ length: random.between(1, 3) }, () => `case:${randomUUID()}`);
  for (const subject of cases) touched.add(subject);
  const acts = cases.flatMap((subject) => [registering(subject, { tempNo: `临-${subject.slice(5, 13)}` }), sorting(subject)]);
  const made = await living.call<Result<readonly string[], unknown>>('perform', acts).catch(() => null);
  if (made === null) return false;
  // From here on it is a promise.
  if (made.ok) for (const id of made.value) acknowledged.add(id);
  else faults.push(`an act was refused: ${JSON.stringify(made.error)}`);
  return made.ok;
}

// ── the promises ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** After each start: what was told as saved is here, twice where there is a journal; most times also with the line, until the queue is empty and the county has everything. */
async function check(round: Round, living: LivingApp, when: string): Promise<void> {
  const { body, line, random, acknowledged, faults } = round;
  const say = (fault: string) => { faults.push(`${body.name}, ${when}: ${fault}`); };
  const held = new Set(await living.heldIds());
  reportLost(say, 'IndexedDB', [...acknowledged].filter((id) => !held.has(id)));
  const journal = body.journalIds();
  if (journal !== null) {
    const lines = new Set(journal);
    reportLost(say, 'the journal', [...acknowledged].filter((id) => !lines.has(id)));
    if (lines.size !== journal.length) say(`${String(journal.length - lines.size)} entries stand twice in the journal`);
  }
  line.works = random.chance(0.75);
  if (line.works) for (const fault of await drained(round, living)) say(fault);
}

function reportLost(say: (fault: string) => void, where: string, lost: readonly string[]): void {
  if (lost.length > 0) say(`${String(lost.length)} entries that were told as saved are not in ${where}, the first is ${lost[0] ?? ''}`);
}

/** With the line: the queue drains, the county has all that was told as saved, the device all that the county has, and the touched cases look as their entries add up. */
async function drained(round: Round, living: LivingApp): Promise<readonly string[]> {
  const { readers, acknowledged, touched } = round;
  const faults: string[] = [];
  const status = await settled(living, readers);
  if (status.phase !== 'synced' || status.waiting > 0 || status.refused > 0) faults.push(`the queue did not drain: ${JSON.stringify(status)}`);
  for (const reader of readers) faults.push(...await reader.readOn());
  const atCounty = new Set(readers.flatMap((reader) => [...reader.ids()]));
  const held = new Set(await living.heldIds());
  reportLost((fault) => faults.push(fault), 'the county\'s log', [...acknowledged].filter((id) => !atCounty.has(id)));
  const lacking = [...atCounty].filter((id) => !held.has(id)), alone = [...held].filter((id) => !atCounty.has(id));
  if (lacking.length > 0 || alone.length > 0) faults.push(`the device lacks ${String(lacking.length)} entries of the county's and has ${String(alone.length)} of its own`);
  for (const subject of touched) {
    const view = await living.call<CaseView | null>('case', subject);
    faults.push(...viewFaults(subject, view, readers.flatMap((reader) => reader.ofSubject(subject))));
  }
  touched.clear();
  return faults;
}

/** Waits until sync says that there is nothing to do, and the device has as many entries as the county. */
async function settled(living: LivingApp, readers: readonly LogReader[]): Promise<SyncStatus> {
  const end = Date.now() + DRAIN_PATIENCE_MS;
  await living.call('syncNow');
  for (;;) {
    const status = await living.call<SyncStatus>('syncStatus');
    if (status.phase === 'synced' && status.waiting === 0) {
      for (const reader of readers) await reader.readOn();
      const [held, known] = [(await living.heldIds()).length, readers.reduce((sum, reader) => sum + reader.length(), 0)];
      if (held >= known) return status;
    }
    if (Date.now() > end) return status;
    await later(30);
    if (status.phase === 'offline') await living.call('syncNow');
  }
}

/** Everything: the drained device, every case, the rows before and after the tables are made anew, and the county's own check. */
async function checkAll(round: Round): Promise<void> {
  const { body, line, faults, folder, touched } = round;
  line.onReached = () => undefined;
  line.works = true;
  const living = await body.start(null);
  await living.opened();
  const rows = await allRows(living);
  for (const { id } of rows) touched.add(id);
  for (const fault of await drained(round, living)) faults.push(`${body.name}, at the end: ${fault}`);
  const before = JSON.stringify(await allRows(living));
  await living.call('rebuild');
  if (JSON.stringify(await allRows(living)) !== before) faults.push(`${body.name}, at the end: the rows are others when the read tables are made anew`);
  await living.kill();
  const checked = await county(path.join(folder, 'county'), 'check');
  // A gap or a fork in a device's chain is told on a line that begins with the scope; other lines speak of backups.
  const notes = checked.out.split('\n').filter((told) => /^\d{6}/.test(told));
  if (checked.code !== 0 || !checked.out.startsWith('核对无误') || notes.length > 0) faults.push(`${body.name}, at the end the county says: ${checked.out}${checked.err}`);
}

async function allRows(living: LivingApp): Promise<CasePage['rows']> {
  const page = await living.call<CasePage>('cases', { filter: {}, sort: 'received', descending: true, offset: 0, limit: 100_000 });
  return page.rows;
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
