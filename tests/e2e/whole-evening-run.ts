/** `npm run evening`: the whole evening, with its hour offline. `--offline-minutes 5` shortens that hour, `--short` holds the short one. Screenshots stay in `out/evening/`. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { checkEvening, endEvening, holdEvening, prepareEvening, SHORT_EVENING, syncEvening, WHOLE_EVENING } from './whole-evening.ts';

const out = path.resolve(import.meta.dirname, '../../out/evening');
const asked = process.argv.indexOf('--offline-minutes');
const plan = { ...(process.argv.includes('--short') ? SHORT_EVENING : WHOLE_EVENING), ...(asked === -1 ? {} : { offlineMs: Number(process.argv[asked + 1]) * 60_000 }) };
rmSync(out, { recursive: true, force: true });
const started = Date.now();
const world = await prepareEvening(out, plan, (fact) => { process.stdout.write(`  ✓ ${fact}\n`); });
let failed = false;
try {
  await holdEvening(world);
  await syncEvening(world);
  await checkEvening(world);
} catch (error) {
  failed = true;
  process.stdout.write(`  ✗ ${error instanceof Error ? error.message : String(error)}\n`);
  await world.recorder.page.screenshot({ path: path.join(out, 'failed.png') }).catch(() => undefined);
}
await endEvening(world);
process.stdout.write(failed ? '\nThe evening failed.\n' : `\nNothing lost, nothing twice, in ${Math.round((Date.now() - started) / 60_000)} min.\n`);
process.exit(failed ? 1 : 0);
