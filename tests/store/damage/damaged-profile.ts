/** Runs the store in a Chromium of its own, damages or exchanges that profile's IndexedDB files while it is closed, and opens it again. Runs in Node. */
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';

/** What outlives IndexedDB: the key, the journal and the vault of a device, and the cases it was told are saved. */
export interface Kept { readonly name: string; readonly key: readonly number[]; readonly lines: readonly string[]; readonly vault: string | null; readonly ids: readonly string[]; /** Bytes of the journal that are lost. */ readonly damaged?: number }
export interface Reopened { readonly recreated: boolean; readonly restored: number; readonly listed: number; readonly whole: number; readonly savesAgain: boolean }
declare global {
  interface Window { readonly damage: DamagePage }
}

/** `fails` is why the store does not open, or null. */
export interface DamagePage { use(cases: number): Promise<Kept>; reopen(kept: Kept): Promise<Reopened>; fails(kept: Kept): Promise<string | null> }

/** What happens to the files: as a bad disk, a full disk or a helpful cleaner leaves them. */
export const DAMAGES = ['random bytes', 'zeroes', 'cut in half', 'manifest gone', 'tables gone', 'log gone'] as const;
export type Damage = (typeof DAMAGES)[number];

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** For each kind of damage: saves `cases` cases on a new profile, damages it, and says what the next opening finds. */
export function runDamages(cases: number, launch: Launch): Promise<readonly (Reopened & { readonly damage: Damage })[]> {
  return onSite(async ({ folder, origin }) => {
    const found: (Reopened & { damage: Damage })[] = [];
    for (const damage of DAMAGES) {
      const profile = path.join(folder, damage.replaceAll(' ', '-'));
      const kept = await inChromium(profile, { origin, launch }, (page) => page.evaluate((n) => window.damage.use(n), cases));
      await damageFiles(path.join(profile, 'Default', 'IndexedDB'), damage);
      found.push({ damage, ...(await inChromium(profile, { origin, launch }, (page) => page.evaluate((k) => window.damage.reopen(k), kept))) });
    }
    return found;
  });
}

export interface Unopenable extends Reopened { readonly withJournal: string | null; readonly withoutWholeJournal: string | null }

/** Puts a file where Chromium keeps IndexedDB, so that it can neither open nor make anything: says what the store answers then, and what is there once the file is gone. */
export function runUnopenable(cases: number, launch: Launch): Promise<Unopenable> {
  return onSite(async ({ folder, origin }) => {
    const profile = path.join(folder, 'unopenable'), indexedDb = path.join(profile, 'Default', 'IndexedDB');
    const kept = await inChromium(profile, { origin, launch }, (page) => page.evaluate((n) => window.damage.use(n), cases));
    await rm(indexedDb, { recursive: true });
    await writeFile(indexedDb, '');
    const failures = await inChromium(profile, { origin, launch }, (page) => page.evaluate(async (k) => [await window.damage.fails(k), await window.damage.fails({ ...k, damaged: 40 })] as const, kept));
    await rm(indexedDb);
    const reopened = await inChromium(profile, { origin, launch }, (page) => page.evaluate((k) => window.damage.reopen(k), kept));
    return { withJournal: failures[0], withoutWholeJournal: failures[1], ...reopened };
  });
}

/** What IndexedDB's files are made with: Chromium's old way, and the one that newer versions change over to. */
export type Backing = 'LevelDB' | 'SQLite';
const BACKING_FLAGS: Readonly<Record<Backing, string>> = { LevelDB: '--disable-features=IdbSqliteBackingStore', SQLite: '--enable-features=IdbSqliteBackingStore' };

export interface Exchanged extends Reopened { readonly from: Backing; readonly to: Backing; readonly filesBefore: Backing; readonly filesAfter: Backing }

/** Saves `cases` cases with one backing of IndexedDB and opens the profile with the other, as an update or a downgrade of Electron does. */
export function runExchanges(cases: number, launch: Launch): Promise<readonly Exchanged[]> {
  return onSite(async ({ folder, origin }) => {
    const found: Exchanged[] = [];
    for (const [from, to] of [['LevelDB', 'SQLite'], ['SQLite', 'LevelDB']] as const) {
      const profile = path.join(folder, from);
      const started = (backing: Backing) => ({ origin, launch: { ...launch, args: [...launch.args, BACKING_FLAGS[backing]] } });
      const kept = await inChromium(profile, started(from), (page) => page.evaluate((n) => window.damage.use(n), cases));
      const filesBefore = await backingOf(profile);
      const reopened = await inChromium(profile, started(to), (page) => page.evaluate((k) => window.damage.reopen(k), kept));
      found.push({ from, to, filesBefore, filesAfter: await backingOf(profile), ...reopened });
    }
    return found;
  });
}

async function backingOf(profile: string): Promise<Backing> {
  const names = await readdir(path.join(profile, 'Default', 'IndexedDB'));
  return names.some((name) => name.endsWith('.leveldb')) ? 'LevelDB' : 'SQLite';
}

/** Builds the page, serves it, and cleans up after `work`. */
async function onSite<T>(work: (at: { readonly folder: string; readonly origin: string }) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minqing-damage-'));
  const site = path.join(folder, 'site');
  await build({ root: import.meta.dirname, configFile: false, logLevel: 'error', base: './', worker: { format: 'es' }, build: { outDir: site, emptyOutDir: true, target: 'chrome109', chunkSizeWarningLimit: 4000 } });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = path.join(site, pathname === '/' ? 'index.html' : path.normalize(pathname));
    readFile(file).then((content) => response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream').end(content), () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    return await work({ folder, origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` });
  } finally {
    server.close();
    // Chromium's helper processes may write a last file after the browser has said that it closed.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

interface Launch { readonly executablePath: string; readonly args: string[] }

async function inChromium<T>(profile: string, { origin, launch }: { readonly origin: string; readonly launch: Launch }, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await chromium.launchPersistentContext(profile, { ...launch, headless: true });
  try {
    const page = await context.newPage();
    await page.goto(origin);
    await page.waitForFunction(() => 'damage' in window);
    return await work(page);
  } finally {
    await context.close();
  }
}

async function damageFiles(indexedDb: string, damage: Damage): Promise<void> {
  const files = (await readdir(indexedDb, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const content = files.filter((file) => /\.(log|ldb|sqlite|db)(-wal)?$|MANIFEST|\.sqlite/.test(file));
  if (content.length === 0) throw new Error(`no IndexedDB files in the profile: ${files.join(', ')}`);
  const remove = (pattern: RegExp) => Promise.all(files.filter((file) => pattern.test(path.basename(file))).map((file) => rm(file)));
  switch (damage) {
    case 'random bytes': await overwrite(content, seededBytes(20_260_518)); return;
    case 'zeroes': await overwrite(content, () => 0); return;
    case 'cut in half': await Promise.all(content.map(async (file) => truncate(file, Math.floor((await readFile(file)).length / 2)))); return;
    case 'manifest gone': await remove(/^(MANIFEST|CURRENT)/); return;
    case 'tables gone': await remove(/\.ldb$/); return;
    case 'log gone': await remove(/\.log$/);
  }
}

/** The same bytes in every run (Lehmer's generator), so that a failure comes back. */
function seededBytes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state & 0xff;
  };
}

/** Changes the middle third of each file. */
async function overwrite(files: readonly string[], byte: () => number): Promise<void> {
  for (const file of files) {
    const content = await readFile(file);
    for (let i = Math.floor(content.length / 3); i < (content.length * 2) / 3; i += 1) content[i] = byte();
    await writeFile(file, content);
  }
}
