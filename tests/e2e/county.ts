/** The county server of an end-to-end run: the real server process on a fresh data directory, started, stopped and killed at will. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import path from 'node:path';
import { COMPILED } from '../server/process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED };

export interface County {
  readonly origin: string;
  readonly dataDir: string;
  /** A one-time enrolment code of a demo user. */
  code(user: string): Promise<string>;
  /** What the command line of the county prints. */
  command(...args: string[]): Promise<string>;
  start(): Promise<void>;
  /** Stops gracefully. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
}

/** What a county is when it is not a new one of this version: its port, and the folder of a release of before, with bundled `server/cli.mjs` and `server/main.mjs`. */
export interface CountyOptions { readonly port?: number; readonly program?: string }

/** A county with the demo data in `dataDir` (made unless it is there), not yet started; its port stays the same over restarts. */
export async function createCounty(dataDir: string, options: CountyOptions = {}): Promise<County> {
  mkdirSync(dataDir, { recursive: true });
  const port = options.port ?? await freePort();
  const file = (name: string) => (options.program === undefined ? `server/${name}.ts` : path.join(options.program, `server/${name}.mjs`));
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const cli = async (...args: string[]) => (await run(process.execPath, [file('cli'), ...args, '--data', dataDir], { cwd: ROOT, env })).stdout;
  if (!existsSync(path.join(dataDir, 'county.sqlite'))) await cli('init', '--demo');
  const end = (signal: NodeJS.Signals) => new Promise<void>((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) { resolve(); return; }
    child.once('exit', () => resolve());
    child.kill(signal);
  });
  return {
    origin, dataDir, command: cli,
    async code(user) {
      const printed = await cli('code', '--user', user);
      const code = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,}/.exec(printed)?.[0];
      if (!code) throw new Error(`no code in: ${printed}`);
      return code;
    },
    async start() {
      // A port that was named may be lent to somebody's connection for a moment.
      for (let i = 0; i < 2400 && !await isFree(port); i++) await new Promise((resolve) => setTimeout(resolve, 25));
      child = spawn(process.execPath, [file('main'), '--port', String(port), '--host', '127.0.0.1', '--data', dataDir, '--static', path.join(ROOT, 'dist/renderer')], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
      for (let i = 0; i < 2400; i++) {
        if (await fetch(`${origin}/api/health`).then((answer) => answer.ok, () => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error('the county server did not come up in a minute');
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** A free port below those that systems lend to connections: while the county is down, nobody is given it. */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => { resolve(false); });
    probe.listen(port, '127.0.0.1', () => { probe.close(() => { resolve(true); }); });
  });
}
