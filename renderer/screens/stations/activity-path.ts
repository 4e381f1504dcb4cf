/** Where an activity is shown: an evening in 夜市, all others in 联络站. */
import type { ActivityState } from '../../../shared/activity/activity.ts';

export function activityPath({ id, kind }: Pick<ActivityState, 'id' | 'kind'>): string {
  return kind === 'night_market' ? `/night-market/${id}` : `/stations/${id}`;
}
