/** Pushes that are cut, too large, or hold one that the county refuses: the shipped engine and the real county. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCounty } from '../../server/upkeep.ts';
import { TOWNSHIP, type TestCounty } from '../server/county.ts';
import { httpAnswer, type Line } from './line.ts';
import { NodeDevice } from './node-device.ts';
import { openOnALine, type OnALine } from './on-a-line.ts';

let bench: OnALine;
let county: TestCounty;
let line: Line;
let device: NodeDevice;
beforeEach(async () => {
  bench = await openOnALine();
  ({ county, line, device } = bench);
});
afterEach(() => bench.close());

/** `count` entries that wait together, each of about `length` characters. */
async function many(count: number, length: number): Promise<readonly string[]> {
  device.stop();
  const entries = Array.from({ length: count }, (_, i) => device.register(`many-${i}`, { words: '水'.repeat(length) }));
  await device.start();
  return entries.map(({ id }) => id);
}

async function expectOnce(ids: readonly string[]): Promise<void> {
  const log = await bench.loggedIds();
  expect(new Set(log).size).toBe(log.length);
  expect(ids.filter((id) => !log.includes(id))).toEqual([]);
  expect((await checkCounty(county.store)).faults).toEqual([]);
}

/** How many entries each push of the log had that the county answered. */
const pushes = () => [...county.logged().matchAll(/"entries":(\d+),[^\n]*"msg":"pushed"/g)].map(([, count]) => Number(count));

it('[F19] connections that are cut in the middle of a push, and another address afterwards: it arrives, once', async () => {
  line.faults.push(...[1, 900, 40_000, 90_000, 150_000].map((after) => ({ kind: 'request-cut', after }) as const));
  const ids = await many(60, 1000);
  await device.until(() => line.faults.length === 0);
  line.address = '127.0.0.7';
  await device.synced();
  await expectOnce(ids);
  expect(pushes()).toEqual([60]);
});

describe('[F20] a push that is too large', () => {
  const ask = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string>) => fetch(`${county.origin}/api/sync/push`, {
    method: 'POST', body, headers: { authorization: `Bearer ${device.enrolment.token}`, 'content-type': 'application/json', ...headers },
  }).then(async (answer) => ({ status: answer.status, body: await answer.json() as unknown }), (reason: unknown) => String(reason));

  it('of 50 MB is refused unread, and the server goes on', async () => {
    expect(await ask(new Uint8Array(50 * 1024 * 1024).fill(0x20), {})).toMatchObject({ status: 413, body: { error: 'too-large' } });
    const ids = await many(1, 10);
    await device.synced();
    await expectOnce(ids);
  });

  it('when it is unpacked is not unpacked', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().rss;
    const answer = await ask(bomb, { 'content-encoding': 'gzip' });
    expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status >= 400 && status < 500) as number });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('for a gateway in between is sent in halves until they fit', async () => {
    const tooLarge = httpAnswer('413 Request Entity Too Large', 'text/html', '<h1>413</h1>');
    device.stop();
    line.faults.push(...Array.from({ length: 4 }, () => ({ kind: 'answered', by: tooLarge }) as const));
    // Only one scope is read here, so that all four meet pushes.
    const lone = new NodeDevice({ ...device.enrolment, session: { ...device.enrolment.session, reads: [TOWNSHIP] } }, line.origin, device.disk);
    const ids = Array.from({ length: 64 }, (_, i) => lone.register(`halved-${i}`).id);
    await lone.start();
    await lone.synced();
    lone.stop();
    await expectOnce(ids);
    // 64, 32, 16 and 8 were refused; what goes well is doubled again.
    expect(pushes().slice(0, 3)).toEqual([4, 8, 16]);
  });
});

it('[F38] one of 500 that the county refuses: 499 arrive, the one is kept with its reason', async () => {
  device.stop();
  const entries = Array.from({ length: 500 }, (_, i) => (i === 250
    // Sorting is not a recorder's: a device that was tampered with, or an older version without the check.
    ? device.write({ subject: 'case:poison', type: 'case.sorted', body: { title: '越权', category: '公共安全', level: 'minor', on: '2026-11-20' } })
    : device.write({ subject: `case:note-${i}`, type: 'case.noted', body: { text: `第${i}句` } })));
  await device.start();
  await device.synced();
  const poison = entries[250]?.id ?? '';
  expect([...device.disk.refusals]).toEqual([[poison, 'not-allowed']]);
  expect(entries.filter(({ id }) => !device.disk.proofs.has(id)).map(({ id }) => id)).toEqual([poison]);
  expect(device.disk.entries.has(poison)).toBe(true);
  await expectOnce(entries.flatMap(({ id }) => (id === poison ? [] : [id])));
  const later = device.register('later');
  await device.synced();
  await expectOnce([later.id]);
});
