/** One core's share of a long run: plays, and tells how it went. Started by `sim.ts` with the compiled checks. */
import { parentPort, workerData } from 'node:worker_threads';
import { PLANTED_BUGS } from './simulator/planted.ts';
import { play } from './simulator/run.ts';
import { createSchedule } from './simulator/schedule.ts';

/** `seeds`: plays seeds `from`, `from + stride`, … below `end` · `planted`: every `stride`-th planted bug from `from` on, `end` schedules each. */
export interface Share { readonly work: 'seeds' | 'planted'; readonly from: number; readonly end: number; readonly stride: number }

export interface Failed { readonly seed: number; readonly faults: readonly string[] }
export interface Progress { readonly played: number; readonly entries: number; readonly requests: number; readonly failed: readonly Failed[] }
/** How often a planted bug was caught, the first seed, and by which checks of the witness. */
export interface Caught { readonly bug: string; readonly caught: number; readonly first: number; readonly by: Readonly<Record<string, number>> }

const REPORT_EVERY = 20;
/** Each of these is played a second time, and must go the same way to the last byte. */
const TWICE_EVERY = 50;

const share = workerData as Share;
if (share.work === 'seeds') playSeeds(share);
else playPlanted(share);

function playSeeds({ from, end, stride }: Share): void {
  let progress = { played: 0, entries: 0, requests: 0, failed: [] as Failed[] };
  const report = () => {
    parentPort?.postMessage(progress satisfies Progress);
    progress = { played: 0, entries: 0, requests: 0, failed: [] };
  };
  for (let seed = from; seed < end; seed += stride) {
    const verdict = play(createSchedule(seed));
    const same = seed % TWICE_EVERY !== 0 || play(createSchedule(seed)).fingerprint === verdict.fingerprint;
    const faults = same ? verdict.faults : [...verdict.faults, 'the same schedule went differently the second time'];
    progress.played += 1;
    progress.entries += verdict.entries;
    progress.requests += verdict.requests;
    if (faults.length > 0) progress.failed.push({ seed, faults });
    if (progress.played >= REPORT_EVERY) report();
  }
  report();
}

function playPlanted({ from, end, stride }: Share): void {
  for (const { name, parts } of PLANTED_BUGS.filter((_, i) => i % stride === from)) {
    let caught = 0;
    let first = 0;
    const by: Record<string, number> = {};
    for (let seed = 1; seed <= end; seed += 1) {
      const { faults } = play(createSchedule(seed), parts());
      if (faults.length === 0) continue;
      caught += 1;
      if (first === 0) first = seed;
      for (const check of new Set(faults.map((fault) => fault.slice(0, fault.indexOf(':'))))) by[check] = (by[check] ?? 0) + 1;
    }
    parentPort?.postMessage({ bug: name, caught, first, by } satisfies Caught);
  }
}
