/** A program of Node with file systems of its own, in a mount namespace that ends with it: small disks, disks that cannot be written. Linux only. */
import { spawnSync } from 'node:child_process';

export interface Ended { readonly status: number | null; readonly out: string; readonly errors: string }

/** Whether this machine lets a test have mounts of its own: root, or namespaces of users. */
export function mayMount(): boolean {
  return process.platform === 'linux' && run('true', [], {}).status === 0;
}

/** Runs `program` with Node after the shell command `mounts`, which sees `folder` as $1. */
export function inOwnMounts(mounts: string, folder: string, program: string): Ended {
  return run(`${mounts} && exec "$2" "$3" "$1"`, [folder, process.execPath, program], { TMPDIR: folder });
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Ended {
  const asUser = process.getuid?.() === 0 ? [] : ['--map-root-user', '--user'];
  const { status, stdout, stderr } = spawnSync('unshare', [...asUser, '--mount', 'sh', '-c', command, 'sh', ...args], { encoding: 'utf8', env: { ...process.env, ...env }, timeout: 50_000 });
  return { status, out: stdout, errors: stderr };
}
