/** A log that somebody or a disk damaged: it is found, mended into a shorter one, and the devices give back what it lost. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultyLogs } from '../../server/log-verifier.ts';
import { mendLog, readLog } from '../../server/mend.ts';
import { checkCounty } from '../../server/upkeep.ts';
import type { CountyDatabase } from '../../server/store/database.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import type { PullAnswer } from '../../shared/sync/wire.ts';
import { NodeDevice } from '../faults/node-device.ts';
import { startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
const devices: NodeDevice[] = [];
beforeEach(async () => { county = await startCounty(); });
afterEach(async () => {
  for (const device of devices.splice(0)) device.stop();
  await county.stop();
});

/** A device of the user that says 已同步, and does not look at the log again by itself. */
async function device(user: string): Promise<NodeDevice> {
  const made = await new NodeDevice(await county.enrol(user), county.origin).start();
  devices.push(made);
  return made.settled();
}

/** Two devices that hold five cases, and rows of the county's log by what is in them. */
async function twoDevices(): Promise<readonly [NodeDevice, NodeDevice]> {
  const [li, wang] = [await device('li'), await device('wang')];
  for (const key of ['one', 'two', 'three', 'four', 'five']) li.register(key);
  await li.synced();
  wang.resume();
  await wang.until(({ phase, waiting }) => phase === 'synced' && waiting === 0 && wang.disk.entries.size === li.disk.entries.size);
  return [li, wang];
}

/** The day has passed: at its next start the device compares its log with the county's. */
async function nextDay(one: NodeDevice): Promise<void> {
  one.stop();
  for (const name of one.disk.rows.keys()) if (name.startsWith('verified:')) one.disk.rows.delete(name);
  await one.start();
  await one.synced();
}

const registered = (key: string) => sql`(SELECT rev FROM entries WHERE subject = ${`case:${key}`} AND type = 'case.registered')`;
const inLog = sql`scope = ${TOWNSHIP}`;
const end = sql`(SELECT max(rev) FROM entries WHERE scope = ${TOWNSHIP})`;

const DAMAGES: readonly (readonly [string, (db: CountyDatabase) => Promise<unknown>, Partial<Record<'setAside' | 'missing', number>>])[] = [
  ['a row deleted', (db) => sql`DELETE FROM entries WHERE ${inLog} AND rev = ${registered('two')}`.execute(db), { setAside: 0, missing: 1 }],
  ['an entry edited', (db) => sql`UPDATE entries SET entry = replace(entry, '三个月', '三十个月') WHERE ${inLog} AND rev = ${registered('three')}`.execute(db), { setAside: 1, missing: 0 }],
  ['an entry overwritten with nonsense', (db) => sql`UPDATE entries SET entry = '{"id"' WHERE ${inLog} AND rev = ${registered('three')}`.execute(db), { setAside: 1, missing: 0 }],
  ['its end cut off', (db) => sql`DELETE FROM entries WHERE ${inLog} AND rev > ${registered('four')}`.execute(db), { setAside: 0 }],
  ['its own row saying too little', (db) => sql`UPDATE logs SET rev = rev - 2 WHERE ${inLog}`.execute(db), { setAside: 0, missing: 0 }],
  ['its own row deleted', (db) => sql`DELETE FROM logs WHERE ${inLog}`.execute(db), { setAside: 0, missing: 0 }],
  ['two rows exchanged', async (db) => {
    const rows = await db.selectFrom('entries').select(['id', 'rev']).where('type', '=', 'case.registered').where('subject', 'in', ['case:one', 'case:three']).execute();
    const move = async (id: string | undefined, rev: number | undefined) => db.updateTable('entries').set({ rev: rev ?? 0 }).where('id', '=', id ?? '').execute();
    await move(rows[0]?.id, 100_000);
    await move(rows[1]?.id, rows[0]?.rev);
    await move(rows[0]?.id, rows[1]?.rev);
  }, { setAside: 0, missing: 0 }],
  ['a revision below the first', (db) => sql`UPDATE entries SET rev = -3 WHERE ${inLog} AND rev = ${registered('two')}`.execute(db), { setAside: 0 }],
  ['a running hash overwritten', (db) => sql`UPDATE entries SET h = ${'0'.repeat(64)} WHERE ${inLog} AND rev = ${registered('two')}`.execute(db), { setAside: 0, missing: 0 }],
  ['a column that is not what its entry says', (db) => sql`UPDATE entries SET subject = 'case:other', seq = 99 WHERE ${inLog} AND rev = ${registered('two')}`.execute(db), { setAside: 0, missing: 0 }],
  ['an entry of another row', (db) => sql`UPDATE entries SET entry = (SELECT entry FROM entries WHERE rev = ${end} AND ${inLog}) WHERE ${inLog} AND rev = ${registered('two')}`.execute(db), { setAside: 1 }],
];

describe('a damaged log', () => {
  it.each(DAMAGES)('[F44] with %s is found by a device\'s digest, mended and refilled; a new device can pull meanwhile', async (_, damage, counts) => {
    const [li, wang] = await twoDevices();
    const before = await county.store.read(({ read }) => read.rows());
    const held = new Set(li.disk.entries.keys());
    await sql`PRAGMA foreign_keys = OFF`.execute(county.db);
    await damage(county.db);
    // An hour later nothing of what was read before is believed any more.
    county.clock.ms += 3_700_000;
    expect((await checkCounty(county.store)).faults).not.toEqual([]);

    const newcomer = new Device(await county.enrol('sun'), county.origin);
    const pulled = (await newcomer.pullAll()).map(({ entry }) => entry.id);
    expect(new Set(pulled).size).toBe(pulled.length);
    expect(pulled.every((id) => held.has(id))).toBe(true);

    await Promise.all([nextDay(li), nextDay(wang)]);
    expect((await checkCounty(county.store)).faults).toEqual([]);
    expect(await county.store.read(({ read }) => read.rows())).toEqual(before);
    const { body } = await newcomer.pull(logStart(TOWNSHIP));
    // The newcomer's last token is of the log before the mending if something is missing; a pull from the start with it says so.
    const now = (body as PullAnswer).outcome === 'pulled' ? (body as PullAnswer).entries.map(({ entry }) => entry.id) : (await afresh(newcomer)).map(({ entry }) => entry.id);
    expect([...now].sort()).toEqual([...li.disk.entries.values()].filter((entry) => entry.scope === TOWNSHIP).map((entry) => entry.id).sort());

    const lines = await county.store.read(({ audit }) => audit.lines());
    const mended = lines.filter(({ what }) => what === 'log-mended');
    expect(mended.at(-1)).toMatchObject({ facts: { scope: TOWNSHIP, ...counts } });
    expect(JSON.stringify(mended)).not.toMatch(/[\u4e00-\u9fff]/);
    expect(await county.store.read(({ audit }) => audit.brokenAt())).toBeNull();
  });

  async function afresh(newcomer: Device) {
    newcomer.seen = logStart(TOWNSHIP);
    return newcomer.pullAll();
  }

  it('[F44] keeps what it took out beside it, and a push that meets it goes through', async () => {
    const [li] = await twoDevices();
    await sql`UPDATE entries SET entry = 'x' WHERE ${inLog} AND rev = ${registered('two')}`.execute(county.db);
    li.write({ subject: 'case:two', type: 'case.noted', body: { text: '又问了一次' } });
    await li.synced();
    expect(await county.store.read(({ mend }) => mend.setAsides())).toEqual([expect.objectContaining({ scope: TOWNSHIP, why: 'unreadable' })]);
    expect((await checkCounty(county.store)).faults).toEqual([]);
  });

  it('whose end is wrong is seen at the next start without reading it', async () => {
    await twoDevices();
    expect(await faultyLogs(county.store)).toEqual([]);
    await sql`DELETE FROM entries WHERE ${inLog} AND rev = ${end}`.execute(county.db);
    expect(await faultyLogs(county.store)).toEqual([TOWNSHIP]);
  });

  it('is read while the server goes on answering: a long reading gives the others their turn again and again', async () => {
    const li = new Device(await county.enrol('li'), county.origin);
    for (let part = 0; part < 4; part += 1) await li.accepted(Array.from({ length: 500 }, (_, n) => li.register(`m${String(part * 500 + n)}`)));
    const reading = { done: false, turns: 0 };
    const turn = () => {
      reading.turns += 1;
      if (!reading.done) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await readLog(county.store, TOWNSHIP, null)).toMatchObject({ sound: { rev: expect.any(Number) }, fault: null });
    reading.done = true;
    // 4,000 entries are at least a tenth of a second of hashing.
    expect(reading.turns).toBeGreaterThan(3);
  });

  it('that is whole is not touched by mending', async () => {
    await twoDevices();
    expect(await county.store.write((tables) => mendLog(tables, { scope: TOWNSHIP, sound: logStart(TOWNSHIP) }, 1))).toBeNull();
    expect((await county.store.read(({ audit }) => audit.lines())).filter(({ what }) => what === 'log-mended')).toEqual([]);
  });
});

describe('the audit', () => {
  it('cannot be changed by a statement, and a line that was changed in spite of it shows', async () => {
    await county.store.write(async ({ audit }) => {
      for (const n of [1, 2, 3]) await audit.note('drilled', { n }, n);
    });
    await expect(sql`UPDATE audit SET facts = '{}' WHERE n = 2`.execute(county.db)).rejects.toThrow('only appended');
    await expect(sql`DELETE FROM audit WHERE n = 2`.execute(county.db)).rejects.toThrow('only appended');
    await sql`DROP TRIGGER audit_is_not_changed`.execute(county.db);
    await sql`UPDATE audit SET facts = '{}' WHERE n = 2`.execute(county.db);
    expect(await county.store.read(({ audit }) => audit.brokenAt())).toBe(2);
    expect((await checkCounty(county.store)).faults).toEqual([expect.stringContaining('第 2 行')]);
  });
});
