/** A county on a disk that is really full, with a real device before it; prints what happened. Run by full-server.test.ts in a mount namespace of its own. */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CompiledQuery } from 'kysely';
import { checkCounty } from '../../server/upkeep.ts';
import { startCounty } from '../server/county.ts';
import { NodeDevice } from './node-device.ts';

// The county's folder is made below TMPDIR, which is the small disk.
const disk = process.env['TMPDIR'] ?? '';
const county = await startCounty();
const device = await new NodeDevice(await county.enrolled('li'), county.origin).start();
const before = Array.from({ length: 3 }, (_, i) => device.register(`before-${String(i)}`).id);
await device.synced();

const ballast = path.join(disk, 'ballast');
await becomeFull();
device.stop();
const during = Array.from({ length: 60 }, (_, i) => device.register(`full-${String(i)}`, { words: '满'.repeat(3000) }).id);
const told = await (await device.start()).until(({ phase, reason }) => phase === 'offline' && reason === 'server-full');
const statuses = [...county.logged().matchAll(/"status":(507)/g)].length;
const acknowledgedWhileFull = during.filter((id) => device.disk.proofs.has(id)).length;
const readable = (await fetch(`${county.origin}/api/health`)).status;

await haveRoom();
await device.synced();
const log = await county.store.read(async (tables) => (await tables.log.after(device.home, 0, { limit: 10_000, maxLength: Number.MAX_SAFE_INTEGER })).map(({ entry }) => entry.id));
process.stdout.write(JSON.stringify({
  reason: told.reason, statuses, acknowledgedWhileFull, readable,
  times: [...new Set([...before, ...during].map((id) => log.filter((one) => one === id).length))],
  faults: (await checkCounty(county.store)).faults,
}));
device.stop();
await county.stop();

/** On a small disk of its own by filling it; elsewhere SQLite is told that the file may not grow: the same error. */
async function becomeFull(): Promise<void> {
  if (process.env['OWN_MOUNTS'] !== '1') return limitPages(Number((await county.db.executeQuery<{ page_count: number }>(CompiledQuery.raw('PRAGMA page_count'))).rows[0]?.page_count));
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - 64 * 1024));
}

async function haveRoom(): Promise<void> {
  if (process.env['OWN_MOUNTS'] !== '1') return limitPages(1_000_000);
  rmSync(ballast);
}

async function limitPages(pages: number): Promise<void> {
  await county.db.executeQuery(CompiledQuery.raw(`PRAGMA max_page_count = ${String(pages)}`));
}
