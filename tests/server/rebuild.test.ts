/** A whole county lost: its folder, and then its key as well. A new one is made from what the devices hold, and every case folds to what it was. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { attachmentsDir } from '../../server/attachment-files.ts';
import { countyKeyFile } from '../../server/county-key.ts';
import { bundledFiles, readBundleFile } from '../../server/bundle-files.ts';
import { newReplica } from '../../server/secrets.ts';
import { takeIn } from '../../server/take-in.ts';
import { checkCounty } from '../../server/upkeep.ts';
import { BUNDLE_FORMAT, BUNDLE_VERSION } from '../../shared/bundle/bundle.ts';
import { createBundleWriter } from '../../shared/bundle/write-bundle.ts';
import { foldCase } from '../../shared/case/fold.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { fillCounty } from '../e2e/fill-county.ts';
import { copyOf, NodeDevice, type Disk } from '../faults/node-device.ts';
import { COUNTY, NOON, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';

const PEN = { replica: newReplica(), nowMs: NOON + 86_400_000 };
const USERS = ['wang', 'li', 'qian'] as const;

/** What the devices hold when the county is gone, and what every case and number was. */
let held: ReadonlyMap<string, Disk>;
let states: ReadonlyMap<string, unknown>;
let rows: unknown;
let counters: unknown;
let keyFile: string;
const running: TestCounty[] = [];
const devices: NodeDevice[] = [];

beforeAll(async () => {
  const county = await startCounty();
  await fillCounty(county.origin, await county.code('wang'), { today: '2026-11-21' });
  const qian = await new NodeDevice(await county.enrol('qian'), county.origin).start();
  qian.register('elsewhere');
  await qian.synced();
  const [wang, li] = [await new NodeDevice(await county.enrol('wang'), county.origin).start(), await new NodeDevice(await county.enrol('li'), county.origin).start()];
  await Promise.all([wang.synced(), li.synced()]);
  await county.store.write(({ people }) => people.retireUser('sun'));
  // Written before anybody knew that the county is gone, and never sent.
  li.stop().write({ subject: 'case:filled000003', type: 'case.noted', body: { text: '还没有上报的一句' } });
  held = new Map(([['wang', wang], ['li', li], ['qian', qian]] as const).map(([user, device]) => [user, copyOf(device.stop().disk)]));
  const bySubject = Map.groupBy([...new Map(everything().map((entry) => [entry.id, entry])).values()].filter(({ subject }) => subject.startsWith('case:')), ({ subject }) => subject);
  states = new Map([...bySubject].map(([subject, entries]) => [subject, foldCase(entries)]));
  rows = await county.store.read(({ read }) => read.rows());
  counters = await county.store.read(({ numbering }) => numbering.counters());
  keyFile = await readFile(countyKeyFile(county.dir), 'utf8');
  await county.stop();
});
afterEach(async () => {
  for (const device of devices.splice(0)) device.stop();
  for (const county of running.splice(0)) await county.stop();
});

/** Every case of the county, folded. */
async function statesAt({ store }: TestCounty): Promise<ReadonlyMap<string, unknown>> {
  return store.read(async ({ people, log }) => {
    const folded = new Map<string, unknown>();
    for (const { code } of await people.scopes()) {
      for (const [subject, entries] of await log.ofSubjects(code, await log.subjects(code, 'case'))) folded.set(subject, foldCase(entries));
    }
    return folded;
  });
}

async function emptyCounty(key: string | null): Promise<TestCounty> {
  const county = await startCounty({ empty: true, ...(key === null ? {} : { key }) });
  running.push(county);
  return county;
}

/** The user's old computer, let in anew by the county that is there now. */
async function again(county: TestCounty, user: string): Promise<NodeDevice> {
  const disk = held.get(user);
  if (!disk) throw new Error(`${user} had no computer`);
  const device = await new NodeDevice(await county.enrol(user), county.origin, copyOf(disk)).start();
  devices.push(device);
  return device;
}

const everything = (): readonly Entry[] => [...held.values()].flatMap((disk) => [...disk.entries.values()]);

async function expectAsBefore(county: TestCounty): Promise<void> {
  expect((await checkCounty(county.store)).faults).toEqual([]);
  const now = await statesAt(county);
  expect(now.size).toBe(109);
  expect([...now.keys()].sort()).toEqual([...states.keys()].sort());
  for (const [subject, state] of states) expect(now.get(subject)).toEqual(state);
  expect(await county.store.read(({ read }) => read.rows())).toEqual(rows);
  expect(await county.store.read(({ numbering }) => numbering.counters())).toEqual(counters);
}

describe('a county that is gone', () => {
  it('but whose key was kept fills itself again from an empty one: every one of 108 cases folds to what it was', async () => {
    const county = await emptyCounty(keyFile);
    // The county's keeper knows who worked there.
    await county.store.write(async ({ people }) => {
      for (const [id, name, role, home] of [['wang', '王秘书', 'secretary', TOWNSHIP], ['li', '李记录', 'recorder', TOWNSHIP], ['qian', '钱秘书', 'secretary', OTHER_TOWNSHIP]] as const) await people.addUser({ id, name, role, home }, NOON);
    });
    await Promise.all(USERS.map(async (user) => (await again(county, user)).synced()));
    await expectAsBefore(county);
    // The numbers go on where they were.
    const li = devices.find((one) => one.enrolment.session.user === 'li');
    li?.register('after');
    await li?.synced();
    const after = foldCase((await county.store.read(({ log }) => log.ofSubjects(TOWNSHIP, ['case:after']))).get('case:after') ?? []);
    expect([...states.values()].map((state) => (state as { number: string | null }).number)).not.toContain(after?.number);
  });

  it('with its key is rebuilt from what the devices hold, with its users and numbers; the devices then agree with it', async () => {
    const county = await emptyCounty(null);
    const taken = await county.store.write((tables) => takeIn(tables, everything(), PEN));
    expect(taken).toMatchObject({ refused: { malformed: 0, 'wrong-hash': 0, 'too-large': 0, 'foreign-scope': 0 }, cases: 109 });
    expect(taken.users.map(({ id, role, home, active }) => [id, role, home, active]).sort()).toEqual([
      ['li', 'recorder', TOWNSHIP, true], ['qian', 'secretary', OTHER_TOWNSHIP, true], ['sun', 'chair', TOWNSHIP, true], ['wang', 'secretary', TOWNSHIP, true], ['zhao', 'county', COUNTY, true],
    ]);
    await expectAsBefore(county);
    await Promise.all(USERS.map(async (user) => (await again(county, user)).synced()));
    await expectAsBefore(county);
    for (const device of devices) for (const entry of device.disk.entries.values()) expect(county.key.proves(entry.id, device.disk.proofs.get(entry.id)?.receipt ?? '')).toBe(true);
    expect((await county.store.read(({ audit }) => audit.lines())).find(({ what }) => what === 'taken-in')).toMatchObject({ facts: { taken: taken.taken, users: 5 } });
  });

  it('takes the same in twice without harm, what came in another order too, and nothing that is not whole or not of this county', async () => {
    const county = await emptyCounty(null);
    const all = everything();
    const half = all.filter((_, i) => i % 2 === 0);
    await county.store.write((tables) => takeIn(tables, [...half].reverse(), PEN));
    const second = await county.store.write((tables) => takeIn(tables, [...all].reverse(), PEN));
    expect(second.known).toBe(new Set(half.map((entry) => entry.id)).size);
    const [one] = all;
    if (!one) throw new Error('nothing is held');
    const before = await county.store.read(({ log }) => log.head(TOWNSHIP));
    const refused = await county.store.write((tables) => takeIn(tables, [{ ...one, actor: 'somebody' }, { id: 'x' }, 'nonsense', ...all], PEN));
    expect(refused).toMatchObject({ taken: 0, refused: { 'wrong-hash': 1, malformed: 2 } });
    expect(await county.store.read(({ log }) => log.head(TOWNSHIP))).toEqual(before);
    expect((await checkCounty(county.store)).faults).toEqual([]);
    const now = await statesAt(county);
    for (const [subject, state] of states) expect(now.get(subject)).toMatchObject({ status: (state as { status: string }).status });
  });
});

describe('a bundle that a keeper brings', () => {
  const CODE = 'ABCDEFGH23';
  let folder: string;
  beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'bundle-')); });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  /** A bundle of everything that a computer holds of its township, and of one picture. */
  async function aBundle(name: string, picture: Uint8Array): Promise<string> {
    const entries = [...(held.get('wang')?.entries.values() ?? [])].filter((entry) => entry.scope === TOWNSHIP);
    const writer = createBundleWriter();
    const from = { replica: newReplica(), user: 'wang', userName: '王秘书', device: '测试机' };
    const parts = [
      writer.header({ format: BUNDLE_FORMAT, version: BUNDLE_VERSION, scope: TOWNSHIP, choice: { kind: 'all', scope: TOWNSHIP }, from, madeAt: '2026-11-21T04:00:00.000Z', entries: entries.length, attachments: 1 }),
      ...entries.map((entry) => writer.entry({ entry })), writer.attachment(contentIdOfBytes(picture), picture), writer.end(),
    ];
    const encrypter = new Encrypter();
    encrypter.setPassphrase(CODE);
    encrypter.setScryptWorkFactor(10);
    const file = join(folder, name);
    await writeFile(file, await encrypter.encrypt(Buffer.concat(parts)));
    return file;
  }

  it('is taken in with its attachments; one that is half written, opened with another code, or not there changes nothing', async () => {
    const picture = Buffer.from('%PDF-1.4\n一份附件');
    const file = await aBundle('all.mqb', picture);
    const county = await emptyCounty(null);
    const files = await bundledFiles(county.store, county.dir, PEN.nowMs);
    const none = async () => undefined;
    expect(await readBundleFile(join(folder, 'none.mqb'), { typed: CODE, opener: null }, none)).toMatchObject({ ok: false, error: expect.stringContaining('没有文件') });
    expect(await readBundleFile(file, { typed: '短', opener: null }, none)).toMatchObject({ ok: false, error: expect.stringContaining('口令是10位') });
    expect(await readBundleFile(file, { typed: 'ABCDE-FGH24', opener: null }, none)).toMatchObject({ ok: false, error: expect.stringContaining('口令对不上') });
    const half = join(folder, 'half.mqb');
    await writeFile(half, (await readFile(file)).subarray(0, 70_000));
    expect(await readBundleFile(half, { typed: CODE, opener: null }, none)).toMatchObject({ ok: false, error: expect.stringContaining('不完整') });

    const read = await readBundleFile(file, { typed: 'abcde-fgh23', opener: null }, files.keep);
    if (!read.ok) throw new Error(read.error);
    await county.store.write((tables) => takeIn(tables, read.value, PEN));
    expect(await files.end()).toBe(1);
    const now = await statesAt(county);
    expect(now.size).toBe(108);
    for (const [subject, state] of now) if (subject !== 'case:filled000003') expect(state).toEqual(states.get(subject));
    expect(await county.store.read(({ attachments }) => attachments.all())).toEqual([{ scope: TOWNSHIP, hash: contentIdOfBytes(picture), size: picture.length }]);
    expect(await readFile(join(attachmentsDir(county.dir), TOWNSHIP, contentIdOfBytes(picture)))).toEqual(picture);
  });
});
