/**
 * A season (一季): what the schedules give, joined with what was written of it. Until something is done about an evening of a rule nothing is
 * written; then an activity stands under the id that the schedule and the rule's day give, and takes its place.
 */
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { MOST_MOVED, occurrencesOf, type DayRange, type Occurrence } from '../schedule/occurrences.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { plannedActivityId } from './activity-id.ts';
import { ACTIVITY_KINDS, type ActivityBody, type ActivityKind, type ActivityState, type ActivityStatus } from './activity.ts';

/** `due`: a rule gives it, and nobody has written anything of it yet. */
export type SeasonStanding = 'due' | ActivityStatus;

/** One activity of a season, written or not. */
export interface SeasonItem {
  /** The activity's id, also while nobody has written it. */
  readonly id: string;
  readonly scope: string;
  readonly kind: ActivityKind;
  readonly standing: SeasonStanding;
  readonly on: LocalDate;
  readonly from: string;
  readonly until: string;
  readonly place: string;
  readonly station: string | null;
  readonly village: string | null;
  readonly theme: string;
  readonly campaign: string | null;
  readonly schedule: string | null;
  /** The day on which the rule would have it held, when it was moved to another by hand. */
  readonly movedFrom: LocalDate | null;
  /** The holiday on which its rule's day falls. */
  readonly holiday: string | null;
  /** Who is to come. */
  readonly deputies: readonly string[];
  /** Null while nobody has written it. */
  readonly activity: ActivityState | null;
}

interface SeasonParts {
  readonly schedules: readonly Schedule[];
  readonly activities: readonly ActivityState[];
  /** The calendar in force in a scope. */
  readonly calendarOf: (scope: string) => Calendar;
  readonly range: DayRange;
}

/** Everything that takes place within the range, or was to and was cancelled, by day and hour. Schedules of kinds that this version does not know are left out. */
export function seasonOf({ schedules, activities, calendarOf, range }: SeasonParts): readonly SeasonItem[] {
  // An activity that was moved into the range by hand may come from a day before or after it.
  const wide = { from: addDays(range.from, -2 * MOST_MOVED), to: addDays(range.to, 2 * MOST_MOVED) };
  const written = new Map(activities.map((activity) => [activity.id, activity]));
  const asked = new Set(activities.flatMap(({ schedule }) => schedule ?? []));
  const ruled = new Map<string, Occurrence>();
  const given: { readonly id: string; readonly kind: ActivityKind; readonly schedule: Schedule; readonly occurrence: Occurrence }[] = [];
  for (const schedule of schedules) {
    const kind = ACTIVITY_KINDS.find((one) => one === schedule.kind);
    if (kind === undefined) continue;
    for (const occurrence of occurrencesOf(schedule, calendarOf(schedule.scope), asked.has(schedule.id) ? wide : range)) {
      const id = plannedActivityId(schedule.id, occurrence.day);
      ruled.set(id, occurrence);
      if (occurrence.on >= range.from && occurrence.on <= range.to) given.push({ id, kind, schedule, occurrence });
    }
  }
  // A planned evening that was merged into one on the spot stands in that one, under its id.
  const standIns = new Set(activities.flatMap(({ id, schedule, on }) => (schedule === null || ruled.has(id) ? [] : [`${schedule} ${on}`])));
  const due = given.filter(({ id, schedule, occurrence }) => !written.has(id) && !standIns.has(`${schedule.id} ${occurrence.on}`)).map(dueItem);
  const held = activities.filter(({ on }) => on >= range.from && on <= range.to).map((activity) => writtenItem(activity, ruled.get(activity.id)));
  return [...due, ...held].sort((a, b) => compare(`${a.on} ${a.from} ${a.place} ${a.id}`, `${b.on} ${b.from} ${b.place} ${b.id}`));
}

/** The season as one activity shows it. */
export function itemOf(activity: ActivityState): SeasonItem {
  return writtenItem(activity, undefined);
}

/** The plan that is written before anything else can be done about an item that only a rule gives. */
export function planOf({ kind, on, from, until, place, station, village, theme, campaign, schedule, deputies }: SeasonItem): ActivityBody<'activity.planned'> {
  return {
    kind, on, place, ...(from === '' ? {} : { from }), ...(until === '' ? {} : { until }), ...(station === null ? {} : { station }), ...(village === null ? {} : { village }), ...(theme === '' ? {} : { theme }),
    ...(campaign === null ? {} : { campaign }), ...(schedule === null ? {} : { schedule }), ...(deputies.length === 0 ? {} : { deputies: [...deputies] }),
  };
}

/** What one place has held of what was planned for it. Cancelled ones are planned and not held. */
export interface PlannedAndHeld {
  /** A station's id, else a village's, else the place in words. */
  readonly where: string;
  readonly scope: string;
  readonly place: string;
  /** Planned until the end of the range, and of these how many were to be held by now. */
  readonly planned: number;
  readonly dueByNow: number;
  readonly held: number;
  readonly cancelled: number;
  /** Held without having been planned. */
  readonly beside: number;
  readonly next: LocalDate | null;
  readonly last: LocalDate | null;
}

/** 计划与实际: each place's planned and held activities, those behind their plan first. */
export function plannedAndHeld(items: readonly SeasonItem[], today: LocalDate): readonly PlannedAndHeld[] {
  const groups = new Map<string, SeasonItem[]>();
  for (const item of items) {
    const where = item.station ?? item.village ?? item.place;
    groups.set(`${item.scope} ${where}`, [...groups.get(`${item.scope} ${where}`) ?? [], item]);
  }
  const figures = [...groups.values()].map((group) => figuresOf(group, today));
  return figures.sort((a, b) => behind(b) - behind(a) || compare(a.place, b.place));
}

/** How many that were to be held by now were not. */
export function behind({ dueByNow, held, beside }: Pick<PlannedAndHeld, 'dueByNow' | 'held' | 'beside'>): number {
  return Math.max(dueByNow - (held - beside), 0);
}

function figuresOf(group: readonly SeasonItem[], today: LocalDate): PlannedAndHeld {
  const [first] = group;
  const planned = group.filter(({ schedule, activity }) => schedule !== null || activity?.isPlanned === true);
  const took = (item: SeasonItem) => item.standing === 'open' || item.standing === 'closed';
  const held = group.filter(took);
  const coming = group.filter(({ on, standing }) => on >= today && (standing === 'due' || standing === 'planned'));
  return {
    where: first?.station ?? first?.village ?? first?.place ?? '', scope: first?.scope ?? '', place: first?.place ?? '', planned: planned.length,
    dueByNow: planned.filter((item) => item.on < today || took(item)).length, held: held.length, cancelled: group.filter(({ standing }) => standing === 'cancelled').length,
    beside: held.filter((item) => !planned.includes(item)).length, next: coming[0]?.on ?? null, last: held.at(-1)?.on ?? null,
  };
}

function dueItem({ id, kind, schedule, occurrence }: { readonly id: string; readonly kind: ActivityKind; readonly schedule: Schedule; readonly occurrence: Occurrence }): SeasonItem {
  const { scope, from, until, station, village, theme, campaign, name } = schedule;
  return {
    id, scope, kind, standing: 'due', on: occurrence.on, from, until, place: schedule.place === '' ? name : schedule.place, station, village, theme, campaign, schedule: schedule.id,
    movedFrom: null, holiday: occurrence.holiday, deputies: occurrence.deputies, activity: null,
  };
}

function writtenItem(activity: ActivityState, occurrence: Occurrence | undefined): SeasonItem {
  const { id, scope, kind, status, on, from, until, place, station, village, theme, campaign, schedule, expected } = activity;
  return {
    id, scope, kind, standing: status, on, from, until: until ?? '', place, station, village, theme: theme ?? '', campaign, schedule,
    movedFrom: occurrence !== undefined && occurrence.on !== on ? occurrence.on : null, holiday: occurrence?.holiday ?? null, deputies: expected.deputies, activity,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
