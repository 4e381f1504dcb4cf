/**
 * Two network namespaces of a test's own, joined by a pair of virtual cards: in one a county, in the other a device, and on the cards what
 * the kernel's `netem` makes of them. All of it ends with its processes. Linux only.
 */
import { spawnSync } from 'node:child_process';
import type { Ended } from './own-mounts.ts';

/** Why this machine cannot make a bad line in its kernel, or null when it can. */
export function whyNoNetworks(): string | null {
  if (process.platform !== 'linux') return 'not Linux';
  if (spawnSync('unshare', ['--net', 'true']).status !== 0) return 'no right to network namespaces';
  const tried = spawnSync('unshare', ['--net', 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'], { encoding: 'utf8' });
  return tried.status === 0 ? null : `no netem in this kernel (${tried.error?.message ?? tried.stderr.trim()})`;
}

/** The county waits until its card has its address; then the device's program runs, told where the county is and how the line becomes bad. */
const SCRIPT = `
  unshare --net sh -c 'until ip -4 addr show far 2>/dev/null | grep -q 10.77.0.1; do sleep 0.1; done; ip link set lo up; exec "$1" server/main.ts --data "$2" --host 10.77.0.1 --port 8787' sh "$1" "$2" >/dev/null &
  county=$!
  trap 'kill $county' EXIT
  until [ "$(readlink /proc/$county/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
  ip link set lo up && ip link add near type veth peer name far netns $county && ip addr add 10.77.0.2/24 dev near && ip link set near up
  nsenter --target $county --net ip addr add 10.77.0.1/24 dev far && nsenter --target $county --net ip link set far up
  COUNTY=http://10.77.0.1:8787 BECOMES_BAD="tc qdisc add dev near root $4 && nsenter --target $county --net tc qdisc add dev far root $4" "$1" "$3"`;

/** Runs a county on the folder and the device's `program` on two ends of a line that the discipline (as \`tc\` says it) makes bad when the program asks. */
export function onOwnNetwork(of: { readonly countyDir: string; readonly program: string; readonly discipline: string; readonly cwd: string; readonly env: Readonly<Record<string, string>> }): Ended {
  const { status, stdout, stderr } = spawnSync('unshare', ['--net', 'sh', '-c', SCRIPT, 'sh', process.execPath, of.countyDir, of.program, of.discipline], {
    encoding: 'utf8', cwd: of.cwd, env: { ...process.env, ...of.env }, timeout: 110_000,
  });
  return { status, out: stdout, errors: stderr };
}
