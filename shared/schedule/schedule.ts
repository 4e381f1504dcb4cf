/**
 * A schedule (排期): a rule by which activities recur: 每月一次夜市, 每周三相约, 逢五惠民, 逢六摆摊, or days by hand, and whose turn it is. A plain record. Its
 * occurrences are computed (`occurrences.ts`), not stored: an activity is written when something is done about one, under an id that the
 * schedule and the day give, so that two computers never plan one evening twice.
 */
import type { Entry } from '../ledger/entry.ts';
import { isLocalDate } from '../kernel/local-date.ts';
import { foldRecord, listField, textField, UpdatedBody, type FieldValue, type RecordFields } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const SCHEDULE_BODIES = { 'schedule.updated': UpdatedBody } as const;

/** `month_days`: the days of `days` each month (逢五: 5,15,25) · `weekdays`: the weekdays of `days` each week (三: 3; 日: 7) · `nth_weekday`: the `nth` of these weekdays each month (5: the last) · `dates`: exactly those of `dates`. */
export const SCHEDULE_RULES = ['month_days', 'weekdays', 'nth_weekday', 'dates'] as const;
export type ScheduleRule = (typeof SCHEDULE_RULES)[number];
/** What becomes of a day that falls on a holiday: kept (夜市 are in the evening), left out, or moved to the next or the last workday. */
export const HOLIDAY_POLICIES = ['keep', 'skip', 'after', 'before'] as const;
export type HolidayPolicy = (typeof HOLIDAY_POLICIES)[number];

export interface Schedule {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  /** An `ActivityKind`; kept as it was written, since a newer version may know more. */
  readonly kind: string;
  readonly station: string | null;
  readonly village: string | null;
  readonly place: string;
  readonly rule: ScheduleRule;
  readonly days: readonly number[];
  readonly nth: number;
  readonly dates: readonly string[];
  readonly holidays: HolidayPolicy;
  /** `HH:mm`, or empty. */
  readonly from: string;
  readonly until: string;
  readonly startOn: string;
  /** Empty: goes on. */
  readonly endOn: string;
  readonly theme: string;
  readonly campaign: string | null;
  /** 轮值: one group of deputies an occurrence, in turn; ids joined by commas. */
  readonly roster: readonly (readonly string[])[];
  readonly active: boolean;
}

/** The fields of a schedule's record. */
export function scheduleFields({ name, kind, station, village, place, rule, days, nth, dates, holidays, from, until, startOn, endOn, theme, campaign, roster, active }: Omit<Schedule, 'id' | 'scope'>): Readonly<Record<string, FieldValue>> {
  return { name, kind, station, village, place, rule, days: days.map(String), nth, dates: [...dates], holidays, from, until, startOn, endOn, theme, campaign, roster: roster.map((group) => group.join(',')), active };
}

/** The schedule that `entries` of one subject add up to; null without one that can be read. */
export function foldSchedule(entries: readonly Entry[]): Schedule | null {
  const record = foldRecord(entries, 'schedule.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const nth = fields['nth']?.value;
  const orNull = (name: string) => textField(fields, name) || null;
  return {
    id, scope, name: textField(fields, 'name'), kind: textField(fields, 'kind'), station: orNull('station'), village: orNull('village'), place: textField(fields, 'place'),
    rule: SCHEDULE_RULES.find((one) => one === fields['rule']?.value) ?? 'dates', days: listField(fields, 'days').map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 31), nth: typeof nth === 'number' ? nth : 1, dates: listField(fields, 'dates').filter(isLocalDate),
    holidays: HOLIDAY_POLICIES.find((one) => one === fields['holidays']?.value) ?? 'keep', from: textField(fields, 'from'), until: textField(fields, 'until'), startOn: dayField(fields, 'startOn'), endOn: dayField(fields, 'endOn'),
    theme: textField(fields, 'theme'), campaign: orNull('campaign'), roster: listField(fields, 'roster').map((group) => group.split(',').filter((one) => one !== '')), active: fields['active']?.value !== false,
  };
}

/** A day, or empty: a record's field may hold any text, and days are counted from this one. */
function dayField(fields: RecordFields, name: string): string {
  const value = textField(fields, name);
  return isLocalDate(value) ? value : '';
}
