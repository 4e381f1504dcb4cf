/** The tables that the large benchmark prints. */
import type { Times, Watched } from './bench-large-contract.ts';

export type Row = readonly string[];

/** What was asked while the store worked, and how the page's own thread fared. */
export function askedLines({ asked, longTasks, longestGap }: Watched): string {
  return [
    `the page's own thread: ${String(longTasks)} tasks over 50 ms, longest gap ${figure(longestGap)} ms`, '',
    '| asked meanwhile, milliseconds | p50 | p95 | longest | times |', '| --- | ---: | ---: | ---: | ---: |',
    ...Object.entries(asked).map(([what, times]) => `| ${what} | ${figure(quantile(times, 0.5))} | ${figure(quantile(times, 0.95))} | ${figure(Math.max(0, ...times))} | ${String(times.length)} |`),
  ].join('\n');
}

/** Reads of ours beside those of others; what the others were not asked is left empty. */
export function readLines(ours: Times, raw: Times | null, rx: Times | null): string {
  const beside = (others: Times | null, what: string, mine: number): readonly string[] => {
    const times = others?.[what];
    if (times === undefined) return ['', ''];
    const theirs = quantile(times, 0.5);
    return [figure(theirs), `${figure(theirs / Math.max(mine, 0.1))} ×`];
  };
  return [
    '| milliseconds | ours p50 | p95 | IndexedDB alone | ÷ ours | RxDB’s own queries | ÷ ours |', '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(ours).map(([what, times]) => {
      const p50 = quantile(times, 0.5);
      return `| ${[what, figure(p50), figure(quantile(times, 0.95)), ...beside(raw, what, p50), ...beside(rx, what, p50)].join(' | ')} |`;
    }),
  ].join('\n');
}

/** The time below which that part of the times lies. */
export function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

/** One decimal below a hundred. */
export function figure(n: number): string {
  return n < 100 ? n.toFixed(1) : Math.round(n).toLocaleString('en');
}
