/** What 待传 counts: own entries that no verdict has come for, however the device came to know of the others. Against the real county. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import type { Store } from '../../renderer/store/client.ts';
import { aCaseId, noting, registering, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { aSyncedDevice, isSynced } from './enrolled.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

const PATIENCE = { timeout: 100_000, interval: 50 };
/** More than are looked at one by one. */
const MANY = 260;
const notes = (id: string) => Array.from({ length: MANY }, (_, n) => noting(id, `第 ${n} 次`));
const standing = async (store: Store) => (await store.scopeStandings()).find(({ scope }) => scope === TOWNSHIP);

/** In steps as large as a person's may be. */
async function writing(store: Store, acts: readonly Act[]): Promise<void> {
  for (let from = 0; from < acts.length; from += 200) expect((await store.perform(acts.slice(from, from + 200))).ok).toBe(true);
}

it('[P11] what the county confirmed does not wait when the row of its log was lost, neither of this replica nor of a former one; what is written then does, and is listed', async () => {
  const { device, store } = await aSyncedDevice('li');
  const id = aCaseId();
  await writing(store, [registering(id), ...notes(id)]);
  await expect.poll(async () => (await store.syncStatus()).waiting, PATIENCE).toBe(0);
  await isSynced(store);
  // Journal and all: it meets its own entries at the county, and goes on under a new name.
  await device.wipe();
  device.lines.length = 0;
  const { store: renamed } = await device.open();
  await expect.poll(async () => (await renamed.case(id))?.state.timeline.length, PATIENCE).toBeGreaterThan(MANY);
  await isSynced(renamed);
  await writing(renamed, notes(id));
  await expect.poll(async () => (await renamed.syncStatus()).waiting, PATIENCE).toBe(0);
  await isSynced(renamed);
  expect((await renamed.supportReport())?.former).toBe(1);
  const here = (await standing(renamed))?.entries ?? 0;
  expect(here).toBeGreaterThan(2 * MANY);

  await county.stop();
  // IndexedDB is made anew from the journal: entries with their receipts, and nothing of how far the log was.
  await device.wipe();
  const { store: again } = await device.open();
  await expect.poll(async () => (await again.syncStatus()).phase, PATIENCE).toBe('offline');
  expect(await again.syncStatus()).toMatchObject({ waiting: 0, oldest: null });
  expect(await again.waitingEntries(0, 10)).toEqual({ total: 0, oldest: null, rows: [] });
  expect(await standing(again)).toMatchObject({ waiting: 0, entries: here });

  await writing(again, [noting(id, '断网后的第一句'), ...notes(id)]);
  expect((await again.syncStatus()).waiting).toBe(MANY + 1);
  expect(await standing(again)).toMatchObject({ waiting: MANY + 1, entries: here + MANY + 1 });
  const [first, second, last] = [await again.waitingEntries(0, 5), await again.waitingEntries(5, 5), await again.waitingEntries(MANY, 5)];
  expect([first.total, first.rows.length, second.rows.length, last.rows.length]).toEqual([MANY + 1, 5, 5, 1]);
  expect(new Set([...first.rows, ...second.rows, ...last.rows].map(({ entryId }) => entryId)).size).toBe(11);
  expect(first.oldest).toBe(Date.parse(first.rows[0]?.wall ?? ''));

  // What was written without any exchange is among what is here at the next opening too.
  await device.close();
  const { store: third } = await device.open();
  await expect.poll(async () => await standing(third), PATIENCE).toMatchObject({ waiting: MANY + 1, entries: here + MANY + 1 });
  await county.start();
  await third.syncNow();
  await expect.poll(async () => await third.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
  device.kill();
});
