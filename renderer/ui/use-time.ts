/** The rules and the calendar that deadlines are counted by in a place. */
import { useMemo } from 'react';
import type { Calendar } from '../../shared/calendar/calendar.ts';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import { effectiveRules, type EffectiveRules } from '../../shared/rules/effective-rules.ts';
import type { Directory } from '../store/api.ts';

/** The table of deadline rules in force in `scope`. */
export function useRules({ rules }: Pick<Directory, 'rules'>, scope: string): EffectiveRules {
  return useMemo(() => effectiveRules(rules, scope), [rules, scope]);
}

/** The calendar in force in `scope`. */
export function useCalendar({ calendars }: Pick<Directory, 'calendars'>, scope: string): Calendar {
  return useMemo(() => calendarFrom(calendars, scope), [calendars, scope]);
}
