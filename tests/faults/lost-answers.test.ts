/** A line that loses, cuts and lies, between the shipped engine and the real county: everything arrives once, and nothing is said too early. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCounty } from '../../server/upkeep.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { TestCounty } from '../server/county.ts';
import { httpAnswer, type Line, type LineFault } from './line.ts';
import { NodeDevice } from './node-device.ts';
import { openOnALine, type OnALine } from './on-a-line.ts';

const CUTS_AN_ENTRY = 25;
/** Hundreds of exchanges, one after another. */
const CUTS_PATIENCE_MS = 180_000;

let bench: OnALine;
let county: TestCounty;
let line: Line;
let device: NodeDevice;
beforeEach(async () => {
  bench = await openOnALine();
  ({ county, line, device } = bench);
});
afterEach(() => bench.close());

/** How often each id is in the county's log of the township. */
async function timesInLog(ids: readonly string[]): Promise<readonly number[]> {
  const revisions = await bench.loggedIds();
  return ids.map((id) => revisions.filter((one) => one === id).length);
}

/** Writes one entry under these faults, waits until it is through, and says what the person was told on the way. */
async function writeUnder(...faults: readonly LineFault[]): Promise<void> {
  line.faults.push(...faults);
  const before = device.told.length;
  const entry = device.register(crypto.randomUUID());
  await device.synced();
  expect(line.faults).toEqual([]);
  expect(await timesInLog([entry.id])).toEqual([1]);
  // As long as the entry had no receipt, nobody was told that all is with the county.
  expect(device.told.slice(before).filter((one) => one.phase === 'synced' && one.waiting > 0)).toEqual([]);
  expect((await checkCounty(county.store)).faults).toEqual([]);
}

it('[F14] requests that are lost are asked again', async () => {
  await writeUnder(...Array.from({ length: 6 }, () => ({ kind: 'request-lost' }) as const));
  expect(device.told.map(({ reason }) => reason)).toContain('unreachable');
});

it('[F15] answers that are lost after the commit double nothing', async () => {
  await writeUnder(...Array.from({ length: 6 }, () => ({ kind: 'answer-cut', after: 0 }) as const));
});

describe('[F17] what comes back is not the county’s answer', () => {
  it.each([
    ['a captive portal’s page', httpAnswer('200 OK', 'text/html', '<html><body>请先登录上网</body></html>')],
    ['a page that says it is JSON', httpAnswer('200 OK', 'application/json', '<html><body>请先登录上网</body></html>')],
    ['half of an object', httpAnswer('200 OK', 'application/json', '{"outcome":"pushed","verdicts":[')],
    ['somebody else’s JSON', httpAnswer('200 OK', 'application/json', '{"code":0,"data":null}')],
    ['nothing', httpAnswer('200 OK', 'application/json', '')],
    ['the way to a portal', 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/login\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'],
    ['a portal that wants a password', httpAnswer('401 Unauthorized', 'text/html', '<h1>login</h1>')],
    ['a proxy that forbids', httpAnswer('403 Forbidden', 'application/json', '{"error":"blocked"}')],
    ['a gateway without a county', httpAnswer('502 Bad Gateway', 'text/html', '<h1>502</h1>')],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ])('%s: it is believed in nothing and stops nobody', async (_what, by) => {
    await writeUnder({ kind: 'answered', by }, { kind: 'answered', by });
    expect(device.told.map(({ phase }) => phase)).not.toContain('stopped');
  });

  it('an answer to a push that is cut anywhere in its head, or after any byte of its body: the entry is there once, and the device knows it', async () => {
    const cuts = await cutsOf(() => device.register(crypto.randomUUID()));
    const entries = [];
    // Some cuts for each entry: the county has it from the first time on.
    while (cuts.length > 0) {
      line.faults.push(...cuts.splice(0, CUTS_AN_ENTRY));
      entries.push(device.register(crypto.randomUUID()));
      await device.until(({ waiting }) => waiting === 0 && line.faults.length === 0);
    }
    await device.synced();
    expect(new Set(await timesInLog(entries.map(({ id }) => id)))).toEqual(new Set([1]));
    expect(device.told.filter((one) => one.phase === 'synced' && one.waiting > 0)).toEqual([]);
    expect((await checkCounty(county.store)).faults).toEqual([]);
  }, CUTS_PATIENCE_MS);

  it('an answer to a pull that is cut anywhere in its head, or after any byte of its body: nothing of it is stored until all of it came', async () => {
    const other = await new NodeDevice(await county.enrolled('wang'), county.origin).start();
    const cuts = await cutsOf(() => other.register(crypto.randomUUID()));
    // News that come meanwhile would ask in between.
    device.stop();
    const entry = other.register(crypto.randomUUID());
    await other.synced();
    line.faults.push(...cuts);
    const before = line.figures.requests;
    /** How many answers were asked for when the entry was stored, each time it was. */
    const askedWhenStored: number[] = [];
    device.storing = ({ entries }) => { if (entries.some((one) => one.entry.id === entry.id)) askedWhenStored.push(line.figures.requests - before); };
    await device.start();
    await device.synced(CUTS_PATIENCE_MS - 30_000);
    expect(line.faults).toEqual([]);
    // The first answer that nothing cut is the one after all of them; it is stored once.
    expect(askedWhenStored).toHaveLength(1);
    expect(askedWhenStored[0]).toBeGreaterThan(cuts.length);
    expect(device.disk.entries.get(entry.id)).toEqual(entry);
    other.stop();
  }, CUTS_PATIENCE_MS);
});

/** Every place where the answer to what this entry leads to is cut: some in its head, every byte of its body. */
async function cutsOf(written: () => Entry): Promise<LineFault[]> {
  line.figures.longest = 0;
  const { id } = written();
  await device.until(({ phase }) => phase === 'synced' && device.disk.proofs.has(id));
  const { head, longest } = line.figures;
  expect(longest - head).toBeGreaterThan(300);
  return Array.from({ length: longest }, (_, i) => i).filter((i) => i >= head || i % 13 === 0).map((after) => ({ kind: 'answer-cut', after }));
}
