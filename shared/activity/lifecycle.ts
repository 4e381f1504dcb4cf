/** What may happen to an activity in which state, as data. */
import { ACTIVITY_BODIES, type ActivityBody, type ActivityEntryType, type ActivityState, type ActivityStatus } from './activity.ts';

type Row = Readonly<Partial<Record<ActivityEntryType, ActivityStatus>>>;

const stay = (status: ActivityStatus, ...acts: readonly ActivityEntryType[]): Row => Object.fromEntries(acts.map((act) => [act, status]));
/** What is written down of an activity while it lasts, and as well afterwards: paper sheets, the team, the survey and a second laptop come late, and the evening took place. */
const FACTS = ['activity.amended', 'activity.prepared', 'activity.attended', 'activity.checked_in', 'activity.counted', 'activity.tallied', 'activity.headcount_settled', 'activity.recorded', 'activity.polled', 'activity.noted'] as const;

/** states × acts → the next state. `activity.undone` is in no row: it asks what stands on the act it takes back. */
export const ACTIVITY_LIFECYCLE: Readonly<Record<ActivityStatus, Row>> = {
  planned: { ...stay('planned', 'activity.amended', 'activity.prepared', 'activity.recorded', 'activity.noted'), 'activity.opened': 'open', 'activity.cancelled': 'cancelled' },
  open: { ...stay('open', ...FACTS), 'activity.closed': 'closed', 'activity.merged': 'closed', 'activity.cancelled': 'cancelled' },
  closed: { ...stay('closed', ...FACTS, 'activity.merged'), 'activity.reopened': 'open' },
  cancelled: { ...stay('cancelled', 'activity.noted'), 'activity.reopened': 'planned' },
};

export const ACTIVITY_REFUSALS = ['activity-not-open', 'activity-already-open', 'scope-differs', 'kind-differs', 'captain-not-deputy', 'nobody-named', 'poll-differs', 'merged-into-itself'] as const;
export type ActivityRefusal = (typeof ACTIVITY_REFUSALS)[number];

type BodyDemands = { readonly [T in ActivityEntryType]?: readonly { readonly code: ActivityRefusal; readonly refuses: (state: ActivityState, body: ActivityBody<T>) => boolean }[] };

export const ACTIVITY_BODY_DEMANDS: BodyDemands = {
  'activity.opened': [{ code: 'kind-differs', refuses: ({ kind }, body) => body.kind !== kind }],
  // 由人大代表任队长 (临颍 S0).
  'activity.prepared': [{ code: 'captain-not-deputy', refuses: (_, { team }) => team?.captain !== undefined && !team.captain.startsWith('deputy:') }],
  'activity.checked_in': [{ code: 'nobody-named', refuses: (_, { as, who, name }) => (as === 'guest' ? !name?.trim() : who === undefined) }],
  'activity.merged': [{ code: 'merged-into-itself', refuses: ({ id }, body) => body.into === id || !body.into.startsWith('activity:') }],
  // 三档选一，不选、多选无效 (F29): what came back is the valid ones and the invalid ones, and no more than was given out.
  'activity.polled': [{ code: 'poll-differs', refuses: (_, one) => one.returned > one.issued || one.satisfied + one.basic + one.unsatisfied + (one.abstained ?? 0) + one.invalid !== one.returned }],
};

/** Why an act of this type is not possible on the activity as it stands; null when it is. */
export function activityStateRefusal(state: ActivityState, type: ActivityEntryType): ActivityRefusal | null {
  if (ACTIVITY_LIFECYCLE[state.status][type] !== undefined) return null;
  return type === 'activity.opened' || type === 'activity.planned' ? 'activity-already-open' : 'activity-not-open';
}

/** Why the body of an act cannot take effect on this activity; null when it can. */
export function activityBodyRefusal<T extends ActivityEntryType>(state: ActivityState, type: T, body: ActivityBody<T>): ActivityRefusal | null {
  return ACTIVITY_BODY_DEMANDS[type]?.find((row) => row.refuses(state, body))?.code ?? null;
}

/** The acts that are possible now. */
export function possibleActivityActs(state: ActivityState): readonly ActivityEntryType[] {
  return (Object.keys(ACTIVITY_BODIES) as ActivityEntryType[]).filter((act) => ACTIVITY_LIFECYCLE[state.status][act] !== undefined);
}
