/** Which activities a list shows: by kind, state, township, station, campaign and period, as the address says. */
import { ACTIVITY_KINDS, ACTIVITY_STATES, type ActivityKind, type ActivityState, type ActivityStatus } from '../../../shared/activity/activity.ts';
import { missingFields } from '../../../shared/activity/kinds.ts';
import { isLocalDate, type LocalDate } from '../../../shared/kernel/local-date.ts';

export interface ActivityFilter {
  readonly kind: ActivityKind | null;
  readonly status: ActivityStatus | null;
  readonly scope: string | null;
  readonly station: string | null;
  readonly campaign: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Ended with something wanted that is missing (还缺). */
  readonly lacking: boolean;
}

/** The filter that an address holds; what cannot be read does not count. */
export function readFilter(params: URLSearchParams): ActivityFilter {
  const day = (name: string) => { const value = params.get(name) ?? ''; return isLocalDate(value) ? value : null; };
  return {
    kind: ACTIVITY_KINDS.find((one) => one === params.get('kind')) ?? null, status: ACTIVITY_STATES.find((one) => one === params.get('status')) ?? null,
    scope: params.get('scope') || null, station: params.get('station') || null, campaign: params.get('campaign') || null, from: day('from'), to: day('to'), lacking: params.get('lacking') === '1',
  };
}

/** The activities that pass, the newest day first. One that was merged into another is shown by that one. */
export function filterActivities(activities: readonly ActivityState[], { kind, status, scope, station, campaign, from, to, lacking }: ActivityFilter): readonly ActivityState[] {
  return activities
    .filter((one) => one.mergedInto === null && (kind === null || one.kind === kind) && (status === null || one.status === status) && (scope === null || one.scope === scope) && (station === null || one.station === station) && (campaign === null || one.campaign === campaign)
      && (from === null || one.on >= from) && (to === null || one.on <= to) && (!lacking || lacks(one)))
    .sort((a, b) => compare(`${b.on} ${b.from}`, `${a.on} ${a.from}`) || compare(a.id, b.id));
}

/** True when it took place and something wanted of its kind is missing. */
export function lacks(activity: Pick<ActivityState, 'kind' | 'fields' | 'status'>): boolean {
  return activity.status === 'closed' && missingFields(activity).length > 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
