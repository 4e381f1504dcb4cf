/** What a run of kills found: how often each named point was hit, and every promise that was broken. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface KillReport {
  /** Kills at the point that was meant, by its name. */
  readonly hits: ReadonlyMap<string, number>;
  /** Kills that came elsewhere, because the point was not reached in time, by the point that was meant. */
  readonly missed: ReadonlyMap<string, number>;
  /** Broken promises, in words; empty when every one was kept. */
  readonly faults: readonly string[];
  /** What was told as saved or accepted before, during and after the kills. */
  readonly acknowledged: number;
  readonly seconds: number;
}

/** How many kills there were, wherever they came. */
export function killsIn({ hits, missed }: Pick<KillReport, 'hits' | 'missed'>): number {
  return [...hits.values(), ...missed.values()].reduce((sum, count) => sum + count, 0);
}

/** Reports of several rounds as one. */
export function together(reports: readonly KillReport[]): KillReport {
  const sum = (of: (report: KillReport) => ReadonlyMap<string, number>) => {
    const all = new Map<string, number>();
    for (const report of reports) for (const [point, count] of of(report)) all.set(point, (all.get(point) ?? 0) + count);
    return all;
  };
  return {
    hits: sum((report) => report.hits), missed: sum((report) => report.missed), faults: reports.flatMap((report) => report.faults),
    acknowledged: reports.reduce((total, report) => total + report.acknowledged, 0), seconds: reports.reduce((total, report) => total + report.seconds, 0),
  };
}

/** The rounds that were played, by their names, kept in `file` so that a soak can go on after it was broken off; null keeps them in memory. */
export function openRounds(file: string | null): { get(name: string): KillReport | undefined; keep(name: string, report: KillReport): void } {
  const known = file !== null && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, KeptReport> : {};
  return {
    get(name) {
      const kept = known[name];
      return kept && { ...kept, hits: new Map(kept.hits), missed: new Map(kept.missed) };
    },
    keep(name, report) {
      known[name] = { ...report, hits: [...report.hits], missed: [...report.missed] };
      if (file !== null) writeFileSync(file, JSON.stringify(known, null, 1));
    },
  };
}

type KeptReport = Omit<KillReport, 'hits' | 'missed'> & { readonly hits: readonly (readonly [string, number])[]; readonly missed: readonly (readonly [string, number])[] };

/** A table of the points, one a line, and what came of all of them. */
export function tableOf(title: string, report: KillReport): string {
  const points = [...new Set([...report.hits.keys(), ...report.missed.keys()])].sort();
  const lines = points.map((point) => {
    const missed = report.missed.get(point) ?? 0;
    return `  ${point.padEnd(34)} ${String(report.hits.get(point) ?? 0).padStart(4)}${missed > 0 ? `   (${String(missed)} came elsewhere)` : ''}`;
  });
  return [
    `${title}: ${String(killsIn(report))} kills in ${report.seconds.toFixed(0)} s, ${String(report.acknowledged)} entries told as kept, ${String(report.faults.length)} faults`,
    ...lines, ...report.faults.map((fault) => `  ✗ ${fault}`),
  ].join('\n');
}

/** Adds one to a count. */
export function count(counts: Map<string, number>, point: string): void {
  counts.set(point, (counts.get(point) ?? 0) + 1);
}
