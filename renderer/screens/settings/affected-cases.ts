/** Which open cases get another deadline by a change of days off, and the acts that say so in each of them. */
import type { Act } from '../../../shared/act.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { rescheduleOf } from '../../../shared/case/reschedule.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Store } from '../../store/client.ts';

/** A case whose deadline moves. */
export interface AffectedCase { readonly id: string; readonly number: string; readonly title: string; readonly was: LocalDate; readonly dueOn: LocalDate; readonly act: Act }

export interface CalendarChange {
  readonly year: number;
  /** The scopes whose cases may be written from here. */
  readonly scopes: readonly string[];
  readonly old: (scope: string) => Calendar;
  readonly now: (scope: string) => Calendar;
}

/** Rows asked at once, and acts written at once. */
const PAGE = 100;

/** The cases that `change` moves, by deadline. `ended` says that nobody waits any more. */
export async function affectedCases(store: Store, change: CalendarChange, { today, ended }: { readonly today: LocalDate; readonly ended: () => boolean }): Promise<readonly AffectedCase[]> {
  const found: AffectedCase[] = [];
  for (const scope of change.scopes) {
    const calendars = { old: change.old(scope), now: change.now(scope) };
    const first = firstChangedDay(change.year, calendars);
    // A deadline before the first day that changed was counted without it.
    for (let offset = 0; first !== null && !ended(); offset += PAGE) {
      const { rows } = await store.cases({ filter: { open: true, scope }, sort: 'due', descending: false, offset, limit: PAGE });
      for (const row of rows.filter(({ dueOn }) => dueOn !== null && dueOn >= first)) {
        const state = (await store.case(row.id))?.state;
        const body = state === undefined ? null : rescheduleOf(state, calendars, today);
        if (body !== null) found.push({ id: row.id, number: row.number, title: row.title, was: body.was, dueOn: body.dueOn, act: { scope, subject: row.id, type: 'case.rescheduled', body } });
      }
      if (rows.length < PAGE) break;
    }
  }
  return found.sort((a, b) => (a.was < b.was ? -1 : 1));
}

/** Writes the acts; a case that somebody changed meanwhile does not keep the others from theirs. Returns how many were written. */
export async function reschedule(store: Store, cases: readonly AffectedCase[]): Promise<number> {
  let written = 0;
  for (let from = 0; from < cases.length; from += PAGE) {
    const part = cases.slice(from, from + PAGE);
    if ((await store.perform(part.map(({ act }) => act))).ok) written += part.length;
    else for (const { act } of part) written += (await store.perform([act])).ok ? 1 : 0;
  }
  return written;
}

/** The first day that one calendar works and the other does not; the arrangement of a year may begin in the December before. */
function firstChangedDay(year: number, { old, now }: { readonly old: Calendar; readonly now: Calendar }): LocalDate | null {
  for (let day: LocalDate = `${year - 1}-12-01`; day <= `${year}-12-31`; day = addDays(day, 1)) if (old.day(day).workday !== now.day(day).workday || old.day(day).estimate !== now.day(day).estimate) return day;
  return null;
}
