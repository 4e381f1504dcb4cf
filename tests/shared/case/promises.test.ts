/** The promise list: 一周之内见成效、一月之内见结果 (商丘、柘城 S0), how each promise stands on each side of its two days, and the tally of a unit. */
import { describe, expect, it } from 'vitest';
import { promiseNext, promiseStanding, tallyPromises } from '../../../shared/case/promises.ts';
import { watchOf, type WatchedPromise } from '../../../shared/case/watch.ts';
import { caseOf, PROMISED, ROAD_TO, type Step } from './acts.ts';

const MADE: WatchedPromise = { atTable: true, unit: 'unit:water', madeOn: '2026-05-18', effectOn: '2026-05-25', effectSeenOn: null, resultOn: '2026-06-18', keptOn: null };
const SEEN: WatchedPromise = { ...MADE, effectSeenOn: '2026-05-22' };
const AT_TABLE: Step = ['case.registered', { promise: { unit: 'unit:water', text: '一周内通水', effectOn: '2026-05-25', resultOn: '2026-06-18' } }];

describe('a promise', () => {
  it.each([
    [MADE, '2026-05-21', 'running'], [MADE, '2026-05-22', 'effect_soon'], [MADE, '2026-05-25', 'effect_soon'], [MADE, '2026-05-26', 'effect_late'], [MADE, '2026-06-18', 'effect_late'], [MADE, '2026-06-19', 'result_late'],
    [SEEN, '2026-05-26', 'running'], [SEEN, '2026-06-15', 'result_soon'], [SEEN, '2026-06-18', 'result_soon'], [SEEN, '2026-06-19', 'result_late'],
    [{ ...SEEN, keptOn: '2026-06-18' }, '2026-07-30', 'kept'], [{ ...SEEN, keptOn: '2026-06-19' }, '2026-07-30', 'kept_late'],
  ] as const)('%o on %s is %s', (promise, today, standing) => {
    expect(promiseStanding(promise, today)).toBe(standing);
  });

  it('asks for its effect first, then for its result', () => {
    expect(promiseNext(MADE, '2026-05-20')).toEqual({ day: '2026-05-25', left: 5 });
    expect(promiseNext(MADE, '2026-05-27')).toEqual({ day: '2026-05-25', left: -2 });
    expect(promiseNext(MADE, '2026-06-20')).toEqual({ day: '2026-06-18', left: -2 });
    expect(promiseNext(SEEN, '2026-05-27')).toEqual({ day: '2026-06-18', left: 22 });
    expect(promiseNext({ ...SEEN, keptOn: '2026-06-01' }, '2026-06-02')).toBeNull();
  });

  it('is read of a case: at the table, or in an answer', () => {
    expect(watchOf(caseOf([AT_TABLE])).promise).toEqual(MADE);
    expect(watchOf(caseOf([AT_TABLE, ...ROAD_TO.handling.slice(1), ['case.progressed']])).promise).toEqual(SEEN);
    expect(watchOf(caseOf([...ROAD_TO.handling, PROMISED])).promise).toEqual({ atTable: false, unit: 'unit:road', madeOn: '2026-05-25', effectOn: null, effectSeenOn: null, resultOn: '2026-06-30', keptOn: null });
    expect(watchOf(caseOf(ROAD_TO.evaluating)).promise).toBeNull();
  });

  it('is tallied with how many were kept in time', () => {
    const three = [MADE, { ...SEEN, keptOn: '2026-06-01' }, { ...SEEN, keptOn: '2026-06-30' }];
    expect(tallyPromises(three, '2026-07-01')).toEqual({ made: 3, kept: 2, keptInTime: 1, late: 1, open: 1 });
  });
});
