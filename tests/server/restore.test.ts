/** Official numbers, pulling, and what happens after the county was restored from an older copy of its database. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { databaseFile } from '../../server/county-data.ts';
import { numberLeftOvers } from '../../server/numbering.ts';
import { newReplica } from '../../server/secrets.ts';
import { checkCounty } from '../../server/upkeep.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { judgeBody } from '../../shared/entry-types.ts';
import { parseEntry } from '../../shared/ledger/entry.ts';
import { logAfter, logStart } from '../../shared/ledger/log-hash.ts';
import { DivergedAnswer, OfferAnswer, PullAnswer, PushAnswer } from '../../shared/sync/wire.ts';
import { COUNTY, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device, type Carried } from './device.ts';

const running: TestCounty[] = [];
afterEach(async () => { for (const county of running.splice(0)) await county.stop(); });

async function start(): Promise<TestCounty> {
  const county = await startCounty();
  running.push(county);
  return county;
}

/** The number in force of each case, as every device folds it. */
function numbersOf(log: readonly Carried[]): Record<string, string | null> {
  const subjects = [...new Set(log.map(({ entry }) => entry.subject))].filter((subject) => subject.startsWith('case:'));
  return Object.fromEntries(subjects.map((subject) => [subject.slice(5), foldCase(log.flatMap(({ entry }) => (entry.subject === subject ? [entry] : [])))?.number ?? null]));
}

/** Stops the county, puts the copy of its database in place of the newer one, and starts it again. */
async function restoreFrom(county: TestCounty, copy: string): Promise<TestCounty> {
  const restored = await county.restart(async () => {
    await Promise.all(['-wal', '-shm'].map((suffix) => rm(`${databaseFile(county.dir)}${suffix}`, { force: true })));
    await copyFile(copy, databaseFile(county.dir));
  });
  running[running.indexOf(county)] = restored;
  return restored;
}

async function backup(county: TestCounty): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'copy-')), 'county.sqlite');
  await county.store.backup(file);
  return file;
}

describe('official numbers', () => {
  it('[P13] are given in the order of registration, in the transaction that accepts it, as entries of the server', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    const answer = await li.accepted([li.register('one'), li.register('two'), li.register('three')]);
    const log = await li.pullAll();
    expect(numbersOf(log)).toEqual({ one: '皇帝庙民〔2026〕1号', two: '皇帝庙民〔2026〕2号', three: '皇帝庙民〔2026〕3号' });
    expect(answer.token.rev).toBe(log.length);
    const given = log.filter(({ entry }) => entry.type === 'case.numbered');
    for (const { entry, receipt } of given) {
      expect(entry.actor).toBe('server');
      expect(parseEntry(entry).ok && judgeBody(entry)).toBe('valid');
      expect(county.key.proves(entry.id, receipt ?? '')).toBe(true);
    }
  });

  it('of two registrations of one case there is one', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    await li.accepted([li.register('same')]);
    await wang.accepted([wang.register('same')]);
    expect((await li.pullAll()).filter(({ entry }) => entry.type === 'case.numbered')).toHaveLength(1);
  });

  it('an act that arrives before its registration gets none, and the registration then does', async () => {
    const county = await start();
    const wang = new Device(await county.enrol('wang'), county.origin);
    const registered = wang.register('late');
    await wang.accepted([wang.write({ subject: 'case:late', type: 'case.noted', body: { text: '先到的一条' } })]);
    expect(numbersOf(await wang.pullAll())).toEqual({ late: null });
    await wang.accepted([registered]);
    expect(numbersOf(await wang.pullAll())).toEqual({ late: '皇帝庙民〔2026〕1号' });
  });

  it('take the year of receipt when it is this year or the last, and the server\'s year when a clock is wrong', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    await li.accepted([li.register('last', { receivedOn: '2025-12-31' }), li.register('wrong', { receivedOn: '2016-01-01' }), li.register('ahead', { receivedOn: '2036-01-01' })]);
    expect(numbersOf(await li.pullAll())).toEqual({ last: '皇帝庙民〔2025〕1号', wrong: '皇帝庙民〔2026〕1号', ahead: '皇帝庙民〔2026〕2号' });
  });

  it('[P13] go on after a restart of the server, whose replica is new', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    await li.accepted([li.register('before')]);
    const again = await county.restart();
    running[0] = again;
    li.origin = again.origin;
    await li.accepted([li.register('after')]);
    const log = await li.pullAll();
    expect(numbersOf(log)).toEqual({ before: '皇帝庙民〔2026〕1号', after: '皇帝庙民〔2026〕2号' });
    expect(new Set(log.filter(({ entry }) => entry.type === 'case.numbered').map(({ entry }) => entry.replica)).size).toBe(2);
  });
});

describe('a pull', () => {
  it('[P16] answers exactly the entries after its cursor, page by page, with the running hash', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    await li.accepted(Array.from({ length: 7 }, (_, i) => li.register(`page${i}`)));
    let cursor = logStart(TOWNSHIP);
    const seen: string[] = [];
    for (let page = 0; page < 100; page += 1) {
      const { body } = await li.pull(cursor, 5);
      if (!Value.Check(PullAnswer, body)) throw new Error(JSON.stringify(body));
      expect(body.base).toEqual(cursor);
      expect(body.entries.reduce((token, { entry }) => logAfter(token, entry.id), cursor)).toEqual(body.cursor);
      seen.push(...body.entries.map(({ entry }) => entry.id));
      cursor = body.cursor;
      if (cursor.rev === body.head) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(cursor.rev);
  });

  it('[P16] stops a page before it grows too long for a slow line, but always moves on', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    const entries = Array.from({ length: 75 }, (_, i) => li.register(`long${i}`, { words: '长'.repeat(19_000) }));
    for (let from = 0; from < entries.length; from += 15) await li.accepted(entries.slice(from, from + 15));
    const { body } = await li.pull();
    if (!Value.Check(PullAnswer, body)) throw new Error('no pull answer');
    expect(body.cursor.rev).toBeLessThan(body.head);
    expect(JSON.stringify(body).length).toBeLessThan(1.5 * 1024 * 1024);
    expect((await li.pullAll()).length).toBe(body.head);
  });

  it('of the county\'s log gives a township the units it may assign to', async () => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin, COUNTY);
    expect((await li.pullAll()).some(({ entry }) => entry.type === 'unit.updated')).toBe(true);
  });
});

describe('a token that is not in the log', () => {
  it.each(['push', 'pull', 'offer'] as const)('[P7] %s answers diverged with the head, and stores nothing', async (kind) => {
    const county = await start();
    const li = new Device(await county.enrol('li'), county.origin);
    const entry = li.register('x');
    const seen = { rev: 3, h: 'ab'.repeat(32) };
    const rest = { push: { entries: [{ entry }] }, pull: { cursor: logStart(TOWNSHIP), limit: 10 }, offer: { ids: [entry.id] } }[kind];
    const { status, body } = await li.post(`/api/sync/${kind}`, { ...li.common(), seen, ...rest });
    expect(status).toBe(200);
    expect(Value.Check(DivergedAnswer, body)).toBe(true);
    expect((await li.pullAll()).some((one) => one.entry.id === entry.id)).toBe(false);
  });
});

describe('after a restore from an older copy', () => {
  it('[P14] [P19] a device sees it, offers what it holds, gives it back with receipts, whoever wrote it, and every number stays', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    await li.accepted([li.register('kept')]);
    const copy = await backup(county);
    await li.accepted([li.register('lost1'), li.register('lost2')]);
    const before = await wang.pullAll();
    const numbers = numbersOf(before);

    const restored = await restoreFrom(county, copy);
    wang.origin = restored.origin;
    const { body: told } = await wang.pull(wang.seen);
    expect(told).toMatchObject({ outcome: 'diverged' });

    wang.seen = logStart(TOWNSHIP);
    const { body: offered } = await wang.post('/api/sync/offer', { ...wang.common(), generation: 1, ids: before.map(({ entry }) => entry.id) });
    if (!Value.Check(OfferAnswer, offered)) throw new Error(JSON.stringify(offered));
    const missing = before.filter(({ entry }) => offered.missing.includes(entry.id));
    expect(missing.map(({ entry }) => entry.type).sort()).toEqual(['case.numbered', 'case.numbered', 'case.registered', 'case.registered']);

    const { body: pushed } = await wang.push(missing);
    if (!Value.Check(PushAnswer, pushed)) throw new Error(JSON.stringify(pushed));
    expect(pushed.verdicts.every((one) => one.verdict === 'accepted')).toBe(true);
    expect(numbersOf(await wang.pullAll())).toEqual(numbers);
    expect((await checkCounty(restored.store)).faults).toEqual([]);
  });

  it('[P14] without its receipt another person\'s entry is refused', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    const copy = await backup(county);
    await li.accepted([li.register('lost')]);
    const held = await wang.pullAll();
    const restored = await restoreFrom(county, copy);
    wang.origin = restored.origin;
    wang.seen = logStart(TOWNSHIP);
    const { body } = await wang.push(held.filter(({ entry }) => entry.actor === 'li').map(({ entry }) => ({ entry })));
    expect(body).toMatchObject({ verdicts: [{ verdict: 'refused', code: 'wrong-actor' }] });
  });

  it('two cases never bear one number: the case that was numbered later gets a new one, on the server and on every device', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    const copy = await backup(county);
    await li.accepted([li.register('first'), li.register('second')]);
    const held = (await wang.pullAll()).filter(({ entry }) => entry.subject.startsWith('case:'));

    let restored = await restoreFrom(county, copy);
    restored.clock.ms += 60_000;
    const sun = new Device(await restored.enrol('sun'), restored.origin);
    await sun.accepted([sun.register('newcomer', {}, restored.clock.ms)]);
    expect(numbersOf(await sun.pullAll())).toEqual({ newcomer: '皇帝庙民〔2026〕1号' });

    wang.origin = restored.origin;
    wang.seen = logStart(TOWNSHIP);
    await wang.push(held);
    const log = await wang.pullAll();
    expect(numbersOf(log)).toEqual({ first: '皇帝庙民〔2026〕1号', second: '皇帝庙民〔2026〕2号', newcomer: '皇帝庙民〔2026〕3号' });
    const rows = await restored.store.read(({ read }) => read.rows());
    expect(Object.fromEntries(rows.cases.map((row) => [row.id.slice(5), row.number]))).toEqual(numbersOf(log));
    expect(rows.cases.every((row) => row.contested === 0)).toBe(true);

    await sun.accepted([sun.register('next')]);
    expect(numbersOf(await sun.pullAll())).toMatchObject({ next: '皇帝庙民〔2026〕4号' });
    expect((await checkCounty(restored.store)).faults).toEqual([]);
    restored = await restored.restart();
    running[0] = restored;
    expect((await checkCounty(restored.store)).faults).toEqual([]);
  });

  it('a registration that comes back one push before its number keeps its old number, undisputed', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    const copy = await backup(county);
    await li.accepted([li.register('one'), li.register('two')]);
    const held = (await wang.pullAll()).filter(({ entry }) => entry.subject.startsWith('case:'));
    const restored = await restoreFrom(county, copy);
    wang.origin = restored.origin;
    wang.seen = logStart(TOWNSHIP);
    // The county's clock has gone on: what it numbers now is later than what it had numbered before.
    restored.clock.ms += 60_000;
    const ofType = (type: string) => held.filter(({ entry }) => entry.type === type);
    for (const carried of [...ofType('case.registered').reverse(), ...ofType('case.numbered')]) await wang.push([carried]);
    expect(numbersOf(await wang.pullAll())).toEqual({ one: '皇帝庙民〔2026〕1号', two: '皇帝庙民〔2026〕2号' });
    const rows = await restored.store.read(({ read }) => read.rows());
    expect(rows.cases.map((row) => row.contested)).toEqual([0, 0]);
    // Nobody numbered them anew while their numbers were on the way.
    expect((await wang.pullAll()).filter(({ entry }) => entry.type === 'case.numbered')).toHaveLength(2);
  });

  it('a number that nobody has any more is not waited for longer than a day, nor by the next act on its case', async () => {
    const county = await start();
    const [li, wang] = [new Device(await county.enrol('li'), county.origin), new Device(await county.enrol('wang'), county.origin)];
    const copy = await backup(county);
    await li.accepted([li.register('one'), li.register('two')]);
    const held = (await wang.pullAll()).filter(({ entry }) => entry.type === 'case.registered');
    const restored = await restoreFrom(county, copy);
    wang.origin = restored.origin;
    wang.seen = logStart(TOWNSHIP);
    await wang.push(held);
    expect(numbersOf(await wang.pullAll())).toEqual({ one: null, two: null });
    await wang.accepted([wang.write({ subject: 'case:two', type: 'case.noted', body: { text: '催了一次' } })]);
    const leftOvers = (before: number) => restored.store.write((tables) => numberLeftOvers(tables, TOWNSHIP, { before, pen: { replica: newReplica(), nowMs: restored.clock.ms } }));
    expect(await leftOvers(restored.clock.ms - 1)).toBe(0);
    expect(await leftOvers(restored.clock.ms)).toBe(1);
    expect(await leftOvers(restored.clock.ms)).toBe(0);
    expect(numbersOf(await wang.pullAll())).toEqual({ one: '皇帝庙民〔2026〕2号', two: '皇帝庙民〔2026〕1号' });
    expect((await checkCounty(restored.store)).faults).toEqual([]);
  });
});
