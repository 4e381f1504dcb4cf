/** The slice of the simulation that every `npm test` runs; `npm run sim -- --seeds N` runs more. */
import { describe, expect, it } from 'vitest';
import { CHECKS } from './simulator/evidence.ts';
import { PLANTED_BUGS, type PlantedBug } from './simulator/planted.ts';
import { readRegressions } from './simulator/regressions.ts';
import { play } from './simulator/run.ts';
import { createSchedule } from './simulator/schedule.ts';

/** Where the slice begins. Each of these schedules is another in every release of the simulator; the kept ones stay. */
const FIRST_SEED = 1;
const BLOCK = 25;
const BLOCKS = [0, 1, 2, 3].map((i) => FIRST_SEED + i * BLOCK);
const MOST_SCHEDULES_PER_BUG = 2_000;

/** What may happen to a schedule, by the names that it is counted under: the slice meets all of it, or it proves less than it says. */
const HAPPENINGS = [
  'network: dropped', 'network: delayed', 'network: repeated', 'network: reordered', 'network: truncated', 'network: corrupted', 'network: a log-in page', 'network: a proxy answered', 'network: tail lost', 'network: only the answer dropped',
  'a device took a new name', 'a device was told that it diverged', 'a disk lost an entry', 'two wrote in one millisecond',
  'the county\'s fate: dies-before-commit', 'the county\'s fate: dies-after-commit', 'the county\'s fate: disk-full', 'the county was restored from a backup', 'the county was lost and begun anew', 'the county mended a log',
  'a row of the county: row-gone', 'a row of the county: tail-gone', 'a row of the county: body-changed', 'a row of the county: hash-changed',
  'a bundle: taken', 'a bundle: nothing new', 'a bundle: cut', 'a bundle: flipped', 'a bundle: of a foreign scope',
  'a reply: taken', 'a reply: reply-known',
];

describe('the simulator, with the shipped engine and the shipped rules of the county', () => {
  it.each(readRegressions())('still passes what once failed: $file', ({ schedule }) => {
    expect(play(schedule).faults).toEqual([]);
  });

  const happened = new Set<string>();

  it.each(BLOCKS)('[P2] [P8] [P9] [P10] [P11] [P17] [P18] [P21] [P22] [P33] loses nothing, doubles nothing and comes to rest, whatever happens, from seed %i', (from) => {
    for (let seed = from; seed < from + BLOCK; seed += 1) {
      const verdict = play(createSchedule(seed));
      expect({ seed, faults: verdict.faults }).toEqual({ seed, faults: [] });
      for (const what of verdict.happened.keys()) happened.add(what);
    }
  });

  it('has met everything that may happen in those schedules', () => {
    expect(HAPPENINGS.filter((what) => !happened.has(what))).toEqual([]);
  });

  it('plays the same schedule twice in exactly the same way', () => {
    for (const seed of [50, 100]) expect(play(createSchedule(seed)).fingerprint).toBe(play(createSchedule(seed)).fingerprint);
  });
});

describe('the simulator proves itself on planted bugs', () => {
  it('has one for every check of the witness', () => {
    expect(CHECKS.filter((check) => !PLANTED_BUGS.some((bug) => bug.check === check))).toEqual([]);
  });

  it('shows the rare ones by a kept schedule each', () => {
    const kept = readRegressions().map(({ bug }) => bug);
    expect(PLANTED_BUGS.filter(({ rare, name }) => rare === true && !kept.includes(name)).map(({ name }) => name)).toEqual([]);
  });

  it.each(readRegressions().filter(({ bug }) => bug !== undefined))('catches by the kept schedule: $bug', ({ schedule, bug }) => {
    const planted = PLANTED_BUGS.find(({ name }) => name === bug);
    expect(planted && play(schedule, planted.parts()).faults).not.toEqual([]);
  });

  it.each(PLANTED_BUGS.filter(({ rare }) => !rare))('catches "$name" within 2,000 schedules, as: $check', (bug) => {
    expect(firstCaught(bug)).toBeLessThanOrEqual(MOST_SCHEDULES_PER_BUG);
  });
});

/** The first seed whose schedule is caught by the check that the bug is planted for. */
function firstCaught({ parts, check }: PlantedBug): number {
  for (let seed = 1; seed <= MOST_SCHEDULES_PER_BUG; seed += 1) if (play(createSchedule(seed), parts()).faults.some((fault) => fault.startsWith(`${check}: `))) return seed;
  return Number.POSITIVE_INFINITY;
}
