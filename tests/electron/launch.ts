/** Starts the built app in the real Electron, as the end-to-end tests and the demo drive it. Needs a display (`npm test` brings one) and `dist/` (`npm run build`). */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** The installation's own folder: two devices on one machine have two. */
  readonly userData: string;
  /** The folder of the program, this one by default; a release of before is another. */
  readonly program?: string;
  /** Origin of the county server, preset as an installer would. */
  readonly county?: string;
  /** The X display to open on, `:99`; the environment's own by default. */
  readonly display?: string;
  /** Size of the page, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the page threw or logged as an error so far. */
  readonly errors: readonly string[];
  /** Closes as the user would. */
  close(): Promise<void>;
  /** SIGKILL of every process of the app at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Launches the app and waits for its window's page. */
export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const { county, display } = options;
  // Without a path Playwright holds `ready` back until it is attached; with one, a window that is quicker hangs it.
  const app = await _electron.launch({
    args: [...appArguments(options.userData, county, options.program), ...FAKE_MEDIA], cwd: ROOT,
    env: { ...inherited(), ...(display === undefined ? {} : { DISPLAY: display }), ...options.env },
  });
  const errors: string[] = [];
  const page = await app.firstWindow();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  await page.waitForLoadState('domcontentloaded');
  if (options.size) await resize(app, options.size);
  return { app, page, errors, close: () => app.close(), kill: () => killAll(app) };
}

/** A camera and a microphone that are always there. Whether they are given is up to the app's own guards, and the recorders are the real ones. */
const FAKE_MEDIA = ['--use-fake-device-for-media-stream'];

/** What the program is started with, whoever starts it. */
export function appArguments(userData: string, county?: string, program = ROOT): string[] {
  return [program, `--data=${userData}`, '--disable-gpu', '--log-level=3', ...(county === undefined ? [] : [`--county=${county}`])];
}

/** Gives the window's page this size. */
export async function resize(app: ElectronApplication, size: { readonly width: number; readonly height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(width, height); }, size);
}

async function killAll(app: ElectronApplication): Promise<void> {
  const main = app.process();
  const gone = once(main, 'exit');
  if (main.pid === undefined) return;
  // Playwright starts it as the leader of a process group of its own.
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(main.pid), '/T', '/F']);
  else process.kill(-main.pid, 'SIGKILL');
  await gone;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE'));
}
