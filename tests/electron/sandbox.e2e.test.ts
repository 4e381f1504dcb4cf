/**
 * Chromium's sandbox, really on: the app is started as an unprivileged user (root has none), and the kernel is asked what it keeps the
 * page's process from. Linux only, as CI is.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronProgram } from '../../scripts/electron-runtime.mjs';
import { pageProcesses } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
let folder = '', app: ChildProcess;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  chmodSync(folder, 0o755);
  const installed = isRoot ? installForAll(folder) : { program: electronProgram(), app: ROOT };
  const userData = path.join(folder, 'data');
  mkdirSync(userData);
  chmodSync(userData, 0o777);
  const command = [installed.program, installed.app, `--data=${userData}`, '--disable-gpu', '--log-level=3'];
  const env = { ...process.env, HOME: userData, XDG_CONFIG_HOME: userData, XDG_CACHE_HOME: userData, TMPDIR: userData };
  app = isRoot ? spawn('runuser', ['-u', 'nobody', '--', ...command], { env, stdio: 'ignore', detached: true }) : spawn(command[0] ?? '', command.slice(1), { env, stdio: 'ignore', detached: true });
});
afterAll(async () => {
  const gone = once(app, 'exit');
  if (app.pid !== undefined) process.kill(-app.pid, 'SIGKILL');
  await gone;
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('keeps the page’s process in a sandbox of the kernel: filtered calls, no new rights, processes of its own', async () => {
  await expect.poll(() => pageProcesses(path.join(folder, 'data')).length, { timeout: 30_000 }).toBe(1);
  const [page = ''] = pageProcesses(path.join(folder, 'data'));
  // A process is there before it has locked itself in: what counts is that it does.
  await expect.poll(() => statusOf(page), { timeout: 30_000 }).toMatchObject({ Seccomp: '2', NoNewPrivs: '1' });
  const status = statusOf(page);
  expect(status['NSpid']?.split('\t').length).toBeGreaterThan(1);
  expect(status['CapEff']).toBe('0000000000000000');
});

/** What the kernel says of a process, by name. */
function statusOf(process: string): Record<string, string> {
  return Object.fromEntries(readFileSync(`/proc/${process}/status`, 'utf8').split('\n').map((line) => line.split(':\t') as [string, string]));
}

/** The app where everybody may read it, as an installer puts it: linked file by file where that goes, since the runtime is large. */
function installForAll(to: string): { readonly program: string; readonly app: string } {
  const runtime = path.join(to, 'runtime'), built = path.join(to, 'app');
  const { status } = spawnSync('cp', ['-rL', '--reflink=auto', realpathSync(path.dirname(electronProgram())), runtime]);
  if (status !== 0) throw new Error('the runtime could not be copied');
  // Where the kernel gives ordinary users no namespaces, Chromium's helper needs the rights that installers give it.
  chownSync(path.join(runtime, 'chrome-sandbox'), 0, 0);
  chmodSync(path.join(runtime, 'chrome-sandbox'), 0o4755);
  cpSync(path.join(ROOT, 'dist'), path.join(built, 'dist'), { recursive: true });
  copyFileSync(path.join(ROOT, 'package.json'), path.join(built, 'package.json'));
  spawnSync('chmod', ['-R', 'a+rX', built, runtime]);
  return { program: path.join(runtime, path.basename(electronProgram())), app: built };
}
