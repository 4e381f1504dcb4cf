/**
 * Chromium for the large benchmark, spoken to by its own protocol and by no more of it than is used. A test driver asks it to keep the bodies of all answers for
 * inspection, in the memory of the page's process: of a county's first sync up to 200 MB that no user's computer ever has.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const FLAGS = ['--headless=new', '--remote-debugging-port=0', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const EVERY_MS = 100;
/** Longer than Chromium takes on a busy machine to begin with an empty profile, and then the page; and longer than it takes to end. */
const OPENS_WITHIN_MS = 120_000;
const CLOSES_WITHIN_MS = 60_000;

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

/** Starts Chromium on `profile` and opens `url` in it; `anywhere`: the page's own rules about where it may read from do not count. What the page throws is printed. */
export async function openBrowser(profile: string, url: string, { flags, anywhere }: { readonly flags: readonly string[]; readonly anywhere: boolean }): Promise<BenchBrowser> {
  const browser = spawn(process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', [...FLAGS, ...flags, `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(browser, 'exit').catch(() => undefined);
  const kill = () => { browser.kill('SIGKILL'); };
  const late = setTimeout(kill, OPENS_WITHIN_MS);
  try {
    const page = await firstPage(browser);
    page.on('Runtime.exceptionThrown', ({ exceptionDetails }) => { process.stderr.write(`The page threw: ${thrown(exceptionDetails as Thrown)}\n`); });
    await page.send('Runtime.enable');
    if (anywhere) await page.send('Page.setBypassCSP', { enabled: true });
    await page.send('Page.navigate', { url });
    // On its way to the page Chromium answers for neither; once it ended it never will.
    while (!(await page.evaluate(() => 'large' in window).catch((error: unknown) => { if (hasEnded(browser)) throw error; return false; }))) await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
    return {
      page,
      async close() {
        const slow = setTimeout(kill, CLOSES_WITHIN_MS);
        void page.send('Browser.close').catch(() => undefined);
        await ended;
        clearTimeout(slow);
      },
    };
  } catch (error) {
    const why = browser.killed ? new Error(`${url} was not there after ${String(OPENS_WITHIN_MS / 1000)} s`, { cause: error }) : error;
    kill();
    await ended;
    throw why;
  } finally {
    clearTimeout(late);
  }
}

function hasEnded({ killed, exitCode, signalCode }: ChildProcess): boolean {
  return killed || exitCode !== null || signalCode !== null;
}

async function firstPage(browser: ChildProcess): Promise<BenchPage> {
  const origin = new URL(await addressOf(browser)).host;
  const pages = (await (await fetch(`http://${origin}/json/list`)).json()) as { readonly type: string; readonly webSocketDebuggerUrl: string }[];
  const address = pages.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
  if (address === undefined) throw new Error('Chromium opened no page');
  return connect(address);
}

async function connect(address: string): Promise<BenchPage> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => { reject(new Error('Chromium does not answer')); });
  });
  const waiting = new Map<number, { readonly resolve: (result: Record<string, unknown>) => void; readonly reject: (reason: Error) => void }>();
  const hearing: { readonly method: string; readonly heard: (params: Record<string, unknown>) => void }[] = [];
  let next = 1;
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params = {}, result = {}, error } = JSON.parse(String(data)) as Told;
    for (const one of hearing) if (one.method === method) one.heard(params);
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || asked === undefined) return;
    waiting.delete(id);
    if (error) asked.reject(new Error(error.message));
    else asked.resolve(result);
  });
  socket.addEventListener('close', () => { for (const { reject } of waiting.values()) reject(new Error('Chromium ended')); });
  const send: BenchPage['send'] = (method, params = {}, session) => new Promise((resolve, reject) => {
    // A socket that is closed takes what it is given, and says nothing.
    if (socket.readyState !== WebSocket.OPEN) throw new Error('Chromium ended');
    const id = next;
    next += 1;
    waiting.set(id, { resolve, reject });
    socket.send(JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) }));
  });
  return {
    send,
    on: (method, heard) => { hearing.push({ method, heard }); },
    async evaluate<T, A>(work: (given: A) => T | Promise<T>, given?: A): Promise<T> {
      const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression: `(${work.toString()})(${JSON.stringify(given) ?? 'undefined'})`, awaitPromise: true, returnByValue: true })) as {
        readonly result: { readonly value?: T }; readonly exceptionDetails?: Thrown;
      };
      if (exceptionDetails) throw new Error(thrown(exceptionDetails));
      return result.value as T;
    },
  };
}

/** As Chromium tells of an exception. */
interface Thrown { readonly text: string; readonly exception?: { readonly description?: string } }

function thrown({ text, exception }: Thrown): string {
  return exception?.description ?? text;
}

/** Chromium prints the address at which it can be spoken to. */
function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    browser.once('error', reject);
    browser.once('exit', () => { reject(new Error(`Chromium ended: ${printed.slice(-500)}`)); });
    browser.stderr?.on('data', (piece: Buffer) => {
      printed = `${printed}${piece.toString('utf8')}`.slice(-5000);
      const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
