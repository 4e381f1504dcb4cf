/** Cuts a failing schedule down to what is needed to make it fail, so that a person can read it. */
import type { Schedule } from './schedule.ts';

/** The shortest schedule found that still `fails`; leaves out ever smaller runs of actions until nothing more can go. */
export function shrink(schedule: Schedule, fails: (candidate: Schedule) => boolean): Schedule {
  let best = schedule;
  for (let size = Math.ceil(best.actions.length / 4); size >= 1; size = size === 1 ? 0 : Math.floor(size / 2)) {
    for (let from = 0; from < best.actions.length;) {
      const candidate = { ...best, actions: [...best.actions.slice(0, from), ...best.actions.slice(from + size)] };
      if (fails(candidate)) best = candidate;
      else from += size;
    }
  }
  return best;
}
