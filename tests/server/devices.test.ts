/** Devices after their enrolment: keys and signatures, reports, the county's list, codes and revocations, copies of a profile. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { publicKeyOf, seedText, signEntry, signSuccession } from '../../shared/identity/device-key.ts';
import { readEnrolmentText } from '../../shared/identity/enrolment-text.ts';
import { CountyDevices, DeviceStanding, type CodeAnswer } from '../../shared/sync/device-wire.ts';
import { PROTOCOL_VERSION, type Enrolment, type PushAnswer } from '../../shared/sync/wire.ts';
import { allowSignatures } from '../../server/devices.ts';
import { tellPeople } from '../../server/people.ts';
import { newReplica } from '../../server/secrets.ts';
import { COUNTY, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });

const seed = () => seedText(randomBytes(32));
const device = async (user: string) => new Device(await county.enrol(user), county.origin);
const codesOf = ({ body }: { body: unknown }) => (body as PushAnswer).verdicts.map((one) => (one.verdict === 'refused' ? one.code : 'accepted'));

/** A device with a key, as the app of today enrols. */
async function keyed(user: string): Promise<{ device: Device; seed: string }> {
  const own = seed();
  const answer = await fetch(`${county.origin}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: PROTOCOL_VERSION, code: await county.code(user), device: `${user}的电脑`, publicKey: publicKeyOf(own) }),
  });
  return { device: new Device((await answer.json()) as Enrolment, county.origin), seed: own };
}

const signedBy = (writer: { device: Device; seed: string }, id: string) => ({ device: writer.device.enrolment.deviceId, signature: signEntry(writer.seed, id) });
const report = (over: Record<string, unknown> = {}) => ({ waiting: 0, appVersion: '0.1.0', rekeyed: 0, ...over });
const listed = async (id: string) => (await county.store.read(({ devices }) => devices.all())).find((one) => one.id === id);

describe('what another device brings', () => {
  it('[P31] is accepted as its writer\'s when their device signed it, and stands there under their name', async () => {
    const wang = await keyed('wang');
    const li = await device('li');
    const entry = wang.device.register('by-stick');
    expect(codesOf(await li.push([{ entry }]))).toEqual(['wrong-actor']);
    expect(codesOf(await li.push([{ entry, signed: signedBy({ ...wang, seed: seed() }, entry.id) }]))).toEqual(['signature-false']);
    expect(codesOf(await li.push([{ entry, signed: { ...signedBy(wang, entry.id), device: 'd-aaaaaaaaaa' } }]))).toEqual(['signature-false']);
    expect(codesOf(await li.push([{ entry, signed: signedBy(wang, entry.id) }]))).toEqual(['accepted']);
    // When the writer comes along at last it is the same entry, not another.
    expect((await wang.device.push([{ entry }])).body).toMatchObject({ verdicts: [{ verdict: 'accepted', rev: expect.any(Number) }] });
    const held = await county.store.read(({ log }) => log.ofSubjects(TOWNSHIP, ['case:by-stick']));
    expect(held.get('case:by-stick')?.filter(({ type }) => type === 'case.registered')).toMatchObject([{ id: entry.id, actor: 'wang' }]);
  });

  it('[P32] is kept out when the device was revoked, until the county lets its signatures count', async () => {
    const lost = await keyed('wang');
    const li = await device('li');
    const entry = lost.device.register('lost');
    const items = [{ entry, signed: signedBy(lost, entry.id) }];
    await county.store.write(({ devices }) => devices.revoke(lost.device.enrolment.deviceId, county.clock.ms));
    expect(codesOf(await li.push(items))).toEqual(['signer-revoked']);
    expect(await county.store.write((tables) => allowSignatures(tables, lost.device.enrolment.deviceId, { by: '', nowMs: county.clock.ms }))).toBe(true);
    expect(codesOf(await li.push(items))).toEqual(['accepted']);
    // Its token stays shut.
    expect((await lost.device.pull()).status).toBe(401);
  });

  it('[P32] or when its user left meanwhile', async () => {
    await county.store.write(({ people }) => people.addUser({ id: 'gone', name: '离任者', role: 'secretary', home: TOWNSHIP }, county.clock.ms));
    const gone = await keyed('gone');
    const entry = gone.device.register('gone');
    await county.store.write(({ people }) => people.retireUser('gone'));
    const li = await device('li');
    const items = [{ entry, signed: signedBy(gone, entry.id) }];
    expect(codesOf(await li.push(items))).toEqual(['signer-revoked']);
    await county.store.write(({ devices }) => devices.allowSignatures(gone.device.enrolment.deviceId, county.clock.ms));
    expect(codesOf(await li.push(items))).toEqual(['accepted']);
  });

  it('a device enrolled without a key has none to allow', async () => {
    const li = await device('li');
    expect(await county.store.write(({ devices }) => devices.allowSignatures(li.enrolment.deviceId, county.clock.ms))).toBe(false);
  });
});

describe('a report', () => {
  it('is noted, answers who the device is now, and gives a key to a device that had none: the first one told', async () => {
    const li = await device('li');
    const [first, second] = [publicKeyOf(seed()), publicKeyOf(seed())];
    const answer = await li.post('/api/device/report', report({ waiting: 12, publicKey: first }));
    expect(answer.status).toBe(200);
    expect(Value.Check(DeviceStanding, answer.body)).toBe(true);
    expect(answer.body).toMatchObject({ session: li.enrolment.session, county: li.enrolment.county, people: li.enrolment.people, scopes: li.enrolment.scopes, keys: expect.arrayContaining([{ device: li.enrolment.deviceId, user: 'li', publicKey: first, stopped: false, name: '测试机' }]) as unknown });
    await li.post('/api/device/report', report({ waiting: 3, publicKey: second }));
    expect(await listed(li.enrolment.deviceId)).toMatchObject({ waiting: 3, appVersion: '0.1.0', reportedAt: county.clock.ms, signs: true, copiedAt: null });
    const signers = await county.store.read(({ devices }) => devices.signers([li.enrolment.deviceId]));
    expect(signers.get(li.enrolment.deviceId)?.publicKey).toBe(first);
  });

  it('follows the county\'s tables: a new role, a new township, a colleague', async () => {
    await county.store.write(({ people }) => people.addUser({ id: 'mover', name: '调动者', role: 'recorder', home: TOWNSHIP }, county.clock.ms));
    const mover = await device('mover');
    await county.store.write(({ people }) => people.moveUser('mover', { role: 'secretary', home: OTHER_TOWNSHIP }));
    const { body } = await mover.post('/api/device/report', report());
    expect(body).toMatchObject({ session: { role: 'secretary', home: OTHER_TOWNSHIP, writes: [OTHER_TOWNSHIP], reads: [OTHER_TOWNSHIP, COUNTY] }, people: expect.arrayContaining([{ user: 'qian', userName: '钱秘书' }]) as unknown });
    expect((await mover.pull()).status).toBe(403);
  });

  it.each([{}, report({ waiting: -1 }), report({ words: '暗语' }), report({ publicKey: 'x' })])('is refused as %j', async (body) => {
    expect((await (await device('li')).post('/api/device/report', body)).status).toBe(400);
  });
});

describe('somebody who moves to another township', () => {
  it('is told to both: gone there, here now', async () => {
    await county.store.write(({ people }) => people.addUser({ id: 'moved', name: '搬家者', role: 'recorder', home: TOWNSHIP }, county.clock.ms));
    const tell = () => county.store.write((tables) => tellPeople(tables, { replica: newReplica(), nowMs: county.clock.ms }));
    await tell();
    await county.store.write(({ people }) => people.moveUser('moved', { role: 'chair', home: OTHER_TOWNSHIP }));
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(0);
    const told = async (scope: string) => (await county.store.read(({ log }) => log.ofType(scope, 'user.updated'))).filter(({ body }) => (body['set'] as Record<string, unknown>)['user'] === 'moved').at(-1);
    const [here, there] = [await told(TOWNSHIP), await told(OTHER_TOWNSHIP)];
    expect([here?.body, there?.body]).toMatchObject([{ set: { active: false } }, { set: { active: true, role: 'chair' } }]);
    // The county's office folds both: the later of the two is where they are.
    expect((there?.at ?? '') > (here?.at ?? '')).toBe(true);
  });
});

describe('the county\'s office', () => {
  const paths = [['GET', '/api/county/devices'], ['POST', '/api/county/codes'], ['POST', '/api/county/devices/revoke']] as const;

  it.each(paths)('alone may %s %s', async (method, path) => {
    for (const user of ['li', 'wang', 'sun', 'qian']) {
      const one = new Device(await county.enrolled(user), county.origin);
      const answer = method === 'GET' ? await one.get(path) : await one.post(path, { user: 'li', device: one.enrolment.deviceId });
      // 400 would speak of the body before the question of right is asked.
      expect([user, answer.status]).toEqual([user, 403]);
    }
    expect((await fetch(`${county.origin}${path}`, { method })).status).toBe(401);
  });

  it('sees everybody with their devices, and no secret', async () => {
    const zhao = new Device(await county.enrolled('zhao'), county.origin);
    const { body, status } = await zhao.get('/api/county/devices');
    expect(status).toBe(200);
    expect(Value.Check(CountyDevices, body)).toBe(true);
    const { people, devices } = body as CountyDevices;
    expect(people).toContainEqual({ user: 'gone', name: '离任者', role: 'secretary', home: TOWNSHIP, active: false, codeUntil: null });
    expect(devices.find((one) => one.id === zhao.enrolment.deviceId)).toMatchObject({ user: 'zhao', name: '测试机', revokedAt: null });
    expect(JSON.stringify(body)).not.toMatch(/token|hash|public/i);
  });

  it('gives a code that works once, for 24 hours, and is known only where it was shown', async () => {
    const zhao = new Device(await county.enrolled('zhao'), county.origin);
    const { body } = await zhao.post('/api/county/codes', { user: 'wang' });
    const { code, expiresAt } = body as CodeAnswer;
    expect(expiresAt - county.clock.ms).toBe(24 * 3_600_000);
    expect(((await zhao.get('/api/county/devices')).body as CountyDevices).people.find((one) => one.user === 'wang')?.codeUntil).toBeGreaterThanOrEqual(expiresAt);
    const join = () => fetch(`${county.origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '新电脑' }) });
    expect(await (await join()).json()).toMatchObject({ session: { user: 'wang' } });
    expect((await join()).status).toBe(403);
    expect(county.logged()).not.toContain(code);
    for (const nobody of ['nobody', 'gone']) expect((await zhao.post('/api/county/codes', { user: nobody })).status).toBe(404);
  });

  it('revokes a device at once, twice is once, and never the one that it sits at', async () => {
    const zhao = new Device(await county.enrolled('zhao'), county.origin);
    const lost = await device('li');
    const revoke = (id: string) => zhao.post('/api/county/devices/revoke', { device: id });
    const first = await revoke(lost.enrolment.deviceId);
    expect(first).toMatchObject({ status: 200, body: { revokedAt: county.clock.ms } });
    expect((await lost.pull()).status).toBe(401);
    county.clock.ms += 60_000;
    expect((await revoke(lost.enrolment.deviceId)).body).toEqual(first.body);
    expect((await revoke('d-zzzzzzzzzz')).status).toBe(404);
    expect((await revoke(zhao.enrolment.deviceId)).status).toBe(403);
    expect((await zhao.get('/api/county/devices')).status).toBe(200);
  });
});

describe('a copied profile', () => {
  it('[F29] shows in the list: two entries in one place of a chain', async () => {
    const li = await device('li');
    const twin = li.copied();
    await li.accepted([li.register('original')]);
    expect((await listed(li.enrolment.deviceId))?.copiedAt).toBeNull();
    county.clock.ms += 1000;
    await twin.accepted([twin.register('fork')]);
    expect((await listed(li.enrolment.deviceId))?.copiedAt).toBe(county.clock.ms);
  });

  it('[F30] shows when the device says that it had to take a new name', async () => {
    const li = await device('li');
    await li.post('/api/device/report', report());
    expect((await listed(li.enrolment.deviceId))?.copiedAt).toBeNull();
    county.clock.ms += 1000;
    await li.post('/api/device/report', report({ rekeyed: 1 }));
    const at = county.clock.ms;
    county.clock.ms += 1000;
    await li.post('/api/device/report', report({ rekeyed: 1 }));
    expect((await listed(li.enrolment.deviceId))?.copiedAt).toBe(at);
  });

  it('[F29] two devices that take turns under one name are copies; one after the other has joined again', async () => {
    const [before, after] = [await device('li'), await device('li')];
    const push = async (one: Device, key: string) => {
      county.clock.ms += 1000;
      await one.push([{ entry: one.register(key) }], { replica: before.replica });
    };
    await push(before, 'a1');
    await push(after, 'b1');
    await push(after, 'b2');
    expect((await listed(before.enrolment.deviceId))?.copiedAt).toBeNull();
    await push(before, 'a2');
    expect([(await listed(before.enrolment.deviceId))?.copiedAt, (await listed(after.enrolment.deviceId))?.copiedAt]).toEqual([expect.any(Number), expect.any(Number)]);
  });
});

describe('a computer that joins again', () => {
  let was: Awaited<ReturnType<typeof keyed>>, now: Awaited<ReturnType<typeof keyed>>;
  beforeAll(async () => { [was, now] = [await keyed('li'), await keyed('wang')]; });
  const idOf = ({ device: one }: typeof was) => one.enrolment.deviceId;
  const told = (signature: string) => now.device.post('/api/device/report', report({ before: { device: idOf(was), signature } }));

  it('another key proves nothing, nor a signature that was made for another device', async () => {
    for (const signature of [signSuccession(seed(), idOf(now)), signSuccession(was.seed, 'd-aaaaaaaaaa')]) {
      expect((await told(signature)).status).toBe(200);
      expect((await listed(idOf(was)))?.replacedBy).toBeNull();
    }
  });

  it('is one line: the former device is closed once its key has proven it, whoever uses the computer now', async () => {
    for (let i = 0; i < 2; i += 1) await told(signSuccession(was.seed, idOf(now)));
    expect(await listed(idOf(was))).toMatchObject({ replacedBy: idOf(now), revokedAt: null });
    expect((await listed(idOf(now)))?.name).toBe('li的电脑');
    const lines = await county.store.read(({ audit }) => audit.lines());
    expect(lines.filter(({ what }) => what === 'device-replaced')).toMatchObject([{ facts: { device: idOf(was), by: idOf(now) } }]);
  });

  it('two copies that each joined again are a line each, however often they report', async () => {
    const twins = [await keyed('li'), await keyed('li')];
    for (let i = 0; i < 3; i += 1) for (const twin of twins) await twin.device.post('/api/device/report', report({ before: { device: idOf(was), signature: signSuccession(was.seed, idOf(twin)) } }));
    const lines = await county.store.read(({ audit }) => audit.lines());
    expect(lines.filter(({ what }) => what === 'device-replaced').map(({ facts }) => facts['by'])).toEqual([now, ...twins].map(idOf));
    expect((await listed(idOf(was)))?.replacedBy).toBe(idOf(twins[1] ?? now));
  });

  it('what it signed under its former name still counts', async () => {
    const entry = was.device.register('before-rejoining');
    expect(codesOf(await now.device.push([{ entry, signed: signedBy(was, entry.id) }]))).toEqual(['accepted']);
  });

  it('a copy that goes on under the former name is a computer in use again', async () => {
    county.clock.ms += 3_600_000;
    await was.device.pull();
    expect((await listed(idOf(was)))?.replacedBy).toBeNull();
  });
});

it('codes, devices, revocations, copies and forks stand in the audit, with ids only', async () => {
  const lines = await county.store.read(({ audit }) => audit.lines());
  const kinds = new Set(lines.map(({ what }) => what));
  for (const what of ['code-made', 'device-joined', 'device-replaced', 'device-stopped', 'signatures-allowed', 'chain-forked', 'profile-copied'] as const) expect(kinds).toContain(what);
  expect(lines.find(({ what }) => what === 'device-stopped')?.facts).toMatchObject({ device: expect.stringMatching(/^d-/) as unknown, by: 'zhao' });
  expect(await county.store.read(({ audit }) => audit.brokenAt())).toBeNull();
});

describe('the text of a QR code', () => {
  it.each([
    ['minqing://enrol?server=https%3A%2F%2Fminqing.example.gov.cn&code=ABCD-EFGH-JKMN-PQRS', { server: 'https://minqing.example.gov.cn', code: 'ABCD-EFGH-JKMN-PQRS' }],
    ['  minqing://enrol?code=ABCD-EFGH-JKMN-PQRS\n', { server: null, code: 'ABCD-EFGH-JKMN-PQRS' }],
    ['minqing://enrol?server=javascript%3Aalert(1)&code=ABCD-EFGH-JKMN-PQRS', null], ['minqing://enrol?server=https%3A%2F%2Fa%2Fpath&code=ABCD-EFGH-JKMN-PQRS', null],
    ['minqing://enrol?server=https%3A%2F%2Fa', null], ['https://example.com/?code=ABCD-EFGH-JKMN-PQRS', null], ['ABCD-EFGH-JKMN-PQRS', null], ['', null], ['minqing://enrol?code=x', null],
  ])('%j is read as %j', (text, read) => {
    expect(readEnrolmentText(text)).toEqual(read);
  });
});
