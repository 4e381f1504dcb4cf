/**
 * What every script needs to know about the machine it runs on. Scripts may start under any Node from 18 on, before
 * `node_modules` exists, so this file and whatever it needs are plain JavaScript without dependencies.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
export const IS_WINDOWS = process.platform === 'win32';

/** The Node 24 that the project pins as a package: everything but the set-up itself runs on it. */
export const NODE_24 = join(ROOT, 'node_modules', 'node', 'bin', IS_WINDOWS ? 'node.exe' : 'node');

/** A path inside the project, for messages and for spawning. @param {string[]} parts */
export const at = (...parts) => join(ROOT, ...parts);

/** One line on screen. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A failure that the reader can act upon: what happened, and what to do about it. */
export class Stop extends Error {
  /**
   * @param {string} what happened, one sentence
   * @param {string} [todo] what to do
   */
  constructor(what, todo) {
    super(todo === undefined ? what : `${what}\n  ${todo}`);
    this.name = 'Stop';
  }
}

/**
 * Runs a script's main function: a `Stop` is printed as its sentences, a bug with its stack; both end with exit code 1.
 * @param {() => Promise<number | void>} main returns the exit code, 0 if nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n✗ ${error instanceof Stop ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Refuses a Node that is too old to run even the set-up. */
export function requireNode20() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Stop(`Node ${process.versions.node} is too old.`, 'Install Node 20 or newer from https://nodejs.org and start again.');
}

/**
 * How to call npm without a shell: its own JavaScript file under the Node that runs it, since Windows cannot spawn `npm.cmd`
 * without one.
 * @param {string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function npmCall(args) {
  const cli = process.env['npm_execpath'];
  if (cli !== undefined && cli.endsWith('.js')) return { command: process.env['npm_node_execpath'] ?? process.execPath, args: [cli, ...args] };
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (IS_WINDOWS && existsSync(beside)) return { command: process.execPath, args: [beside, ...args] };
  return { command: 'npm', args };
}

/** True when a window can be opened: always on Windows and macOS, elsewhere when a display server is named. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
