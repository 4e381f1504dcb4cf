/** A short evening of the same kind as `npm run evening`: power cuts, no line, then a slow one that fails; nothing lost, nothing twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkEvening, endEvening, holdEvening, prepareEvening, SHORT_EVENING, syncEvening, type EveningWorld } from './whole-evening.ts';

let world: EveningWorld;
beforeAll(async () => { world = await prepareEvening(mkdtempSync(path.join(tmpdir(), 'evening-')), SHORT_EVENING); });
afterAll(async () => {
  await endEvening(world);
  rmSync(world.out, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('is recorded without a line, through two power cuts', async () => {
  await holdEvening(world);
  expect(world.told).toHaveLength(SHORT_EVENING.matters);
  // Fifteen seconds a matter: typing at the pace of people, three keys a second, is the recorder's own time.
  expect(world.pace.matters).toBeGreaterThan(0);
});

it('goes to the county over a slow line on which every fifth request fails: no file twice', async () => {
  const figures = await syncEvening(world);
  expect(figures.failed).toBeGreaterThan(0);
});

it('is on the secretary’s computer whole', async () => {
  await checkEvening(world);
});
