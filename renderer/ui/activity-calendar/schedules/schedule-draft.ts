/** A schedule as it is typed in, and the schedules that come of it: one, or one for each of many points. Pure. */
import type { ActivityKind } from '../../../../shared/activity/activity.ts';
import { KINDS } from '../../../../shared/activity/kinds.ts';
import type { Calendar } from '../../../../shared/calendar/calendar.ts';
import { isLocalDate, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { occurrencesOf, type DayRange, type Occurrence } from '../../../../shared/schedule/occurrences.ts';
import type { HolidayPolicy, Schedule, ScheduleRule } from '../../../../shared/schedule/schedule.ts';
import { staggered } from '../../../../shared/schedule/stagger.ts';
import type { Station } from '../../../../shared/station/station.ts';

/** The rules that a form offers: those of schedules, and many points spread over a month. */
export type DraftRule = ScheduleRule | 'staggered';

export interface ScheduleDraft {
  readonly kind: ActivityKind;
  readonly rule: DraftRule;
  /** Of `month_days` the days, of the others the weekdays (1 = Monday). */
  readonly monthDays?: readonly number[];
  readonly weekdays?: readonly number[];
  readonly nth?: number;
  readonly dates?: readonly string[];
  readonly perDay?: number;
  readonly holidays: HolidayPolicy;
  readonly from?: string;
  readonly until?: string;
  readonly startOn: LocalDate;
  readonly endOn?: LocalDate | null;
  readonly stations?: readonly string[];
  readonly scope: string;
  /** Without a station. */
  readonly place?: string;
  readonly village?: string;
  readonly theme?: string;
  readonly campaign?: string;
  readonly roster?: readonly (readonly string[] | undefined)[];
}

/** What is written of one schedule, without its id. */
export type PlannedSchedule = Omit<Schedule, 'id'>;

/** The schedules of a draft in the order of their points; `does-not-fit` when there are more points than evenings. */
export function schedulesOf(draft: ScheduleDraft, stations: readonly Station[]): readonly PlannedSchedule[] | 'does-not-fit' {
  const points = (draft.stations ?? []).flatMap((id) => stations.find((one) => one.id === id) ?? []);
  if (draft.rule !== 'staggered') return points.length === 0 ? [planned(draft, null)] : points.map((point) => planned(draft, point));
  const slots = staggered(points.length, { weekdays: draft.weekdays ?? [], perDay: draft.perDay ?? 1 });
  return slots === null ? 'does-not-fit' : points.map((point, index) => ({ ...planned(draft, point), rule: 'nth_weekday', days: [slots[index]?.weekday ?? 1], nth: slots[index]?.nth ?? 1 }));
}

/** The draft that a schedule was, to be changed. */
export function draftOf({ kind, rule, days, nth, dates, holidays, from, until, startOn, endOn, station, scope, place, village, theme, campaign, roster }: Schedule, today: LocalDate): ScheduleDraft {
  return {
    kind: kind as ActivityKind, rule, holidays, nth, dates, startOn: startOn === '' ? today : startOn, endOn: endOn === '' ? null : endOn, scope, place, roster,
    ...(rule === 'month_days' ? { monthDays: days } : { weekdays: days }), ...(from === '' ? {} : { from }), ...(until === '' ? {} : { until }),
    ...(station === null ? {} : { stations: [station] }), ...(village === null ? {} : { village }), ...(theme === '' ? {} : { theme }), ...(campaign === null ? {} : { campaign }),
  };
}

/** What planning so would come to within the range. */
export interface Outlook {
  readonly occurrences: readonly Occurrence[];
  /** The fullest day, and how many are held on it. */
  readonly busiest: { readonly on: LocalDate; readonly count: number } | null;
}

/** The next times of all these schedules together, by day. */
export function outlookOf(schedules: readonly PlannedSchedule[], calendarOf: (scope: string) => Calendar, range: DayRange): Outlook {
  const occurrences = schedules.flatMap((one, index) => occurrencesOf({ ...one, id: String(index) }, calendarOf(one.scope), range)).sort((a, b) => (a.on < b.on ? -1 : 1));
  const byDay = new Map<LocalDate, number>();
  for (const { on } of occurrences) byDay.set(on, (byDay.get(on) ?? 0) + 1);
  const [busiest] = [...byDay].sort(([, a], [, b]) => b - a);
  return { occurrences, busiest: busiest === undefined ? null : { on: busiest[0], count: busiest[1] } };
}

function planned(draft: ScheduleDraft, point: Station | null): PlannedSchedule {
  const { kind, rule, monthDays = [], weekdays = [], nth = 1, dates = [], holidays, from = '', until = '', startOn, endOn, theme = '', campaign = null, roster = [] } = draft;
  const place = point === null ? (draft.place ?? '').trim() : point.address === '' ? point.name : point.address;
  return {
    scope: point?.scope ?? draft.scope, name: `${point?.name ?? place}${KINDS[kind].name}`, kind, station: point?.id ?? null, village: point === null ? draft.village ?? null : point.village ?? draft.village ?? null, place,
    rule: rule === 'staggered' ? 'nth_weekday' : rule, days: rule === 'month_days' ? [...monthDays] : rule === 'dates' ? [] : [...weekdays], nth, dates: rule === 'dates' ? [...new Set(dates.filter(isLocalDate))].sort() : [], holidays, from, until,
    startOn, endOn: endOn ?? '', theme: theme.trim(), campaign, roster: roster.map((group) => [...group ?? []]).filter((group) => group.length > 0), active: true,
  };
}
