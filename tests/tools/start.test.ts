/** `npm start` as it is typed: on a machine without a display it serves the app to a browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, NODE_24 } from '../../scripts/host.mjs';

const DATA = at('out', 'started');
/** Steps of the set-up that a second run must not repeat. */
const SET_UP = /^(Installing|Building|Fetching|Downloading|Making)/m;

/** Keeps the first port busy, as another program might. */
const neighbour = createServer();

beforeAll(async () => {
  rmSync(DATA, { recursive: true, force: true });
  mkdirSync(DATA, { recursive: true });
  const listening = Promise.race([once(neighbour, 'listening'), once(neighbour, 'error')]);
  neighbour.listen(8787, '127.0.0.1');
  await listening;
});

afterAll(() => {
  neighbour.close();
  rmSync(DATA, { recursive: true, force: true });
});

it('says that there is no display, serves the app, lets a demo user in, and ends with Ctrl+C', async () => {
  const first = startWithoutDisplay();
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

  const second = startWithoutDisplay();
  expect(await second.until(/No display here.*/)).not.toMatch(SET_UP);
  expect(await second.interrupt()).toBe(130);
});

function startWithoutDisplay() {
  const env = { ...process.env };
  delete env['DISPLAY'];
  delete env['WAYLAND_DISPLAY'];
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
    async interrupt(): Promise<unknown> {
      child.kill('SIGINT');
      const [code] = await ended as [number | null];
      return code;
    },
  };
}
