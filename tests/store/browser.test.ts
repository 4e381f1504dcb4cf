/** A browser at the county: no journal and no vault; and IndexedDB that goes away while it is used. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectStore, type StoreConnection } from '../../renderer/store/client.ts';
import { entriesDatabaseNames } from '../../renderer/store/entries.ts';
import { aCaseId, registering, sorting } from './acts.ts';
import { county } from './county.ts';
import { anOfflineDevice, deleteDatabase } from './device.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

const PATIENCE = { timeout: 20_000, interval: 50 };

async function openBrowser(name: string): Promise<StoreConnection> {
  const connection = connectStore(null);
  expect(await connection.open({ name, key: null })).toMatchObject({ ok: true });
  return connection;
}

describe('a browser', () => {
  it('keeps its own key and enrolment over restarts, and everything readable', async () => {
    const name = `b${crypto.randomUUID().slice(0, 8)}`;
    const first = await openBrowser(name);
    expect(await first.store.enrol(county.origin(), await county.code('wang'), '浏览器')).toMatchObject({ ok: true });
    const id = aCaseId();
    expect(await first.store.perform([registering(id), sorting(id)])).toMatchObject({ ok: true });
    first.end();
    const second = await openBrowser(name);
    expect((await second.store.enrolment())?.enrolment.session.user).toBe('wang');
    expect((await second.store.case(id))?.state.title).toBe('村东头路灯不亮');
    second.end();
  });

  it('[F24] whose IndexedDB was cleared is enrolled anew and gets everything from the county', async () => {
    const name = `b${crypto.randomUUID().slice(0, 8)}`;
    const first = await openBrowser(name);
    await first.store.enrol(county.origin(), await county.code('wang'), '浏览器');
    const id = aCaseId();
    await first.store.perform([registering(id)]);
    await expect.poll(async () => (await first.store.case(id))?.row.delivery, PATIENCE).toBe('county');
    first.end();
    for (const { name: database } of await indexedDB.databases()) if (database?.includes(name)) await deleteDatabase(database);
    const second = await openBrowser(name);
    expect(await second.store.enrolment()).toBeNull();
    await second.store.enrol(county.origin(), await county.code('wang'), '浏览器');
    await expect.poll(async () => (await second.store.case(id))?.state.status, PATIENCE).toBe('sorting');
    second.end();
  });

  it('[F43] opens the store in one tab only, and in the next when the first is closed', async () => {
    const name = `b${crypto.randomUUID().slice(0, 8)}`;
    const [first, second] = [await openBrowser(name), connectStore(null)];
    expect(await second.open({ name, key: null })).toEqual({ ok: false, error: 'open-elsewhere' });
    first.end();
    expect(await second.open({ name, key: null })).toMatchObject({ ok: true });
    second.end();
  });
});

it('an act that does not even reach the store is refused with what went wrong, as any other', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  expect(await store.perform([{ ...registering(aCaseId()), body: { words: () => '不能传' } }])).toMatchObject({ ok: false, error: { code: 'fault', detail: expect.stringContaining('could not be cloned') } });
  device.kill();
});

describe('IndexedDB that goes away under the store', () => {
  it('stops saving with a reason, forks nothing, and everything saved is back at the next opening', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [before, after] = [aCaseId(), aCaseId()];
    await store.perform([registering(before)]);
    await deleteDatabase(entriesDatabaseNames(device.name)[1] ?? '');
    expect(await store.perform([registering(after)])).toEqual({ ok: false, error: { code: 'storage-failed' } });
    expect(await store.syncStatus()).toMatchObject({ phase: 'stopped', reason: 'storage-failed' });
    expect(device.lines).toHaveLength(1);
    device.kill();
    const again = await device.open();
    expect(again.report.restored).toBe(1);
    expect(await again.store.perform([registering(after)])).toMatchObject({ ok: true });
    expect((await again.store.case(before))?.state.status).toBe('sorting');
    device.kill();
  });

  it('between the journal and RxDB: the act is saved, and shown at the next opening', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    device.faults.push({ before: () => deleteDatabase(entriesDatabaseNames(device.name)[1] ?? '') });
    expect(await store.perform([registering(id)])).toMatchObject({ ok: true });
    expect(await store.perform([sorting(id)])).toEqual({ ok: false, error: { code: 'storage-failed' } });
    device.kill();
    const again = await device.open();
    expect((await again.store.case(id))?.state.status).toBe('sorting');
    expect(await again.store.perform([sorting(id)])).toMatchObject({ ok: true });
    device.kill();
  });
});
