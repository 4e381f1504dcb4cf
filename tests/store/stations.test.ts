/** The other ways of meeting people in the real store: an activity that is written down at once survives a kill; a promise at it is listed, due and kept. */
import { expect, it } from 'vitest';
import { activityActs, type ReadyValues } from '../../renderer/screens/stations/activity-form.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const ID = 'activity:wenzheng1', CASE = 'case:wenzheng1';
const SESSION: ReadyValues = {
  scope: TOWNSHIP, kind: 'station_qna', mode: 'record', on: '2026-05-18', from: '09:00', until: '11:30', place: '第二片区联络站', theme: '供水', deputies: ['deputy:li'], units: ['unit:water'], heads: ['unit:water'], citizens: 40,
  fields: { committee: '农业农村工委' }, survey: ['大赵村水压低', '西庄村漏水'],
};
const about = { scope: TOWNSHIP, subject: CASE };

it('an activity is written down in one step, whole, and is there after a kill', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  expect(await store.perform(activityActs(ID, SESSION, new Map([['unit:water', '水利局']])))).toMatchObject({ ok: true });
  device.kill();
  const { store: again } = await device.open();
  expect(await again.activity(ID)).toMatchObject({ status: 'closed', citizens: 40, deputies: ['deputy:li'], units: [{ unit: 'unit:water', name: '水利局', head: true }], fields: { committee: '农业农村工委' }, preparations: { survey: { done: true } } });
  // All or none: the same activity cannot be begun twice, and nothing of the second is left.
  expect(await again.perform(activityActs(ID, { ...SESSION, citizens: 99 }, new Map()))).toMatchObject({ ok: false });
  expect((await again.activity(ID))?.citizens).toBe(40);
  await device.close();
});

it('a promise at the table is listed, due for its effect and then for its result, until it is kept', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const done = async (type: string, body: Record<string, unknown>) => { expect(await store.perform([{ ...about, type, body }]), type).toMatchObject({ ok: true }); };
  await done('case.registered', {
    channel: 'station_qna', matter: 'opinion', words: '水压什么时候能上来？', receivedOn: '2026-05-18', tempNo: '临-t-1', activity: ID, promise: { unit: 'unit:water', by: '赵局长', text: '一周内换泵，一个月内换管', effectOn: '2026-05-25', resultOn: '2026-06-18' },
  });
  const listed = async () => (await store.promises()).map(({ row, promise }) => [row.id, row.activity, promise.unit, promise.effectSeenOn, promise.keptOn]);
  const kinds = async (today: string) => (await store.duties(today, 5)).filter(({ kind }) => kind.startsWith('effect') || kind.startsWith('promise')).map(({ kind, lines }) => `${kind} ${lines[0]?.words ?? ''}`);
  expect(await listed()).toEqual([[CASE, ID, 'unit:water', null, null]]);
  expect(await kinds('2026-05-24')).toEqual(['effect_due 答应5月25日见成效']);
  expect(await kinds('2026-05-26')).toEqual(['effect_overdue 答应5月25日见成效']);
  await done('case.sorted', { title: '水压低', category: '供水供暖供电', level: 'common', on: '2026-05-19' });
  await done('case.assigned', { lead: 'unit:water', co: [], orderNo: '交1', on: '2026-05-20', dueOn: '2026-06-18', rule: 'CASE_COMMON' });
  await done('case.progressed', { text: '泵已换', on: '2026-05-23' });
  expect(await kinds('2026-05-26')).toEqual([]);
  expect(await kinds('2026-06-19')).toEqual(['promise_overdue 答应6月18日见结果']);
  await done('case.replied', { unit: 'unit:water', class: 'resolved', text: '管道换好了', on: '2026-06-17' });
  expect(await kinds('2026-06-19')).toEqual([]);
  expect(await listed()).toEqual([[CASE, ID, 'unit:water', '2026-05-23', '2026-06-17']]);
  await device.close();
});
