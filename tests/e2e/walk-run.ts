/** The walk: all 108 real cases through the real app, to the outcomes that the documents tell. Says each, and leaves screenshots in `out/walk/`. `--only <ending>` walks a part. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { checkWalk, endWalk, startWalk, walkCase } from './walk.ts';
import { walkPlan } from './walk-plan.ts';

const out = path.resolve(import.meta.dirname, '../../out/walk');
const say = (line: string) => { process.stdout.write(`${line}\n`); };
const only = process.argv[process.argv.indexOf('--only') + 1];
const plan = walkPlan().filter((one) => !process.argv.includes('--only') || one.ending === only || one.id === only);

rmSync(out, { recursive: true, force: true });
const walk = await startWalk(out);
let failed = 0;
const walked = [];
for (const [index, one] of plan.entries()) {
  const started = Date.now();
  try {
    await walkCase(walk, one, index);
    walked.push(one);
    say(`${String(index + 1).padStart(3)}/${plan.length}  ✓ ${one.id}  ${one.title} → ${one.stands}  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    failed += 1;
    say(`${String(index + 1).padStart(3)}/${plan.length}  ✗ ${one.id}  ${one.title}: ${error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : String(error)}`);
    await walk.device.page.screenshot({ path: path.join(out, `failed-${one.id}.png`) });
    await walk.device.page.reload();
    await walk.device.page.waitForTimeout(3000);
  }
}
try {
  if (failed === 0) for (const fact of await checkWalk(walk, walked)) say(`     ✓ ${fact}`);
} catch (error) {
  failed += 1;
  say(`     ✗ ${error instanceof Error ? error.message : String(error)}`);
}
await walk.device.page.screenshot({ path: path.join(out, 'ledger.png') });
await endWalk(walk);
say(failed === 0 ? `\nAll ${plan.length} cases stand where the documents leave them.` : `\n${failed} of ${plan.length} failed.`);
process.exit(failed === 0 ? 0 : 1);
