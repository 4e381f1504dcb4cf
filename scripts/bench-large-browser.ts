/**
 * Chromium for the large benchmark, spoken to by its own protocol and by no more of it than is used. A test driver asks it to keep the bodies of all answers for
 * inspection, in the memory of the page's process: of a county's first sync up to 200 MB that no user's computer ever has.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const FLAGS = ['--headless=new', '--remote-debugging-port=0', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const EVERY_MS = 100;

export interface BenchPage {
  /** Runs a function that needs nothing from around it on the page, and gives back what it comes to; rejects with what it threw. */
  evaluate<T, A = undefined>(work: (given: A) => T | Promise<T>, given?: A): Promise<T>;
  /** One call of Chromium's protocol, on the page or on `session`. */
  send(method: string, params?: Record<string, unknown>, session?: string): Promise<Record<string, unknown>>;
  /** Hears every event of that name. */
  on(method: string, heard: (params: Record<string, unknown>) => void): void;
}

export interface BenchBrowser { readonly page: BenchPage; close(): Promise<void> }

interface Told { readonly id?: number; readonly method?: string; readonly params?: Record<string, unknown>; readonly result?: Record<string, unknown>; readonly error?: { readonly message: string } }

/** Starts Chromium on `profile` and opens `url` in it; `anywhere`: the page's own rules about where it may read from do not count. */
export async function openBrowser(profile: string, url: string, { flags, anywhere }: { readonly flags: readonly string[]; readonly anywhere: boolean }): Promise<BenchBrowser> {
  const browser = spawn(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', [...FLAGS, ...flags, `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(browser, 'exit');
  const origin = new URL(await addressOf(browser)).host;
  const pages = (await (await fetch(`http://${origin}/json/list`)).json()) as { readonly type: string; readonly webSocketDebuggerUrl: string }[];
  const address = pages.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
  if (address === undefined) throw new Error('Chromium opened no page');
  const page = await connect(address);
  if (anywhere) await page.send('Page.setBypassCSP', { enabled: true });
  await page.send('Page.navigate', { url });
  while (!(await page.evaluate(() => 'large' in window).catch(() => false))) await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
  return {
    page,
    async close() {
      void page.send('Browser.close').catch(() => undefined);
      await ended;
    },
  };
}

async function connect(address: string): Promise<BenchPage> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => { reject(new Error('Chromium does not answer')); });
  });
  const waiting = new Map<number, { readonly resolve: (result: Record<string, unknown>) => void; readonly reject: (reason: Error) => void }>();
  const hearing = new Map<string, (params: Record<string, unknown>) => void>();
  let next = 1;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params = {}, result = {}, error } = JSON.parse(String(data)) as Told;
    if (method !== undefined) hearing.get(method)?.(params);
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || asked === undefined) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result);
  });
  socket.addEventListener('close', () => { for (const { reject } of waiting.values()) reject(new Error('Chromium ended')); });
  const send: BenchPage['send'] = (method, params = {}, session) => new Promise((resolve, reject) => {
    const id = next;
    next += 1;
    waiting.set(id, { resolve, reject });
    socket.send(JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) }));
  });
  return {
    send,
    on: (method, heard) => { hearing.set(method, heard); },
    async evaluate<T, A>(work: (given: A) => T | Promise<T>, given?: A): Promise<T> {
      const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression: `(${work.toString()})(${JSON.stringify(given) ?? 'undefined'})`, awaitPromise: true, returnByValue: true })) as {
        readonly result: { readonly value?: T }; readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
      };
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value as T;
    },
  };
}

/** Chromium prints the address at which it can be spoken to. */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    browser.once('exit', () => { reject(new Error(`Chromium ended: ${printed.slice(-500)}`)); });
    browser.stderr?.on('data', (piece: Buffer) => {
      printed = `${printed}${piece.toString('utf8')}`.slice(-5000);
      const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
