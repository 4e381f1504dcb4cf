/** The questions that were put to units at one activity, folded, in order of registration. */
import type { CaseState } from '../../../shared/case/case.ts';
import { STATUS_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Store } from '../../store/client.ts';
import { shortDay } from '../format-date.ts';
import { useAnswer } from '../use-answer.ts';

/** An activity has a few dozen questions; the bound keeps a mistaken id from loading a county. */
const MOST_CASES = 500;

/** Live; `undefined` until the first answer. */
export function useQuestions(activityId: string): readonly CaseState[] | undefined {
  return useAnswer((store) => questionsOf(store, activityId), ['cases'], [activityId]);
}

async function questionsOf(store: Store, activityId: string): Promise<readonly CaseState[]> {
  const { rows } = await store.cases({ filter: { activity: activityId }, sort: 'received', descending: false, offset: 0, limit: MOST_CASES });
  const views = await Promise.all(rows.map(({ id }) => store.case(id)));
  return views.flatMap((view) => (view === null || view.state.registered.source?.askedUnit === undefined ? [] : [view.state]));
}

/** The questions of one unit. */
export interface UnitQuestions { readonly unit: string; readonly questions: readonly CaseState[] }

/** The questions by unit, in the order in which the units were first asked. */
export function byUnit(questions: readonly CaseState[]): readonly UnitQuestions[] {
  const units = new Map<string, CaseState[]>();
  for (const one of questions) {
    const unit = one.registered.source?.askedUnit ?? '';
    units.set(unit, [...(units.get(unit) ?? []), one]);
  }
  return [...units].map(([unit, asked]) => ({ unit, questions: asked }));
}

/** What became of a question, in a few words: `当场答复`, `承诺 6月18日见结果`, `已落实`, or where the case stands. */
export function questionState({ registered, spotAnswer, promise, reply, status }: CaseState, today: LocalDate): string {
  if (promise !== null && registered.promise !== undefined) return promise.fulfilled === null ? `承诺 ${shortDay(promise.on, today)}见结果` : '承诺已落实';
  if (reply !== null) return '单位已答复';
  if (spotAnswer !== null) return registered.answeredOnSpot === undefined ? '会后已答复' : '当场答复';
  return status === 'sorting' ? '没有答复，待梳理' : STATUS_WORDS[status];
}
