/** The matters of earlier evenings here, to be told first: read from the store, in the order in which they are told. */
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import type { CaseState } from '../../../../shared/case/case.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import type { CaseRow } from '../../../store/api.ts';
import type { Store } from '../../../store/client.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { earlierEvenings, isTold, isToTell, outcomeSentence, type Evening } from './report-back.ts';

/** One matter: where it came from, what became of it, and whether people here heard of it this evening. */
export interface ToTell { readonly state: CaseState; readonly row: CaseRow; readonly heardOn: LocalDate; readonly sentence: string; readonly told: boolean }

/** An evening has a few dozen cases; the bound keeps the table quick where a point is very busy. */
const MOST_OF_ONE = 200;

/** Live; `undefined` until the first answer. What has an end or an answer first, then what is still on its way; the newest first. */
export function useReportBack(evening: ActivityState, today: LocalDate): readonly ToTell[] | undefined {
  const { id, station, village, place, on } = evening;
  return useAnswer((store) => mattersToTell(store, evening, today), ['cases', 'activities', 'directory'], [id, station, village, place, on, today]);
}

/** The same for papers; of an evening that may only be planned. */
export async function mattersToTell(store: Store, evening: Evening, today: LocalDate): Promise<readonly ToTell[]> {
  const earlier = earlierEvenings(evening, await store.activities());
  const [last] = earlier;
  if (last === undefined) return [];
  const [{ units }, pages] = await Promise.all([store.directory(), Promise.all(earlier.map(({ id }) => store.cases({ filter: { activity: id }, sort: 'received', descending: true, offset: 0, limit: MOST_OF_ONE })))]);
  const rows = pages.flatMap((page) => page.rows).filter((row) => !row.withheld && (row.closedOn === null || row.closedOn >= last.on));
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? '承办单位';
  const views = await Promise.all(rows.map(({ id }) => store.case(id)));
  const matters = views.flatMap((view): readonly ToTell[] => {
    if (view === null || !isToTell(view.state, last.on)) return [];
    return [{ state: view.state, row: view.row, heardOn: view.state.registered.receivedOn, sentence: outcomeSentence(view.state, { today, unitName }), told: isTold(view.state, evening.on) }];
  });
  return matters.sort((a, b) => Number(isOnItsWay(a)) - Number(isOnItsWay(b)) || (a.heardOn < b.heardOn ? 1 : -1));
}

function isOnItsWay({ state: { status } }: ToTell): boolean {
  return !['evaluating', 'closing', 'closed', 'declined'].includes(status);
}
