/** One-time codes, device tokens, revocation. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { CODE_LIFETIME_MS } from '../../server/auth.ts';
import { databaseFile } from '../../server/county-data.ts';
import { newDeviceToken, newEnrolmentCode, newReplica, parseEnrolmentCode } from '../../server/secrets.ts';
import { REPLICA_PATTERN } from '../../shared/ledger/entry.ts';
import { Enrolment } from '../../shared/sync/wire.ts';
import { COUNTY, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });

const tryCode = (code: string) => fetch(`${county.origin}/api/enrol`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: 1, code, device: '办公室电脑' }),
});

describe('secrets', () => {
  it('codes have 80 bits in four groups, tokens 256, and are never the same', () => {
    const codes = Array.from({ length: 500 }, newEnrolmentCode);
    expect(new Set(codes).size).toBe(500);
    for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){3}$/);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
    expect(Buffer.from(newDeviceToken(), 'base64url')).toHaveLength(32);
    expect(newReplica()).toMatch(new RegExp(REPLICA_PATTERN));
  });

  it.each([
    ['ABCD-EFGH-JKMN-PQRS', 'ABCDEFGHJKMNPQRS'], ['abcd efgh jkmn pqrs', 'ABCDEFGHJKMNPQRS'], ['ＡＢＣＤ－ＥＦＧＨ－ＪＫＭＮ－ＰＱＲＳ', 'ABCDEFGHJKMNPQRS'],
    ['ABCD—EFGH–JKMN PQRS ', 'ABCDEFGHJKMNPQRS'], ['ABCD-EFGH-JKMN-PQR', null], ['ABCD-EFGH-JKMN-PQR0', null], ['', null],
  ])('a code typed as %j is read as %j', (typed, code) => {
    expect(parseEnrolmentCode(typed)).toBe(code);
  });
});

describe('enrolment', () => {
  it('makes a device of the code\'s user, with the rights of the tables', async () => {
    const answer = await tryCode(await county.code('wang'));
    expect(answer.status).toBe(200);
    const enrolment: unknown = await answer.json();
    expect(Value.Check(Enrolment, enrolment)).toBe(true);
    expect(enrolment).toMatchObject({
      session: { user: 'wang', userName: '王秘书', role: 'secretary', home: TOWNSHIP, reads: [TOWNSHIP, COUNTY], writes: [TOWNSHIP] },
      county: { code: COUNTY, name: '临颍县' },
      people: expect.arrayContaining([{ user: 'li', userName: '李记录' }, { user: 'wang', userName: '王秘书' }, { user: 'zhao', userName: '赵主任' }]) as unknown,
      scopes: [{ code: COUNTY, name: '临颍县', organ: '临颍县人大常委会代表工委' }, { code: TOWNSHIP, name: '皇帝庙乡', organ: '皇帝庙乡人大主席团' }],
    });
  });

  it('gives the county office every scope', async () => {
    const { session, scopes } = await county.enrolled('zhao');
    expect(session.reads).toHaveLength(17);
    expect(session.writes).toEqual(session.reads);
    expect(scopes).toHaveLength(17);
  });

  it('takes a code once, also when two installations try at the same moment', async () => {
    const code = await county.code('li');
    const answers = await Promise.all([tryCode(code), tryCode(code), tryCode(code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 403, 403]);
  });

  it('refuses an unknown and an expired code with the same words', async () => {
    const expired = await county.code('li');
    county.clock.ms += CODE_LIFETIME_MS;
    const [a, b, c] = await Promise.all([tryCode(expired), tryCode(newEnrolmentCode()), tryCode('12345678')]);
    county.clock.ms -= CODE_LIFETIME_MS;
    expect([a.status, b.status, c.status]).toEqual([403, 403, 403]);
    const words = await Promise.all([a.json(), b.json(), c.json()]);
    expect(words[1]).toEqual(words[0]);
    expect(words[2]).toEqual(words[0]);
  });

  it('keeps neither codes nor tokens in the database or the log', async () => {
    const code = await county.code('li');
    const { token } = (await (await tryCode(code)).json()) as Enrolment;
    await county.store.backup(`${county.dir}/copy.sqlite`);
    const files = Buffer.concat([await readFile(`${county.dir}/copy.sqlite`), await readFile(databaseFile(county.dir))]).toString('latin1') + county.logged();
    for (const secret of [code, code.replaceAll('-', ''), token]) expect(files.includes(secret)).toBe(false);
  });

  it('is limited: an address that tries codes again and again is told to wait', async () => {
    const again = await county.restart();
    county = again;
    const statuses = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await tryCode(newEnrolmentCode())).status);
    expect(statuses.slice(0, 30).every((status) => status === 403)).toBe(true);
    const last = await tryCode(newEnrolmentCode());
    expect(statuses[30]).toBe(429);
    expect(await last.json()).toMatchObject({ error: 'rate-limited' });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    county = await county.restart();
  });
});

describe('a revoked device', () => {
  it('is let in no more, while the others are', async () => {
    const lost = new Device(await county.enrol('li'), county.origin);
    const other = new Device(await county.enrol('li'), county.origin);
    expect((await lost.pull()).status).toBe(200);
    const revoke = () => county.store.write(({ devices }) => devices.revoke(lost.enrolment.deviceId, county.clock.ms));
    expect(await revoke()).toEqual({ revokedAt: county.clock.ms, again: false });
    expect(await revoke()).toEqual({ revokedAt: county.clock.ms, again: true });
    expect((await lost.pull()).status).toBe(401);
    expect((await lost.push([{ entry: lost.register('stolen') }])).status).toBe(401);
    expect((await other.pull()).status).toBe(200);
  });

  it('when it was last seen is noted', async () => {
    const li = new Device(await county.enrol('li'), county.origin);
    await li.pull();
    const devices = await county.store.read((tables) => tables.devices.all());
    expect(devices.find((one) => one.id === li.enrolment.deviceId)).toMatchObject({ user: 'li', name: '测试机', lastSeenAt: county.clock.ms, revokedAt: null });
  });
});
