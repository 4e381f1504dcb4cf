/** Devices that are not what they were, and servers that are not theirs: the shipped engine and the real county, what is written is lost nowhere. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { databaseFile } from '../../server/county-data.ts';
import { checkCounty } from '../../server/upkeep.ts';
import { OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from '../server/county.ts';
import { copyOf, NodeDevice, type Disk } from './node-device.ts';

const counties: TestCounty[] = [];
const devices: NodeDevice[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) device.stop();
  for (const county of counties.splice(0)) await county.stop();
});

async function aCounty(): Promise<TestCounty> {
  const county = await startCounty();
  counties.push(county);
  return county;
}

async function aDevice(county: TestCounty, user = 'li', disk?: Disk): Promise<NodeDevice> {
  const device = new NodeDevice(await county.enrolled(user), county.origin, disk);
  devices.push(device);
  return device.start();
}

const some = (device: NodeDevice, count: number) => Array.from({ length: count }, () => device.register(crypto.randomUUID()));

async function idsInLog(county: TestCounty, scope = TOWNSHIP): Promise<readonly string[]> {
  return county.store.read(async ({ log }) => (await log.after(scope, 0, { limit: 100_000, maxLength: Number.MAX_SAFE_INTEGER })).map(({ entry }) => entry.id));
}

/** Each of these entries is in the county's log once, and the county finds itself whole. */
async function expectOnce(county: TestCounty, ids: readonly string[]): Promise<void> {
  const log = await idsInLog(county);
  expect(ids.map((id) => log.filter((one) => one === id).length)).toEqual(ids.map(() => 1));
  expect((await checkCounty(county.store)).faults).toEqual([]);
}

/** Stops the county, puts a copy of its database in place of the newer one, and starts it again on the same port's successor. */
async function restored(county: TestCounty, copy: string): Promise<TestCounty> {
  const again = await county.restart(async () => {
    await Promise.all(['-wal', '-shm'].map((suffix) => rm(`${databaseFile(county.dir)}${suffix}`, { force: true })));
    await copyFile(copy, databaseFile(county.dir));
  });
  counties[counties.indexOf(county)] = again;
  return again;
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

describe('a profile', () => {
  it('[F29] that was copied, and both go on: everything of both arrives once, and both show it', async () => {
    const county = await aCounty();
    const first = await aDevice(county);
    const shared = some(first, 5);
    await first.synced();
    const unsent = await withoutLine(first, () => some(first, 2));
    const second = new NodeDevice(first.enrolment, county.origin, copyOf(first.disk));
    devices.push(second);
    const own = [...some(first, 4), ...some(second, 4)];
    await Promise.all([first.start(), second.start()]);
    // As long as one hears of the other's entries it goes on.
    for (let round = 0; round < 3; round += 1) await Promise.all([first.synced(), second.synced()]);
    const all = idsOf([...shared, ...unsent, ...own]);
    await expectOnce(county, all);
    await expect.poll(() => { first.resume(); second.resume(); return [first, second].map(({ disk }) => all.filter((id) => disk.proofs.has(id)).length); }).toEqual([all.length, all.length]);
    expect([...first.disk.refusals, ...second.disk.refusals]).toEqual([]);
    // They no longer write one chain: what comes now has different names.
    expect(some(first, 1)[0]?.replica).not.toBe(some(second, 1)[0]?.replica);
  });

  it('[F30] that was put back to last week’s: what was written since comes back, what is written now goes out under a new name', async () => {
    const county = await aCounty();
    const device = await aDevice(county);
    const before = some(device, 3);
    await device.synced();
    const waiting = await withoutLine(device, () => some(device, 2));
    const lastWeek = copyOf(device.disk);
    await device.start();
    const since = some(device, 4);
    await device.synced();
    device.stop();
    const back = new NodeDevice(device.enrolment, county.origin, lastWeek);
    devices.push(back);
    const now = some(back, 3);
    await (await back.start()).synced();
    await back.synced();
    const all = idsOf([...before, ...waiting, ...since, ...now]);
    await expectOnce(county, all);
    expect(all.filter((id) => !back.disk.proofs.has(id))).toEqual([]);
    expect(back.disk.former).toHaveLength(1);
  });
});

describe('a county', () => {
  it('[F31] that was put back to yesterday’s and took new entries before its devices came back has all of it in the end', async () => {
    let county = await aCounty();
    const [li, wang] = [await aDevice(county), await aDevice(county, 'wang')];
    const before = some(li, 3);
    await li.synced();
    const copy = join(await mkdtemp(join(tmpdir(), 'yesterday-')), 'county.sqlite');
    await county.store.backup(copy);
    const lost = [...some(li, 4), ...some(wang, 3)];
    for (const device of [li, wang]) { await device.synced(); device.stop(); }
    county = await restored(county, copy);
    // Somebody who never saw the entries that were lost.
    const fresh = new NodeDevice(await county.enrol('li'), county.origin);
    devices.push(fresh);
    const written = some(await fresh.start(), 5);
    await fresh.synced();
    for (const device of [li, wang]) {
      device.origin = county.origin;
      await (await device.start()).synced();
    }
    const all = idsOf([...before, ...lost, ...written]);
    await expectOnce(county, all);
    for (const device of [li, wang, fresh]) await expect.poll(() => { device.resume(); return all.filter((id) => !device.disk.proofs.has(id)); }).toEqual([]);
  });

  it('[F33] that is another one refuses the device, which keeps everything and goes on with its own', async () => {
    const [own, other] = [await aCounty(), await aCounty()];
    const device = await aDevice(own);
    const sent = some(device, 3);
    await device.synced();
    device.stop();
    const heldBefore = device.disk.entries.size;
    const unsent = some(device, 4);
    const strange = await idsInLog(other);
    device.origin = other.origin;
    await device.start();
    expect(await device.until(({ phase }) => phase === 'stopped')).toMatchObject({ reason: 'unauthenticated', waiting: 4 });
    expect(device.disk.entries.size).toBe(heldBefore + 4);
    expect(await idsInLog(other)).toEqual(strange);
    device.stop().origin = own.origin;
    await (await device.start()).synced();
    await expectOnce(own, idsOf([...sent, ...unsent]));
  });

  it('[F33] that is a trial copy of its own is told apart by its log; back at its own nothing is missing', async () => {
    const county = await aCounty();
    const device = await aDevice(county);
    const sent = some(device, 3);
    await device.synced();
    // A trial server, set up from a copy of the real one, on which somebody tried something.
    const real = join(await mkdtemp(join(tmpdir(), 'real-')), 'county.sqlite');
    await county.store.backup(real);
    const later = some(device, 2);
    await device.synced();
    device.stop();
    const head = device.disk.entries.size;
    const atHome = await idsInLog(county);
    const home = join(await mkdtemp(join(tmpdir(), 'home-')), 'county.sqlite');
    await county.store.backup(home);
    const trial = await restored(county, real);
    const player = new NodeDevice(await trial.enrol('wang'), trial.origin);
    devices.push(player);
    some(await player.start(), 1);
    await player.synced();
    player.stop();
    device.origin = trial.origin;
    await (await device.start()).synced();
    const generation = (disk: Disk) => (JSON.parse(disk.rows.get(`log:${TOWNSHIP}`) ?? '{}') as { generation: number }).generation;
    expect(generation(device.disk)).toBe(1);
    expect(device.disk.entries.size).toBeGreaterThanOrEqual(head);
    device.stop();
    const again = await restored(trial, home);
    device.origin = again.origin;
    await (await device.start()).synced();
    expect(generation(device.disk)).toBe(2);
    await expectOnce(again, idsOf([...sent, ...later]));
    expect((await idsInLog(again)).slice(0, atHome.length)).toEqual(atHome);
  });
});

describe('a person', () => {
  it('[F39] who was retired while a device was offline for a week: nothing more is sent, and everything is kept', async () => {
    const county = await aCounty();
    const device = await aDevice(county);
    const sent = some(device, 2);
    await device.synced();
    const unsent = await withoutLine(device, () => some(device, 6));
    await county.store.write((tables) => tables.people.retireUser('li'));
    county.clock.ms += 7 * 86_400_000;
    await device.start();
    expect(await device.until(({ phase }) => phase === 'stopped')).toMatchObject({ reason: 'unauthenticated', waiting: 6 });
    expect(device.waiting()).toEqual(unsent);
    const log = await idsInLog(county);
    expect(idsOf(sent).every((id) => log.includes(id))).toBe(true);
    expect(idsOf(unsent).some((id) => log.includes(id))).toBe(false);
  });

  it('[F39] who was moved to another township meanwhile: what was written there is refused with the reason, and kept', async () => {
    const county = await aCounty();
    const device = await aDevice(county);
    await device.synced();
    const unsent = await withoutLine(device, () => some(device, 6));
    await county.db.updateTable('users').set({ home: OTHER_TOWNSHIP }).where('id', '=', 'li').execute();
    await device.start();
    const told = await device.until(({ phase }) => phase === 'stopped');
    expect(told).toMatchObject({ reason: 'forbidden', waiting: 6 });
    expect(device.waiting()).toEqual(unsent);
    expect(idsOf(unsent).filter((id) => device.disk.entries.has(id))).toHaveLength(6);
  });
});

/** What is done while the program is not connected. */
async function withoutLine<T>(device: NodeDevice, done: () => T): Promise<T> {
  device.stop();
  return done();
}
