/** Restoring as a union: real stores, a journal as it was, the real county. What the desktop does with the files is tested with the files (tests/electron/backup.test.ts). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupChosen } from '../../renderer/store/backup-api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { toBase64 } from '../../renderer/store/sealing.ts';
import { aCaseId, noting, registering } from './acts.ts';
import { county } from './county.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aSyncedDevice } from './enrolled.ts';
import { aPhotograph } from './photograph.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

const PATIENCE = { timeout: 100_000, interval: 50 };
const ON = () => true;

async function must<T>(outcome: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Backs `from` up as it is, and opens that on `on`. */
function backUp(from: Device, on: Device = from, goneAt = Infinity): BackupChosen {
  on.backup = { lines: [...from.lines], attachments: new Map(from.attachments), goneAt };
  return { kid: 'test', key: null, lines: from.lines.length, attachments: [...from.attachments.keys()], enrolment: from.vault.sealed, putBack: false };
}

async function lose(device: Device): Promise<Store> {
  await device.wipe();
  device.lines.length = 0;
  device.attachments.clear();
  return (await device.open()).store;
}

const total = async (store: Store) => (await store.counts('2026-05-18')).total;

describe('a device that lost IndexedDB and journal', () => {
  it('gets everything back; what had not been sent reaches the county, once, and it writes under a new name', async () => {
    const { device, store } = await aSyncedDevice('li');
    const sent = aCaseId(), unsent = [aCaseId(), aCaseId()];
    await must(store.perform([registering(sent)]));
    await expect.poll(async () => (await store.case(sent))?.row.delivery, PATIENCE).toBe('county');
    await county.stop();
    const photo = await must(store.addAttachment(await aPhotograph({ width: 400, height: 300, orientation: 1 }), '路灯.jpg'));
    await must(store.perform(unsent.map((id) => registering(id, id === unsent[0] ? { attachments: [photo] } : {}))));
    // Other tests of this county have left theirs.
    const all = await total(store);
    const chosen = backUp(device);
    const again = await lose(device);
    expect(await total(again)).toBe(0);
    const preview = await must(again.previewBackup(chosen, ON));
    expect(preview).toMatchObject({ freshCases: all, known: 0, unsent: 2, foreign: 0, attachments: 1, freshAttachments: 1 });
    expect(await total(again)).toBe(0);
    expect(await must(again.restoreBackup(chosen, ON))).toMatchObject({ entries: preview.fresh, cases: all, attachments: 1, unreadable: 0, stopped: false });
    // The county's word for what it has came back, too.
    expect((await again.case(sent))?.row.delivery).toBe('county');
    for (const id of unsent) expect((await again.case(id))?.row.delivery).toBe('local');
    expect(device.attachments.size).toBe(1);
    const lines = device.lines.length;
    expect(await must(again.previewBackup(chosen, ON))).toMatchObject({ fresh: 0, freshAttachments: 0 });
    expect(await must(again.restoreBackup(chosen, ON))).toMatchObject({ entries: 0, attachments: 0 });
    expect(device.lines.length).toBe(lines);
    const later = aCaseId();
    await must(again.perform([registering(later)]));
    await county.start();
    await again.syncNow();
    for (const id of [...unsent, later]) await expect.poll(async () => (await again.case(id))?.row.delivery, PATIENCE).toBe('county');
    await expect.poll(() => again.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
    const written = device.lines.flatMap((line) => { const { entry } = JSON.parse(line) as { entry?: { header: { subject: string; replica: string; type: string } } }; return entry ? [entry.header] : []; });
    const replicaOf = (id: string) => written.find(({ subject, type }) => subject === id && type === 'case.registered')?.replica;
    expect(replicaOf(unsent[0] ?? '')).toBe(replicaOf(sent));
    expect(replicaOf(later)).not.toBe(replicaOf(sent));
    device.kill();
  });

  it('and that went on working keeps what it wrote since: a backup takes nothing away', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [before, after] = [aCaseId(), aCaseId()];
    await must(store.perform([registering(before)]));
    const chosen = backUp(device);
    await must(store.perform([noting(before, '后来补的一句'), registering(after)]));
    expect(await must(store.restoreBackup(chosen, ON))).toMatchObject({ entries: 0 });
    expect((await store.case(before))?.state.timeline.length).toBe(2);
    expect(await total(store)).toBe(2);
    const again = await lose(device);
    await must(again.perform([registering(aCaseId())]));
    await must(again.restoreBackup(chosen, ON));
    expect(await total(again)).toBe(2);
    // What was restored is in the journal of its own right: it survives the loss of IndexedDB.
    await device.wipe();
    expect(await total((await device.open()).store)).toBe(2);
    device.kill();
  });

  it('goes on where a person stopped it, or where the stick was pulled', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    for (let n = 0; n < 9; n += 1) await must(store.perform(Array.from({ length: 100 }, () => registering(aCaseId()))));
    const chosen = backUp(device);
    let again = await lose(device);
    expect(await again.previewBackup(chosen, () => false)).toEqual({ ok: false, error: 'cancelled' });
    let asked = 0;
    // Two pages are looked at, then the first of them is taken.
    const stopped = await must(again.restoreBackup(chosen, () => (asked += 1) <= 3));
    expect(stopped).toMatchObject({ entries: 700, stopped: true });
    expect(await total(again)).toBe(700);
    expect(await must(again.restoreBackup(chosen, ON))).toMatchObject({ entries: 200, stopped: false });
    expect(await total(again)).toBe(900);
    again = await lose(device);
    const pulled = backUp({ ...device, lines: [...(device.backup?.lines ?? [])] }, device, 700);
    expect(await again.restoreBackup(pulled, ON)).toEqual({ ok: false, error: 'unreadable' });
    expect(await total(again)).toBe(0);
    device.kill();
  });
});

describe('a backup of another installation', () => {
  it('does not open without its key; with it, that of the same user joins this one’s, and of another user is refused', async () => {
    const [old, mine] = [await aSyncedDevice('wang'), await aSyncedDevice('wang')];
    await county.stop();
    const id = aCaseId();
    await must(old.store.perform([registering(id)]));
    const chosen = { ...backUp(old.device, mine.device), kid: 'other', key: null };
    expect(await mine.store.previewBackup(chosen, ON)).toEqual({ ok: false, error: 'other-key' });
    // Both test devices call their keys alike; what was sealed by the other is told by that it does not open.
    mine.device.backup = { lines: old.device.lines.map((line) => line.replaceAll('"kid":"test"', '"kid":"other"')), attachments: new Map(), goneAt: Infinity };
    const opened = { ...chosen, key: toBase64(old.device.key), enrolment: old.device.vault.sealed?.replaceAll('"kid":"test"', '"kid":"other"') ?? null };
    expect(await must(mine.store.previewBackup(opened, ON))).toMatchObject({ fresh: 1, unsent: 1 });
    expect(await must(mine.store.restoreBackup(opened, ON))).toMatchObject({ entries: 1, unreadable: 0 });
    expect((await mine.store.case(id))?.row.delivery).toBe('local');
    old.device.kill();
    await county.start();
    await mine.store.syncNow();
    await expect.poll(async () => (await mine.store.case(id))?.row.delivery, PATIENCE).toBe('county');
    const li = await aSyncedDevice('li');
    li.device.backup = mine.device.backup;
    expect(await li.store.previewBackup(opened, ON)).toEqual({ ok: false, error: 'other-user' });
    expect(await li.store.restoreBackup(opened, ON)).toEqual({ ok: false, error: 'other-user' });
    for (const { device } of [mine, li]) device.kill();
  });
});
