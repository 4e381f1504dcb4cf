/** A program of Node with file systems of its own, in a mount namespace that ends with it: small disks, disks that cannot be written. Linux only. */
import { spawnSync } from 'node:child_process';

export interface Ended { readonly status: number | null; readonly out: string; readonly errors: string }

/** Whether this machine lets a test have mounts of its own: root, or namespaces of users. */
export function mayMount(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...asUser(), '--mount', 'true']).status === 0;
}

/** Runs `program` with Node and `folder`, its folder for temporary files too, after the shell command `mounts`, which sees the folder as $1; null for none. */
export function inOwnMounts(mounts: string | null, folder: string, program: string): Ended {
  const command = mounts === null ? [] : ['unshare', ...asUser(), '--mount', 'sh', '-c', `${mounts} && exec "$2" "$3" "$1"`, 'sh'];
  const [first = '', ...rest] = mounts === null ? [process.execPath, program, folder] : [...command, folder, process.execPath, program];
  const { status, stdout, stderr } = spawnSync(first, rest, { encoding: 'utf8', env: { ...process.env, TMPDIR: folder, OWN_MOUNTS: mounts === null ? '0' : '1' }, timeout: 50_000 });
  return { status, out: stdout, errors: stderr };
}

function asUser(): readonly string[] {
  return process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
}
