/** The slice of the simulation that every `npm test` runs; `npm run sim -- --seeds N` runs more. */
import { describe, expect, it } from 'vitest';
import { PLANTED_BUGS } from './simulator/planted.ts';
import { readRegressions } from './simulator/regressions.ts';
import { play } from './simulator/run.ts';
import { createSchedule } from './simulator/schedule.ts';

/** Where the slice begins; the longer runs of `npm run sim` take other seeds. */
const FIRST_SEED = 1;
const SEEDS = 150;
const MOST_SCHEDULES_PER_BUG = 2_000;

describe('the simulator, with the shipped engine and the shipped rules of the county', () => {
  it.each(readRegressions())('still passes what once failed: $file', ({ schedule }) => {
    expect(play(schedule).faults).toEqual([]);
  });

  it('[P2] [P8] [P9] [P10] [P11] [P17] [P18] [P21] [P22] loses nothing, doubles nothing and comes to rest, whatever happens', () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      expect({ seed, faults: play(createSchedule(seed)).faults }).toEqual({ seed, faults: [] });
    }
  });

  it('plays the same schedule twice in exactly the same way', () => {
    for (const seed of [50, 100, 150]) expect(play(createSchedule(seed)).fingerprint).toBe(play(createSchedule(seed)).fingerprint);
  });
});

describe('the simulator proves itself on planted bugs', () => {
  it.each(readRegressions().filter(({ bug }) => bug !== undefined))('catches by the kept schedule: $bug', ({ schedule, bug }) => {
    const planted = PLANTED_BUGS.find(({ name }) => name === bug);
    expect(planted && play(schedule, planted.parts()).faults).not.toEqual([]);
  });

  it.each(PLANTED_BUGS.filter(({ rare }) => !rare))('catches: $name', ({ parts }) => {
    expect(firstCaught(parts)).toBeLessThanOrEqual(MOST_SCHEDULES_PER_BUG);
  });
});

function firstCaught(parts: (typeof PLANTED_BUGS)[number]['parts']): number {
  for (let seed = 1; seed <= MOST_SCHEDULES_PER_BUG; seed += 1) if (play(createSchedule(seed), parts()).faults.length > 0) return seed;
  return Number.POSITIVE_INFINITY;
}
