/**
 * The promise list (承诺清单): what units promised at the table or in an answer, and how each stands on a day. 一周之内见成效、一月之内见结果
 * (商丘、柘城 S0; the days themselves are set when the promise is made, by QNA_EFFECT and QNA_RESULT); 销号 when it is kept (龙安 S0 四步之三).
 */
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts';
import { SOON_DAYS } from '../rules/urgency.ts';
import type { WatchedPromise } from './watch.ts';

/** How a promise stands, the gravest first: 见结果 over, 见成效 over, either within three days, in time, kept late, kept. */
export const PROMISE_STANDINGS = ['result_late', 'effect_late', 'result_soon', 'effect_soon', 'running', 'kept_late', 'kept'] as const;
export type PromiseStanding = (typeof PROMISE_STANDINGS)[number];

export const PROMISE_STANDING_WORDS: Readonly<Record<PromiseStanding, string>> = {
  result_late: '逾期未见结果', effect_late: '逾期未见成效', result_soon: '快到见结果', effect_soon: '快到见成效', running: '在期限内', kept_late: '逾期后兑现', kept: '已兑现',
};

/** How the promise stands on `today`. Its last day still counts as in time. */
export function promiseStanding({ effectOn, effectSeenOn, resultOn, keptOn }: WatchedPromise, today: LocalDate): PromiseStanding {
  if (keptOn !== null) return keptOn > resultOn ? 'kept_late' : 'kept';
  if (resultOn < today) return 'result_late';
  const effect = effectSeenOn === null ? effectOn : null;
  if (effect !== null && effect < today) return 'effect_late';
  if (resultOn <= addDays(today, SOON_DAYS)) return 'result_soon';
  if (effect !== null && effect <= addDays(today, SOON_DAYS)) return 'effect_soon';
  return 'running';
}

/** True while the promise asks to be followed. */
export function isPromiseOpen(standing: PromiseStanding): boolean {
  return standing !== 'kept' && standing !== 'kept_late';
}

/** The day that counts next, and how far it is: `逾期 2 天`, `还剩 3 天`; null once kept. */
export function promiseNext({ effectOn, effectSeenOn, resultOn, keptOn }: WatchedPromise, today: LocalDate): { readonly day: LocalDate; readonly left: number } | null {
  if (keptOn !== null) return null;
  const day = effectOn !== null && effectSeenOn === null && effectOn < resultOn && today <= resultOn ? effectOn : resultOn;
  return { day, left: daysBetween(today, day) };
}

/** What one unit, or all together, made of their promises. */
export interface PromiseTally { readonly made: number; readonly kept: number; readonly keptInTime: number; readonly late: number; readonly open: number }

/** The tally of several promises. A rate of it is `kept` out of `made`, and is shown with both. */
export function tallyPromises(promises: readonly WatchedPromise[], today: LocalDate): PromiseTally {
  const standings = promises.map((one) => promiseStanding(one, today));
  const count = (...those: readonly PromiseStanding[]) => standings.filter((one) => those.includes(one)).length;
  return { made: promises.length, kept: count('kept', 'kept_late'), keptInTime: count('kept'), late: count('result_late', 'effect_late'), open: standings.filter(isPromiseOpen).length };
}
