/**
 * The calendar as a place has it: the shipped years, years that were imported, and single days declared off or worked by hand (the county's flood
 * day, the fair that is a local holiday). One plain record for each year and scope; each day by hand is a field of its own, so that two people who
 * declare two days do not undo each other.
 */
import type { LocalDate } from '../kernel/local-date.ts';
import { isLocalDate } from '../kernel/local-date.ts';
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, listField, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';
import { createCalendar, type Calendar, type DeclaredDay } from './calendar.ts';
import { faultOf } from './import-arrangement.ts';
import { YEAR_2026 } from './year-2026.ts';
import type { YearArrangement } from './year-arrangement.ts';

/** The bodies of the aggregate's entries, by type. */
export const CALENDAR_BODIES = { 'calendar.updated': UpdatedBody } as const;

/** The years that ship with this version. */
export const SHIPPED_YEARS: readonly YearArrangement[] = [YEAR_2026];

/** One place's word on one year. */
export interface CalendarRecord {
  readonly id: string;
  readonly scope: string;
  readonly year: number;
  /** The imported arrangement; null without one that deadlines can be counted by. */
  readonly arrangement: YearArrangement | null;
  readonly declared: readonly DeclaredDay[];
}

/** Fields of a `calendar.updated`. */
export type CalendarFields = Readonly<Record<string, FieldValue>>;

/** The record of a year in a scope. */
export function calendarSubject(scope: string, year: number): string {
  return `calendar:${scope}-${year}`;
}

/** The fields that import an arrangement; null takes an imported one back. */
export function arrangementFields(arrangement: YearArrangement | null): CalendarFields {
  if (arrangement === null) return { source: null, holidays: null, makeUpDays: null };
  const { source, holidays, makeUpDays } = arrangement;
  return { source, holidays: holidays.map(({ name, from, to }) => `${from} ${to} ${name}`), makeUpDays: [...makeUpDays] };
}

/** The field that declares one day; kind null takes the word back. The day belongs to the record of its own year. */
export function declaredField(day: LocalDate, kind: DeclaredDay['kind'] | null, reason: string): CalendarFields {
  return { [`d${day.slice(5, 7)}${day.slice(8)}`]: kind === null ? null : `${kind} ${reason.trim().slice(0, 100)}`.trim() };
}

/** What one place's entries of one year add up to; null without one that can be read, or when it speaks for another scope. */
export function foldCalendar(entries: readonly Entry[]): CalendarRecord | null {
  const record = foldRecord(entries, 'calendar.updated');
  const year = record === null ? NaN : Number(/^calendar:[0-9]+-((?:19|20|21)[0-9]{2})$/.exec(record.id)?.[1]);
  if (!record || record.id !== calendarSubject(record.scope, year)) return null;
  const { id, scope, fields } = record;
  const arrangement = arrangementOf(year, { source: textField(fields, 'source'), holidays: listField(fields, 'holidays'), makeUpDays: listField(fields, 'makeUpDays') });
  const declared = Object.keys(fields).sort().flatMap((name) => declaredOf(year, name, fields[name]?.value));
  return { id, scope, year, arrangement, declared };
}

/** The years that are known in `scope`, a later layer over an earlier: shipped ← imported by the county ← imported by the township. */
export function yearsFrom(records: readonly CalendarRecord[], scope: string): readonly YearArrangement[] {
  const known = new Map(SHIPPED_YEARS.map((year) => [year.year, year]));
  for (const { arrangement } of layered(records, scope)) if (arrangement !== null) known.set(arrangement.year, arrangement);
  return [...known.values()].sort((a, b) => a.year - b.year);
}

/** The days declared by hand that count in `scope`, the township's word over the county's, in the order of the year. */
export function declaredFrom(records: readonly CalendarRecord[], scope: string): readonly DeclaredDay[] {
  const days = new Map(layered(records, scope).flatMap(({ declared }) => declared).map((day) => [day.date, day]));
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The calendar that deadlines are counted by in `scope`. */
export function calendarFrom(records: readonly CalendarRecord[], scope: string): Calendar {
  return createCalendar(yearsFrom(records, scope), declaredFrom(records, scope));
}

/** The records of the county, then of the township itself. */
function layered(records: readonly CalendarRecord[], scope: string): readonly CalendarRecord[] {
  return [...new Set([scope.slice(0, 6), scope])].flatMap((layer) => records.filter((record) => record.scope === layer));
}

function arrangementOf(year: number, { source, holidays, makeUpDays }: { readonly source: string; readonly holidays: readonly string[]; readonly makeUpDays: readonly string[] }): YearArrangement | null {
  const read = { year, source, makeUpDays, holidays: holidays.map((line) => { const [from = '', to = '', ...name] = line.split(' '); return { name: name.join(' '), from, to }; }) };
  return faultOf(read, year) === null ? read : null;
}

function declaredOf(year: number, field: string, value: FieldValue | undefined): readonly DeclaredDay[] {
  const [, month = '', day = ''] = /^d(\d\d)(\d\d)$/.exec(field) ?? [];
  const [, kind, reason = ''] = typeof value === 'string' ? /^(off|work)(?: (.*))?$/s.exec(value) ?? [] : [];
  const date = `${year}-${month}-${day}`;
  return isLocalDate(date) && (kind === 'off' || kind === 'work') ? [{ date, kind, reason }] : [];
}
