/** Where an evening is looked at: one that nobody has written yet is found again by the day on which its rule puts it. */
import type { SeasonItem } from '../../../shared/activity/season.ts';

export function eveningAddress({ id, on, activity }: Pick<SeasonItem, 'id' | 'on' | 'activity'>): string {
  return `/night-market/${id}${activity === null ? `?on=${on}` : ''}`;
}
