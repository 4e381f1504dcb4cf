/** The activities of a stretch of days, written or only given by a rule, as a calendar shows them. */
import { useMemo } from 'react';
import type { ActivityKind } from '../../../shared/activity/activity.ts';
import { seasonOf, type SeasonItem } from '../../../shared/activity/season.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { calendarFrom, type CalendarRecord } from '../../../shared/calendar/calendar-record.ts';
import type { DayRange } from '../../../shared/schedule/occurrences.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../use-answer.ts';

/** Which activities are wanted; what is left out does not narrow. */
export interface SeasonFilter { readonly kinds?: readonly ActivityKind[]; readonly kind?: ActivityKind; readonly station?: string; readonly scope?: string }

export interface Season { readonly items: readonly SeasonItem[]; readonly directory: Directory; readonly calendarOf: (scope: string) => Calendar; /** There is a rule or an activity of these kinds at any time. */ readonly any: boolean }

/** Live; `undefined` until the first answer. */
export function useSeason(range: DayRange, { kinds, kind, station, scope }: SeasonFilter): Season | undefined {
  const answer = useAnswer(async (store) => ({ directory: await store.directory(), activities: await store.activities() }), ['activities', 'directory'], []);
  const { from, to } = range;
  const calendars = answer?.directory.calendars;
  const calendarOf = useMemo(() => calendarsOf(calendars ?? []), [calendars]);
  return useMemo(() => {
    if (answer === undefined) return undefined;
    const { directory, activities } = answer;
    const wanted = (one: { readonly kind: string; readonly station: string | null; readonly scope: string }): boolean =>
      (kinds === undefined || kinds.some((known) => known === one.kind)) && (kind === undefined || one.kind === kind) && (station === undefined || one.station === station) && (scope === undefined || one.scope === scope);
    // A schedule whose activities were moved to another station still gives the days of those.
    const items = seasonOf({ schedules: directory.schedules, activities, calendarOf, range: { from, to } }).filter(wanted);
    const ofKinds = (one: { readonly kind: string }): boolean => kinds === undefined || kinds.some((known) => known === one.kind);
    return { items, directory, calendarOf, any: activities.some(ofKinds) || directory.schedules.some((one) => one.active && ofKinds(one)) };
  }, [answer, calendarOf, from, to, kinds, kind, station, scope]);
}

/** The calendar of each scope, made once. */
function calendarsOf(records: readonly CalendarRecord[]): (scope: string) => Calendar {
  const made = new Map<string, Calendar>();
  return (scope) => {
    const known = made.get(scope) ?? calendarFrom(records, scope);
    made.set(scope, known);
    return known;
  };
}
