/** What a serving county does by itself, and when. Pure. */
import { localDateOf } from '../shared/kernel/local-date.ts';

export type UpkeepTask = 'scrub' | 'backup' | 'drill';

/** When things were done last, epoch milliseconds; null for never. `since` is when the county was founded. */
export interface UpkeepPast { readonly since: number; readonly scrubbedAt: number | null; readonly backedUpAt: number | null; readonly drilledAt: number | null }

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** In China, when nobody works. */
const NIGHT = { from: 1, to: 5 };
const DRILL_EVERY_MS = 30 * DAY_MS;
/** A server that is off at night does it by day, but late. */
const DRILL_PATIENCE_MS = 7 * DAY_MS;

/** What is due at `nowMs`, in the order in which it is done: a log is mended before it is copied. */
export function dueTasks({ since, scrubbedAt, backedUpAt, drilledAt }: UpkeepPast, nowMs: number): readonly UpkeepTask[] {
  const night = isNight(nowMs);
  const daily = (last: number | null) => {
    const age = nowMs - (last ?? since);
    // A clock that was put back makes the last time lie ahead: then nobody knows how long ago it was.
    if (age < 0 || age >= DAY_MS) return true;
    return night && (last === null || localDateOf(last) !== localDateOf(nowMs));
  };
  const drillAge = nowMs - (drilledAt ?? since);
  const drillDue = backedUpAt !== null && (drillAge >= DRILL_EVERY_MS + DRILL_PATIENCE_MS || (night && (drilledAt === null || drillAge >= DRILL_EVERY_MS)));
  return [...(daily(scrubbedAt) ? ['scrub' as const] : []), ...(daily(backedUpAt) ? ['backup' as const] : []), ...(drillDue ? ['drill' as const] : [])];
}

function isNight(ms: number): boolean {
  const hour = new Date(ms + 8 * HOUR_MS).getUTCHours();
  return hour >= NIGHT.from && hour < NIGHT.to;
}
