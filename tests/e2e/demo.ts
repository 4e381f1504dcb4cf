/**
 * The demo: walks the main job by itself in the real Electron, says what it verified at each step, and leaves screenshots, the ledger and the
 * assignment order in `out/demo/`. `--screens` also takes the screenshots of `docs/screenshots/`.
 */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createWorld, endWorld, MAIN_PATH } from './main-path.ts';
import { takeScreens } from './screens.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const out = path.join(ROOT, 'out', 'demo');
const say = (line: string) => { process.stdout.write(`${line}\n`); };

rmSync(out, { recursive: true, force: true });
const world = await createWorld(out);
let failed = false;
try {
  for (const [index, step] of MAIN_PATH.entries()) {
    const started = Date.now();
    say(`\n${index + 1}/${MAIN_PATH.length}  ${step.title}`);
    for (const fact of await step.run(world)) say(`      ✓ ${fact}`);
    say(`      ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  if (process.argv.includes('--screens')) await takeScreens(path.join(ROOT, 'docs', 'screenshots'));
  for (const name of readdirSync(world.secretary.saved)) cpSync(path.join(world.secretary.saved, name), path.join(out, name));
} catch (error) {
  failed = true;
  say(`      ✗ ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  mkdirSync(out, { recursive: true });
  for (const [name, device] of Object.entries({ recorder: world.recorder, secretary: world.secretary })) await device?.page.screenshot({ path: path.join(out, `failed-${name}.png`) }).catch(() => undefined);
} finally {
  await endWorld(world);
}
say(failed ? '\nThe demo stopped at the step above.' : `\nAll steps verified. Screenshots, the ledger (.xlsx) and the assignment order (.pdf) are in ${path.relative(ROOT, out)}/`);
process.exit(failed ? 1 : 0);
