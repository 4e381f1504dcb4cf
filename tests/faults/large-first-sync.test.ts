/** A first sync of many entries that is interrupted again and again, from a server process that may use little memory. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { newReplica } from '../../server/secrets.ts';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry } from '../../shared/ledger/entry.ts';
import { MAX_PULL_ENTRIES } from '../../shared/sync/wire.ts';
import { NOON, startCounty, TOWNSHIP, type TestCounty } from '../server/county.ts';
import { openLine, type Line } from './line.ts';
import { NodeDevice } from './node-device.ts';

const ENTRIES = 20_000;
const INTERRUPTIONS = 20;
/** Old space of the server's heap, in MB: its own code and libraries take about half of it. */
const SERVER_HEAP_MB = 64;
/** All of it takes twenty seconds where nothing else runs. */
const SYNC_PATIENCE_MS = 100_000;

const open: { county: TestCounty | null; server: ChildProcess | null; line: Line | null; device: NodeDevice | null } = { county: null, server: null, line: null, device: null };
afterEach(async () => {
  open.device?.stop();
  await open.line?.close();
  open.server?.kill('SIGKILL');
  await open.county?.stop();
});

it(`[F42] ${String(ENTRIES)} entries arrive once, in order, through ${String(INTERRUPTIONS)} interruptions, from a server with a heap of ${String(SERVER_HEAP_MB)} MB`, async () => {
  const county = open.county = await startCounty();
  const enrolment = await county.enrol('li');
  const written = await fill(county);
  const { origin } = await aSmallServer(county.dir);
  const line = open.line = await openLine(origin);
  const device = open.device = await new NodeDevice(enrolment, line.origin).start();

  const interrupted = { times: 0 };
  const again: Promise<unknown>[] = [];
  device.storing = ({ entries }) => {
    if (entries.length < MAX_PULL_ENTRIES / 4 || interrupted.times === INTERRUPTIONS) return;
    interrupted.times += 1;
    switch (interrupted.times % 4) {
      case 0: line.faults.push({ kind: 'answer-cut', after: 1 + interrupted.times * 3001 }); return;
      case 1: line.faults.push({ kind: 'request-lost' }); return;
      case 2: again.push(device.stop().start()); return;
      default: throw new Error('the disk fails');
    }
  };
  await device.until(() => interrupted.times === INTERRUPTIONS, SYNC_PATIENCE_MS);
  await Promise.all(again);
  await device.synced(SYNC_PATIENCE_MS);
  expect(line.faults).toEqual([]);
  expect(written.filter(({ id }) => !device.disk.proofs.has(id))).toEqual([]);
  expect(new Set([...device.disk.proofs].flatMap(([id, { rev }]) => (device.disk.entries.get(id)?.scope === TOWNSHIP ? [rev] : []))).size).toBeGreaterThanOrEqual(ENTRIES);
  // Bounded on both sides: a page is all that is ever held beside what is stored.
  expect(device.mostAtOnce).toBeLessThanOrEqual(MAX_PULL_ENTRIES);
  expect(open.server?.exitCode).toBeNull();
}, 2 * SYNC_PATIENCE_MS + 60_000);

/** Fills the county's log of the township as years of work would. */
async function fill(county: TestCounty): Promise<readonly Entry[]> {
  let head: ChainHead = { replica: newReplica(), seq: 0, prev: '', at: AT_ZERO };
  const entries: Entry[] = [];
  for (let i = 0; i < ENTRIES; i += 1) {
    const entry = appendTo(head, { scope: TOWNSHIP, subject: `case:${String(i % 4000)}`, type: 'case.noted', v: 1, body: { text: `第${String(i)}句：村口的路灯坏了三个月，晚上老人出门不方便。` } }, { actor: 'wang', nowMs: NOON + i });
    entries.push(entry);
    head = headAfter(entry);
  }
  await county.store.write(async ({ log }) => {
    for (let from = 0; from < entries.length; from += 500) {
      const at = await log.head(TOWNSHIP);
      if (!at) throw new Error('the township has no log');
      await log.append(at, entries.slice(from, from + 500), { device: '', receivedAt: NOON });
    }
  });
  return entries;
}

/** The county's own program on that folder, with little memory. */
async function aSmallServer(dir: string): Promise<{ readonly origin: string }> {
  const child = open.server = spawn(process.execPath, [`--max-old-space-size=${String(SERVER_HEAP_MB)}`, 'server/main.ts', '--data', dir, '--port', '0'], { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (piece) => {
      said += String(piece);
      const origin = /县服务器已启动：(\S+)/.exec(said)?.[1];
      if (origin !== undefined) resolve({ origin });
    });
    child.once('close', () => { reject(new Error(`the server ended: ${said}`)); });
  });
}
