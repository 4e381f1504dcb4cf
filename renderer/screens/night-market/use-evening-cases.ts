/** The cases of one evening, folded, in order of registration; without those that were copied wrongly and taken back. */
import type { CaseState } from '../../../shared/case/case.ts';
import { isTakenBack } from '../../../shared/case/taken-back.ts';
import type { Store } from '../../store/client.ts';
import { useAnswer } from '../../ui/use-answer.ts';

/** An evening is a few dozen cards; the bound keeps a mistaken id from loading a county. */
const MOST_CASES = 2000;

/** Live; `undefined` until the first answer. */
export function useEveningCases(activityId: string): readonly CaseState[] | undefined {
  return useAnswer((store) => eveningCases(store, activityId), ['cases'], [activityId]);
}

async function eveningCases(store: Store, activityId: string): Promise<readonly CaseState[]> {
  const { rows } = await store.cases({ filter: { activity: activityId }, sort: 'received', descending: false, offset: 0, limit: MOST_CASES });
  const views = await Promise.all(rows.map(({ id }) => store.case(id)));
  return views.flatMap((view) => (view === null || isTakenBack(view.state) ? [] : [view.state]));
}
