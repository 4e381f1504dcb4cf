/** Opening: journal and IndexedDB refill each other, whatever happened to either. */
import { describe, expect, it } from 'vitest';
import { deviceDatabaseName } from '../../renderer/store/device-tables.ts';
import { entriesDatabaseNames } from '../../renderer/store/entries.ts';
import { tablesDatabaseName } from '../../renderer/store/tables.ts';
import type { Store } from '../../renderer/store/client.ts';
import { aCaseId, registering, sorting } from './acts.ts';
import { anOfflineDevice, deleteDatabase, type Device } from './device.ts';

const CASES = 12;

/** A device with cases, closed. */
async function aUsedDevice(): Promise<{ device: Device; ids: readonly string[] }> {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const ids = Array.from({ length: CASES }, aCaseId);
  for (const id of ids) await store.perform([registering(id), sorting(id)]);
  await store.saveDraft('form', { words: '写到一半' });
  device.kill();
  return { device, ids };
}

async function expectAll(store: Store, ids: readonly string[]): Promise<void> {
  const page = await store.cases({ filter: {}, sort: 'received', descending: false, offset: 0, limit: 100 });
  expect(page.rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  for (const id of ids) expect((await store.case(id))?.state.timeline).toHaveLength(2);
}

function emptyStores(databaseName: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName);
    request.onerror = () => { reject(new Error(databaseName)); };
    request.onsuccess = () => {
      const database = request.result;
      const names = [...database.objectStoreNames];
      const transaction = database.transaction(names, 'readwrite');
      for (const name of names) transaction.objectStore(name).clear();
      transaction.oncomplete = () => { database.close(); resolve(); };
    };
  });
}

/** A database of the right name with the wrong stores: what a half-done deletion or another program leaves. */
function spoil(databaseName: string): Promise<void> {
  return deleteDatabase(databaseName).then(() => new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 10);
    request.onerror = () => { reject(new Error(databaseName)); };
    request.onupgradeneeded = () => { request.result.createObjectStore('rubbish'); };
    request.onsuccess = () => { request.result.close(); resolve(); };
  }));
}

describe('IndexedDB', () => {
  it('[F24] deleted: everything comes back from the journal, and the device is still enrolled', async () => {
    const { device, ids } = await aUsedDevice();
    await device.wipe();
    const { store, report } = await device.open();
    expect(report).toMatchObject({ restored: CASES * 2, journaled: 0, recreated: false });
    expect(report.enrolment?.session.user).toBe('wang');
    await expectAll(store, ids);
    expect(await store.perform([registering(aCaseId())])).toMatchObject({ ok: true });
    device.kill();
  });

  it.each(['entries', 'tables', 'device'] as const)('[F24] %s emptied: everything comes back', async (which) => {
    const { device, ids } = await aUsedDevice();
    const names = { entries: entriesDatabaseNames(device.name)[1] ?? '', tables: tablesDatabaseName(device.name), device: deviceDatabaseName(device.name) };
    await emptyStores(names[which]);
    const { store, report } = await device.open();
    expect(report.restored).toBe(which === 'entries' ? CASES * 2 : 0);
    await expectAll(store, ids);
    expect(await store.perform([registering(aCaseId())])).toMatchObject({ ok: true });
    device.kill();
  });

  it.each([0, 1, 2, 3])('spoilt (database %i): it is made anew and filled', async (which) => {
    const { device, ids } = await aUsedDevice();
    const names = [...entriesDatabaseNames(device.name), tablesDatabaseName(device.name), deviceDatabaseName(device.name)];
    await spoil(names[which] ?? '');
    const { store, report } = await device.open();
    expect(report.recreated).toBe(true);
    await expectAll(store, ids);
    device.kill();
  });

  it('[F24] lost some entries: they come back', async () => {
    const { device, ids } = await aUsedDevice();
    await device.open();
    device.kill();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(entriesDatabaseNames(device.name)[1] ?? '');
      request.onsuccess = () => {
        const transaction = request.result.transaction('docs', 'readwrite');
        const keys = transaction.objectStore('docs').getAllKeys(null, 5);
        keys.onsuccess = () => { for (const key of keys.result) transaction.objectStore('docs').delete(key); };
        transaction.oncomplete = () => { request.result.close(); resolve(); };
      };
    });
    const { store, report } = await device.open();
    expect(report.restored).toBe(5);
    // The tables were whole all the while, and the refilled entries are folded again.
    await expectAll(store, ids);
    device.kill();
  });
});

describe('the journal', () => {
  it('deleted: it is written again from IndexedDB', async () => {
    const { device, ids } = await aUsedDevice();
    device.lines.length = 0;
    const { store, report } = await device.open();
    expect(report).toMatchObject({ restored: 0, journaled: CASES * 2 });
    await expectAll(store, ids);
    await device.wipe();
    const again = await device.open();
    await expectAll(again.store, ids);
    device.kill();
  });

  it('cut at its end: IndexedDB gives back what was cut, and the cut is reported', async () => {
    const { device, ids } = await aUsedDevice();
    device.lines.splice(-3);
    device.cut = 417;
    const { store, report } = await device.open();
    expect(report).toMatchObject({ cut: 417, restored: 0, journaled: 3 });
    await expectAll(store, ids);
    expect((await device.open()).report).toMatchObject({ cut: 0, restored: 0, journaled: 0 });
    device.kill();
  });

  it('damaged in the middle: what the disk lost is written again, also when a crash left later lines out of IndexedDB', async () => {
    const { device, ids } = await aUsedDevice();
    const { store } = await device.open();
    const late = aCaseId();
    device.faults.push('hangs-after-writing');
    void store.perform([registering(late), sorting(late)]);
    await expect.poll(() => device.faults.length).toBe(0);
    device.kill();
    device.lines.splice(4, 2);
    device.damaged = 900;
    const again = await device.open();
    expect(again.report).toMatchObject({ restored: 2, journaled: 2 });
    await expectAll(again.store, [...ids, late]);
    expect((await device.open()).report).toMatchObject({ restored: 0, journaled: 0 });
    device.kill();
  });

  it('with lines of a newer version or rubbish: they stay, and the rest is read', async () => {
    const { device, ids } = await aUsedDevice();
    device.lines.splice(5, 0, '{"j":2,"something":"newer"}', 'rubbish', '{"j":1,"entry":{}}');
    await device.wipe();
    const { store, report } = await device.open();
    expect(report.restored).toBe(CASES * 2);
    await expectAll(store, ids);
    expect(device.lines).toContain('rubbish');
    device.kill();
  });

  it('and IndexedDB each lack something: both end with the union', async () => {
    const { device, ids } = await aUsedDevice();
    device.faults.push('hangs-after-writing');
    const { store } = await device.open();
    const late = aCaseId();
    void store.perform([registering(late), sorting(late)]);
    await expect.poll(() => device.faults.length).toBe(0);
    device.kill();
    device.lines.splice(2, 4);
    const again = await device.open();
    expect(again.report).toMatchObject({ restored: 2, journaled: 4 });
    await expectAll(again.store, [...ids, late]);
    device.kill();
  });
});

it('forgets an enrolment that another key sealed, and keeps the entries', async () => {
  const { device } = await aUsedDevice();
  device.vault.sealed = JSON.stringify({ alg: 'A256GCM', kid: 'other', n: 'AAAA', c: 'AAAA' });
  const { report } = await device.open();
  // IndexedDB still knows, and mends the vault.
  expect(report.enrolment?.session.user).toBe('wang');
  expect(device.vault.sealed).toContain('"kid":"test"');
  device.kill();
});
