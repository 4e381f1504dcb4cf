/** The packaged app, made by electron-builder from the built one and the runtime that tests run on: what is in it, and what it refuses to be. Linux x64, as CI is. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronProgram } from '../../scripts/electron-runtime.mjs';
import { pageProcesses } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ROOT_HAS_NO_SANDBOX = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
let folder = '', packed = '', program = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'package-'));
  const dist = path.dirname(electronProgram()), version = readFileSync(path.join(dist, 'version'), 'utf8').trim();
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    path.join(ROOT, 'node_modules/electron-builder/cli.js'), '--dir', '--publish', 'never',
    `-c.electronDist=${dist}`, `-c.electronVersion=${version}`, `-c.directories.output=${folder}`,
  ], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`.slice(-3000));
  packed = path.join(folder, 'linux-unpacked');
  program = path.join(packed, 'minqing');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }); });

describe('the packaged app', () => {
  it('has the fuses that keep it from being anything but itself', () => {
    const wire = fuseWire(readFileSync(program));
    // In the order of @electron/fuses: RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, asar integrity, only from asar, own snapshot, file:// privileges.
    expect(wire).toBe('01001100');
  });

  it('is the built page and main process, without packages, maps or a default app', () => {
    expect(readdirSync(path.join(packed, 'resources'))).toEqual(['app.asar']);
    const names = asarNames(path.join(packed, 'resources/app.asar'));
    expect(names).toEqual(expect.arrayContaining(['main.mjs', 'preload.cjs', 'index.html', '256x256.png', 'package.json']));
    expect(names).not.toContain('node_modules');
    expect(names.filter((name) => name.endsWith('.map') || name.endsWith('.ts'))).toEqual([]);
    expect(statSync(path.join(packed, 'resources/app.asar')).size).toBeLessThan(8 * 1024 * 1024);
  });

  it('starts, also when it is told to be a Node interpreter', async () => {
    const userData = path.join(folder, 'data');
    const app = spawn(program, [...ROOT_HAS_NO_SANDBOX, `--data=${userData}`, '--disable-gpu', '-p', 'process.exit(7)'], { stdio: 'ignore', detached: true, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    await expect.poll(() => pageProcesses(userData).length, { timeout: 30_000 }).toBe(1);
    await end(app);
  });

  it('refuses to be debugged', async () => {
    const app = spawn(program, [...ROOT_HAS_NO_SANDBOX, `--data=${path.join(folder, 'debugged')}`, '--disable-gpu', '--remote-debugging-port=0'], { stdio: 'ignore' });
    expect((await once(app, 'exit'))[0]).toBe(1);
    expect(existsSync(path.join(folder, 'debugged', 'window.json'))).toBe(false);
  });
});

/** One character a fuse: `1` on, `0` off. */
function fuseWire(bytes: Buffer): string {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const start = bytes.indexOf(sentinel) + sentinel.length;
  return bytes.toString('latin1', start + 2, start + 2 + (bytes[start + 1] ?? 0));
}

/** The names of all files and folders in an asar archive, whose head is JSON behind 16 bytes. */
function asarNames(file: string): string[] {
  const bytes = readFileSync(file);
  const head = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))) as Folder;
  return namesIn(head);
}
interface Folder { readonly files?: Readonly<Record<string, Folder>> }

function namesIn({ files = {} }: Folder): string[] {
  return Object.entries(files).flatMap(([name, inside]) => [name, ...namesIn(inside)]);
}

async function end(app: ChildProcess): Promise<void> {
  const gone = once(app, 'exit');
  if (app.pid !== undefined) process.kill(-app.pid, 'SIGKILL');
  await gone;
}
