/** Which backups stay: six at four hours' distance, seven by day, five by week; and whatever happens the last good one, the fullest good one, and the last before an upgrade and a restore. */
import type { BackupReason } from '../shared/desktop-api.ts';

/** What rotation knows of a backup. `madeAt` in epoch milliseconds; `good`: read back without a fault. */
export interface Rotated { readonly id: string; readonly madeAt: number; readonly why: BackupReason; readonly entries: number; readonly good: boolean }

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Distance of the buckets and how many of them keep their newest backup. */
const STEPS = [{ ms: 4 * HOUR_MS, keep: 6 }, { ms: DAY_MS, keep: 7 }, { ms: 7 * DAY_MS, keep: 5 }] as const;
/** 1970-01-01 was a Thursday: weeks begin on Monday, days at midnight in China. */
const ZONE_MS = 8 * HOUR_MS;
const MONDAY_MS = 3 * DAY_MS;
const EVENTS: readonly BackupReason[] = ['upgrade', 'restore'];

/** The ids that go. Nothing goes unless the newest of all is good. */
export function toDrop(all: readonly Rotated[]): readonly string[] {
  const newestFirst = [...all].sort((a, b) => b.madeAt - a.madeAt || (a.id < b.id ? 1 : -1));
  const [newest] = newestFirst;
  if (newest?.good !== true) return [];
  const good = newestFirst.filter((one) => one.good);
  const fullest = Math.max(...good.map((one) => one.entries));
  const kept = new Set([newest.id, good.find((one) => one.entries === fullest)?.id ?? newest.id]);
  for (const { ms, keep } of STEPS) {
    const buckets = new Map<number, string>();
    for (const { id, madeAt } of good) {
      const bucket = Math.floor((madeAt + ZONE_MS + MONDAY_MS) / ms);
      if (!buckets.has(bucket)) buckets.set(bucket, id);
    }
    for (const id of [...buckets.values()].slice(0, keep)) kept.add(id);
  }
  for (const why of EVENTS) for (const { id } of good.filter((one) => one.why === why).slice(0, 1)) kept.add(id);
  // What is damaged may still have lines that nothing else has.
  return newestFirst.filter((one) => !kept.has(one.id) && (one.good || one.entries <= fullest)).map((one) => one.id);
}
