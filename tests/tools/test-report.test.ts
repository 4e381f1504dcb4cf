/** Nothing goes green by not running: real runs of Vitest over small files, counted by what `npm test` counts with. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, NODE_24 } from '../../scripts/host.mjs';
import { STAGES, TEST_PARTS } from '../../scripts/test-parts.mjs';
import { readPart, summarize } from '../../scripts/test-report.mjs';

const FOLDER = at('out', 'counted');
const IMPORT = "import { expect, it, beforeAll } from 'vitest';\n";

beforeAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });
afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

describe('a part counts', () => {
  it('tests that passed and failed, with the first lines of the error', () => {
    const result = countRun('both', { 'a.test.ts': `${IMPORT}it('holds', () => { expect(1).toBe(1); }); it('breaks', () => { expect(1).toBe(2); });` });
    expect(result).toMatchObject({ passed: 1, failed: 1 });
    expect(result.failures[0]?.title).toContain('breaks');
    expect(result.failures[0]?.message).toContain('expected 1 to be 2');
  });

  it('a skipped test as failed', () => {
    expect(countRun('skipped', { 'a.test.ts': `${IMPORT}it('holds', () => { expect(1).toBe(1); }); it.skip('sleeps', () => {});` })).toMatchObject({ passed: 1, failed: 1 });
  });

  it('a file that cannot be loaded as failed', () => {
    const result = countRun('broken', { 'a.test.ts': `${IMPORT}it('holds', () => { expect(1).toBe(1); });`, 'b.test.ts': "import './nowhere.ts';" });
    expect(result).toMatchObject({ passed: 1, failed: 1 });
    expect(result.failures[0]?.title).toContain('b.test.ts');
  });

  it('a file whose hook failed as failed', () => {
    const result = countRun('hook', { 'a.test.ts': `${IMPORT}beforeAll(() => { throw new Error('no server'); }); it('waits', () => {});` });
    expect(result.passed).toBe(0);
    expect(result.failed).toBeGreaterThan(0);
  });

  it('a run without any test as failed', () => {
    expect(countRun('empty', {})).toMatchObject({ passed: 0, failed: 1 });
  });

  it('an error outside of every test as failed', () => {
    const result = countRun('stray', { 'a.test.ts': `${IMPORT}it('holds', async () => { setTimeout(() => { throw new Error('stray'); }, 10); await new Promise((r) => setTimeout(r, 100)); });` });
    expect(result.failed).toBe(1);
  });

  it('a process that crashed before its report, and one that hung, as failed', () => {
    const run = { name: 'part', seconds: 60, code: 134, timedOut: false, reportFile: join(FOLDER, 'nowhere.json') };
    expect(readPart(run)).toMatchObject({ passed: 0, failed: 1 });
    expect(readPart({ ...run, timedOut: true })).toMatchObject({ passed: 0, failed: 1 });
  });
});

it('ends with the totals on the last line', () => {
  const part = { name: 'unit', passed: 3, failed: 0, seconds: 1, failures: [] };
  const { text, failed } = summarize([part, { ...part, name: 'server', failed: 1, failures: [{ title: 'x', message: 'y' }] }]);
  expect(failed).toBe(1);
  expect(text.split('\n').at(-1)).toBe('6 passed, 1 failed');
});

/** Runs Vitest over the files, as `npm test` does, and counts. */
function countRun(name: string, files: Readonly<Record<string, string>>) {
  const folder = join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'vitest.config.ts'), 'export default { test: { watch: false } };\n');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const reportFile = join(folder, 'report.json');
  const { status } = spawnSync(NODE_24, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', folder, '--reporter=json', `--outputFile.json=${reportFile}`], { cwd: folder, stdio: 'ignore' });
  return readPart({ name, seconds: 1, code: status ?? 1, timedOut: false, reportFile });
}

describe('the stages', () => {
  it('run the nets and every part, each once', () => {
    expect(STAGES.flat(2).sort()).toEqual(['check', ...TEST_PARTS.map(({ name }) => name)].sort());
  });
});
