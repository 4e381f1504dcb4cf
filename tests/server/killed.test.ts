/** A server that dies at any moment, and one that is stopped in order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/sync/wire.ts';
import { ALL_POINTS } from '../kills/server/plan.ts';
import { killServers } from '../kills/server/run-server.ts';
import { county, startServer, type ServerProcess } from './process.ts';

let dir: string;
let server: ServerProcess | null;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'killed-'));
  server = null;
});
afterEach(async () => {
  await server?.end('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

describe('a server that dies', () => {
  it('[P9] [F11] [F12] [F13] by SIGKILL at every named point, in a batch, at the commit, in a checkpoint, in a backup, in the nightly backup of its own thread, loses nothing acknowledged and doubles nothing', async () => {
    const { hits, missed, faults, acknowledged } = await killServers({ kills: ALL_POINTS.length, seed: 11, say: () => undefined });
    expect(faults).toEqual([]);
    expect(acknowledged).toBeGreaterThan(ALL_POINTS.length);
    // A commit and a checkpoint take less than a millisecond: a kill may come just after. Every other point is met exactly.
    expect([...missed.keys()].filter((point) => point !== 'in the commit' && point !== 'in a checkpoint')).toEqual([]);
    expect(new Set([...hits.keys(), ...missed.keys()])).toEqual(new Set(ALL_POINTS));
  }, 300_000);
});

describe('a server that is stopped', () => {
  it('by SIGTERM closes its database, and says plainly when a port is taken or an option is wrong', async () => {
    await county(dir, 'init', '--demo');
    server = await startServer(dir);
    const { port } = new URL(server.origin);
    await expect(startServer(join(dir, 'other'), ['--port', port])).rejects.toThrow('已被占用');
    await expect(startServer(dir, ['--port', 'abc'])).rejects.toThrow('端口应是');
    await expect(startServer(dir, ['--colour', 'red'])).rejects.toThrow('县服务器');
    await expect(startServer(dir, ['--tls-cert', 'x'])).rejects.toThrow('要同时给出');
    const health = await fetch(`${server.origin}/api/health`);
    expect(await health.json()).toEqual({ status: 'ok', protocol: PROTOCOL_VERSION });
    expect(await server.end('SIGTERM')).toBe(0);
    expect((await county(dir, 'check')).out).toContain('核对无误');
  });
});
