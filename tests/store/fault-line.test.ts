/**
 * The telephone line of a far village under the store in real Chromium. Chromium's own emulation of a line (`Network.emulateNetworkConditions`)
 * does not reach a dedicated worker, which is where all of sync runs, so that the line is a proxy's.
 */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { SyncStatus } from '../../renderer/store/api.ts';
import { aCaseId, noting, registering } from './acts.ts';
import { county, line } from './county.ts';
import { aSyncedDevice } from './enrolled.ts';

beforeAll(() => county.start());
afterEach(() => line.close());
afterAll(() => county.stop());

const PATIENCE = { timeout: 100_000, interval: 50 };

it('[F18] over 4 KB/s, 3 s of latency and 20 % loss an evening’s last words arrive, saving never waits, and nothing is said before', async () => {
  const { device } = await aSyncedDevice('li');
  await device.close();

  await line.slow({ bytesPerSecond: 4096, delayMs: 1500, lost: 0.2 });
  const again = await device.open();
  const heard: SyncStatus[] = [];
  again.store.subscribe(({ topics }) => { if (topics.includes('sync')) void again.store.syncStatus().then((status) => heard.push(status)); });
  const [began, id] = [performance.now(), aCaseId()];
  const saved = await again.store.perform([registering(id), noting(id, '散场前补充一句')]);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  // Saved while the first request had not yet reached the county.
  expect((await again.store.case(id))?.row.delivery).toBe('local');
  await expect.poll(async () => (await again.store.case(id))?.row, PATIENCE).toMatchObject({ delivery: 'county', official: true });
  expect(performance.now() - began).toBeGreaterThan(3000);
  expect(heard.filter(({ phase, waiting }) => phase === 'synced' && waiting > 0)).toEqual([]);
  expect((await again.store.case(id))?.state.timeline).toHaveLength(3);
  await device.close();
});
