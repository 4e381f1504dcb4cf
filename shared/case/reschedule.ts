/** What another calendar makes of a case's deadline: the act that says so in its timeline. */
import type { Calendar } from '../calendar/calendar.ts';
import { recalculated } from '../rules/clock.ts';
import type { CaseBody, CaseState } from './case.ts';

/**
 * The `case.rescheduled` that a change from `old` to `now` asks for on the day `on`; null when the deadline stays: it was set by hand, it is a
 * promised day, the clock stands, or no day that it counts changed.
 */
export function rescheduleOf({ clock, dueOn }: Pick<CaseState, 'clock' | 'dueOn'>, change: { readonly old: Calendar; readonly now: Calendar }, on: string): CaseBody<'case.rescheduled'> | null {
  const moved = clock === null || dueOn === null ? null : recalculated(clock, change.old, change.now);
  return moved === null || moved.before !== dueOn ? null : { dueOn: moved.after, was: moved.before, reason: moved.why.slice(0, 500), on };
}
