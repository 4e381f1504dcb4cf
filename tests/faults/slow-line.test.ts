/** A line of 4 KB/s with three seconds of latency that loses a fifth of its packets, between the shipped engine and the real county. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkCounty } from '../../server/upkeep.ts';
import { startCounty, TOWNSHIP } from '../server/county.ts';
import { onOwnNetwork, whyNoNetworks } from './own-network.ts';
import type { Ended } from './own-mounts.ts';

/** There and back is three seconds. */
const LINE = { bytesPerSecond: 4096, delayMs: 1500, lost: 0.2 };
const DISCIPLINE = `netem delay ${String(LINE.delayMs)}ms loss ${String(LINE.lost * 100)}% rate ${String(LINE.bytesPerSecond * 8)}bit`;
const PROGRAM = path.join(import.meta.dirname, 'slow-line.ts');
const ROOT = path.join(import.meta.dirname, '../..');

const why = whyNoNetworks();
// Said aloud: the same line is then made above TCP, by a proxy.
if (why !== null) process.stdout.write(`slow-line: ${why}; the line is a proxy’s\n`);

it(`[F18] over 4 KB/s, 3 s of latency and 20 % loss (${why === null ? 'netem on a network of its own' : 'a proxy'}) everything arrives, once, and is not said before`, async () => {
  const county = await startCounty();
  const env = { ENROLMENT: JSON.stringify(await county.enrol('li')), LINE: JSON.stringify(LINE) };
  const { status, out, errors } = why === null
    ? onOwnNetwork({ countyDir: county.dir, program: PROGRAM, discipline: DISCIPLINE, cwd: ROOT, env })
    : await beside({ ...env, COUNTY: county.origin });
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  const found = JSON.parse(out) as { ids: string[]; seconds: number; lost: number | null };
  expect(found).toMatchObject({ told: { phase: 'synced', waiting: 0 }, proven: true });
  // It was as slow as it should be: at least a push, a pull and a comparison, there and back.
  expect(found.seconds).toBeGreaterThan(2 * LINE.delayMs * 3 / 1000);
  const log = await county.store.read(async (tables) => (await tables.log.after(TOWNSHIP, 0, { limit: 10_000, maxLength: Number.MAX_SAFE_INTEGER })).map(({ entry }) => entry.id));
  expect(found.ids.map((id) => log.filter((one) => one === id).length)).toEqual([1, 1, 1, 1, 1, 1]);
  expect((await checkCounty(county.store)).faults).toEqual([]);
  await county.stop();
}, 120_000);

/** The program in a process of its own, while the county goes on in this one. */
async function beside(env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', errors: '' };
  child.stdout.on('data', (data) => { said.out += String(data); });
  child.stderr.on('data', (data) => { said.errors += String(data); });
  const [status] = await once(child, 'close') as [number | null];
  return { status, ...said };
}
