/** Which automatic backups stay: the newest of each of the last days, weeks and months that have any. Pure. */
import { localDateOf, toDayNumber } from '../shared/kernel/local-date.ts';

export interface RotationRule { readonly days: number; readonly weeks: number; readonly months: number }

export const COUNTY_ROTATION: RotationRule = { days: 7, weeks: 5, months: 12 };

/** The moments (epoch milliseconds) of the backups to keep. The newest is always among them. */
export function keptBackups(moments: readonly number[], rule: RotationRule): ReadonlySet<number> {
  const newestFirst = [...moments].sort((a, b) => b - a);
  const kept = new Set(newestFirst.slice(0, 1));
  const keep = (most: number, period: (ms: number) => string | number) => {
    const seen = new Set<string | number>();
    for (const moment of newestFirst) {
      const name = period(moment);
      if (seen.has(name)) continue;
      if (seen.size === most) return;
      seen.add(name);
      kept.add(moment);
    }
  };
  keep(rule.days, localDateOf);
  // Weeks begin on Monday; day 0, 1970-01-01, was a Thursday.
  keep(rule.weeks, (ms) => Math.floor((toDayNumber(localDateOf(ms)) + 3) / 7));
  keep(rule.months, (ms) => localDateOf(ms).slice(0, 7));
  return kept;
}
