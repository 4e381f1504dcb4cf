/** The two bodies of the app that are killed: the desktop in the real Electron, and the page in a real Chromium. One profile lives through all their deaths. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { chromium, type ElectronApplication, type Page } from 'playwright';
import { payloadAt, scanSegment } from '../../../electron/journal-segment.ts';
import { parseJournalLine } from '../../../renderer/store/journal-line.ts';
import { launchApp, type LaunchOptions, type RunningApp } from '../../electron/launch.ts';
import type { PlantedApp } from './planted-app.ts';
import type { Armed } from './points.ts';

/** The app while it lives. */
export interface LivingApp {
  /** Settles when every process of it is gone. */
  readonly gone: Promise<void>;
  /** SIGKILL of every process of it. */
  kill(): Promise<void>;
  /** Arms the worker or the main process. */
  arm(where: 'main' | 'worker', armed: Armed): Promise<void>;
  /** Resolves when the store is open. */
  opened(): Promise<void>;
  call<T>(method: string, ...args: readonly unknown[]): Promise<T>;
  heldIds(): Promise<readonly string[]>;
}

/** A profile and the program that lives on it. */
export interface Body {
  readonly name: 'electron' | 'chromium';
  /** Starts the app; `armed` is in its worker before the store is opened. */
  start(armed: Armed | null): Promise<LivingApp>;
  /** The ids of the entries in the journal, one for each line of one; null where there is no journal. */
  journalIds(): readonly string[] | null;
  /** Deletes IndexedDB, as a helpful cleaner would. */
  wipe(): void;
  /** Of what the main process said it had not flushed (`notice`), keeps so much (0 to 1). */
  cutPower(notice: string, kept: number): void;
}

const PASSWORD = 'minqing-2026';

/** The desktop app. */
export function electronBody(app: PlantedApp, folder: string, county: string): Body {
  const userData = path.join(folder, 'electron');
  const journal = path.join(userData, 'journal');
  return {
    name: 'electron',
    async start(armed) {
      const running = await launched({ program: app.root, userData, county });
      const { page } = running;
      const { gone, kill } = deathOf(running.app.process());
      if (armed) await armWorker(page, armed);
      const password = page.getByLabel('本机密码', { exact: true });
      await password.fill(PASSWORD);
      const again = page.getByLabel('再输一次');
      if (await again.isVisible()) await again.fill(PASSWORD);
      await page.keyboard.press('Enter');
      return { ...livingPage(page), gone, kill, arm: (where, one) => (where === 'main' ? armMain(running.app, one) : armWorker(page, one)) };
    },
    journalIds: () => segmentsOf(journal).flatMap((file) => {
      const content = readFileSync(file);
      return scanSegment(content).frames.flatMap((frame) => {
        const record = parseJournalLine(payloadAt(content, frame.start) ?? '');
        return record.kind === 'entry' ? [record.entry.header.id] : [];
      });
    }),
    wipe() { rmSync(path.join(userData, 'IndexedDB'), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }); },
    cutPower(notice, kept) {
      const { file, from, to } = JSON.parse(readFileSync(notice, 'utf8')) as { readonly file: string; readonly from: number; readonly to: number };
      truncateSync(file, from + Math.floor((to - from) * kept));
    },
  };
}

/** On a busy machine Electron now and then ends before Playwright has got hold of it. A profile that does not open at all fails twice. */
async function launched(options: LaunchOptions): Promise<RunningApp> {
  return launchApp(options).catch(() => launchApp(options));
}

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-extensions', '--disable-breakpad', '--disable-crash-reporter', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble',
];

/** The page in a browser, from the county's own server. */
export function chromiumBody(folder: string, county: string): Body {
  const profile = path.join(folder, 'chromium');
  return {
    name: 'chromium',
    async start(armed) {
      const child = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
      const { gone, kill } = deathOf(child);
      const page = await pageOf(child).catch(async (error: unknown) => {
        await kill();
        throw error;
      });
      if (armed) await page.addInitScript((one) => { window.armedAtStart = one; }, armed);
      // A kill while the store opens may come before the page has said that it is loaded.
      await page.goto(county, { waitUntil: 'commit' });
      return { ...livingPage(page), gone, kill, arm: (_where, one) => armWorker(page, one) };
    },
    journalIds: () => null,
    wipe() { throw new Error('without a journal IndexedDB is all there is'); },
    cutPower() { throw new Error('there is no journal'); },
  };
}

/** Both programs are started as leaders of process groups of their own. */
function deathOf(leader: ChildProcess): Pick<LivingApp, 'gone' | 'kill'> {
  const gone = once(leader, 'exit').then(() => undefined);
  return {
    gone,
    async kill() {
      if (leader.pid !== undefined && leader.exitCode === null && leader.signalCode === null) process.kill(-leader.pid, 'SIGKILL');
      await gone;
    },
  };
}

function livingPage(page: Page): Pick<LivingApp, 'opened' | 'call' | 'heldIds'> {
  return {
    opened: () => page.evaluate(async () => {
      for (;;) {
        const open = await Promise.resolve().then(() => window.kills.call('enrolment', [])).then(() => true, () => false);
        if (open) return;
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
    }),
    call: async <T>(method: string, ...args: readonly unknown[]) => (await page.evaluate(([name, given]) => window.kills.call(name, given), [method, args] as const)) as T,
    heldIds: () => page.evaluate(() => window.kills.heldIds()),
  };
}

/** The page's script runs before it can be asked, but the harness may be quicker. */
async function armWorker(page: Page, armed: Armed): Promise<void> {
  await page.evaluate(async (one) => {
    while ((window as { kills?: unknown }).kills === undefined) await new Promise((resolve) => { setTimeout(resolve, 5); });
    window.kills.arm(one);
  }, armed);
}

async function armMain(app: ElectronApplication, armed: Armed): Promise<void> {
  await app.evaluate((_electron, one) => { globalThis.armed = one; }, armed);
}

function segmentsOf(journal: string): string[] {
  return existsSync(journal) ? readdirSync(journal).filter((name) => name.endsWith('.mqj')).sort().map((name) => path.join(journal, name)) : [];
}

async function pageOf(child: ChildProcess): Promise<Page> {
  const browser = await chromium.connectOverCDP(await debuggerOf(child));
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('Chromium opened no page');
  return page;
}

function debuggerOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data) => {
      said += String(data);
      const found = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => { reject(new Error(`Chromium ended: ${said.slice(-400)}`)); });
  });
}
