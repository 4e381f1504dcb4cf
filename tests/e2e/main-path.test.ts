/** The main job end to end in the real Electron, step by step; `npm run demo` walks the same steps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, endWorld, MAIN_PATH, type World } from './main-path.ts';

let world: World;
let failed = false;
beforeAll(async () => { world = await createWorld(mkdtempSync(path.join(tmpdir(), 'main-path-'))); });
afterAll(async () => {
  await endWorld(world);
  if (!failed) rmSync(world.out, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe('the main job', () => {
  it.each(MAIN_PATH.map((step) => [step.title, step] as const))('%s', async (_title, step) => {
    expect(failed, 'an earlier step failed').toBe(false);
    failed = true;
    expect(await step.run(world)).not.toEqual([]);
    failed = false;
  });
});
