/** Half-typed forms: in this device's own database, and a moment later beside the vault, from where backups take them. */
import { expect, it } from 'vitest';
import { anOfflineDevice } from './device.ts';

const PATIENCE = { timeout: 20_000 };
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
