/**
 * `npm test`: sets up what is missing, then runs every part and counts. The output of each goes to `out/test/<part>.log`, its results to
 * `out/test/<part>.json`; the screen has one line a part, the failures, and as the last line `N passed, N failed`.
 * `npm test -- --only store,unit` runs some of them.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createChildren } from './children.mjs';
import { openDisplay } from './display.mjs';
import { at, NODE_24, runMain, say, Stop } from './host.mjs';
import { NETS } from './nets.mjs';
import { prepare } from './prepare.mjs';
import { STAGES, TEST_PARTS } from './test-parts.mjs';
import { readPart, summarize } from './test-report.mjs';

/** A net that takes longer hangs. */
const NET_LIMIT_MINUTES = 6;

await runMain(async () => {
  const only = chosenParts();
  const children = createChildren();
  mkdirSync(at('out', 'test'), { recursive: true });
  const { result: setUp, displays } = await setUpAll(children);
  const results = setUp.failed === 0 ? [] : [setUp];
  for (const lanes of STAGES) {
    await Promise.all(lanes.map(async (names, lane) => {
      for (const name of names.filter((one) => only.includes(one))) results.push(await runOne(children, name, displays[lane] ?? {}));
    }));
  }
  children.killAll();
  const { text, failed } = summarize(results);
  say(text);
  return failed === 0 ? 0 : 1;
});

/**
 * One part, by name, and a line on the screen.
 * @param {import('./prepare.mjs').Children} children
 * @param {string} name
 * @param {Record<string, string>} display
 */
async function runOne(children, name, display) {
  const part = TEST_PARTS.find((candidate) => candidate.name === name);
  const result = part === undefined ? await runNets(children) : await runPart(children, part, display);
  say(`${result.failed === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(0)} s  → out/test/${name}.log`);
  return result;
}

/**
 * Everything that the parts need, and a display for each lane: windows neither see nor cover those of another. What fails here counts as a failure, and the parts that can do without it still run.
 * @param {import('./prepare.mjs').Children} children
 * @returns {Promise<{ result: import('./test-report.mjs').PartResult, displays: readonly Record<string, string>[] }>}
 */
async function setUpAll(children) {
  const started = Date.now();
  try {
    await prepare(children, { desktop: true, test: true });
    const displays = await Promise.all(Array.from({ length: Math.max(...STAGES.map((lanes) => lanes.length)) }, () => openDisplay(children, { own: true })));
    return { result: { name: 'set-up', passed: 0, failed: 0, seconds: 0, failures: [] }, displays };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(`✗ set-up: ${message}`);
    return { result: { name: 'set-up', passed: 0, failed: 1, seconds: (Date.now() - started) / 1000, failures: [{ title: 'set-up', message }] }, displays: [] };
  }
}

/** The parts named by `--only`, or all. */
function chosenParts() {
  const all = ['check', ...TEST_PARTS.map((part) => part.name)];
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return all;
  const chosen = values.only.split(',');
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Stop(`There is no part "${unknown}".`, `The parts are: ${all.join(', ')}.`);
  return chosen;
}

/**
 * The three nets on the real tree; each counts as one check.
 * @param {import('./prepare.mjs').Children} children
 * @returns {Promise<import('./test-report.mjs').PartResult>}
 */
async function runNets(children) {
  const started = Date.now();
  const log = freshFile('check.log');
  /** @type {import('./test-report.mjs').Failure[]} */
  const failures = [];
  for (const net of NETS) {
    /** @type {string[]} */
    const output = [];
    const { code } = await children.run(NODE_24, [at('node_modules', net.bin), ...net.args], { log, limitMs: NET_LIMIT_MINUTES * 60_000, onLine: (line) => output.push(line) });
    if (code !== 0) failures.push({ title: `check › ${net.name} (${net.says})`, message: output.filter((line) => line.trim() !== '').slice(0, 20).join('\n') });
  }
  return { name: 'check', passed: NETS.length - failures.length, failed: failures.length, seconds: (Date.now() - started) / 1000, failures };
}

/**
 * One run of Vitest.
 * @param {import('./prepare.mjs').Children} children
 * @param {import('./test-parts.mjs').TestPart} part
 * @param {Record<string, string>} env
 */
async function runPart(children, part, env) {
  const started = Date.now();
  const log = freshFile(`${part.name}.log`);
  const reportFile = freshFile(`${part.name}.json`);
  const { code, timedOut } = await children.run(NODE_24, [
    at('node_modules', 'vitest', 'vitest.mjs'), 'run', ...part.args, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`,
  ], { log, env: { ...env, CI: '1', NO_COLOR: '1' }, limitMs: part.limitMinutes * 60_000 });
  return readPart({ name: part.name, seconds: (Date.now() - started) / 1000, code, timedOut, reportFile });
}

/** A path in out/test/ where nothing of an earlier run is left. @param {string} name */
function freshFile(name) {
  const file = at('out', 'test', name);
  rmSync(file, { force: true });
  return file;
}
