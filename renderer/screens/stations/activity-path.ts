/** Where an activity is shown: an evening in 夜市, all others in 联络站. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';

export function activityPath({ id, kind }: Pick<ActivityState, 'id' | 'kind'>): string {
  return kind === 'night_market' ? `/night-market/${id}` : `/stations/${id}`;
}

/** The same of an item of the calendar: what only a rule gives yet is found again by its day. */
export function itemPath(item: Pick<SeasonItem, 'id' | 'kind' | 'on' | 'activity'>): string {
  return `${activityPath(item)}${item.activity === null ? `?on=${item.on}` : ''}`;
}
