/** `npm run sim -- --real N`: N schedules on the real parts. Exit code 1 when one failed. */
import { parseArgs } from 'node:util';
import { runReal } from './run.ts';

const { values } = parseArgs({ options: { schedules: { type: 'string', default: '300' }, from: { type: 'string', default: '1' } } });
const say = (line: string) => { process.stdout.write(`${line}\n`); };
const started = performance.now();
const { played, entries, failed, happened } = await runReal({
  first: Number(values.from), schedules: Number(values.schedules), hear: say,
  launch: { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] },
});
for (const [what, times] of Object.entries(happened).sort(([, a], [, b]) => b - a)) say(`${String(times).padStart(7)} ${what}`);
say(`${String(played)} schedules on the real parts, ${String(entries)} entries, ${String(failed.length)} failed, ${((performance.now() - started) / 1000).toFixed(0)} s`);
process.exitCode = failed.length === 0 ? 0 : 1;
