/** The county server and its command line as processes of their own, as an office runs them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface ServerProcess {
  readonly origin: string;
  readonly errors: () => string;
  /** Sends a signal and waits until the process is gone; its exit code, or null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What Node itself is told when a process is started: its own flags, and variables beside this process's. */
export interface NodeOptions { readonly flags?: readonly string[]; readonly env?: Readonly<Record<string, string>> }

/** Starts `server/main.ts` on a data folder and waits until it listens. */
export async function startServer(dataDir: string, args: readonly string[] = [], node: NodeOptions = {}): Promise<ServerProcess> {
  const child = startNode(node, ['server/main.ts', '--data', dataDir, '--port', '0', ...args]);
  let output = '';
  let errors = '';
  child.stderr.on('data', (data) => { errors += String(data); });
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      output += String(data);
      const found = /县服务器已启动：(\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    // Not at its exit: what it said last may still be in the pipe.
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${errors}`)));
  });
  return { origin, errors: () => errors, end: (signal) => endProcess(child, signal) };
}

/** Runs one command of `server/cli.ts`. */
export function county(dataDir: string, ...args: readonly string[]): Promise<Commanded> {
  return commanded(dataDir, args);
}

/** How a command of the county ended: `code` is null when a signal killed it. */
export interface Commanded { readonly code: number | null; readonly out: string; readonly err: string }

/** `county` in a Node that is told something more. */
export async function commanded(dataDir: string, args: readonly string[], node: NodeOptions = {}): Promise<Commanded> {
  const child = startNode(node, ['server/cli.ts', ...args, '--data', dataDir]);
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => { out += String(data); });
  child.stderr.on('data', (data) => { err += String(data); });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.trim(), err: err.trim() };
}

/** Where Node keeps what one process compiled for the next: a start takes half the time. */
export const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/node-compile', import.meta.url));

function startNode({ flags = [], env = {} }: NodeOptions, args: readonly string[]) {
  return spawn(process.execPath, [...flags, ...args], { cwd: root, env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await gone)[0];
}
