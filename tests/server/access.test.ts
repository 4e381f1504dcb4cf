/** Every route × every role × own and other scopes: who is let in, from the session and never from the request. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { COUNTY, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });

/** User → the scopes that may be exchanged, and may be written. */
const PEOPLE = {
  li: { role: 'recorder', reads: [TOWNSHIP, COUNTY], writes: [TOWNSHIP] },
  wang: { role: 'secretary', reads: [TOWNSHIP, COUNTY], writes: [TOWNSHIP] },
  sun: { role: 'chair', reads: [TOWNSHIP, COUNTY], writes: [TOWNSHIP] },
  qian: { role: 'secretary', reads: [OTHER_TOWNSHIP, COUNTY], writes: [OTHER_TOWNSHIP] },
  zhao: { role: 'county', reads: [TOWNSHIP, OTHER_TOWNSHIP, COUNTY], writes: [TOWNSHIP, OTHER_TOWNSHIP, COUNTY] },
} as const;
type Person = keyof typeof PEOPLE;

const people = Object.keys(PEOPLE) as Person[];
const scopes = [TOWNSHIP, OTHER_TOWNSHIP, COUNTY];
const matrix = people.flatMap((user) => scopes.map((scope) => [user, PEOPLE[user].role, scope] as const));
const deviceOf = async (user: Person, scope: string) => new Device(await county.enrolled(user), county.origin, scope);
const may = (list: readonly string[], scope: string) => list.includes(scope);

describe.each(matrix)('%s (%s) in %s', (user, _role, scope) => {
  const readable = may(PEOPLE[user].reads, scope);
  const writable = may(PEOPLE[user].writes, scope);

  it(`may ${readable ? '' : 'not '}pull and offer`, async () => {
    const device = await deviceOf(user, scope);
    const status = readable ? 200 : 403;
    expect((await device.pull()).status).toBe(status);
    expect((await device.post('/api/sync/offer', { ...device.common(), ids: ['a'.repeat(26)] })).status).toBe(status);
  });

  it(`may ${writable ? '' : 'not '}register a case`, async () => {
    const device = await deviceOf(user, scope);
    const { status, body } = await device.push([{ entry: device.register(`m-${user}-${scope}`) }]);
    expect(status).toBe(readable ? 200 : 403);
    if (!readable) return;
    expect(body).toMatchObject({ verdicts: [writable ? { verdict: 'accepted' } : { verdict: 'refused', code: 'foreign-scope' }] });
  });

  it(`is ${readable ? '' : 'not '}told of its news`, async () => {
    const device = await deviceOf(user, scope);
    const stop = new AbortController();
    const response = await fetch(`${county.origin}/api/sync/news`, { headers: { authorization: `Bearer ${device.enrolment.token}` }, signal: stop.signal });
    const first = await response.body?.pipeThrough(new TextDecoderStream()).getReader().read();
    stop.abort();
    expect(first?.value?.includes(`"scope":"${scope}"`)).toBe(readable);
  });
});

describe('the county summary', () => {
  it.each(people)('%s', async (user) => {
    const { status } = await (await deviceOf(user, TOWNSHIP)).get('/api/county/summary');
    expect(status).toBe(PEOPLE[user].role === 'county' ? 200 : 403);
  });
});

describe('nobody', () => {
  it.each([['POST', '/api/sync/push'], ['POST', '/api/sync/pull'], ['POST', '/api/sync/offer'], ['GET', '/api/sync/news'], ['GET', '/api/county/summary']])('%s %s needs a device', async (method, path) => {
    const response = await fetch(`${county.origin}${path}`, { method, headers: { 'content-type': 'application/json' }, ...(method === 'POST' ? { body: '{}' } : {}) });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a scope in the request gives no rights', async () => {
    const li = new Device(await county.enrolled('li'), county.origin);
    const { status } = await li.post('/api/sync/pull', { ...li.common(), scope: OTHER_TOWNSHIP, seen: logStart(OTHER_TOWNSHIP), cursor: logStart(OTHER_TOWNSHIP), limit: 10 });
    expect(status).toBe(403);
  });

  it('a user who left is let in no more', async () => {
    const sun = new Device(await county.enrolled('sun'), county.origin);
    await county.db.updateTable('users').set({ active: 0 }).where('id', '=', 'sun').execute();
    expect((await sun.pull()).status).toBe(401);
    await county.db.updateTable('users').set({ active: 1 }).where('id', '=', 'sun').execute();
  });
});
