/** What can be done about an activity before it begins. What only a rule gives is written first: its plan, then what is done about it. */
import type { Act } from '../../../shared/act.ts';
import type { ActivityBody, ActivityEntryType } from '../../../shared/activity/activity.ts';
import { planOf, type SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';

type About = Pick<SeasonItem, 'id' | 'scope'>;

/** One act on an activity. */
export function activityAct<T extends ActivityEntryType>({ id, scope }: About, type: T, body: ActivityBody<T>): Act {
  return { scope, subject: id, type, body };
}

/** The plan of an item that nobody has written yet; nothing otherwise. */
export function planActs(item: SeasonItem): readonly Act[] {
  return item.activity === null ? [activityAct(item, 'activity.planned', planOf(item))] : [];
}

export function prepareActs(item: SeasonItem, body: ActivityBody<'activity.prepared'>): readonly Act[] {
  return [...planActs(item), activityAct(item, 'activity.prepared', body)];
}

export function amendActs(item: SeasonItem, body: ActivityBody<'activity.amended'>): readonly Act[] {
  return [...planActs(item), activityAct(item, 'activity.amended', body)];
}

export function cancelActs(item: SeasonItem, body: { readonly reason: string; readonly on: LocalDate }): readonly Act[] {
  return [...planActs(item), activityAct(item, 'activity.cancelled', body)];
}

/** True while it can be moved, prepared and cancelled. */
export function isAhead({ standing }: SeasonItem): boolean {
  return standing === 'due' || standing === 'planned';
}
