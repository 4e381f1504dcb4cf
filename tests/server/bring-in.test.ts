/** A bundle that is carried to the county's office by hand: judged entry by entry, and whatever is wrong with the file changes nothing. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, type BroughtIn } from '../../server/bring-in.ts';
import { readWholeBundle } from '../../server/bundle-files.ts';
import { tellPeople } from '../../server/people.ts';
import { newReplica } from '../../server/secrets.ts';
import { BUNDLE_VERSION } from '../../shared/bundle/bundle.ts';
import { publicKeyOf, recipientOf, seedText } from '../../shared/identity/device-key.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { COUNTY, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';
import { aBundle, CODE, keyed, signed } from './stick.ts';

let county: TestCounty, folder: string;
beforeAll(async () => {
  [county, folder] = [await startCounty(), await mkdtemp(join(tmpdir(), 'stick-'))];
});
afterAll(async () => {
  await county.stop();
  await rm(folder, { recursive: true, force: true });
});

async function read(bytes: Uint8Array, code = CODE) {
  const file = join(folder, 'a.mqb');
  await writeFile(file, bytes);
  return readWholeBundle(file, { typed: code, opener: county.key.opener }, () => Promise.resolve());
}

async function brought(bytes: Uint8Array, acceptRevoked = false): Promise<BroughtIn | string> {
  const whole = await read(bytes);
  if (!whole.ok) return whole.error;
  const receipts = { issue: (id: string) => county.key.receipt(id), verify: (id: string, receipt: string) => county.key.proves(id, receipt) };
  const done = await county.store.write((tables) => bringIn(tables, whole.value, { receipts, acceptRevoked, pen: { replica: newReplica(), nowMs: county.clock.ms } }));
  return done.ok ? done.value : done.error;
}

const headOf = (scope = TOWNSHIP) => county.store.read(({ log }) => log.head(scope));

describe('a bundle at the county\'s office', () => {
  it('brings what a device in use signed, as that device would have; twice is once, and unsigned entries stay out', async () => {
    const [li, wang] = [await keyed(county, 'li'), await keyed(county, 'wang')];
    const own = [li.device.register('stick-a'), li.device.write({ subject: 'case:stick-a', type: 'case.noted', body: { text: '带来的' } })];
    const other = wang.device.register('stick-b');
    // Carried on by another's laptop; and one that nobody proves.
    const bytes = await aBundle(li, [...own.map((entry) => signed(li, entry)), signed(wang, other), { entry: wang.device.register('stick-c') }]);
    expect(await brought(bytes)).toMatchObject({ taken: 3, known: 0, unsigned: 1, cases: 2 });
    expect(await brought(bytes)).toMatchObject({ taken: 0, known: 3, unsigned: 1, cases: 0 });
    // When they come along themselves, it is the same entry; its case has one number.
    await wang.device.pullAll();
    expect((await wang.device.push([{ entry: other }])).body).toMatchObject({ verdicts: [{ verdict: 'accepted' }] });
    const held = await county.store.read(({ log }) => log.ofSubjects(TOWNSHIP, ['case:stick-a', 'case:stick-b']));
    for (const entries of held.values()) expect(entries.map(({ type }) => type).filter((type) => type === 'case.registered' || type === 'case.numbered').sort()).toEqual(['case.numbered', 'case.registered']);
    expect((await county.store.read(({ audit }) => audit.lines())).at(-1)).toMatchObject({ what: 'brought-in', facts: { taken: 0, known: 3, unsigned: 1 } });
  });

  it('[F40] brings 200 entries of a revoked device only when the county says so', async () => {
    const lost = await keyed(county, 'wang');
    const entries = Array.from({ length: 200 }, (_, i) => lost.device.register(`lost-${String(i)}`));
    const bytes = await aBundle(lost, entries.map((entry) => signed(lost, entry)));
    await county.store.write(({ devices }) => devices.revoke(lost.device.enrolment.deviceId, county.clock.ms));
    const before = await headOf();
    const refused = await brought(bytes);
    expect(refused).toMatchObject({ taken: 0, known: 0 });
    expect([...(refused as BroughtIn).refused]).toEqual([['signer-revoked', 200]]);
    expect(await headOf()).toEqual(before);
    expect(await brought(bytes, true)).toMatchObject({ taken: 200, cases: 200 });
    // This once: another stick of the same device is asked about again.
    expect(await brought(await aBundle(lost, [signed(lost, lost.device.register('lost-later'))]))).toMatchObject({ taken: 0 });
  });

  it('is taken in by the command line beside the running server, with the files that its entries name and no others', async () => {
    const li = await keyed(county, 'li');
    const picture = Buffer.from('%PDF-1.4\n一份附件');
    const named = { hash: contentIdOfBytes(picture), name: '附件.pdf', mime: 'application/pdf', size: picture.length };
    const run = async (attachments: readonly unknown[], key: string) => {
      const file = join(folder, `${key}.mqb`);
      await writeFile(file, await aBundle(li, [signed(li, li.device.register(key, { attachments }))], { picture }));
      return (await promisify(execFile)(process.execPath, ['server/cli.ts', 'bring-in', '--from', file, '--code', 'abcde-fgh23', '--data', county.dir], { cwd: join(import.meta.dirname, '../..') })).stdout;
    };
    expect(await run([], 'stick-f')).toContain('已收下 1 条记录，1 件；0 条本来就有。附件 0 个。');
    expect(await county.store.read(({ attachments }) => attachments.size(TOWNSHIP, named.hash))).toBeNull();
    expect(await run([named], 'stick-g')).toContain('附件 1 个。');
    expect(await county.store.read(({ attachments }) => attachments.size(TOWNSHIP, named.hash))).toBe(picture.length);
  });

  it('locked for the county needs no code; locked for somebody else it says so', async () => {
    const li = await keyed(county, 'li');
    const entry = li.device.register('stick-h');
    expect(await brought(await aBundle(li, [signed(li, entry)], { recipient: recipientOf(county.key.publicKey) ?? '' }))).toMatchObject({ taken: 1, cases: 1 });
    const stranger = recipientOf(publicKeyOf(seedText(randomBytes(32)))) ?? '';
    const [before, bytes] = [await headOf(), await aBundle(li, [signed(li, li.device.register('stick-i'))], { recipient: stranger })];
    expect(await brought(bytes)).toContain('不是锁给本县的');
    // Cut in its head or turned there, and anywhere else.
    const whole = await aBundle(li, [signed(li, li.device.register('stick-j'))], { recipient: recipientOf(county.key.publicKey) ?? '' });
    for (const cut of [10, 40, 90, 190, 250, whole.length - 1]) expect(await read(whole.slice(0, cut)), `cut at ${String(cut)}`).toMatchObject({ ok: false });
    for (const at of [3, 40, 100, 170, 230, whole.length - 1]) {
      const turned = whole.slice();
      turned[at] = (turned[at] ?? 0) ^ 1;
      expect(await read(turned), `turned at ${String(at)}`).toMatchObject({ ok: false });
    }
    expect(await headOf()).toEqual(before);
  });

  it('[F34] of another county, changed by hand, or judged item by item is taken only as far as it proves itself', async () => {
    const [li, qian] = [await keyed(county, 'li'), await keyed(county, 'qian')];
    const before = await headOf();
    const entry = li.device.register('stick-d');
    expect(await brought(await aBundle(li, [signed(li, entry)], { endSeed: seedText(randomBytes(32)) }))).toContain('签名');
    expect(await brought(await aBundle(li, [], { scope: '411123201' }))).toContain('别的县');
    // Signed by somebody who may not write there, or in another's name.
    expect([...(await brought(await aBundle(li, [signed({ ...li, seed: qian.seed }, entry)])) as BroughtIn).refused]).toEqual([['signature-false', 1]]);
    const elsewhere = new Device(qian.device.enrolment, county.origin, TOWNSHIP).register('stick-e');
    expect([...(await brought(await aBundle(qian, [signed(qian, elsewhere)])) as BroughtIn).refused]).toEqual([['foreign-scope', 1]]);
    expect(await headOf()).toEqual(before);
    expect(await headOf(OTHER_TOWNSHIP)).not.toBeNull();
    // Nor when the county accepts what the stopped and the moved signed: they never worked there.
    expect([...(await brought(await aBundle(qian, [signed(qian, elsewhere)]), true) as BroughtIn).refused]).toEqual([['foreign-scope', 1]]);
    expect(await headOf()).toEqual(before);
  });

  it('of somebody who was moved away since is taken when the county says so, also of one who worked for all townships', async () => {
    const pen = { replica: newReplica(), nowMs: county.clock.ms };
    for (const [user, role, home] of [['moved-on', 'secretary', TOWNSHIP], ['left-county', 'county', COUNTY]] as const) {
      await county.store.write(({ people }) => people.addUser({ id: user, name: '调走的人', role, home }, county.clock.ms));
      await county.store.write((tables) => tellPeople(tables, pen));
      const one = await keyed(county, user);
      const bytes = await aBundle(one, [signed(one, new Device(one.device.enrolment, county.origin, TOWNSHIP).register(`stick-${user}`))]);
      await county.store.write(({ people }) => people.moveUser(user, { role: 'secretary', home: OTHER_TOWNSHIP }));
      expect([...(await brought(bytes) as BroughtIn).refused]).toEqual([['foreign-scope', 1]]);
      expect(await brought(bytes, true)).toMatchObject({ taken: 1 });
    }
  });

  it('[F34] half written at every 4 KB and round every border of its pieces, or with a bit turned anywhere, is refused before anything is kept', async () => {
    const li = await keyed(county, 'li');
    const bytes = await aBundle(li, Array.from({ length: 60 }, (_, i) => signed(li, li.device.register(`half-${String(i)}`))), { picture: randomBytes(90_000) });
    const before = await headOf();
    const body = bytes.length;
    const cuts = new Set<number>([1, 10, 100, body - 1, body - 16]);
    for (let at = 4096; at < body; at += 4096) cuts.add(at);
    // Every piece of the age format is 64 KB and its seal of 16 bytes, after a head of some 150 bytes and a nonce.
    const head = Buffer.from(bytes).indexOf('\n', Buffer.from(bytes).indexOf('\n---') + 1) + 1 + 16;
    for (let border = head; border < body; border += 65_536 + 16) for (const near of [-17, -16, -1, 0, 1, 16]) if (border + near > 0 && border + near < body) cuts.add(border + near);
    for (const cut of cuts) expect(await read(bytes.slice(0, cut)), `cut at ${String(cut)}`).toMatchObject({ ok: false });
    for (let at = 0; at < body; at += 1 + Math.floor(Math.abs(Math.sin(at)) * (at < 400 ? 12 : 9000))) {
      const turned = bytes.slice();
      turned[at] = (turned[at] ?? 0) ^ (1 << at % 8);
      expect(await read(turned), `turned at ${String(at)}`).toMatchObject({ ok: false });
    }
    expect(await read(Buffer.concat([bytes, Buffer.from([0])]))).toMatchObject({ ok: false });
    expect(await read(await aBundle(li, [], { version: BUNDLE_VERSION + 1 }))).toMatchObject({ ok: false, error: expect.stringContaining('新版') as unknown });
    expect(await headOf()).toEqual(before);
    expect(await brought(bytes)).toMatchObject({ taken: 60 });
  });
});
