/** A slice of the walk: one real case of each ending through the real app. `npm run walk` walks all 108. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkWalk, endWalk, startWalk, walkCase, type Walk } from './walk.ts';
import { walkPlan, walkSlice } from './walk-plan.ts';

const slice = walkSlice(walkPlan());
let walk: Walk;
beforeAll(async () => { walk = await startWalk(mkdtempSync(path.join(tmpdir(), 'walk-'))); });
afterAll(async () => {
  await endWalk(walk);
  rmSync(walk.out, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('the plan holds every real case, and a way to each ending', () => {
  expect(walkPlan()).toHaveLength(108);
  expect(slice.map(({ ending }) => ending)).toEqual(['settled', 'closed', 'promised', 'handling', 'suggestion']);
});

it.each(slice.map((one, index) => [one.title, one.stands, one, index] as const))('%s ends as %s', async (_title, _stands, one, index) => {
  await walkCase(walk, one, index);
});

it('the ledger and the county count them as the documents leave them', async () => {
  expect(await checkWalk(walk, slice)).toHaveLength(4);
});
