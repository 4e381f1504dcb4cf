/** A server that dies at any moment, and one that is stopped in order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCountyData } from '../../server/county-data.ts';
import { checkCounty } from '../../server/upkeep.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { PROTOCOL_VERSION, type Enrolment, type PushAnswer } from '../../shared/sync/wire.ts';
import { Device } from './device.ts';
import { county, startServer, type ServerProcess } from './process.ts';

const KILLS = 10;

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

async function enrol(origin: string): Promise<Device> {
  const code = (await county(dir, 'code', '--user', 'li')).out;
  const answer = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: 1, code, device: '测试机' }) });
  return new Device((await answer.json()) as Enrolment, origin);
}

describe('a server that dies', () => {
  it(`[P9] ${KILLS} times by SIGKILL under load loses no acknowledged entry, doubles none, and stays whole`, async () => {
    expect((await county(dir, 'init', '--demo')).code).toBe(0);
    server = await startServer(dir);
    const device = await enrol(server.origin);
    const written: Entry[] = [];
    const acknowledged = new Set<string>();
    let waiting: Entry[] = [];
    let n = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const running = server;
      // The moments differ from round to round: in the middle of judging, writing, committing, answering.
      const death = new Promise<void>((resolve) => { setTimeout(() => { void running.end('SIGKILL').then(() => resolve()); }, 40 + kill * 23); });
      let alive = true;
      while (alive) {
        if (waiting.length === 0) {
          waiting = Array.from({ length: 20 }, () => device.register(`k${(n += 1)}`));
          written.push(...waiting);
        }
        // An answer that never came says nothing: the same batch is sent again to the next server.
        const reply = await device.push(waiting.map((entry) => ({ entry }))).catch(() => null);
        if (!reply || reply.status !== 200) alive = false;
        else {
          const answer = reply.body as PushAnswer;
          expect(answer.outcome).toBe('pushed');
          for (const verdict of answer.verdicts) if (verdict.verdict === 'accepted') acknowledged.add(verdict.id);
          device.seen = answer.token;
          waiting = [];
        }
      }
      await death;
      server = await startServer(dir);
      device.origin = server.origin;
    }
    if (waiting.length > 0) {
      await device.accepted(waiting);
      for (const entry of waiting) acknowledged.add(entry.id);
    }

    const ids = (await device.pullAll()).map(({ entry }) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...acknowledged].filter((id) => !ids.includes(id))).toEqual([]);
    expect(written.filter((entry) => !ids.includes(entry.id))).toEqual([]);
    expect(await server.end('SIGTERM')).toBe(0);
    const data = await openCountyData(dir, Date.now());
    if (!data.ok) throw new Error(data.error);
    const report = await checkCounty(data.value.store);
    expect(report.faults).toEqual([]);
    expect(report.cases).toBe(written.length);
    const numbers = (await data.value.store.read(({ read }) => read.rows())).cases.map((row) => row.number);
    expect(new Set(numbers).size).toBe(written.length);
    await data.value.store.close();
  });
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
