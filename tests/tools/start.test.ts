/** `npm start` as it is typed, on a machine with a display and on one without. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChildren } from '../../scripts/children.mjs';
import { openDisplay } from '../../scripts/display.mjs';
import { at, NODE_24 } from '../../scripts/host.mjs';

const DATA = at('out', 'started');
/** Steps of the set-up that a second run must not repeat. */
const SET_UP = /^(Installing|Building|Fetching|Downloading|Making)/m;

/** Keeps the first port busy, as another program might. */
const neighbour = createServer();
const children = createChildren();
let display: Record<string, string>;

beforeAll(async () => {
  rmSync(DATA, { recursive: true, force: true });
  mkdirSync(DATA, { recursive: true });
  const listening = Promise.race([once(neighbour, 'listening'), once(neighbour, 'error')]);
  neighbour.listen(8787, '127.0.0.1');
  await listening;
  display = await openDisplay(children, { own: true });
});

afterAll(() => {
  neighbour.close();
  children.killAll();
  rmSync(DATA, { recursive: true, force: true });
});

it('says that there is no display, serves the app, lets a demo user in, and ends with Ctrl+C', async () => {
  const first = start({});
  const words = await first.until(/No display here.*/);
  expect(words).toContain('Making the demo county');
  const origin = /http:\/\/127\.0\.0\.1:(\d+)/.exec(words)?.[0] ?? 'none';
  expect(origin).not.toBe('http://127.0.0.1:8787');

  const page = await fetch(origin);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await page.text()).toContain('<div id="root">');

  const codes = [...words.matchAll(/(李记录|王秘书|赵主任).*?((?:[0-9A-Z]{4}-)+[0-9A-Z]{4})/g)].map(([, name, code]) => ({ name, code }));
  expect(codes.map(({ name }) => name)).toEqual(['李记录', '王秘书', '赵主任']);
  const enrolled = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: 1, code: codes[0]?.code, device: '测试电脑' }) });
  expect(enrolled.status).toBe(200);
  expect(await enrolled.json()).toMatchObject({ session: { user: 'li', role: 'recorder' } });

  expect(await first.interrupt()).toBe(130);
  await expect(fetch(origin)).rejects.toThrow();
  expect(first.output()).not.toContain('✗');

  const second = start({});
  const again = await second.until(/No display here.*/);
  expect(again).not.toMatch(SET_UP);
  // Devices know the county by its address: it stays.
  expect(again).toContain(origin);
  expect(await second.interrupt()).toBe(130);
});

it('opens the desktop app where there is a display, and ends the county server with it', async () => {
  const started = start(display);
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(await started.until(/The desktop app is open.*/))?.[0] ?? 'none';
  // The page runs once it has a process of its own and has opened its storage.
  await expect.poll(() => desktopProcess('--type=renderer') !== null && existsSync(join(DATA, 'desktop', 'Local Storage')), { timeout: 60_000 }).toBe(true);
  expect(readFileSync(join(DATA, 'desktop.log'), 'utf8')).not.toContain('FATAL');
  process.kill(desktopProcess(null) ?? Number.NaN, 'SIGTERM');
  expect(await started.end()).toBe(0);
  await expect(fetch(origin)).rejects.toThrow();
});

/** A process of the app that was started: its main process (null), or a helper of that type; null where there is none. */
function desktopProcess(type: string | null): number | null {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // Helpers write their arguments into one; the data folder is in all of them.
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      if (/^\S*electron /.test(command) && command.includes(join(DATA, 'desktop')) && (/--type=\S+/.exec(command)?.[0] ?? null) === type) return Number(name);
    } catch {
      // It ended meanwhile.
    }
  }
  return null;
}

/** Types `npm start` in an environment with that display. */
function start(shown: Readonly<Record<string, string>>) {
  const env = { ...process.env };
  delete env['DISPLAY'];
  delete env['WAYLAND_DISPLAY'];
  Object.assign(env, shown);
  const child: ChildProcess = spawn(NODE_24, [at('scripts', 'start.mjs'), '--data', DATA], { cwd: at('.'), env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { output += text; });
  return {
    output: () => output,
    async until(line: RegExp): Promise<string> {
      await expect.poll(() => output, { timeout: 120_000, interval: 100 }).toMatch(line);
      return output;
    },
    async interrupt(): Promise<number | null> {
      child.kill('SIGINT');
      return this.end();
    },
    async end(): Promise<number | null> {
      const [code] = await ended as [number | null];
      return code;
    },
  };
}
