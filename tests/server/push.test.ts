/** What the county does with what is pushed: good, bad, repeated, hostile. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { contentId } from '../../shared/kernel/content-hash.ts';
import { appendTo, MAX_ENTRY_LENGTH, type Entry } from '../../shared/ledger/entry.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { ErrorAnswer, MAX_PUSH_ENTRIES, MAX_REQUEST_BYTES, PushAnswer } from '../../shared/sync/wire.ts';
import { COUNTY, NOON, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });

const device = async (user = 'li', scope?: string) => new Device(await county.enrolled(user), county.origin, scope);
const stored = async (id: string, scope = TOWNSHIP) => county.store.read(async ({ log }) => (await log.revisions(scope, [id])).has(id));
const verdictsOf = (body: unknown) => (Value.Check(PushAnswer, body) ? body.verdicts : []);
/** The entry under another id: the id of what it now says. */
const rehashed = (entry: Entry, changes: Record<string, unknown>): Entry => {
  const { id: _, ...rest } = { ...entry, ...changes };
  return { id: contentId(rest), ...rest };
};

describe('a push', () => {
  it('[P8] [P14] gives every entry a verdict, in order, and a receipt that the county recognises', async () => {
    const li = await device();
    const entries = [li.register('a1'), li.register('a2')];
    const { status, body } = await li.push(entries.map((entry) => ({ entry })));
    expect(status).toBe(200);
    expect(Value.Check(PushAnswer, body)).toBe(true);
    const verdicts = verdictsOf(body);
    expect(verdicts.map((one) => one.id)).toEqual(entries.map((entry) => entry.id));
    for (const one of verdicts) expect(one.verdict === 'accepted' && county.key.proves(one.id, one.receipt)).toBe(true);
  });

  it('[P2] accepts a repeated entry again at its old revision and stores it once', async () => {
    const li = await device();
    const entry = li.register('b1');
    const first = await li.accepted([entry]);
    const again = await li.accepted([entry, entry]);
    expect(again.verdicts[0]).toEqual(first.verdicts[0]);
    expect(again.verdicts[1]).toEqual(first.verdicts[0]);
    expect(again.token).toEqual(first.token);
    expect((await li.pullAll()).filter((one) => one.entry.id === entry.id)).toHaveLength(1);
  });

  it('[P8] [F38] never fails a batch for one entry: 499 go in, one is refused', async () => {
    const li = await device();
    const entries = Array.from({ length: MAX_PUSH_ENTRIES }, (_, i) => li.register(`bulk${i}`));
    const items = entries.map((entry, i) => ({ entry: i === 250 ? { ...entry, body: { ...entry.body, words: '被改过' } } : entry }));
    const verdicts = verdictsOf((await li.push(items)).body);
    expect(verdicts.filter((one) => one.verdict === 'accepted')).toHaveLength(MAX_PUSH_ENTRIES - 1);
    expect(verdicts[250]).toEqual({ id: entries[250]?.id, verdict: 'refused', code: 'wrong-hash' });
  });

  it('[P23] answers with the server clock and the asking replica\'s greatest sequence number', async () => {
    const li = await device();
    const answer = await li.accepted([li.register('c1'), li.register('c2')]);
    expect(answer.serverTime).toBe(county.clock.ms);
    expect(answer.replicaSeq).toBe(2);
  });

  it('keeps hostile and enormous texts as they are', async () => {
    const li = await device();
    const words = `${'民'.repeat(10_000)}<script>alert(1)</script> =HYPERLINK("x") 😀 㐂𠮷 '; DROP TABLE entries; --\u0000\u202e`;
    const entry = li.register('d1', { words });
    await li.accepted([entry]);
    expect((await li.pullAll()).find((one) => one.entry.id === entry.id)?.entry).toEqual(entry);
  });
});

describe('a bad entry is refused by its code and not stored', () => {
  const refusedCode = async (sender: Device, entry: unknown) => {
    const { status, body } = await sender.push([{ entry }]);
    const [verdict] = verdictsOf(body);
    return { status, code: verdict?.verdict === 'refused' ? verdict.code : verdict?.verdict };
  };

  it.each<[string, string, (entry: Entry) => unknown]>([
    ['no object', 'malformed', () => 'entry'],
    ['an unknown field in the header', 'malformed', (entry) => rehashed(entry, { extra: 1 })],
    ['a lone surrogate', 'malformed', (entry) => ({ ...entry, body: { ...entry.body, words: '\ud800' } })],
    ['a sequence of zero', 'malformed', (entry) => rehashed(entry, { seq: 0 })],
    ['[P1] a changed body', 'wrong-hash', (entry) => ({ ...entry, body: { ...entry.body, words: '别的话' } })],
    ['[P30] an unknown type', 'type-unknown', (entry) => rehashed(entry, { type: 'case.celebrated' })],
    ['[P30] a newer version', 'version-newer', (entry) => rehashed(entry, { v: 2 })],
    ['a body against its schema', 'body-invalid', (entry) => rehashed(entry, { body: { words: '' } })],
    ['a subject of another aggregate', 'body-invalid', (entry) => rehashed(entry, { subject: 'deputy:x' })],
    ['[P6] another township', 'foreign-scope', (entry) => rehashed(entry, { scope: OTHER_TOWNSHIP })],
    ['another person', 'wrong-actor', (entry) => rehashed(entry, { actor: 'wang' })],
    ['[P29] more than an entry may hold', 'too-large', (entry) => rehashed(entry, { body: { ...entry.body, pad: 'x'.repeat(MAX_ENTRY_LENGTH) } })],
  ])('%s: %s', async (_, code, spoil) => {
    const li = await device();
    const entry = li.register(`bad-${code}`);
    const spoiled = spoil(entry);
    expect(await refusedCode(li, spoiled)).toEqual({ status: 200, code });
    const { id } = spoiled as { id?: string };
    if (id) expect(await stored(id)).toBe(false);
    // The device goes on working.
    await li.accepted([li.register(`after-${code}`)]);
  });

  it('an act that the role may not do', async () => {
    const li = await device();
    expect(await refusedCode(li, li.write({ subject: 'case:a1', type: 'case.closed', body: { on: '2026-11-21' } }))).toEqual({ status: 200, code: 'not-allowed' });
  });

  it('an official number from anybody but the county', async () => {
    const zhao = await device('zhao', TOWNSHIP);
    expect(await refusedCode(zhao, zhao.write({ subject: 'case:a1', type: 'case.numbered', body: { number: '皇帝庙民〔2026〕1号' } }))).toEqual({ status: 200, code: 'not-allowed' });
  });

  it('the county\'s own records from a township', async () => {
    const wang = await device('wang', COUNTY);
    expect(await refusedCode(wang, wang.write({ subject: 'unit:x', type: 'unit.updated', body: { set: { name: '假单位' } } }))).toEqual({ status: 200, code: 'foreign-scope' });
  });

  it('[P15] a forged receipt opens nothing', async () => {
    const li = await device();
    const entry = rehashed(li.register('forged'), { actor: 'wang' });
    const { body } = await li.push([{ entry, receipt: 'ab'.repeat(32) }]);
    expect(verdictsOf(body)[0]).toMatchObject({ verdict: 'refused', code: 'wrong-actor' });
  });

  it('[P3] is noted with its place, so that the gap in the chain is explained', async () => {
    const li = await device();
    const entry = rehashed(li.register('gap'), { v: 9 });
    await li.push([{ entry }]);
    await li.push([{ entry }]);
    const places = await county.store.read(({ log }) => log.refusedPlaces(TOWNSHIP));
    expect(places.filter((one) => one.replica === li.replica)).toEqual([{ replica: li.replica, seq: 1, entryId: entry.id, code: 'version-newer', times: 2 }]);
  });
});

describe('a clock that is years off', () => {
  it.each([['ten years behind', -10], ['ten years ahead', 10]])('[P4] %s: accepted, and ordered by the hybrid clock alone', async (_, years) => {
    const li = await device();
    const entry = li.register(`clock${years}`.replace('-', 'm'), {}, NOON + years * 365 * 86_400_000);
    await li.accepted([entry]);
    const number = (await li.pullAll()).find((one) => one.entry.subject === entry.subject && one.entry.type === 'case.numbered');
    expect(number && number.entry.at > entry.at).toBe(true);
    expect(number?.entry.body['number']).toMatch(/^皇帝庙民〔2026〕\d+号$/);
  });
});

describe('a copied profile', () => {
  it('[P3] both entries of one place are kept, and the fork is noted', async () => {
    const li = await device();
    const head = { replica: li.replica, seq: 0, prev: '', at: '000000000000-00000000' };
    const draft = (key: string) => ({ scope: TOWNSHIP, subject: `case:${key}`, type: 'case.noted', v: 1, body: { text: key } });
    const twins = ['twin1', 'twin2'].map((key) => appendTo(head, draft(key), { actor: 'li', nowMs: NOON }));
    await li.accepted(twins);
    const forks = await county.store.read(({ log }) => log.forks(TOWNSHIP));
    expect(forks.filter((one) => one.replica === li.replica)).toEqual([{ replica: li.replica, seq: 1, entryId: twins[1]?.id, otherId: twins[0]?.id }]);
  });
});

describe('a bad request is answered about the whole request, and changes nothing', () => {
  const headRev = async () => (await county.store.read(({ log }) => log.head(TOWNSHIP)))?.rev;

  it.each<[string, string, (sender: Device) => Promise<{ status: number; body: unknown }>]>([
    ['no token', '401 unauthenticated', async (li) => li.post('/api/sync/push', li.common(), { authorization: '' })],
    ['a token nobody has', '401 unauthenticated', async (li) => li.post('/api/sync/push', li.common(), { authorization: `Bearer ${'x'.repeat(43)}` })],
    ['[P6] another township', '403 forbidden', async (li) => li.push([{ entry: {} }], { scope: OTHER_TOWNSHIP, seen: logStart(OTHER_TOWNSHIP) })],
    ['a scope that does not exist', '403 forbidden', async (li) => li.push([{ entry: {} }], { scope: '999999999' })],
    ['cut JSON', '400 bad-request', async (li) => li.post('/api/sync/push', JSON.stringify(li.common()).slice(0, 60))],
    ['no JSON', '400 bad-request', async (li) => li.post('/api/sync/push', '<html>', { 'content-type': 'text/html' })],
    ['a missing field', '400 bad-request', async (li) => li.post('/api/sync/push', { ...li.common(), seen: undefined, entries: [{}] })],
    ['an unknown field', '400 bad-request', async (li) => li.push([{ entry: {} }], { surprise: true })],
    ['a string for a number', '400 bad-request', async (li) => li.push([{ entry: {} }], { generation: '0' })],
    ['no entries', '400 bad-request', async (li) => li.push([])],
    ['[P29] one entry too many', '400 bad-request', async (li) => li.push(Array.from({ length: MAX_PUSH_ENTRIES + 1 }, () => ({ entry: 1 })))],
    ['[P30] an older protocol', '426 upgrade-required', async (li) => li.push([{ entry: {} }], { protocol: 0 })],
    ['[P30] a newer protocol, whatever its shape', '426 upgrade-required', async (li) => li.post('/api/sync/push', { protocol: 99, batch: [] })],
    ['[P29] a body one byte too long', '413 too-large', async (li) => li.post('/api/sync/push', `"${'x'.repeat(MAX_REQUEST_BYTES - 1)}"`)],
    ['an address that does not exist', '404 not-found', async (li) => li.post('/api/sync/purge', {})],
  ])('%s: %s', async (_, expected, ask) => {
    const before = await headRev();
    const reply = await ask(await device());
    if (!Value.Check(ErrorAnswer, reply.body)) throw new Error(JSON.stringify(reply.body));
    expect(`${reply.status} ${reply.body.error}`).toBe(expected);
    expect(await headRev()).toBe(before);
  });

  it('[P29] a body of the greatest size is read', async () => {
    const li = await device();
    const reply = await li.post('/api/sync/push', `"${'x'.repeat(MAX_REQUEST_BYTES - 2)}"`);
    expect(reply.status).toBe(400);
  });

  it('[P29] [F20] an endless body is counted while it is read', async () => {
    const li = await device();
    const { port } = new URL(county.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      let heard = '';
      socket.on('data', (data) => { heard += String(data); });
      socket.on('error', () => resolve(heard));
      socket.on('close', () => resolve(heard));
      socket.setTimeout(20_000, () => reject(new Error('no answer')));
      socket.write(`POST /api/sync/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${li.enrolment.token}\r\ntransfer-encoding: chunked\r\n\r\n`);
      const chunk = 'x'.repeat(64 * 1024);
      for (let i = 0; i < 40 && !socket.destroyed; i += 1) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('[P9] [F19] a request that is cut on its way stores nothing', async () => {
    const li = await device();
    const entry = li.register('cut');
    const body = JSON.stringify({ ...li.common(), entries: [{ entry }] });
    const { port } = new URL(county.origin);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`POST /api/sync/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${li.enrolment.token}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, -20)}`, () => socket.destroy());
      });
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
    });
    await li.accepted([li.register('cut2')]);
    expect(await stored(entry.id)).toBe(false);
  });
});
