/** Schedules that once failed: one file each in `tests/sync/regressions/`, replayed before anything else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Schedule } from './schedule.ts';

const FOLDER = new URL('../regressions/', import.meta.url);

export interface Regression {
  /** What was wrong, in a sentence. */
  readonly found: string;
  /** The planted bug that is the one it found, so that the schedule can be seen to fail; absent when there is none. */
  readonly bug?: string;
  readonly schedule: Schedule;
}

export function readRegressions(): readonly (Regression & { readonly file: string })[] {
  return readdirSync(FOLDER).filter((file) => file.endsWith('.json')).sort()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Regression) }));
}

/** Keeps a failing schedule; returns the name of its file. */
export function keepRegression(name: string, regression: Regression): string {
  const actions = regression.schedule.actions.map((action) => `    ${JSON.stringify(action)}`).join(',\n');
  const { seed, devices } = regression.schedule;
  const bug = regression.bug === undefined ? '' : `  "bug": ${JSON.stringify(regression.bug)},\n`;
  writeFileSync(new URL(`${name}.json`, FOLDER), `{\n  "found": ${JSON.stringify(regression.found)},\n${bug}  "schedule": { "seed": ${String(seed)}, "devices": ${String(devices)}, "actions": [\n${actions}\n  ] }\n}\n`);
  return `${name}.json`;
}
