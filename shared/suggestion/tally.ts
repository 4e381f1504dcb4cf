/**
 * How satisfied deputies are, as a figure that carries its numerator, denominator and scope. 重庆条例 29: who was urged and stayed silent is
 * not counted; who has not been heard yet is shown beside the rate (应评/已评), never in it.
 */
import { hasOpenPromise } from './lifecycle.ts';
import type { EvaluationGrade } from '../case/case.ts';
import type { SuggestionState } from './suggestion.ts';

export interface SatisfactionTally {
  /** Which suggestions were counted, in words, such as 2026年收到的建议. */
  readonly scope: string;
  /** What was evaluated: 办理态度 or 办理结果. */
  readonly of: 'attitude' | 'result';
  /** Deputies whom an answer of the current round reached, and how many of them were heard. */
  readonly asked: number;
  readonly given: number;
  readonly satisfied: number;
  readonly basic: number;
  readonly unsatisfied: number;
  /** Silent though urged (不计入), and not heard yet. */
  readonly lapsed: number;
  readonly waiting: number;
}

/** Counts every deputy's voice on the present answers of `suggestions`; the denominator of each rate is `given`. */
export function tallySatisfaction(suggestions: readonly SuggestionState[], of: SatisfactionTally['of'], scope: string): SatisfactionTally {
  const count: Record<EvaluationGrade | 'lapsed' | 'waiting', number> = { satisfied: 0, basic: 0, unsatisfied: 0, lapsed: 0, waiting: 0 };
  for (const { deliveries, voices } of suggestions) {
    for (const deputy of Object.keys(deliveries)) {
      const voice = voices[deputy];
      count[voice === undefined ? 'waiting' : voice.kind === 'lapsed' ? 'lapsed' : voice.feedback[of]] += 1;
    }
  }
  const given = count.satisfied + count.basic + count.unsatisfied;
  return { scope, of, asked: given + count.lapsed + count.waiting, given, ...count };
}

/** 承诺事项台账: everything that was promised and is not kept, the earliest first. A promise leaves only by being fulfilled. */
export function openPromises(suggestions: readonly SuggestionState[]): readonly { readonly id: string; readonly unit: string; readonly plan: string; readonly on: string }[] {
  return suggestions.filter(hasOpenPromise)
    .flatMap(({ id, promises }) => promises.filter(({ fulfilled }) => fulfilled === null).map(({ unit, plan, on }) => ({ id, unit, plan, on })))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
}
