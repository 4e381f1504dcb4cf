/**
 * Keeps a release for the releases after it: the program itself (app and county server, bundled), and a data directory of each as that
 * program left them on a working day. Run it once at every release, on what is built, and commit the folder:
 *   npm run freeze [-- --program folder]
 * Everything in it is invented; the key of its county opens nothing else.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { createCounty } from '../e2e/county.ts';
import { enrol, openDevice, pillSays, registerCase, goTo } from '../e2e/device.ts';
import { FROZEN_PORT, RELEASES, SENT, UNSENT, WRITTEN_HALF } from './release.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What Chromium makes anew by itself. */
const CACHES = ['Cache', 'Code Cache', 'GPUCache', 'DawnGraphiteCache', 'DawnWebGPUCache', 'blob_storage', 'Crashpad', 'Shared Dictionary', 'Dictionaries', 'SingletonLock', 'SingletonCookie', 'SingletonSocket'];

const { values } = parseArgs({ options: { program: { type: 'string', default: ROOT } } });
await freeze(path.resolve(values.program));

async function freeze(program: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as { version: string };
  const work = mkdtempSync(path.join(tmpdir(), 'freeze-'));
  try {
    await bundleProgram(program, path.join(work, 'program'));
    await writeADay(path.join(work, 'program'), work);
    const folder = path.join(RELEASES, version);
    mkdirSync(folder, { recursive: true });
    for (const part of ['program', 'county', 'profile']) execFileSync('tar', ['-czf', path.join(folder, `${part}.tgz`), '-C', work, part]);
    process.stdout.write(`tests/versions/${version}: ${version} is kept.\n`);
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function bundleProgram(program: string, into: string): Promise<void> {
  for (const entry of ['main', 'cli']) {
    await build({
      root: program, configFile: false, logLevel: 'error', ssr: { noExternal: true, target: 'node' },
      build: { ssr: path.join(program, 'server', `${entry}.ts`), outDir: path.join(into, 'server'), emptyOutDir: false, minify: true, target: 'node24', copyPublicDir: false, rolldownOptions: { output: { entryFileNames: `${entry}.mjs`, codeSplitting: false } } },
    });
  }
  cpSync(path.join(program, 'server/demo'), path.join(into, 'server/demo'), { recursive: true, filter: (file) => !file.endsWith('.ts') });
  cpSync(path.join(program, 'build/icons/256x256.png'), path.join(into, 'build/icons/256x256.png'));
  cpSync(path.join(program, 'dist'), path.join(into, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.map') });
  const { name, productName, version, type, main } = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(path.join(into, 'package.json'), JSON.stringify({ name, productName, version, type, main }));
}

/** Cases that the county has, cases that it has not, and one that was being typed. */
async function writeADay(program: string, work: string): Promise<void> {
  const county = await createCounty(path.join(work, 'county'), { port: FROZEN_PORT, program });
  await county.start();
  const device = await openDevice(work, county.origin, { program });
  await enrol(device.page, await county.code('wang'), '人大办公室');
  for (const one of SENT) await registerCase(device.page, one);
  await pillSays(device.page, /已同步/);
  await county.stop();
  for (const one of UNSENT) await registerCase(device.page, one);
  await goTo(device.page, '民情台账');
  await device.page.getByRole('button', { name: /登记$/ }).first().click();
  await device.page.getByRole('dialog').getByLabel('群众说了什么').fill(WRITTEN_HALF);
  // A draft is kept a moment after the last key.
  await device.page.waitForTimeout(1500);
  await device.running.close();
  for (const cache of CACHES) rmSync(path.join(work, 'profile', cache), { recursive: true, force: true });
}
