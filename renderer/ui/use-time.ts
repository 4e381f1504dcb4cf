/** The rules and the calendar by which deadlines are counted in a place. */
import { useMemo } from 'react';
import type { Calendar } from '../../shared/calendar/calendar.ts';
import { calendarFrom } from '../../shared/calendar/calendar-record.ts';
import { effectiveRules, type EffectiveRules } from '../../shared/rules/effective-rules.ts';
import type { Directory } from '../store/api.ts';

export interface PlaceTime { readonly rules: EffectiveRules; readonly calendar: Calendar }

/** What is in force in `scope`; the same objects until a record changes. */
export function useTime({ rules, calendars }: Pick<Directory, 'rules' | 'calendars'>, scope: string): PlaceTime {
  return useMemo(() => ({ rules: effectiveRules(rules, scope), calendar: calendarFrom(calendars, scope) }), [rules, calendars, scope]);
}
