/**
 * RxDB's two holes in replication as tests against our own, in real Chromium with the real county: its checkpoint is the computer's
 * clock, so that what is written while the clock is behind never goes out; and a page that once could not be stored is skipped for ever.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../renderer/store/api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { aCaseId, noting, registering, sorting } from './acts.ts';
import { county } from './county.ts';
import { anEnrolledDevice } from './enrolled.ts';
import { oddWorkers, type OddWorkers } from './odd-worker.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

let odd: OddWorkers;
beforeEach(() => { odd = oddWorkers(); });
afterEach(() => { odd.end(); });

const PATIENCE = { timeout: 60_000, interval: 50 };
const DAY = 86_400_000;
const OFFSETS = [-3 * DAY, 730 * DAY, -Date.now()];

/** All that the store says of sync from now on. */
function listen(store: Store): readonly SyncStatus[] {
  const heard: SyncStatus[] = [];
  store.subscribe(({ topics }) => { if (topics.includes('sync')) void store.syncStatus().then((status) => heard.push(status)); });
  return heard;
}

/** A pause after a failure is cut short, as by a person who asks. */
const isSynced = (store: Store) => expect.poll(async () => {
  const { phase, waiting } = await store.syncStatus();
  if (phase === 'offline') await store.syncNow();
  return `${phase} ${String(waiting)}`;
}, PATIENCE).toBe('synced 0');
const timelineOf = async (store: Store, id: string) => (await store.case(id))?.state.timeline.length ?? 0;

describe('[F27] a clock', () => {
  it('that is days behind, years ahead and in 1970 while something is written, and right again afterwards: everything arrives, and nothing is said before', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    const known = aCaseId();
    await li.store.perform([registering(known)]);
    await isSynced(li.store);
    await li.device.close();
    await county.stop();

    const written = OFFSETS.map(() => aCaseId());
    for (const [i, off] of OFFSETS.entries()) {
      odd.start = { clockOff: off };
      const { store } = await li.device.open();
      expect(await store.perform([registering(written[i] ?? ''), noting(known, `第${String(i)}句`)])).toMatchObject({ ok: true });
      await li.device.close();
    }

    odd.start = {};
    const { store } = await li.device.open();
    // What was written last is shown last, whatever the clock said.
    expect((await store.case(known))?.state.timeline.slice(-3).map(({ body }) => (body as { text: string }).text)).toEqual(['第0句', '第1句', '第2句']);
    const heard = listen(store);
    await expect.poll(async () => (await store.syncStatus()).waiting, PATIENCE).toBe(6);
    await county.start();
    await isSynced(store);
    expect(heard.filter(({ phase, waiting }) => phase === 'synced' && waiting > 0)).toEqual([]);
    await wang.store.syncNow();
    await expect.poll(async () => Promise.all([...written, known].map((id) => timelineOf(wang.store, id))), PATIENCE).toEqual([2, 2, 2, 5]);
    for (const id of written) expect((await store.case(id))?.row).toMatchObject({ delivery: 'county', official: true });
    // A later act of somebody whose clock was right is later.
    expect(await wang.store.perform([sorting(known)])).toMatchObject({ ok: true });
    await expect.poll(async () => (await store.case(known))?.state.timeline.at(-1)?.header.type, PATIENCE).toBe('case.sorted');
    await li.device.close();
    await wang.device.close();
  });

  it('that jumps back and forth in one session: no act is lost, and their order is the order in which they were done', async () => {
    const { device, store } = await anEnrolledDevice('li');
    const id = aCaseId();
    await store.perform([registering(id)]);
    const words = [];
    for (const clockOff of [-3 * DAY, 730 * DAY, -Date.now(), 400 * DAY, 0, -30 * DAY]) {
      await odd.set({ clockOff });
      words.push(`钟${String(clockOff)}`);
      expect(await store.perform([noting(id, words.at(-1) ?? '')])).toMatchObject({ ok: true });
    }
    await odd.set({ clockOff: 0 });
    await isSynced(store);
    const notes = (await store.case(id))?.state.timeline.filter(({ header }) => header.type === 'case.noted') ?? [];
    expect(notes.map(({ body }) => (body as { text: string }).text)).toEqual(words);
    await device.close();
  });
});

describe('a page of what others wrote', () => {
  it('[F21] that could not be stored for lack of room: it does not say 已同步, refuses to save with the reason, and has all of it at the next opening', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    await isSynced(wang.store);
    await wang.device.close();
    const ids = Array.from({ length: 30 }, aCaseId);
    for (let n = 0; n < 3; n += 1) {
      const notes = ids.flatMap((id) => Array.from({ length: 5 }, (_, i) => noting(id, `第${String(n)}-${String(i)}句`)));
      expect(await li.store.perform(n === 0 ? [...ids.map((id) => registering(id)), ...notes] : notes)).toMatchObject({ ok: true });
    }
    await isSynced(li.store);

    odd.start = { refuseEvery: 150 };
    const full = await wang.device.open();
    const heard = listen(full.store);
    await expect.poll(async () => (await full.store.syncStatus()).reason ?? '', PATIENCE).toBe('storage-failed');
    expect(await full.store.perform([registering(aCaseId())])).toEqual({ ok: false, error: { code: 'storage-failed' } });
    expect(heard.map(({ phase }) => phase)).not.toContain('synced');
    await wang.device.close();

    odd.start = {};
    const { store } = await wang.device.open();
    await isSynced(store);
    // Registered, numbered, and fifteen words on each.
    expect(new Set(await Promise.all(ids.map((id) => timelineOf(store, id))))).toEqual(new Set([17]));
    await li.device.close();
    await wang.device.close();
  });
});
