/** Half-typed forms: in this device's own database, and a moment later beside the vault, from where backups take them. */
import { expect, it } from 'vitest';
import { openDeviceTables, sealedValues } from '../../renderer/store/device-tables.ts';
import { openDrafts } from '../../renderer/store/draft-keeper.ts';
import { anOfflineDevice, sealerOfDevice } from './device.ts';

const PATIENCE = { timeout: 30_000 };
const WORDS = '写到一半的路灯';

it('come back where the database is gone, as they were typed; what was handed in or thrown away does not', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  await store.saveDraft('register-case', { words: WORDS });
  await store.saveDraft('act:x', { words: '已经交了' });
  await expect.poll(() => device.vault.drafts, PATIENCE).toContain('act:x');
  expect(device.vault.drafts).not.toContain(WORDS);
  await store.saveDraft('act:x', null);
  await expect.poll(() => device.vault.drafts, PATIENCE).not.toContain('act:x');
  await device.wipe();
  expect(await (await device.open()).store.drafts()).toMatchObject([{ key: 'register-case', fields: { words: WORDS } }]);
  device.kill();
});

it('that are here are never replaced by the copy: the database that is there counts', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  await store.saveDraft('register-case', { words: WORDS });
  await expect.poll(() => device.vault.drafts, PATIENCE).toContain('register-case');
  const stale = device.vault.drafts;
  await store.saveDraft('register-case', null);
  await store.saveDraft('other', { words: '新的' });
  await device.close();
  // As if the app had ended before the copy followed.
  device.vault.drafts = stale;
  expect((await (await device.open()).store.drafts()).map(({ key }) => key)).toEqual(['other']);
  // And the copy follows at the opening.
  await expect.poll(() => device.vault.drafts, PATIENCE).not.toContain('register-case');
  device.kill();
});

it('that a full disk kept from coming back stay in the copy, and come back when there is room', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  await store.saveDraft('register-case', { words: WORDS });
  await expect.poll(() => device.vault.drafts, PATIENCE).toContain('register-case');
  const copied = device.vault.drafts;
  await device.wipe();

  const [sealer, tables] = [await sealerOfDevice(device), await openDeviceTables(device.name)];
  const full = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  tables.drafts.hook('creating', full);
  const vault = { read: () => Promise.resolve(null), write: () => Promise.resolve(true), drafts: () => Promise.resolve(device.vault.drafts), writeDrafts: (text: string) => { device.vault.drafts = text; return Promise.resolve(true); } };
  const keeper = await openDrafts({ host: { vault, changed: () => undefined }, device: tables, values: sealedValues(tables, sealer), sealer, now: Date.now });
  // Behind the copy that follows an opening.
  await expect(keeper.save('other', { words: '新的' })).rejects.toThrow('no room');
  expect(device.vault.drafts).toBe(copied);

  tables.drafts.hook('creating').unsubscribe(full);
  await keeper.save('other', { words: '新的' });
  await keeper.settled();
  expect((await keeper.all()).map(({ key, fields }) => [key, fields['words']]).sort()).toEqual([['other', '新的'], ['register-case', WORDS]]);
  expect(device.vault.drafts).toContain('other');
  expect(device.vault.drafts).toContain('register-case');
  tables.close();
  await device.wipe();
});
