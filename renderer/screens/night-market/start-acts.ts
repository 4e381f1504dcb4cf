/** Beginning an evening: the one that is planned, or one on the spot. Two laptops at one table begin the same one. Pure but for what the store is asked. */
import type { Act } from '../../../shared/act.ts';
import { startedActivityId } from '../../../shared/activity/activity-id.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { Store } from '../../store/client.ts';
import { activityAct, isAhead, planActs } from '../../ui/activity-calendar/item-acts.ts';

/** An evening as it is typed in at the table. */
export interface OnTheSpot {
  readonly scope: string;
  readonly place: string;
  readonly station?: string;
  readonly village?: string;
  readonly theme?: string;
  readonly campaign?: string;
  readonly on: LocalDate;
  readonly from: string;
  readonly citizens?: number;
  readonly deputies?: readonly string[];
}

/** The station that a typed place names exactly, by its name or its address; null when none, or more than one, does. */
export function stationAt(stations: readonly Station[], typed: string): Station | null {
  const place = typed.trim();
  const [one, another] = place === '' ? [] : stations.filter(({ name, address }) => name === place || address === place);
  return one === undefined || another !== undefined ? null : one;
}

/** What begins a planned evening: everything of its plan is inherited. What only a rule gave is planned with it. */
export function beginActs(item: SeasonItem, now: { readonly on: LocalDate; readonly from: string }): readonly Act[] {
  const { kind, place, station, village, theme, campaign } = item;
  return [...planActs(item), activityAct(item, 'activity.opened', { kind, place, ...now, ...(station === null ? {} : { station }), ...(village === null ? {} : { village }), ...(theme === '' ? {} : { theme }), ...(campaign === null ? {} : { campaign }) })];
}

/** A planned evening that took place without this program: it was held, and its paper sheets are entered afterwards. */
export function heldActs(item: SeasonItem): readonly Act[] {
  const from = item.from === '' ? UNKNOWN_HOUR : item.from;
  return [...beginActs(item, { on: item.on, from }), activityAct(item, 'activity.closed', { until: item.until === '' ? from : item.until })];
}

/** What stands for an hour that nobody wrote down; it is put right on the evening's page. */
const UNKNOWN_HOUR = '19:00';

/** The planned evening of this day and place that has not begun: whoever types its place in means it. */
export function plannedHere(tonight: readonly SeasonItem[], { scope, place, station, village, on }: OnTheSpot): SeasonItem | null {
  const here = tonight.filter((item) => isAhead(item) && item.scope === scope && item.on === on);
  if (station !== undefined) return here.find((item) => item.station === station) ?? null;
  return here.find((item) => item.place === place.trim() && (village === undefined || item.village === null || item.village === village)) ?? null;
}

/** Where an evening on the spot stands: its id, and whether it is open already (then nothing is to be begun). A second one at the same place on the same day is another. */
export async function placeOnTheSpot(store: Store, { scope, place, station, village, on }: OnTheSpot): Promise<{ readonly id: string; readonly open: boolean }> {
  for (let turn = 1; ; turn++) {
    const id = startedActivityId({ scope, kind: 'night_market', on, where: station ?? village ?? place, turn });
    const known = await store.activity(id);
    if (known === null || known.open) return { id, open: known !== null };
  }
}

/** What begins an evening on the spot, as `id`. Deputies are checked in each by themselves, so that two laptops' lists add up to one. */
export function onTheSpotActs(id: string, fields: OnTheSpot): readonly Act[] {
  const { scope, place, station, village, theme = '', campaign, on, from } = fields;
  const opened = activityAct({ id, scope }, 'activity.opened', {
    kind: 'night_market', place: place.trim(), on, from, ...(station === undefined ? {} : { station }), ...(village === undefined ? {} : { village }), ...(theme.trim() === '' ? {} : { theme: theme.trim() }), ...(campaign === undefined ? {} : { campaign }),
  });
  return [opened, ...presentActs({ id, scope }, fields)];
}

/** Who and how many are here already as it begins. */
export function presentActs(about: { readonly id: string; readonly scope: string }, { deputies = [], citizens = 0, from }: Pick<OnTheSpot, 'deputies' | 'citizens' | 'from'>): readonly Act[] {
  return [
    ...deputies.map((who) => activityAct(about, 'activity.checked_in', { as: 'deputy', who, present: true, at: from })),
    ...(citizens === 0 ? [] : [activityAct(about, 'activity.counted', { citizens, over: [] })]),
  ];
}
