/** Two activities that were one, in the store: one evening in lists, its cases together, and apart again after an undo. */
import { expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const about = (subject: string, type: string, body: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body });

it('stand as one evening with the cases of both, and come apart again', async () => {
  const { store, ...device } = await anOfflineDevice().then(async (one) => ({ ...await one.open(), kill: () => { one.kill(); } }));
  const [main, part] = ['activity:main', 'activity:part'];
  const [here, there] = [aCaseId(), aCaseId()];
  for (const [id, place, deputy, heads] of [[main, '文化广场', 'deputy:a', 132], [part, '村部', 'deputy:b', 96]] as const) {
    expect(await store.perform([
      about(id, 'activity.opened', { kind: 'night_market', place, on: '2026-05-18', from: '19:00' }), about(id, 'activity.checked_in', { as: 'deputy', who: deputy, present: true }),
      about(id, 'activity.checked_in', { as: 'deputy', who: 'deputy:c', present: true }), about(id, 'activity.counted', { citizens: heads, over: [] }),
    ])).toMatchObject({ ok: true });
  }
  await store.perform([registering(here, { activity: main })]);
  await store.perform([registering(there, { activity: part, words: '另一台电脑登记的，机井电费太贵。' })]);
  const casesOf = async (activity: string) => (await store.cases({ filter: { activity }, sort: 'received', descending: false, offset: 0, limit: 10 })).rows.map(({ id }) => id).sort();
  expect(await store.activities()).toHaveLength(2);
  expect(await casesOf(main)).toEqual([here]);

  expect(await store.perform([about(part, 'activity.merged', { into: main, on: '2026-05-18' })])).toMatchObject({ ok: true });
  expect(await store.activities()).toMatchObject([{ id: main, citizens: 132, deputies: ['deputy:a', 'deputy:c', 'deputy:b'] }]);
  expect(await casesOf(main)).toEqual([here, there].sort());
  expect(await store.activity(main)).toMatchObject({ citizens: 132 });
  const merged = await store.activity(part);
  expect(merged).toMatchObject({ mergedInto: main, status: 'closed' });

  expect(await store.perform([about(part, 'activity.undone', { act: merged?.undoable?.id ?? '' })])).toMatchObject({ ok: true });
  expect(await store.activities()).toHaveLength(2);
  expect(await casesOf(main)).toEqual([here]);
  device.kill();
});
