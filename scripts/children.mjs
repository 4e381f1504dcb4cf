/**
 * Child processes that never outlive this one. Each child leads its own process group, so that ending it ends what it
 * started; on Linux, processes that left the group (browsers do) are found by a mark in their environment.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { IS_WINDOWS, ROOT } from './host.mjs';

const MARK = 'MINQING_RUN';
/** How long a child may take to stop by itself before it is killed. */
const GRACE_MS = 5000;

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] added to this process's environment
 * @property {string} [log] a file that receives all output instead of the screen
 * @property {(line: string) => void} [onLine] called with every line of output, beside the log
 * @property {number} [limitMs] killed after this long
 *
 * @typedef {object} Child
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<{ code: number, timedOut: boolean }>} ended settles when the child has ended by itself; never rejects. 127: could not be started
 * @property {() => Promise<void>} stop asks it to stop, kills it after a grace period, returns when it is gone
 */

/** A set of children that ends with this process: on a normal end, on an error, on Ctrl+C and on a polite kill. */
export function createChildren() {
  /** @type {Map<import('node:child_process').ChildProcess, string>} each with its mark */
  const running = new Map();

  let interrupted = false;
  const killAll = () => {
    for (const [child, mark] of running) { signalGroup(child, 'SIGKILL'); sweep(mark); }
  };
  process.on('exit', killAll);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      interrupted = true;
      for (const child of running.keys()) askToStop(child);
      void waitUntil(() => running.size === 0, GRACE_MS).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
    });
  }

  /**
   * Starts a process; nothing is interpreted by a shell.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {RunOptions} [options]
   * @returns {Child}
   */
  function start(command, args, options = {}) {
    // Marks nest, so that the outermost run finds everything that was started below it.
    const mark = [process.env[MARK], randomUUID()].filter(Boolean).join('/');
    const piped = options.log !== undefined || options.onLine !== undefined;
    const child = spawn(command, args, {
      cwd: ROOT, env: { ...process.env, ...options.env, [MARK]: mark }, detached: !IS_WINDOWS, windowsHide: true,
      stdio: ['ignore', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    });
    running.set(child, mark);
    const log = options.log === undefined ? null : createWriteStream(options.log, { flags: 'a' });
    if (piped) forwardOutput(child, log, options.onLine);

    let timedOut = false;
    const limit = options.limitMs === undefined ? null : setTimeout(() => { timedOut = true; signalGroup(child, 'SIGKILL'); }, options.limitMs);
    /** @type {Child['ended']} */
    const ended = new Promise((resolve) => {
      let left = false;
      /** @param {number} code */
      const done = (code) => {
        if (left) return;
        left = true;
        if (limit !== null) clearTimeout(limit);
        running.delete(child);
        // On Ctrl+C everything ends on purpose: nobody is to be told that a child did.
        if (interrupted) return;
        if (log === null) resolve({ code, timedOut });
        else log.end(() => { resolve({ code, timedOut }); });
      };
      child.on('error', (error) => { log?.write(`${error.message}\n`); done(127); });
      child.on('exit', (code) => {
        // What the child left behind goes with it; only then is the end of its output certain to come.
        signalGroup(child, 'SIGKILL');
        sweep(mark);
        setTimeout(() => { done(code ?? 1); }, GRACE_MS).unref();
      });
      child.on('close', (code) => { done(code ?? 1); });
    });
    return {
      process: child, ended,
      stop: async () => {
        askToStop(child);
        await waitUntil(() => !running.has(child), GRACE_MS);
        if (running.has(child)) signalGroup(child, 'SIGKILL');
        await ended;
      },
    };
  }

  /**
   * Runs a process to its end.
   * @param {string} command
   * @param {readonly string[]} args
   * @param {RunOptions} [options]
   */
  const run = (command, args, options) => start(command, args, options).ended;

  return { start, run, /** Ends whatever is left. */ killAll };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {import('node:fs').WriteStream | null} log
 * @param {((line: string) => void) | undefined} onLine
 */
function forwardOutput(child, log, onLine) {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (/** @type {string} */ text) => {
      log?.write(text);
      if (onLine === undefined) return;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line.replace(/\r$/, ''));
    });
  }
}

/**
 * Asks the program itself and not its group, so that it can end its own helpers in its own order. Windows knows only the hard way.
 * @param {import('node:child_process').ChildProcess} child
 */
function askToStop(child) {
  if (IS_WINDOWS) signalGroup(child, 'SIGKILL');
  else child.kill('SIGTERM');
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (!IS_WINDOWS) process.kill(-child.pid, signal);
    else if (child.exitCode === null) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/** Kills what carries this run's mark, wherever it went. Linux only. @param {string} mark */
function sweep(mark) {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      if (readFileSync(`/proc/${name}/environ`, 'utf8').includes(`${MARK}=${mark}`)) process.kill(pid, 'SIGKILL');
    } catch {
      // It ended meanwhile, or belongs to somebody else.
    }
  }
}

/**
 * @param {() => boolean} condition
 * @param {number} limitMs
 */
async function waitUntil(condition, limitMs) {
  const end = Date.now() + limitMs;
  while (!condition() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}
