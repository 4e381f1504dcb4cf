/** What a device is left with: a person who was moved while it was offline, a file that was deleted before it was sent. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAttachmentTables } from '../../renderer/store/attachment-tables.ts';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { aSyncedDevice } from './enrolled.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

/** A county that said no is asked again who one is after a minute. */
const PATIENCE = { timeout: 100_000, interval: 50 };

it('[F37] a file that was deleted on this computer before it was sent: its entry goes, nothing waits for ever, and whoever opens it is told', async () => {
  const { device, store } = await aSyncedDevice('li');
  const added = await store.addAttachment(new Blob(['现场记录'.repeat(500)]), '记录.txt');
  if (!added.ok) throw new Error(added.error);
  await county.stop();
  const id = aCaseId();
  await store.perform([registering(id, { attachments: [added.value] })]);
  await device.close();
  // In both places, as a helpful cleaner does.
  device.attachments.clear();
  const tables = await openAttachmentTables(device.name);
  await tables.files.clear();
  tables.close();
  await county.start();
  const again = await device.open();
  await expect.poll(async () => (await again.store.case(id))?.row.delivery, PATIENCE).toBe('county');
  await expect.poll(async () => (await again.store.attachmentTraffic()).waiting, PATIENCE).toBe(0);
  expect(await again.store.readAttachment(TOWNSHIP, added.value)).toEqual({ ok: false, error: 'not-here' });
  await device.close();
});

it('[F39] a person who was moved to another township while offline: what was written there is kept and shown with its reason, and goes out when they are back', async () => {
  const { device, store } = await aSyncedDevice('li');
  await county.stop();
  const id = aCaseId();
  expect(await store.perform([registering(id)])).toMatchObject({ ok: true });
  await county.command('move-user', '--user', 'li', '--role', 'recorder', '--home', '411122202');
  await device.close();
  await county.start();
  const again = await device.open();
  await expect.poll(async () => (await again.store.enrolment())?.enrolment.session.home, PATIENCE).toBe('411122202');
  await expect.poll(async () => (await again.store.refusedEntries()).length, PATIENCE).toBe(1);
  // No log of that township is read any more: what waited in it is shown with its reason instead of being forgotten.
  expect(await again.store.refusedEntries()).toMatchObject([{ subject: id, type: 'case.registered', code: 'foreign-scope' }]);
  await expect.poll(async () => await again.store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 1 });
  expect((await again.store.case(id))?.state.status).toBe('sorting');
  // It can be carried to the county's office: it alone, and nothing else of a place that is not theirs any more.
  expect((await again.store.bundleTargets('411122202')).left).toEqual([{ scope: TOWNSHIP, entries: 1 }]);
  const making = { code: 'ABCDEFGH23', device: '一号机' };
  expect(await again.store.exportBundle({ kind: 'unconfirmed', scope: TOWNSHIP }, making, () => true)).toMatchObject({ ok: true, value: { entries: 1, cases: 1 } });
  expect(await again.store.exportBundle({ kind: 'all', scope: TOWNSHIP }, making, () => true)).toEqual({ ok: false, error: 'foreign-scope' });
  await device.close();
  // Moved back, it goes out after all.
  await county.command('move-user', '--user', 'li', '--role', 'recorder', '--home', TOWNSHIP);
  const back = await device.open();
  await expect.poll(async () => (await back.store.case(id))?.row.delivery, PATIENCE).toBe('county');
  await expect.poll(() => back.store.refusedEntries(), PATIENCE).toEqual([]);
  await device.close();
});
