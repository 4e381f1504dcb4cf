/** The simulator's schedules and its witness on the real parts: shipped stores in Chromium, the county's process on SQLite, a bad line between. `npm run sim -- --real 300` plays more. */
import { expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { RealReport } from '../sync/real/run.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    runSimulated(first: number, schedules: number, spoilsLast: boolean): Promise<RealReport | string>;
  }
}

/** Other seeds than those of long runs. */
const FIRST_SEED = 100_001;
const SCHEDULES = 3;

it('nothing is lost or doubled by real stores and a real county, whatever happens; and a row that is taken out afterwards is seen', async () => {
  const report = await commands.runSimulated(FIRST_SEED, SCHEDULES + 1, true);
  if (typeof report === 'string') throw new Error(report);
  expect(report).toMatchObject({ played: SCHEDULES + 1 });
  expect(report.failed.filter(({ seed }) => seed < FIRST_SEED + SCHEDULES)).toEqual([]);
  expect(report.failed.map(({ seed, faults }) => ({ seed, checks: faults.map((fault) => fault.slice(0, fault.indexOf(':'))) })))
    .toEqual([{ seed: FIRST_SEED + SCHEDULES, checks: expect.arrayContaining(['acknowledged once']) as string[] }]);
  expect(report.happened['an entry was saved']).toBeGreaterThan(10);
}, 240_000);
