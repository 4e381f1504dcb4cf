/** One activity by its id: as it was written, or as a rule gives it on a day. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { itemOf, seasonOf, type SeasonItem } from '../../../shared/activity/season.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { calendarFrom } from '../../../shared/calendar/calendar-record.ts';
import { isLocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../use-answer.ts';

export interface FoundItem { readonly item: SeasonItem; readonly directory: Directory; readonly calendar: Calendar; /** Other activities, whose places, themes and topics are offered. */ readonly known: readonly ActivityState[] }

/** `on` is the day on which to look for it among the schedules. Null: this device knows no such activity; `undefined` until the first answer. */
export function useSeasonItem(id: string, on: string | null): FoundItem | null | undefined {
  return useAnswer(async (store): Promise<FoundItem | null> => {
    const [directory, activities] = [await store.directory(), await store.activities()];
    const calendarOf = (scope: string) => calendarFrom(directory.calendars, scope);
    // What was merged into another is in no list, and still has its own page.
    const written = activities.find((one) => one.id === id) ?? await store.activity(id);
    if (written) {
      // Beside its rule it also knows from which day it was moved.
      const near = seasonOf({ schedules: directory.schedules.filter((one) => one.id === written.schedule), activities: [written], calendarOf, range: { from: written.on, to: written.on } });
      return { item: near.find((one) => one.id === id) ?? itemOf(written), directory, calendar: calendarOf(written.scope), known: activities };
    }
    if (on === null || !isLocalDate(on)) return null;
    const item = seasonOf({ schedules: directory.schedules, activities, calendarOf, range: { from: on, to: on } }).find((one) => one.id === id);
    return item === undefined ? null : { item, directory, calendar: calendarOf(item.scope), known: activities };
  }, ['activities', 'directory'], [id, on]);
}
