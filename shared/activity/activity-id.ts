/**
 * The id of an activity, from what it is and not by chance: two laptops without a network that begin the same evening, or two computers that plan
 * the same season, write about one activity.
 */
import { contentId } from '../kernel/content-hash.ts';
import type { ActivityKind } from './activity.ts';

/** The activity that a schedule puts on `day`: the day that the rule gives, also after the activity was moved to another. */
export function plannedActivityId(schedule: string, day: string): string {
  return `activity:${contentId({ schedule, day })}`;
}

/** The activity of this kind at this place (a station's id, else a village's, else the words) on this day; `turn` from 1, for a second one there on the same day. */
export function startedActivityId({ scope, kind, on, where, turn = 1 }: { readonly scope: string; readonly kind: ActivityKind; readonly on: string; readonly where: string; readonly turn?: number }): string {
  return `activity:${contentId({ scope, kind, on, where: where.trim(), turn })}`;
}
