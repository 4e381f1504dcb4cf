/** Many cases at once, as their entries add up. */
import type { CaseView } from '../../store/api.ts';
import type { Store } from '../../store/client.ts';

/** So many are asked for at once: the worker stays answerable to the screen in between. */
const CASES_AT_ONCE = 40;

/** The cases with what they add up to, a few at a time. */
export async function viewsOf(store: Store, ids: readonly string[]): Promise<readonly CaseView[]> {
  const views: CaseView[] = [];
  for (let at = 0; at < ids.length; at += CASES_AT_ONCE) {
    const some = await Promise.all(ids.slice(at, at + CASES_AT_ONCE).map((id) => store.case(id)));
    views.push(...some.filter((view) => view !== null));
  }
  return views;
}
