/**
 * Runs the sync simulator on many seeds, on all cores:
 *   node tests/sync/sim.ts --seeds 10000 [--from 1]      fresh schedules; every 50th is played twice and must be equal
 *   node tests/sync/sim.ts --planted                      how often each planted bug is caught in 2,000 schedules
 * A failing seed is printed, cut down and kept in tests/sync/regressions/. Exit code 1 when there was one.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PLANTED_BUGS } from './simulator/planted.ts';
import { keepRegression, readRegressions } from './simulator/regressions.ts';
import { play } from './simulator/run.ts';
import { createSchedule } from './simulator/schedule.ts';
import { shrink } from './simulator/shrink.ts';

/** Seeds `from`, `from + stride`, … below `end`: what one worker does. */
interface Share { readonly from: number; readonly end: number; readonly stride: number }
interface Progress { readonly played: number; readonly entries: number; readonly requests: number; readonly failed: readonly { readonly seed: number; readonly faults: readonly string[] }[] }

const REPORT_EVERY = 20;
const PLANTED_SCHEDULES = 2_000;

if (isMainThread) await main();
else work(workerData as Share);

/** One line for whoever watches. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '10000' }, from: { type: 'string', default: '1' }, planted: { type: 'boolean', default: false } } });
  if (values.planted) {
    process.exitCode = countPlanted() ? 0 : 1;
    return;
  }
  const failed = [...replayRegressions(), ...await runSeeds(Number(values.from), Number(values.seeds))];
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function replayRegressions(): readonly string[] {
  const kept = readRegressions();
  const failed = kept.filter(({ schedule }) => play(schedule).faults.length > 0).map(({ file }) => file);
  say(`${String(kept.length)} kept schedules replayed, ${String(failed.length)} failed ${failed.join(' ')}`);
  return failed;
}

async function runSeeds(from: number, count: number): Promise<readonly string[]> {
  const started = performance.now();
  const total = { played: 0, entries: 0, requests: 0 };
  const failed: string[] = [];
  const stride = Math.max(1, Math.min(availableParallelism(), count));
  let said = 0;
  const hear = (progress: Progress) => {
    total.played += progress.played;
    total.entries += progress.entries;
    total.requests += progress.requests;
    for (const { seed, faults } of progress.failed) failed.push(keep(seed, faults));
    const seconds = (performance.now() - started) / 1000;
    if (seconds - said < 5 && total.played < count) return;
    said = seconds;
    say(`${String(total.played)} of ${String(count)} schedules, ${(total.played / seconds).toFixed(0)} a second, ${String(total.entries)} entries, ${String(total.requests)} requests, ${String(failed.length)} failed`);
  };
  await Promise.all(Array.from({ length: stride }, (_, i) => new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { from: from + i, end: from + count, stride } satisfies Share });
    worker.on('message', hear);
    worker.on('error', reject);
    worker.on('exit', () => { resolve(); });
  })));
  return failed;
}

function keep(seed: number, faults: readonly string[]): string {
  const short = shrink(createSchedule(seed), (candidate) => play(candidate).faults.length > 0);
  const file = keepRegression(`seed-${String(seed)}`, { found: faults[0] ?? 'not the same twice', schedule: short });
  say(`seed ${String(seed)} fails: ${faults.slice(0, 3).join('; ')}\n  cut down to ${String(short.actions.length)} actions, kept in tests/sync/regressions/${file}`);
  return file;
}

function work({ from, end, stride }: Share): void {
  let progress = { played: 0, entries: 0, requests: 0, failed: [] as { seed: number; faults: readonly string[] }[] };
  const report = () => {
    parentPort?.postMessage(progress satisfies Progress);
    progress = { played: 0, entries: 0, requests: 0, failed: [] };
  };
  for (let seed = from; seed < end; seed += stride) {
    const verdict = play(createSchedule(seed));
    const same = seed % 50 !== 0 || play(createSchedule(seed)).fingerprint === verdict.fingerprint;
    const faults = same ? verdict.faults : [...verdict.faults, 'the same schedule went differently the second time'];
    progress.played += 1;
    progress.entries += verdict.entries;
    progress.requests += verdict.requests;
    if (faults.length > 0) progress.failed.push({ seed, faults });
    if (progress.played >= REPORT_EVERY) report();
  }
  report();
}

/** True when every planted bug was caught. */
function countPlanted(): boolean {
  let all = true;
  for (const { name, parts } of PLANTED_BUGS) {
    let caught = 0;
    let first = 0;
    for (let seed = 1; seed <= PLANTED_SCHEDULES; seed += 1) {
      if (play(createSchedule(seed), parts()).faults.length === 0) continue;
      caught += 1;
      if (first === 0) first = seed;
    }
    all &&= caught > 0;
    say(`${String(caught).padStart(5)} of ${String(PLANTED_SCHEDULES)}, first at seed ${String(first).padStart(5)}: ${name}`);
  }
  return all;
}
