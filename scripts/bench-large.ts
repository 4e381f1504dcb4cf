/**
 * The benchmark with a county's years of cases: real Chromium, the built store in its real worker, the real county server on SQLite over 47 townships; in
 * one run, on the same rows, also plain Dexie, plain IndexedDB, RxDB by its own queries, and PouchDB with an Express PouchDB server. Prints Markdown tables;
 * absolute times depend on the machine: trust the ratios.
 * `--heap` gives the page and its worker no more megabytes of heap each than that: V8 takes more where the machine has more, and an old office computer has not.
 * `--pouch` says how many of the entries PouchDB gets, `--raw` how many townships' plain Dexie pulls: both are slow with all, and their rate is what is compared.
 *
 *   npm run bench -- --large [--cases 100000] [--pouch 60000] [--raw 47] [--only sync,rebuild,reads,township,push,raw,rx,pouch] [--profile folder] [--heap 600]
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { DEMO_COUNTY } from '../server/demo/demo-county.ts';
import { serveCounty, type BenchCounty } from './bench-county.ts';
import { openBrowser, type BenchPage } from './bench-large-browser.ts';
import './bench-large-contract.ts';
import { copyCounty, COUNTY_USER, largeCounty, townships } from './bench-large-county.ts';
import { LARGE_ENTRIES_A_CASE } from './bench-large-data.ts';
import { profileWorker } from './bench-large-profile.ts';
import { used, usedWords } from './bench-large-processes.ts';
import { askedLines, figure, readLines, type Row } from './bench-large-tables.ts';
import { databaseFile } from '../server/county-data.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The PouchDB server is another origin than the page’s. */
const ELSEWHERE = ['--disable-web-security'];
const OFFLINE = 5000;
const READS = 25;
const SLOW_READS = 3;
const PARTS = ['sync', 'rebuild', 'reads', 'township', 'push', 'raw', 'rx', 'pouch'] as const;
type Part = (typeof PARTS)[number];

const { values: options } = parseArgs({ options: { large: { type: 'boolean' }, cases: { type: 'string', default: '100000' }, pouch: { type: 'string', default: '60000' }, raw: { type: 'string', default: '47' }, only: { type: 'string', default: PARTS.join(',') }, profile: { type: 'string' }, heap: { type: 'string' } } });
const cases = Number(options.cases);
const wanted = new Set<string>(options.only.split(','));
const does = (part: Part) => wanted.has(part);
interface Fact { readonly what: string; readonly ms: number; readonly entries: number }
/** What ours took, for the ratios. */
const facts: Fact[] = [];
const folder = await mkdtemp(path.join(tmpdir(), 'minqing-large-run-'));
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  say(`the county with ${cases.toLocaleString('en')} cases …`);
  const kept = await largeCounty(cases, say);
  await copyCounty(kept, path.join(folder, 'county'));
  const page = path.join(folder, 'page');
  await build({
    root: path.join(ROOT, 'tests/bench/large-page'), configFile: false, logLevel: 'error', base: './', plugins: [react()], worker: { format: 'es' },
    build: { outDir: page, emptyOutDir: true, target: 'chrome109', minify: options.profile === undefined, modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  });
  const county = await serveCounty(path.join(folder, 'county'), page);
  const served = { county, page };
  try {
    say(`\n${(cases * LARGE_ENTRIES_A_CASE).toLocaleString('en')} entries of ${cases.toLocaleString('en')} cases in ${String(townships().length)} townships · ${cpus()[0]?.model ?? 'unknown processor'} × ${String(cpus().length)} · Node ${process.version}`);
    await ofCounty(county);
    const stopped = await ofTownship(served);
    await ofOthers(stopped);
  } finally {
    await served.county.stop();
  }
}

/** The county's device: everything. */
async function ofCounty(county: BenchCounty): Promise<void> {
  const device = { profile: 'device-county', key: randomBytes(32).toString('base64') };
  if (does('sync')) {
    const code = await county.code(COUNTY_USER);
    const synced = await inChromium(county, device, async (page, measured) => {
      await page.evaluate((k) => window.large.open(k), device.key);
      return measured('sync', () => page.evaluate((c) => window.large.sync(c), code));
    });
    say(`\n**first sync of the county's device**: ${figure(synced.value.ms)} ms, ${perSecond(cases * LARGE_ENTRIES_A_CASE, synced.value.ms)} entries a second; ${synced.memory}\n`);
    say(askedLines(synced.value));
    facts.push({ what: 'first sync, county', ms: synced.value.ms, entries: cases * LARGE_ENTRIES_A_CASE });
    const opened = await inChromium(county, device, (page, measured) => measured('open', () => page.evaluate((k) => window.large.open(k), device.key)));
    say(`\nopened again with ${opened.value.cases.toLocaleString('en')} cases: ${figure(opened.value.opened)} ms until the store answers; ${opened.memory}`);
  }
  if (does('rebuild')) {
    const rebuilt = await inChromium(county, device, async (page, measured) => {
      await page.evaluate((k) => window.large.open(k), device.key);
      return measured('rebuild', () => page.evaluate(() => window.large.rebuild()));
    });
    say(`\n**every case folded again**: ${figure(rebuilt.value.ms)} ms; ${rebuilt.memory}\n`);
    say(askedLines(rebuilt.value));
  }
  if (does('reads')) {
    const read = await inChromium(county, device, async (page, measured) => {
      await page.evaluate((k) => window.large.open(k), device.key);
      const ours = await measured('reads', () => page.evaluate((n) => window.large.reads(n), READS));
      await page.evaluate(() => window.large.lend());
      const raw = does('raw') ? { filled: await page.evaluate(() => window.large.raw.fill()), times: await page.evaluate((n) => window.large.raw.reads(n), SLOW_READS) } : null;
      const rx = does('rx') ? { filled: await page.evaluate(() => window.large.rx.fill()), times: await page.evaluate((n) => window.large.rx.reads(n), SLOW_READS) } : null;
      return { ours, raw, rx };
    });
    say(`\n**reads with ${cases.toLocaleString('en')} cases** (p50 / p95 of ${String(READS)}; the others of ${String(SLOW_READS)}); ${read.ours.memory}\n`);
    say(readLines(read.ours.value, read.raw?.times ?? null, read.rx?.times ?? null));
    say(`\nthe same ${cases.toLocaleString('en')} rows written: Dexie ${figure(read.raw?.filled ?? 0)} ms, RxDB ${figure(read.rx?.filled ?? 0)} ms`);
  }
}

/** A township's device: its own part; then 5,000 cases without a line, and the line comes back. */
async function ofTownship(served: { county: BenchCounty; page: string }): Promise<BenchCounty> {
  const town = townships()[20];
  if (!town || !(does('township') || does('push'))) return served.county;
  const device = { profile: 'device-township', key: randomBytes(32).toString('base64') };
  const part = Math.floor((cases * 21) / townships().length) - Math.floor((cases * 20) / townships().length);
  const code = await served.county.code(town.secretary);
  const port = Number(new URL(served.county.origin).port);
  // The server is another process after it was away.
  const serving = { get origin() { return served.county.origin; }, get pid() { return served.county.pid; } };
  await inChromium(serving, device, async (page, measured) => {
    await page.evaluate((k) => window.large.open(k), device.key);
    const synced = await measured('township', () => page.evaluate((c) => window.large.sync(c), code));
    say(`\n**first sync of a township's device** (${part.toLocaleString('en')} cases): ${figure(synced.value.ms)} ms, ${perSecond(part * LARGE_ENTRIES_A_CASE, synced.value.ms)} entries a second; ${synced.memory}\n`);
    say(askedLines(synced.value));
    facts.push({ what: 'first sync, township', ms: synced.value.ms, entries: part * LARGE_ENTRIES_A_CASE });
    if (!does('push')) return;
    await served.county.stop();
    const written = await page.evaluate(([scope, n]) => window.large.register(scope, n), [town.scope, OFFLINE] as const);
    served.county = await serveCounty(path.join(folder, 'county'), served.page, port);
    const pushed = await measured('push', () => page.evaluate(() => window.large.push()));
    say(`\n**${OFFLINE.toLocaleString('en')} cases registered without a line** in ${figure(written)} ms, then sent: ${figure(pushed.value.ms)} ms (${perSecond(OFFLINE, pushed.value.ms)} a second); ${pushed.memory}\n`);
    say(askedLines(pushed.value));
    facts.push({ what: 'push of offline entries', ms: pushed.value.ms, entries: OFFLINE });
  });
  return served.county;
}

/** Plain Dexie and PouchDB with the same rows, and the ratios. */
async function ofOthers(county: BenchCounty): Promise<void> {
  const others: Row[] = [];
  const add = (what: string, name: string, other: { readonly ms: number; readonly entries: number }) => {
    const ours = facts.find((one) => one.what === what);
    const [mine, theirs] = [ours ? ours.entries / ours.ms : 0, other.entries / other.ms];
    others.push([what, ours ? perSecond(ours.entries, ours.ms) : '', `${name} (${other.entries.toLocaleString('en')} of the rows)`, perSecond(other.entries, other.ms), ours ? `${(theirs / mine).toFixed(2)} ×` : '']);
  };
  const device = { profile: 'device-others', key: '' };
  if (does('raw') && (does('sync') || !does('reads'))) {
    say('measuring plain Dexie …');
    const { token } = await county.enrol(COUNTY_USER);
    const scopes = [DEMO_COUNTY.code, ...townships().map(({ scope }) => scope)].slice(0, 1 + Number(options.raw));
    const pulled = await inChromium(county, device, (page, measured) => measured('raw', () => page.evaluate(([t, s]) => window.large.raw.pull(t, s), [token, scopes] as const)));
    add('first sync, county', 'plain Dexie', pulled.value);
    const one = await inChromium(county, { ...device, profile: 'device-others-town' }, (page) => page.evaluate(([t, s]) => window.large.raw.pull(t, s), [token, [townships()[20]?.scope ?? '']] as const));
    add('first sync, township', 'plain Dexie', one);
    say(`plain Dexie: ${pulled.memory}`);
  }
  if (does('pouch')) {
    say('filling the PouchDB server …');
    const server = spawn(process.execPath, ['scripts/bench-large-pouch.ts', path.join(folder, 'pouch'), databaseFile(path.join(folder, 'county')), options.pouch], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    const url = await new Promise<string>((resolve) => { server.stdout.once('data', (piece: Buffer) => { resolve(`${piece.toString('utf8').trim()}/entries`); }); });
    try {
      const pulled = await inChromium(county, { profile: 'device-pouch', flags: ELSEWHERE }, (page, measured) => measured('pouch', () => page.evaluate((u) => window.large.pouch.pull(u), url)));
      add('first sync, county', 'PouchDB', { ms: pulled.value.ms, entries: pulled.value.documents });
      const pushed = await inChromium(county, { profile: 'device-pouch-push', flags: ELSEWHERE }, (page) => page.evaluate(([u, n]) => window.large.pouch.push(u, n), [url, OFFLINE] as const));
      add('push of offline entries', 'PouchDB', { ms: pushed.ms, entries: pushed.documents });
      say(`PouchDB: ${pulled.memory}`);
    } finally {
      server.kill();
    }
  }
  if (others.length === 0) return;
  say(['', '| entries a second | ours | other | other’s | other ÷ ours |', '| --- | ---: | --- | ---: | ---: |', ...others.map((row) => `| ${row.join(' | ')} |`)].join('\n'));
}

interface Measured<T> { readonly value: T; /** Memory and processor time of the processes, in words. */ readonly memory: string }
type Measure = <T>(name: string, work: () => Promise<T>) => Promise<Measured<T>>;

/** Runs `work` on the page in a new Chromium process on the profile. */
async function inChromium<T>(county: Pick<BenchCounty, 'origin' | 'pid'>, { profile, flags = [] }: { readonly profile: string; readonly flags?: readonly string[] }, work: (page: BenchPage, measure: Measure) => Promise<T>): Promise<T> {
  const home = path.join(folder, profile);
  const heap = options.heap === undefined ? [] : [`--js-flags=--max-old-space-size=${options.heap}`];
  const browser = await openBrowser(home, county.origin, { flags: [...flags, ...heap], anywhere: flags.length > 0 });
  const { page } = browser;
  try {
    return await work(page, async (name, run) => {
      const profiled = options.profile === undefined ? null : await profileWorker(page);
      const before = used(home, county.pid);
      const value = await run();
      if (profiled && options.profile !== undefined) await writeFile(path.join(options.profile, `${name}.cpuprofile`), JSON.stringify(await profiled()));
      return { value, memory: usedWords(before, used(home, county.pid)) };
    });
  } finally {
    await browser.close();
  }
}

function perSecond(n: number, ms: number): string {
  return Math.round(n / (ms / 1000)).toLocaleString('en');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
