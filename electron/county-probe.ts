/**
 * Why the county cannot be reached, as far as only the main process can tell: a page learns of an unknown name, a refused connection and a
 * false certificate the same nothing. Asked of the configured address and no other; nothing is sent.
 */
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import type { CountyProbe } from '../shared/desktop-api.ts';

const PATIENCE_MS = 4_000;

/** Looks the name up and opens a connection to `origin`, which is closed at once. */
export async function probeCounty(origin: string | null): Promise<CountyProbe> {
  if (origin === null) return 'no-address';
  const { hostname, port, protocol } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const found = await Promise.race([lookup(host).then(({ address }) => address, () => 'unknown' as const), silence()]);
  if (found === 'unknown') return 'name-unknown';
  return found === null ? 'no-answer' : reach(found, port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));
}

function reach(host: string, port: number): Promise<CountyProbe> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (probe: CountyProbe) => { socket.destroy(); resolve(probe); };
    socket.once('connect', () => { end('reached'); });
    socket.once('timeout', () => { end('no-answer'); });
    socket.once('error', (error: NodeJS.ErrnoException) => { end(error.code === 'ECONNREFUSED' ? 'refused' : 'no-way'); });
  });
}

function silence(): Promise<null> {
  return new Promise((resolve) => { setTimeout(() => { resolve(null); }, PATIENCE_MS).unref(); });
}
