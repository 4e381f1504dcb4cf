/**
 * Schedules on the real parts, in Node: builds the page, starts Chromium and the county, and plays. Used by `npm run sim -- --real N` (through
 * `main.ts`) and by the slice in the store's tests.
 */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { createSchedule } from '../simulator/schedule.ts';
import { createTemplate, openCounty } from './county.ts';
import { createLine } from './line.ts';
import { playReal } from './play.ts';

export interface RealRun { readonly first: number; readonly schedules: number; readonly launch: { readonly executablePath: string; readonly args: string[] }; readonly hear?: (line: string) => void; /** Spoils the last schedule once it has come to rest, so that it must fail. */ readonly spoilsLast?: boolean }
export interface RealReport { readonly played: number; readonly entries: number; readonly failed: readonly { readonly seed: number; readonly faults: readonly string[] }[]; readonly happened: Readonly<Record<string, number>> }

/** Happenings in a schedule: real time is dear. */
const LENGTH = 40;
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

export async function runReal({ first, schedules, launch, hear, spoilsLast = false }: RealRun): Promise<RealReport> {
  const counts: Record<string, number> = {};
  const happened = (what: string) => { counts[what] = (counts[what] ?? 0) + 1; };
  const folder = await mkdtemp(path.join(tmpdir(), 'minqing-real-'));
  const site = path.join(folder, 'site');
  const [template] = await Promise.all([
    createTemplate(),
    build({ root: import.meta.dirname, configFile: false, logLevel: 'error', base: './', worker: { format: 'es' }, build: { outDir: site, emptyOutDir: true, target: 'chrome109', chunkSizeWarningLimit: 4000 } }),
  ]);
  const line = createLine(happened);
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/lane/')) {
      line.handle(request, response);
      return;
    }
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(site, pathname === '/' ? 'index.html' : path.normalize(pathname));
    readFile(file).then((content) => response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' }).end(content), () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const pageOrigin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), { ...launch, headless: true });
  const failed: { seed: number; faults: readonly string[] }[] = [];
  let played = 0;
  let entries = 0;
  // The next county starts while this one is played with.
  let next = openCounty(template);
  try {
    const page = await context.newPage();
    await page.goto(pageOrigin);
    await page.waitForFunction(() => 'real' in window);
    for (let seed = first; seed < first + schedules; seed += 1) {
      const started = performance.now();
      const county = await next;
      if (seed + 1 < first + schedules) next = openCounty(template);
      const verdict = await playReal(createSchedule(seed, LENGTH, 1), { page, line, county, template, pageOrigin, happened, meddles: spoilsLast && seed === first + schedules - 1 })
        .catch((error: unknown) => ({ faults: [`the schedule broke off: ${error instanceof Error ? error.stack ?? error.message : String(error)}`], entries: 0 }));
      await page.evaluate(() => window.real.clear());
      await county.remove();
      played += 1;
      entries += verdict.entries;
      if (verdict.faults.length > 0) failed.push({ seed, faults: verdict.faults });
      hear?.(`seed ${String(seed)}: ${String(verdict.entries)} entries, ${((performance.now() - started) / 1000).toFixed(1)} s ${verdict.faults.slice(0, 4).join('; ')}`);
    }
    return { played, entries, failed, happened: counts };
  } finally {
    await (await next).remove();
    await context.close();
    server.closeAllConnections();
    server.close();
    await template.remove();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}
