/** What a person sees of sync and says to it: what waits, a pause, a metered line, data used, the log for support. Against the real county. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supportText } from '../../renderer/screens/settings/sync/support-file.ts';
import type { Store } from '../../renderer/store/client.ts';
import type { SyncRules } from '../../renderer/store/sync-api.ts';
import { syncLogDatabaseName } from '../../renderer/store/sync-log.ts';
import { aCaseId, noting, registering, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aSyncedDevice, isSynced } from './enrolled.ts';
import { aPhotograph } from './photograph.ts';

/** One computer of the recorder's, enrolled at the first use and opened anew by each test that needs one at the county. */
const recorder: { device: Device | null } = { device: null };
beforeAll(() => county.start());
afterAll(() => {
  recorder.device?.kill();
  return county.stop();
});

async function theRecorder(): Promise<{ device: Device; store: Store }> {
  recorder.device ??= (await aSyncedDevice('li')).device;
  const { store } = await recorder.device.open();
  await isSynced(store);
  return { device: recorder.device, store };
}

const PATIENCE = { timeout: 60_000, interval: 50 };
const UNMETERED: SyncRules['metered'] = { on: false, from: 0, goes: 'texts' };
const waiting = async (store: Store) => (await store.syncStatus()).waiting;
/** As long as a request to the county beside takes many times over. */
const aWhile = () => new Promise((resolve) => { setTimeout(resolve, 600); });

describe('what waits', () => {
  it('is listed oldest first, page by page, with its age, also of a device that has waited through a restart', async () => {
    const device = await anOfflineDevice('secretary');
    const { store } = await device.open();
    const before = Date.now();
    const id = aCaseId();
    expect(await store.perform([registering(id), ...Array.from({ length: 29 }, (_, n) => noting(id, `第 ${n} 次`))])).toMatchObject({ ok: true });
    device.kill();
    const { store: again } = await device.open();
    await expect.poll(() => waiting(again), PATIENCE).toBe(30);
    const [first, last] = [await again.waitingEntries(0, 12), await again.waitingEntries(24, 12)];
    expect([first.total, first.rows.length, last.rows.length]).toEqual([30, 12, 6]);
    expect(first.rows[0]).toMatchObject({ scope: TOWNSHIP, subject: id, type: 'case.registered' });
    const all = [...first.rows, ...(await again.waitingEntries(12, 12)).rows, ...last.rows];
    expect(new Set(all.map(({ entryId }) => entryId)).size).toBe(30);
    expect(first.oldest).toBe(Date.parse(first.rows[0]?.wall ?? ''));
    expect(first.oldest).toBeGreaterThanOrEqual(before);
    expect((await again.syncStatus()).oldest).toBe(first.oldest);
    // Both logs stand the same once each has tried its line.
    await expect.poll(() => again.scopeStandings(), PATIENCE).toMatchObject([{ scope: TOWNSHIP.slice(0, 6), waiting: 0 }, { scope: TOWNSHIP, phase: 'offline', entries: 30, waiting: 30 }].sort((a, b) => (a.scope < b.scope ? -1 : 1)));
    device.kill();
  });
});

describe('a pause', () => {
  it('keeps everything here, over a restart too, and gives it back when it ends', async () => {
    const { device, store } = await theRecorder();
    await store.saveSyncRules({ pause: { from: Date.now(), until: null }, metered: UNMETERED });
    await store.perform([registering(aCaseId())]);
    await store.syncNow();
    await aWhile();
    expect(await store.syncStatus()).toMatchObject({ waiting: 1, held: { why: 'paused', until: null } });
    device.kill();
    const { store: again } = await device.open();
    // What waits is known once the rows were read.
    await expect.poll(() => waiting(again), PATIENCE).toBe(1);
    await aWhile();
    expect(await again.syncStatus()).toMatchObject({ waiting: 1, held: { why: 'paused' } });
    await again.saveSyncRules({ pause: null, metered: UNMETERED });
    await expect.poll(() => waiting(again), PATIENCE).toBe(0);
    expect((await again.syncStatus()).held).toBeNull();
    device.kill();
  });

  it('ends by itself at its time, and news of others is heard again', async () => {
    const [li, wang] = [await theRecorder(), await aSyncedDevice('wang')];
    // Without an end while it is looked at: where the machine is busy, one of a second and a half was over by then.
    await li.store.saveSyncRules({ pause: { from: Date.now(), until: null }, metered: UNMETERED });
    const [mine, theirs] = [aCaseId(), aCaseId()];
    await li.store.perform([registering(mine)]);
    await wang.store.perform([registering(theirs)]);
    await isSynced(wang.store);
    expect(await li.store.case(theirs)).toBeNull();
    const until = Date.now() + 1_500;
    await li.store.saveSyncRules({ pause: { from: Date.now(), until }, metered: UNMETERED });
    await expect.poll(() => waiting(li.store), PATIENCE).toBe(0);
    expect(Date.now()).toBeGreaterThanOrEqual(until);
    await expect.poll(async () => (await li.store.case(theirs))?.state.status, PATIENCE).toBe('sorting');
    li.device.kill();
    wang.device.kill();
  });

  it('on a metered line lets texts go and keeps photographs; where nothing may go, texts too', async () => {
    const { device, store } = await theRecorder();
    await store.saveSyncRules({ pause: null, metered: { on: true, from: Date.now(), goes: 'texts' } });
    const file = await store.addAttachment(await aPhotograph({ width: 419, height: 307, orientation: 1 }), '路灯.jpg');
    if (!file.ok) throw new Error(file.error);
    const id = aCaseId();
    const before = (await store.dataUsed()).total.files.up;
    expect(await store.perform([registering(id, { attachments: [file.value] })])).toMatchObject({ ok: true });
    await expect.poll(() => waiting(store), PATIENCE).toBe(0);
    await aWhile();
    expect(await store.attachmentTraffic()).toMatchObject({ waiting: 1 });
    await store.saveSyncRules({ pause: null, metered: { on: true, from: Date.now(), goes: 'nothing' } });
    await store.perform([noting(id, '再记一句')]);
    await aWhile();
    expect(await store.syncStatus()).toMatchObject({ waiting: 1, held: { why: 'metered' } });
    await store.saveSyncRules({ pause: null, metered: UNMETERED });
    await expect.poll(() => waiting(store), PATIENCE).toBe(0);
    await expect.poll(async () => (await store.attachmentTraffic()).waiting, PATIENCE).toBe(0);
    // The photograph went over the line once, and is counted apart from the texts.
    const up = async () => (await store.dataUsed()).total.files.up - before;
    await expect.poll(up, PATIENCE).toBeGreaterThanOrEqual(file.value.size);
    expect(await up()).toBeLessThan(file.value.size + 10_000);
    device.kill();
  });
});

describe('data used', () => {
  it('counts what goes and comes, and goes on counting after the store was closed', async () => {
    const { device, store } = await theRecorder();
    await expect.poll(async () => (await store.dataUsed()).total.texts.down, PATIENCE).toBeGreaterThan(2_000);
    const words = '路灯不亮'.repeat(300);
    const before = (await store.dataUsed()).total.texts;
    await store.perform([registering(aCaseId(), { words })]);
    await isSynced(store);
    await expect.poll(async () => (await store.dataUsed()).total.texts.up - before.up, PATIENCE).toBeGreaterThan(new TextEncoder().encode(words).length);
    await device.close();
    const { store: again } = await device.open();
    const { total, month } = await again.dataUsed();
    expect(total.texts.up).toBeGreaterThan(before.up + 3_600);
    expect(month).toEqual(total);
    await device.close();
  });
});

describe('the log for support', () => {
  it('survives a restart and holds neither words, names, phones nor tokens, whatever was written, refused, tested or failed', async () => {
    const { device, store } = await theRecorder();
    const PLANTED = ['13812345678', '赵铁柱', '村东头路灯', '王寡妇', '机密的话'];
    const id = aCaseId();
    await store.perform([registering(id, { words: '村东头路灯坏了，王寡妇家门口', title: '村东头路灯', reporter: { name: '赵铁柱', phone: '13812345678' } }), noting(id, '机密的话 13812345678')]);
    await isSynced(store);
    await county.kill();
    await store.perform([noting(id, '机密的话')]);
    await store.testConnection(() => undefined);
    await county.start();
    await store.syncNow();
    await expect.poll(() => waiting(store), PATIENCE).toBe(0);
    await store.offerAgain(['赵铁柱', '13812345678']);
    await store.saveSyncRules({ pause: { from: Date.now(), until: null }, metered: { ...UNMETERED, on: true } });
    await device.close();
    const { store: again } = await device.open();
    await again.saveSyncRules({ pause: null, metered: UNMETERED });
    const report = await again.supportReport();
    if (!report) throw new Error('no report');
    const whats = new Set(report.events.map(({ what }) => what));
    expect([...whats]).toEqual(expect.arrayContaining(['opened', 'push', 'pull', 'stored', 'phase', 'tested', 'offered-again', 'paused', 'metered', 'used']));
    expect(report.events.find(({ what, figures }) => what === 'push' && figures?.['accepted'] === 2)).toBeDefined();
    const text = supportText(report, { browser: 'Chromium' }, Date.now());
    const token = (await again.enrolment())?.enrolment.token ?? '';
    expect(token.length).toBeGreaterThan(30);
    const atRest = JSON.stringify(await rowsOf(syncLogDatabaseName(device.name)));
    for (const planted of [...PLANTED, token, '李记录', '测试机', 'li"']) {
      expect(text).not.toContain(planted);
      expect(atRest).not.toContain(planted);
    }
    // No word of Chinese but the two lines at its head.
    expect(text.split('\r\n').slice(2).join('\n')).not.toMatch(/[㐀-鿿]/);
    await device.close();
  });

  it('keeps the last 2,000 events', async () => {
    const device = await anOfflineDevice('secretary');
    const { store } = await device.open();
    for (let n = 0; n < 2_100; n += 1) void store.offerAgain([]);
    await expect.poll(async () => (await store.supportReport())?.events.length, PATIENCE).toBe(2_000);
    expect((await store.supportReport())?.events.some(({ what }) => what === 'opened')).toBe(false);
    device.kill();
  });
});

describe('测试连接', () => {
  const outcome = (steps: Awaited<ReturnType<Store['testConnection']>>) => Object.fromEntries(steps.map(({ name, state, finding }) => [name, finding ?? state]));

  it('is good all the way to the real county, and says what is wrong where something is', async () => {
    const { device, store } = await theRecorder();
    const heard: number[] = [];
    const good = await store.testConnection((steps) => { heard.push(steps.filter(({ state }) => state === 'good').length); });
    expect(outcome(good)).toEqual({ network: 'good', address: 'good', county: 'good', versions: 'good', device: 'good', clock: 'good', speed: 'good' });
    expect(heard.at(0)).toBe(0);
    expect(heard.at(-1)).toBe(7);
    expect(good.find(({ name }) => name === 'speed')?.figure).toBeGreaterThan(10_000);
    await county.command('revoke', '--device', (await store.enrolment())?.enrolment.deviceId ?? '');
    expect(outcome(await store.testConnection(() => undefined))).toMatchObject({ address: 'good', device: 'unauthenticated', clock: 'good', speed: 'skipped' });
    await county.stop();
    expect(outcome(await store.testConnection(() => undefined))).toMatchObject({ address: 'gateway-only', device: 'skipped' });
    await county.start();
    device.kill();
  });

  it.each([
    ['/captive-portal', { address: 'answers-otherwise' }], ['/strange-server/302', { address: 'answers-otherwise' }], ['/strange-server/502', { address: 'gateway-only' }],
    ['/strange-server/server-full', { address: 'server-full' }], ['/strange-server/rate-limited', { address: 'rate-limited' }], ['/strange-server/other-county', { address: 'good', county: 'other-county', device: 'skipped' }],
    ['/strange-server/newer', { county: 'good', versions: 'app-too-old', device: 'skipped' }], ['/strange-server/upgrade-required', { address: 'app-too-old' }],
    ['/strange-server/clock', { versions: 'good', device: 'good', clock: 'clock-off', speed: 'altered' }], ['/strange-server/cut', { device: 'good', speed: 'cut' }],
    ['/strange-server/older', { address: 'good', county: 'older-county', versions: 'older-county' }],
  ] as const)('of %s finds %j', async (path, found) => {
    const device = await anOfflineDevice('secretary', `${location.origin}${path}`);
    const { store } = await device.open();
    expect(outcome(await store.testConnection(() => undefined))).toMatchObject(found);
    device.kill();
  });

  it('of an address where nobody listens says so at once, and a silent one can be stopped', async () => {
    const nobody = await anOfflineDevice('secretary');
    const { store } = await nobody.open();
    expect(outcome(await store.testConnection(() => undefined))).toMatchObject({ network: 'good', address: 'not-reached', speed: 'skipped' });
    nobody.kill();
    const silent = await anOfflineDevice('secretary', `${location.origin}/strange-server/silent`);
    const opened = await silent.open();
    const heard: string[] = [];
    const running = opened.store.testConnection((steps) => { heard.push(...steps.filter(({ state }) => state === 'running').map(({ name }) => name)); });
    await expect.poll(() => heard, PATIENCE).toContain('address');
    await aWhile();
    await opened.store.stopConnectionTest();
    expect(outcome(await running)).toMatchObject({ address: 'stopped', device: 'skipped' });
    silent.kill();
  });
});

async function rowsOf(database: string): Promise<readonly unknown[]> {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(database);
    opening.onsuccess = () => { resolve(opening.result); };
    opening.onerror = () => { reject(new Error('the log did not open')); };
  });
  try {
    return await new Promise<unknown[]>((resolve, reject) => {
      const asked = opened.transaction('events').objectStore('events').getAll();
      asked.onsuccess = () => { resolve(asked.result as unknown[]); };
      asked.onerror = () => { reject(new Error('the log was not read')); };
    });
  } finally {
    opened.close();
  }
}
