/**
 * Runs the sync simulator on many seeds, on all cores:
 *   npm run sim -- --seeds 10000 [--from 1]      fresh schedules; every 50th is played twice and must be equal
 *   npm run sim -- --planted [--seeds 2000]      how often each planted bug is caught, and by which check of the witness
 *   npm run sim -- --real 300                    schedules with RxDB on Dexie in Chromium and the county's process on SQLite
 * A failing seed is printed, cut down and kept in tests/sync/regressions/. Exit code 1 when there was one.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Caught, Progress, Share } from './sim-worker.ts';
import { PLANTED_BUGS } from './simulator/planted.ts';
import { keepRegression, readRegressions } from './simulator/regressions.ts';
import { play } from './simulator/run.ts';
import { createSchedule } from './simulator/schedule.ts';
import { shrink } from './simulator/shrink.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, from: { type: 'string', default: '1' }, planted: { type: 'boolean', default: false }, real: { type: 'string' } } });

if (values.real !== undefined) process.exitCode = await playReal(Number(values.real), values.from);
else if (values.planted) process.exitCode = await countPlanted(Number(values.seeds ?? '2000')) ? 0 : 1;
else process.exitCode = [...replayRegressions(), ...await runSeeds(Number(values.from), Number(values.seeds ?? '10000'))].length === 0 ? 0 : 1;

/** One line for whoever watches. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
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
  let said = 0;
  await onAllCores<Progress>((core, cores) => ({ work: 'seeds', from: from + core, end: from + count, stride: cores }), (progress) => {
    total.played += progress.played;
    total.entries += progress.entries;
    total.requests += progress.requests;
    for (const { seed, faults } of progress.failed) failed.push(keep(seed, faults));
    const seconds = (performance.now() - started) / 1000;
    if (seconds - said < 5 && total.played < count) return;
    said = seconds;
    say(`${String(total.played)} of ${String(count)} schedules in ${seconds.toFixed(0)} s, ${(total.played / seconds).toFixed(0)} a second, ${String(total.entries)} entries, ${String(total.requests)} requests, ${String(failed.length)} failed`);
  });
  return failed;
}

/** True when every planted bug was caught. */
async function countPlanted(schedules: number): Promise<boolean> {
  const found = new Map<string, Caught>();
  await onAllCores<Caught>((core, cores) => ({ work: 'planted', from: core, end: schedules, stride: cores }), (caught) => {
    found.set(caught.bug, caught);
    const by = Object.entries(caught.by).sort(([, a], [, b]) => b - a).map(([check, times]) => `${check} ${String(times)}`).join(', ');
    say(`${String(caught.caught).padStart(5)} of ${String(schedules)}, first at seed ${String(caught.first).padStart(5)}: ${caught.bug}\n        ${by}`);
  });
  return PLANTED_BUGS.every(({ name, rare }) => rare === true || (found.get(name)?.caught ?? 0) > 0);
}

/** One worker a core, with the compiled checks; ends when all have ended. */
async function onAllCores<Message>(shareOf: (core: number, cores: number) => Share, hear: (message: Message) => void): Promise<void> {
  const cores = availableParallelism();
  await Promise.all(Array.from({ length: cores }, (_, core) => new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL('./sim-worker.ts', import.meta.url), { workerData: shareOf(core, cores), execArgv: ['--import', new URL('./simulator/compiled-checks.ts', import.meta.url).href] });
    worker.on('message', hear);
    worker.on('error', reject);
    worker.on('exit', () => { resolve(); });
  })));
}

function keep(seed: number, faults: readonly string[]): string {
  const short = shrink(createSchedule(seed), (candidate) => play(candidate).faults.length > 0);
  const file = keepRegression(`seed-${String(seed)}`, { found: faults[0] ?? 'not the same twice', schedule: short });
  say(`seed ${String(seed)} fails: ${faults.slice(0, 3).join('; ')}\n  cut down to ${String(short.actions.length)} actions, kept in tests/sync/regressions/${file}`);
  return file;
}

/** The same witness on the real parts, in a process of its own. */
function playReal(schedules: number, from: string): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['tests/sync/real/main.ts', '--schedules', String(schedules), '--from', from], { cwd: new URL('../..', import.meta.url), stdio: 'inherit' });
    child.once('exit', (code) => { resolve(code ?? 1); });
  });
}
