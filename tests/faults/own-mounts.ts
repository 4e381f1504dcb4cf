/** A program of Node with file systems of its own, in a mount namespace that ends with it: small disks, disks that cannot be written. Linux only. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

export interface Ended { readonly status: number | null; readonly out: string; readonly errors: string }

/** Longer than anything that such a program does on a busy machine. */
const PATIENCE_MS = 300_000;

/** Whether this machine lets a test have mounts of its own: root, or namespaces of users. */
export function mayMount(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...asUser(), '--mount', 'true']).status === 0;
}

/** Runs `program` with Node and `folder`, its folder for temporary files too, after the shell command `mounts`, which sees the folder as $1; null for none. */
export async function inOwnMounts(mounts: string | null, folder: string, program: string): Promise<Ended> {
  const command = mounts === null ? [] : ['unshare', ...asUser(), '--mount', 'sh', '-c', `${mounts} && exec "$2" "$3" "$1"`, 'sh'];
  const [first = '', ...rest] = mounts === null ? [process.execPath, program, folder] : [...command, folder, process.execPath, program];
  const child = spawn(first, rest, { env: { ...process.env, TMPDIR: folder, OWN_MOUNTS: mounts === null ? '0' : '1' }, timeout: PATIENCE_MS, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', errors = '';
  child.stdout.on('data', (data) => { out += String(data); });
  child.stderr.on('data', (data) => { errors += String(data); });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, out, errors };
}

function asUser(): readonly string[] {
  return process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
}
