/** Sync against the real county server: two devices, outages, refusals, restarts and restores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../renderer/store/client.ts';
import type { Act } from '../../shared/act.ts';
import { itemConflicts, itemSettled } from '../../shared/item-conflicts.ts';
import { aCaseId, assigning, noting, registering, sorting, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { aDevice, type Device } from './device.ts';
import { anEnrolledDevice, isSynced } from './enrolled.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

/** Longer than a request that hangs is waited for, and the pause after it. */
const PATIENCE = { timeout: 100_000, interval: 50 };
const statusOf = async (store: Store, id: string) => (await store.case(id))?.state.status;

describe('enrolment', () => {
  it('brings the directory of the county', async () => {
    const { device, store } = await anEnrolledDevice('wang');
    await expect.poll(async () => (await store.directory()).units.length, PATIENCE).toBeGreaterThan(10);
    // The county's log and the township's each come in their own time.
    await expect.poll(async () => (await store.directory()).villages.map((one) => one.name), PATIENCE).toContain('皇帝庙村');
    await expect.poll(async () => (await store.directory()).users.map((one) => one.name), PATIENCE).toEqual(expect.arrayContaining(['王秘书', '李记录', '赵主任']));
    expect(await store.enrolment()).toMatchObject({ server: county.origin(), enrolment: { session: { userName: '王秘书' } } });
    device.kill();
  });

  it('[F17] says why a code was not taken', async () => {
    const device = aDevice();
    const { store } = await device.open();
    expect(await store.enrol(county.origin(), 'AAAA-BBBB-CCCC-DDDD', '测试机')).toEqual({ ok: false, error: 'code-refused' });
    expect(await store.enrol('http://127.0.0.1:1', 'AAAA-BBBB-CCCC-DDDD', '测试机')).toEqual({ ok: false, error: 'server-unreachable' });
    expect(await store.enrol(`${location.origin}/captive-portal`, 'AAAA-BBBB-CCCC-DDDD', '测试机')).toEqual({ ok: false, error: 'server-not-understood' });
    expect(await store.enrol(`${location.origin}/cut-answer`, 'AAAA-BBBB-CCCC-DDDD', '测试机')).toEqual({ ok: false, error: 'server-not-understood' });
    expect((await store.syncStatus()).phase).toBe('unenrolled');
    device.kill();
  });
});

describe('two devices', () => {
  it('see each other\'s acts without asking, with the official number', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    await isSynced(wang.store);
    const id = aCaseId();
    expect(await li.store.perform([registering(id)])).toMatchObject({ ok: true });
    await expect.poll(() => statusOf(wang.store, id), PATIENCE).toBe('sorting');
    expect(await wang.store.perform([sorting(id)])).toMatchObject({ ok: true });
    await expect.poll(() => statusOf(li.store, id), PATIENCE).toBe('assigning');
    await isSynced(li.store);
    const row = (await li.store.case(id))?.row;
    expect(row).toMatchObject({ delivery: 'county', official: true });
    expect(row?.number).toMatch(/^皇帝庙民〔2026〕[0-9]+号$/);
    li.device.kill();
    wang.device.kill();
  });

  it('that acted apart while the county was away agree afterwards, and nothing is lost', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    const id = aCaseId();
    await li.store.perform([registering(id)]);
    await expect.poll(() => statusOf(wang.store, id), PATIENCE).toBe('sorting');
    await county.kill();
    const mine = aCaseId();
    await li.store.perform([registering(mine), noting(mine, '离线登记')]);
    await li.store.perform([noting(id, '我再补充一句')]);
    await wang.store.perform([sorting(id)]);
    expect((await li.store.syncStatus()).waiting).toBeGreaterThanOrEqual(3);
    expect((await li.store.case(mine))?.row.delivery).toBe('local');
    li.device.kill();
    const again = await li.device.open();
    await county.start();
    await wang.store.syncNow();
    await again.store.syncNow();
    await expect.poll(() => statusOf(wang.store, mine), PATIENCE).toBe('sorting');
    await expect.poll(async () => (await again.store.case(id))?.state.timeline.length, PATIENCE).toBe(4);
    await isSynced(again.store);
    await expect.poll(async () => (await wang.store.case(id))?.state, PATIENCE).toEqual((await again.store.case(id))?.state);
    expect((await again.store.syncStatus()).waiting).toBe(0);
    li.device.kill();
    wang.device.kill();
  });

  it('[F36] that both assign a case offline: the later act is shown as without effect, on both', async () => {
    const [one, two] = [await anEnrolledDevice('wang'), await anEnrolledDevice('wang')];
    const id = aCaseId();
    await one.store.perform([registering(id)]);
    await expect.poll(() => statusOf(two.store, id), PATIENCE).toBe('sorting');
    await county.stop();
    await one.store.perform([sorting(id), assigning(id, 'unit:gongdian')]);
    await two.store.perform([sorting(id), assigning(id, 'unit:jiaotong')]);
    await county.start();
    await Promise.all([one.store.syncNow(), two.store.syncNow()]);
    await expect.poll(async () => (await one.store.case(id))?.state.timeline.length, PATIENCE).toBe(6);
    await expect.poll(async () => (await two.store.case(id))?.state.timeline.length, PATIENCE).toBe(6);
    const [a, b] = [await one.store.case(id), await two.store.case(id)];
    expect(a?.state).toEqual(b?.state);
    expect(a?.row.contested).toBe(true);
    expect(a?.state.timeline.filter((event) => event.ineffective !== null)).not.toHaveLength(0);
    one.device.kill();
    two.device.kill();
  });
});

describe('two devices that act on one suggestion without knowing of one another', () => {
  it('both count what had no effect under 需处理, until one settles it', async () => {
    const [first, second] = [await anEnrolledDevice('wang'), await anEnrolledDevice('wang')];
    const paper = aSuggestion();
    const checked: Act = { ...paper, type: 'suggestion.checked', body: { on: '2026-05-21' } };
    await first.store.perform([paper]);
    await expect.poll(async () => (await second.store.suggestion(paper.subject))?.state.status, PATIENCE).toBe('checking');
    const before = await attentionOf(second.store);
    await county.stop();
    for (const { store } of [first, second]) expect(await store.perform([checked])).toMatchObject({ ok: true });
    await county.start();
    for (const { store } of [first, second]) {
      await store.syncNow();
      await expect.poll(() => attentionOf(store), PATIENCE).toBe(before + 1);
    }
    const state = (await first.store.suggestion(paper.subject))?.state;
    const failed = itemConflicts(state ?? { timeline: [] }).map((one) => one.failed.header.id);
    expect(failed).toHaveLength(1);
    expect(await first.store.perform([itemSettled({ id: paper.subject, scope: TOWNSHIP }, failed)])).toMatchObject({ ok: true });
    for (const { store } of [first, second]) await expect.poll(() => attentionOf(store), PATIENCE).toBe(before);
    first.device.kill();
    second.device.kill();
  });
});

describe('a device', () => {
  it('that lost IndexedDB gets back its own entries from the journal and goes on syncing', async () => {
    const { device, store } = await anEnrolledDevice('wang');
    const ids = Array.from({ length: 5 }, aCaseId);
    for (const id of ids) await store.perform([registering(id)]);
    await isSynced(store);
    await device.wipe();
    const again = await device.open();
    for (const id of ids) expect(await statusOf(again.store, id)).toBe('sorting');
    const late = aCaseId();
    expect(await again.store.perform([registering(late)])).toMatchObject({ ok: true });
    await expect.poll(async () => (await again.store.case(late))?.row.official, PATIENCE).toBe(true);
    expect((await again.store.refusedEntries())).toEqual([]);
    device.kill();
  });

  it('that lost everything but its enrolment pulls all of it and continues under a new replica', async () => {
    const { device, store } = await anEnrolledDevice('wang');
    const id = aCaseId();
    await store.perform([registering(id)]);
    await isSynced(store);
    await device.wipe();
    device.lines.length = 0;
    const again = await device.open();
    await expect.poll(() => statusOf(again.store, id), PATIENCE).toBe('sorting');
    await isSynced(again.store);
    expect(await again.store.perform([sorting(id)])).toMatchObject({ ok: true });
    await expect.poll(async () => (await again.store.case(id))?.row.delivery, PATIENCE).toBe('county');
    expect((await again.store.case(id))?.state.status).toBe('assigning');
    expect(new Set((await again.store.case(id))?.state.timeline.map((event) => event.header.replica)).size).toBe(3);
    device.kill();
  });

  it('whose entry the county refuses keeps it, shows it, and is not held up', async () => {
    const { device, store } = await anEnrolledDevice('li');
    await isSynced(store);
    const [good, bad] = [aCaseId(), aCaseId()];
    await county.stop();
    await store.perform([registering(good)]);
    await store.perform([registering(bad)]);
    const spoilt = await spoilWaiting(device, sorting(bad));
    await county.start();
    await spoilt.syncNow();
    await expect.poll(async () => (await spoilt.refusedEntries()).length, PATIENCE).toBe(1);
    expect(await spoilt.refusedEntries()).toMatchObject([{ type: 'case.sorted', code: 'not-allowed' }]);
    await expect.poll(async () => (await spoilt.case(good))?.row.delivery, PATIENCE).toBe('county');
    expect((await spoilt.case(bad))?.row.delivery).toBe('refused');
    expect(await spoilt.syncStatus()).toMatchObject({ refused: 1, waiting: 0 });
    expect((await spoilt.cases({ filter: { refused: true }, sort: 'received', descending: true, offset: 0, limit: 10 })).rows.map((row) => row.id)).toEqual([bad]);
    // A person asks the county to look again: it does, and says the same.
    const judged = async () => (await spoilt.supportReport())?.events.filter(({ what, code }) => what === 'refused' && code === 'not-allowed').length;
    const before = await judged() ?? 0;
    await spoilt.offerAgain((await spoilt.refusedEntries()).map(({ entryId }) => entryId));
    await expect.poll(judged, PATIENCE).toBe(before + 1);
    expect(await spoilt.syncStatus()).toMatchObject({ refused: 1 });
    device.kill();
    const again = await device.open();
    expect((await again.store.case(bad))?.row.delivery).toBe('refused');
    device.kill();
  });

  it('whose suggestion the county refuses lists it with the reason, and counts it under 需处理', async () => {
    const { device, store } = await anEnrolledDevice('li');
    await isSynced(store);
    await county.stop();
    await store.perform([registering(aCaseId())]);
    const paper = aSuggestion();
    const spoilt = await spoilWaiting(device, paper);
    const before = await attentionOf(spoilt);
    await county.start();
    await spoilt.syncNow();
    await expect.poll(() => spoilt.refusedEntries(), PATIENCE).toMatchObject([{ subject: paper.subject, type: 'suggestion.registered', code: 'not-allowed' }]);
    expect(await attentionOf(spoilt)).toBe(before + 1);
    expect((await spoilt.hits([paper.subject]))[0]?.title.text).toBe('关于改造路灯的建议');
    device.kill();
  });

  it('that was revoked stops with the reason, and goes on capturing', async () => {
    const { device, store } = await anEnrolledDevice('li');
    const { enrolment } = (await store.enrolment()) ?? {};
    await county.command('revoke', '--device', enrolment?.deviceId ?? '');
    await store.perform([registering(aCaseId())]);
    await expect.poll(async () => await store.syncStatus(), PATIENCE).toMatchObject({ phase: 'stopped', reason: 'unauthenticated', waiting: 1 });
    expect(await store.perform([registering(aCaseId())])).toMatchObject({ ok: true });
    expect(await store.enrol(county.origin(), await county.code('li'), '测试机')).toMatchObject({ ok: true });
    await expect.poll(async () => await store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0 });
    device.kill();
  });
});

/** How much waits under 需处理; the tests of this file share a county, whose other matters count too. */
const attentionOf = async (store: Store) => (await store.dutyCounts('2026-05-21')).attention;

/** A deputy's paper as the desk registers it. */
function aSuggestion(): Act {
  return {
    scope: TOWNSHIP, subject: `suggestion:${crypto.randomUUID()}`, type: 'suggestion.registered',
    body: { tempNo: '临-9', period: 'recess', lead: 'deputy:zhang', signedOn: '2026-05-20', title: '关于改造路灯的建议', situation: '坏得多', proposal: '换新', publicity: 'full', receivedOn: '2026-05-20' },
  };
}

/** Adds to the journal an entry that this device may not write, as an older version without the check would have. */
async function spoilWaiting(device: Device, act: Act): Promise<Store> {
  const { appendTo, headAfter } = await import('../../shared/ledger/entry.ts');
  const { parseJournalLine, entryLine } = await import('../../renderer/store/journal-line.ts');
  const { sealEntry } = await import('../../renderer/store/entry-document.ts');
  const { sealerOfDevice } = await import('./device.ts');
  device.kill();
  const own = device.lines.flatMap((line) => {
    const record = parseJournalLine(line);
    return record.kind === 'entry' && record.entry.header.actor === 'li' && record.entry.header.scope === TOWNSHIP && record.entry.receipt === undefined ? [record.entry.header] : [];
  });
  const last = own.at(-1);
  if (!last) throw new Error('no own entry in the journal');
  const entry = appendTo(headAfter(last), { ...act, v: 1 }, { actor: 'li', nowMs: Date.now() });
  device.lines.push(entryLine(await sealEntry({ entry }, await sealerOfDevice(device))));
  return (await device.open()).store;
}

describe('a device that lost a part of what it held', () => {
  it('[P33] [P34] finds out when the whole logs are compared, fetches it again, and only then says that it is synced', async () => {
    const { device, store } = await anEnrolledDevice('li');
    const ids = [aCaseId(), aCaseId(), aCaseId()];
    for (const id of ids) expect((await store.perform([registering(id)])).ok).toBe(true);
    await isSynced(store);
    const before = await store.syncStatus();
    expect(before.verifiedAt).not.toBeNull();
    const docs = await entriesOf(device);
    const lost = docs.filter((one) => ids.includes(one.subject) && one.receipt !== undefined).map((one) => one.id);
    expect(lost.length).toBeGreaterThanOrEqual(3);
    await deleteEntries(device, lost);
    await store.verifyNow();
    await expect.poll(async () => (await entriesOf(device)).filter((one) => lost.includes(one.id)).length, PATIENCE).toBe(lost.length);
    await isSynced(store);
    expect((await store.syncStatus()).verifiedAt ?? 0).toBeGreaterThanOrEqual(before.verifiedAt ?? 0);
    device.kill();
  });
});

interface StoredEntry { readonly id: string; readonly subject: string; readonly receipt?: string }

/** Behind the store's back, as a bad disk would. */
async function onEntries<T>(device: Device, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(`rxdb-dexie-${device.name}--0--entries`);
    opening.onsuccess = () => { resolve(opening.result); };
    opening.onerror = () => { reject(new Error('the entries did not open')); };
  });
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction('docs', mode);
      const asked = ask(transaction.objectStore('docs'));
      transaction.oncomplete = () => { resolve(asked.result); };
      transaction.onerror = () => { reject(new Error('the entries were not reached')); };
    });
  } finally {
    database.close();
  }
}

const entriesOf = (device: Device): Promise<readonly StoredEntry[]> => onEntries<StoredEntry[]>(device, 'readonly', (docs) => docs.getAll() as IDBRequest<StoredEntry[]>);

async function deleteEntries(device: Device, ids: readonly string[]): Promise<void> {
  for (const id of ids) await onEntries<undefined>(device, 'readwrite', (docs) => docs.delete(id));
}
