/** Settings on a device: what is saved is in force at once, after opening anew too, and its history says who changed what. */
import { expect, it } from 'vitest';
import { categorySubject } from '../../shared/category/category.ts';
import { effectiveOffice, officeSubject } from '../../shared/office/office.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const PLACE = { code: TOWNSHIP, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' };

it('an office\'s form and a township\'s own category survive the store, with who changed what', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const office = (set: Record<string, unknown>) => store.perform([{ scope: TOWNSHIP, subject: officeSubject(TOWNSHIP), type: 'office.updated', body: { set } }]);
  expect(await office({ formatAssignment: '皇人大交〔{年}〕{序}号' })).toMatchObject({ ok: true });
  expect(await office({ formatAssignment: null, closePhotos: true })).toMatchObject({ ok: true });
  expect(await store.perform([{ scope: TOWNSHIP, subject: categorySubject(TOWNSHIP, 'tour'), type: 'category.updated', body: { set: { name: '乡村旅游', order: 1 } } }])).toMatchObject({ ok: true });

  await device.close();
  const { store: again } = await device.open();
  const directory = await again.directory();
  expect(effectiveOffice(directory.offices, PLACE)).toMatchObject({ closePhotos: true, formats: { assignment: '{乡镇}交〔{年}〕{序}号' } });
  expect(directory.categories.slice(0, 2).map(({ name }) => name)).toEqual(['道路交通', '乡村旅游']);
  expect((await again.history(officeSubject(TOWNSHIP))).map(({ actor, changes }) => [actor, changes.map(({ field, after }) => [field, after])])).toEqual([
    ['wang', [['formatAssignment', null], ['closePhotos', true]]], ['wang', [['formatAssignment', '皇人大交〔{年}〕{序}号']]],
  ]);
  await device.close();
});

it('a recorder may not change them, and nobody may write people', async () => {
  const recorder = await anOfflineDevice('recorder');
  const { store } = await recorder.open();
  expect(await store.perform([{ scope: TOWNSHIP, subject: officeSubject(TOWNSHIP), type: 'office.updated', body: { set: { phone: '1' } } }])).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  await recorder.close();
  const secretary = await anOfflineDevice();
  const opened = await secretary.open();
  expect(await opened.store.perform([{ scope: TOWNSHIP, subject: 'user:x', type: 'user.updated', body: { set: { name: '甲' } } }])).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  await secretary.close();
});
