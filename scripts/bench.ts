/**
 * The benchmark of the store: real Chromium, the built page, the real county server, the real journal (electron/journal.ts); in
 * one run also Dexie alone with the same data. Prints a Markdown table. Absolute times depend on the machine: trust the ratios.
 *
 *   npm run bench [-- --cases 5000 --saves 200]
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { createJournal } from '../electron/journal.ts';
import './bench-contract.ts';
import { startBenchCounty } from './bench-county.ts';
import { benchEntries, ENTRIES_A_CASE } from './bench-data.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const READS = 40;

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '5000' }, saves: { type: 'string', default: '200' } } });
const [cases, saves] = [Number(options.cases), Number(options.saves)];
/** Each registration also gets the county's number. */
const total = cases * (ENTRIES_A_CASE + 1);

const folder = await mkdtemp(path.join(tmpdir(), 'minqing-bench-'));
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  say('building the page …');
  const page = path.join(folder, 'page');
  await build({
    root: path.join(ROOT, 'tests/bench/page'), configFile: false, logLevel: 'error', base: './', plugins: [react()], worker: { format: 'es' },
    build: { outDir: page, emptyOutDir: true, target: 'chrome109', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  const county = await startBenchCounty(path.join(folder, 'county'), page);
  try {
    say(`filling the county with ${String(cases)} cases …`);
    const { token } = await county.enrol('wang');
    await county.push(token, benchEntries(cases, { scope: '411122201', replica: 'benchbench', actor: 'wang' }));
    say(await measure(county.origin, { code: await county.code('wang'), token }));
  } finally {
    await county.stop();
  }
}

async function measure(origin: string, access: { readonly code: string; readonly token: string }): Promise<string> {
  const key = randomBytes(32).toString('base64');
  const vault: { sealed: string | null } = { sealed: null };
  const inChromium = <T>(work: (page: Page) => Promise<T>) => withChromium(origin, vault, work);
  // Each line is a new Chromium process on the same profile: what is measured as opening is a cold start of everything but the disk.
  const ours = await inChromium(async (page) => {
    say('measuring the first pull, reads and saves …');
    await page.evaluate((k) => window.bench.open(k), key);
    const pulled = await page.evaluate((code) => window.bench.pull(code), access.code);
    const reads = await page.evaluate((n) => window.bench.read(n), READS);
    return { pulled, reads, saves: await page.evaluate((n) => window.bench.save(n), saves) };
  });
  say('measuring opening …');
  const opened = await inChromium((page) => page.evaluate((k) => window.bench.open(k), key));
  say('measuring Dexie alone …');
  const raw = await inChromium(async (page) => ({ pulled: await page.evaluate((t) => window.bench.raw.pull(t), access.token), saves: await page.evaluate((n) => window.bench.raw.save(n), saves) }));
  const rawOpened = await inChromium((page) => page.evaluate(() => window.bench.raw.open()));

  const { pulled, reads } = ours;
  return [
    `\n${total.toLocaleString('en')} entries of ${cases.toLocaleString('en')} cases; ${String(saves)} saves · ${cpus()[0]?.model ?? 'unknown processor'} × ${String(cpus().length)} · Node ${process.version}\n`,
    '| measured, milliseconds | ours | Dexie alone | ratio |', '| --- | ---: | ---: | ---: |',
    line('save, until “已保存” (journal flushed, RxDB strict), p50', quantile(ours.saves.saved, 0.5), quantile(raw.saves.saved, 0.5)),
    line('… p99', quantile(ours.saves.saved, 0.99), quantile(raw.saves.saved, 0.99)),
    line('save, until visible on the screen, p50', quantile(ours.saves.visible, 0.5), quantile(raw.saves.visible, 0.5)),
    line('… p99', quantile(ours.saves.visible, 0.99), quantile(raw.saves.visible, 0.99)),
    line(`initial pull (ours: ${perSecond(pulled.ms)}, Dexie alone: ${perSecond(raw.pulled)} entries a second)`, pulled.ms, raw.pulled),
    line('… longest gap of the page meanwhile', pulled.longestGap, null),
    line('open, until the store answers', opened.opened, rawOpened),
    line('… until the first list is on the screen', opened.listed, null),
    line('substring search over all cases, p50', quantile(reads.search, 0.5), null),
    line('counts over all cases, p50', quantile(reads.count, 0.5), null),
    line('one case with its timeline, p50', quantile(reads.detail, 0.5), null),
  ].join('\n');
}

/** Runs `work` on the benchmark's page in a new Chromium, which is lent the journal and a vault as the desktop would lend them. */
async function withChromium<T>(origin: string, vault: { sealed: string | null }, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', headless: true, args: FLAGS });
  const journal = createJournal(path.join(folder, 'journal'), () => Promise.resolve(Number.MAX_SAFE_INTEGER));
  try {
    const page = await context.newPage();
    const lent = {
      journalOpen: () => journal.open(), journalAppend: (lines: string[]) => journal.append(lines), journalRead: (from: number) => journal.read(from),
      vaultRead: () => vault.sealed, vaultWrite: (sealed: string) => { vault.sealed = sealed; return true; },
    };
    for (const [name, call] of Object.entries(lent)) await page.exposeFunction(name, call);
    await page.goto(origin);
    await page.waitForFunction(() => 'bench' in window);
    return await work(page);
  } finally {
    await context.close();
    await journal.close();
  }
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

function perSecond(ms: number): string {
  return Math.round(total / (ms / 1000)).toLocaleString('en');
}

function line(what: string, ours: number, raw: number | null): string {
  return `| ${what} | ${shown(ours)} | ${raw === null ? '' : shown(raw)} | ${raw === null ? '' : `${(ours / raw).toFixed(1)} ×`} |`;
}

function shown(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
