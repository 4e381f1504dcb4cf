/** Runs the store in a Chromium of its own, damages or exchanges that profile's IndexedDB files while it is closed, and opens it again. Runs in Node. */
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
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

export interface Damaged extends Reopened { readonly damage: Damage }
export interface Unopenable extends Reopened { readonly withJournal: string | null; readonly withoutWholeJournal: string | null }

/** What IndexedDB's files are made with: Chromium's old way, and the one that newer versions change over to. */
export type Backing = 'LevelDB' | 'SQLite';
const BACKING_FLAGS: Readonly<Record<Backing, string>> = { LevelDB: '--disable-features=IdbSqliteBackingStore', SQLite: '--enable-features=IdbSqliteBackingStore' };

export interface Exchanged extends Reopened { readonly from: Backing; readonly to: Backing; readonly filesBefore: Backing; readonly filesAfter: Backing }

/** What became of every profile. */
export interface Profiles { readonly damaged: readonly Damaged[]; readonly exchanged: readonly Exchanged[]; readonly unopenable: Unopenable }

/** Saves `cases` cases in a profile, does everything to copies of it that a disk, an update and a helpful cleaner do, and says what the next openings find. */
export function runProfiles(cases: number, launch: Launch): Promise<Profiles> {
  return onSite(async ({ folder, origin }) => {
    const site: Site = { origin, launch };
    const used = path.join(folder, 'used');
    const kept = await inChromium(used, site, (page) => page.evaluate((n) => window.damage.use(n), cases));
    const aCopy = async (name: string): Promise<string> => {
      const profile = path.join(folder, name.replaceAll(' ', '-'));
      await cp(used, profile, { recursive: true, verbatimSymlinks: true });
      return profile;
    };
    const damaged: Damaged[] = [];
    for (const damage of DAMAGES) damaged.push({ damage, ...await damageAndReopen(await aCopy(damage), damage, { site, kept }) });
    const unopenable = await blockAndReopen(await aCopy('unopenable'), site, kept);
    const exchanged: Exchanged[] = [];
    for (const [from, to] of [['LevelDB', 'SQLite'], ['SQLite', 'LevelDB']] as const) exchanged.push(await exchange(path.join(folder, from), site, { cases, from, to }));
    return { damaged, exchanged, unopenable };
  });
}

async function damageAndReopen(profile: string, damage: Damage, { site, kept }: { readonly site: Site; readonly kept: Kept }): Promise<Reopened> {
  await damageFiles(path.join(profile, 'Default', 'IndexedDB'), damage);
  return inChromium(profile, site, (page) => page.evaluate((k) => window.damage.reopen(k), kept));
}

/** Puts a file where Chromium keeps IndexedDB, so that it can neither open nor make anything: says what the store answers then, and what is there once the file is gone. */
async function blockAndReopen(profile: string, site: Site, kept: Kept): Promise<Unopenable> {
  const indexedDb = path.join(profile, 'Default', 'IndexedDB');
  await rm(indexedDb, { recursive: true });
  await writeFile(indexedDb, '');
  const failures = await inChromium(profile, site, (page) => page.evaluate(async (k) => [await window.damage.fails(k), await window.damage.fails({ ...k, damaged: 40 })] as const, kept));
  await rm(indexedDb);
  const reopened = await inChromium(profile, site, (page) => page.evaluate((k) => window.damage.reopen(k), kept));
  return { withJournal: failures[0], withoutWholeJournal: failures[1], ...reopened };
}

/** Saves cases with one backing of IndexedDB and opens the profile with the other, as an update or a downgrade of Electron does. */
async function exchange(profile: string, { origin, launch }: Site, { cases, from, to }: { readonly cases: number; readonly from: Backing; readonly to: Backing }): Promise<Exchanged> {
  const started = (backing: Backing): Site => ({ origin, launch: { ...launch, args: [...launch.args, BACKING_FLAGS[backing]] } });
  const kept = await inChromium(profile, started(from), (page) => page.evaluate((n) => window.damage.use(n), cases));
  const filesBefore = await backingOf(profile);
  const reopened = await inChromium(profile, started(to), (page) => page.evaluate((k) => window.damage.reopen(k), kept));
  return { from, to, filesBefore, filesAfter: await backingOf(profile), ...reopened };
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
interface Site { readonly origin: string; readonly launch: Launch }

async function inChromium<T>(profile: string, { origin, launch }: Site, work: (page: Page) => Promise<T>): Promise<T> {
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
