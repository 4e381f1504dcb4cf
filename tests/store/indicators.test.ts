/** Indicators out of the real store: the worker folds them from what its tables rest in, and they are the same after it was killed and opened again. */
import { expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import { everything } from '../../shared/statistics/selection.ts';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const ALL = everything('2026-12-31');

it('counts what was written, names what it counted, and says the same after the worker was killed', async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const evening = 'activity:may18';
  const [solved, problem, question] = [aCaseId(), aCaseId(), aCaseId()];
  const write = (type: string, body: Record<string, unknown>, subject = evening): Act => ({ scope: TOWNSHIP, subject, type, body });
  const acts: readonly Act[] = [
    write('activity.opened', { kind: 'night_market', place: '文化广场', on: '2026-05-18', from: '19:00' }), write('activity.checked_in', { as: 'deputy', who: 'deputy:a', present: true }), write('activity.counted', { citizens: 46, over: [] }),
    write('activity.tallied', { counter: 'settled', by: 2 }),
    registering(solved, { activity: evening, answeredOnSpot: '当场说清' }), registering(problem, { activity: evening, nature: 'problem' }), registering(question, { activity: evening, matter: 'policy_question', answeredOnSpot: '六十岁起' }),
    { scope: TOWNSHIP, subject: solved, type: 'case.evaluated', body: { by: 'citizen', grade: 'satisfied', way: 'phone', collectedBy: '王秘书', on: '2026-05-20' } },
    write('activity.planned', { kind: 'night_market', place: '文化广场', on: '2026-06-18' }, 'activity:june18'),
  ];
  for (const act of acts) expect(await store.perform([act])).toMatchObject({ ok: true });

  const expected = { nightMarketsHeld: 1, deputyParticipations: 1, citizenParticipations: 46, opinionsCollected: 2, problemsRaised: 1, policyConsultations: 1, problemsSolved: 1, disputesHandled: 2 };
  const measured = await store.indicators(ALL);
  expect(measured.values).toMatchObject(expected);
  expect((await store.indicatorParts(ALL, 'problemsSolved', 10)).rows.map(({ id }) => id)).toEqual([solved]);
  expect(await store.indicatorParts(ALL, 'opinionsCollected', 1)).toMatchObject({ total: 2, parts: [{ n: 1 }] });
  expect(await store.indicatorParts(ALL, 'disputesHandled', 10)).toMatchObject({ total: 1, parts: [{ id: evening, n: 2 }], rows: [] });

  device.kill();
  const again = await device.open();
  expect(await again.store.indicators(ALL)).toEqual(measured);
  device.kill();
});
