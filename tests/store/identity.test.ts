/** Who a device is, against the real county server: what it reports, how it follows the county's tables, and what becomes of it when it is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../renderer/store/client.ts';
import type { CountyDevice } from '../../shared/sync/device-wire.ts';
import { aCaseId, assigning, noting, registering, sorting, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { anEnrolledDevice, isSynced, join } from './enrolled.ts';

const OTHER_TOWNSHIP = '411122202';
const PATIENCE = { timeout: 60_000, interval: 50 };

beforeAll(() => county.start());
afterAll(() => county.stop());

/** What the county's office sees of the device. */
async function listed(office: Store, store: Store): Promise<CountyDevice | undefined> {
  const answer = await office.countyDevices();
  if (!answer.ok) throw new Error(answer.error);
  const id = (await store.enrolment())?.enrolment.deviceId;
  return answer.value.devices.find((one) => one.id === id);
}

describe('a device', () => {
  it('tells the county its version, its key and what waits; only the office may see it', async () => {
    const [li, zhao] = [await anEnrolledDevice('li'), await anEnrolledDevice('zhao')];
    await expect.poll(() => listed(zhao.store, li.store), PATIENCE).toMatchObject({ user: 'li', name: '测试机', waiting: 0, appVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown, signs: true, copiedAt: null });
    expect(await li.store.countyDevices()).toEqual({ ok: false, error: 'forbidden' });
    expect(await li.store.makeCode('li')).toEqual({ ok: false, error: 'forbidden' });
    li.device.kill();
    zhao.device.kill();
  });

  it('follows its user to another township and another role, without joining again', async () => {
    await county.command('add-user', '--user', 'mover', '--name', '调动者', '--role', 'recorder', '--home', TOWNSHIP);
    const { device, store } = await anEnrolledDevice('mover');
    await isSynced(store);
    await device.close();
    await county.command('move-user', '--user', 'mover', '--role', 'secretary', '--home', OTHER_TOWNSHIP);
    const again = (await device.open()).store;
    await expect.poll(async () => (await again.enrolment())?.enrolment.session, PATIENCE).toMatchObject({ role: 'secretary', home: OTHER_TOWNSHIP, writes: [OTHER_TOWNSHIP] });
    await isSynced(again);
    const id = aCaseId();
    expect(await again.perform([{ ...registering(id), scope: OTHER_TOWNSHIP }])).toMatchObject({ ok: true });
    await expect.poll(async () => (await again.case(id))?.row.official, PATIENCE).toBe(true);
    // Known at the next opening too, without a line.
    await device.close();
    await county.stop();
    expect((await (await device.open()).store.enrolment())?.enrolment.session.home).toBe(OTHER_TOWNSHIP);
    device.kill();
    await county.start();
  });
});

describe('a lost device', () => {
  it('[F40] revoked with 200 unsent entries: sends and gets nothing more, keeps everything, and goes on where it stood when it joins again', async () => {
    const [{ device, store }, zhao] = [await anEnrolledDevice('wang'), await anEnrolledDevice('zhao')];
    await isSynced(store);
    const before = await store.supportReport();
    await county.stop();
    const ids = Array.from({ length: 100 }, aCaseId);
    expect(await store.perform(ids.flatMap((id) => [registering(id), noting(id, '停用前写的')]))).toMatchObject({ ok: true });
    // Nothing goes before it is revoked, however soon the county is heard of again.
    const rules = await store.syncRules();
    await store.saveSyncRules({ ...rules, pause: { from: Date.now(), until: null } });
    await county.start();
    const id = (await store.enrolment())?.enrolment.deviceId ?? '';
    expect(await zhao.store.revokeDevice(id)).toMatchObject({ ok: true });
    await store.saveSyncRules(rules);
    await store.syncNow();
    await expect.poll(() => store.syncStatus(), PATIENCE).toMatchObject({ phase: 'stopped', reason: 'unauthenticated', waiting: 200 });
    // Readable, and written on, with and without the program ended in between.
    await device.close();
    const again = (await device.open()).store;
    expect((await again.case(ids[0] ?? ''))?.state.timeline).toHaveLength(2);
    expect(await again.perform([noting(ids[0] ?? '', '停用后写的')])).toMatchObject({ ok: true });
    await expect.poll(() => again.syncStatus(), PATIENCE).toMatchObject({ phase: 'stopped', reason: 'unauthenticated', waiting: 201 });
    expect(await listed(zhao.store, again)).toMatchObject({ revokedAt: expect.any(Number) as unknown });

    await join(again, 'wang');
    await isSynced(again);
    expect(await again.syncStatus()).toMatchObject({ waiting: 0, refused: 0 });
    const after = await again.supportReport();
    expect([after?.replica, after?.former]).toEqual([before?.replica, before?.former]);
    expect(after?.device).not.toBe(id);
    // The county knows which line of its list this computer was.
    const replacement = async () => { const answer = await zhao.store.countyDevices(); return answer.ok ? answer.value.devices.find((one) => one.id === id)?.replacedBy : undefined; };
    await expect.poll(replacement, PATIENCE).toBe(after?.device);
    await isSynced(zhao.store);
    await expect.poll(async () => (await Promise.all(ids.map(async (one) => (await zhao.store.case(one))?.row.official))).every((official) => official === true), PATIENCE).toBe(true);
    device.kill();
    zhao.device.kill();
  });
});

describe('a new computer', () => {
  it('gets its township back as the old one had it: 108 cases, each where it stood', async () => {
    const old = await anEnrolledDevice('wang');
    await isSynced(old.store);
    const ids = Array.from({ length: 108 }, aCaseId);
    const acts = ids.flatMap((id, i) => [registering(id, { words: `第${String(i)}件：村东头路灯坏了。` }), ...(i % 2 === 0 ? [sorting(id, { title: `路灯${String(i)}` })] : []), ...(i % 4 === 0 ? [assigning(id, 'unit:x')] : [])]);
    expect(await old.store.perform(acts)).toMatchObject({ ok: true });
    const pictured = async (store: Store) => {
      const views = await Promise.all(ids.map((id) => store.case(id)));
      return views.map((view) => view && { state: view.state, number: view.row.number, status: view.row.status, delivery: view.row.delivery });
    };
    await expect.poll(async () => (await pictured(old.store)).every((one) => one?.delivery === 'county' && one.number.includes('〔')), PATIENCE).toBe(true);
    const before = await pictured(old.store);
    expect(new Set(before.map((one) => one?.status)).size).toBe(3);
    await old.device.wipe();

    const fresh = await anEnrolledDevice('wang');
    await isSynced(fresh.store);
    expect(await pictured(fresh.store)).toEqual(before);
    expect((await fresh.store.directory()).villages.length).toBeGreaterThan(0);
    fresh.device.kill();
  });
});
