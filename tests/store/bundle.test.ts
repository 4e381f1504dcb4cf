/** Two laptops at one market: each works alone, a stick joins them, and the county later has everything once. Real stores, real files, the real county. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../shared/act.ts';
import type { BundleChoice } from '../../shared/bundle/bundle.ts';
import { notSameDuty } from '../../shared/case/not-same.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { PROTOCOL_VERSION, type PullAnswer } from '../../shared/sync/wire.ts';
import type { BundleFile } from '../../renderer/store/bundle-api.ts';
import type { Store } from '../../renderer/store/client.ts';
import type { Identity } from '../../renderer/store/identity.ts';
import { aCaseId, noting, registering, sorting, TOWNSHIP } from './acts.ts';
import { county } from './county.ts';
import { anOfflineDevice, sealerOfDevice, type Device } from './device.ts';
import { anEnrolledDevice, isSynced } from './enrolled.ts';
import { aPhotograph } from './photograph.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

const PATIENCE = { timeout: 100_000, interval: 50 };
const CODE = 'ABCDEFGH23';
const MAKING = { code: CODE, device: '一号机' };
const ALL: BundleChoice = { kind: 'all', scope: TOWNSHIP };
const ON = () => true;

async function must<T>(outcome: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const bundleOf = (store: Store, choice: BundleChoice = ALL): Promise<BundleFile> => must(store.exportBundle(choice, MAKING, ON));
const opening = (activity: string): Act => ({ scope: TOWNSHIP, subject: activity, type: 'activity.opened', body: { kind: 'night_market', place: '皇帝庙村文化广场', on: '2026-05-18', from: '19:30' } });
const rowsOf = async (store: Store, activity: string) => (await store.cases({ filter: { activity }, sort: 'received', descending: false, offset: 0, limit: 100 })).rows;
const casesOf = async (store: Store, activity: string) => (await rowsOf(store, activity)).map(({ id }) => id).sort();

/** The county's log of the township, as any device may pull it. */
async function countyLog(device: Device): Promise<readonly Entry[]> {
  const opened = await (await sealerOfDevice(device)).unseal(JSON.parse(device.vault.sealed ?? '') as never, 'identity');
  if (!opened.ok) throw new Error(opened.error);
  const { enrolment, replica } = JSON.parse(opened.value) as Identity;
  const entries: Entry[] = [];
  let cursor = logStart(TOWNSHIP);
  for (;;) {
    const request = { protocol: PROTOCOL_VERSION, scope: TOWNSHIP, replica, generation: 0, seen: cursor, cursor, limit: 1000 };
    const response = await fetch('/api/sync/pull', { method: 'POST', headers: { authorization: `Bearer ${enrolment.token}`, 'content-type': 'application/json' }, body: JSON.stringify(request) });
    const answer = (await response.json()) as PullAnswer;
    entries.push(...answer.entries.map(({ entry }) => entry));
    if (answer.entries.length === 0 || answer.cursor.rev === answer.head) return entries;
    cursor = answer.cursor;
  }
}

describe('two laptops without a network', () => {
  it('show one list after a stick went both ways, and the county later has everything once', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    await Promise.all([isSynced(li.store), isSynced(wang.store)]);
    await county.stop();
    const activity = `activity:${crypto.randomUUID()}`;
    const photo = await must(li.store.addAttachment(await aPhotograph({ width: 400, height: 300, orientation: 1 }), '路灯.jpg'));
    const [one, two, three] = [aCaseId(), aCaseId(), aCaseId()];
    await must(li.store.perform([opening(activity), registering(one, { activity, attachments: [photo] }), registering(two, { activity, words: '井盖丢了一个，孩子差点掉下去。' }), registering(aCaseId(), { words: '和这一场无关的一件' })]));
    await must(wang.store.perform([opening(activity), registering(three, { activity, words: '浇地的机井没有电。' })]));

    const choice: BundleChoice = { kind: 'activity', scope: TOWNSHIP, activity };
    const fromLi = await bundleOf(li.store, choice);
    expect(fromLi.name).toMatch(/^民情簿-皇帝庙乡-[0-9]{8}-[0-9]{4}\.mqb$/);
    expect(fromLi).toMatchObject({ cases: 2, attachments: 1, elsewhere: 0 });
    const waiting = (await wang.store.syncStatus()).waiting;
    const preview = await must(wang.store.previewBundle(fromLi.blob, 'abcde-fgh23', ON));
    expect(preview).toMatchObject({ fresh: 3, freshCases: 2, lost: 0, attachments: 1, freshAttachments: 1, own: false, header: { from: { userName: '李记录', device: '一号机' }, choice } });
    expect(await casesOf(wang.store, activity)).toEqual([three]);
    expect(await must(wang.store.importBundle(fromLi.blob, CODE, ON))).toEqual({ entries: 3, cases: 2, attachments: 1 });
    expect((await wang.store.case(one))?.row.delivery).toBe('carried');
    expect((await wang.store.case(three))?.row.delivery).toBe('local');
    expect((await must(wang.store.readAttachment(TOWNSHIP, photo))).size).toBe(photo.size);
    // What was carried is nobody's queue here.
    expect((await wang.store.syncStatus()).waiting).toBe(waiting);

    expect((await must(li.store.importBundle((await bundleOf(wang.store, choice)).blob, CODE, ON))).entries).toBe(2);
    expect(await casesOf(li.store, activity)).toEqual([one, two, three].sort());
    expect(await casesOf(wang.store, activity)).toEqual([one, two, three].sort());
    expect(await li.store.activity(activity)).toEqual(await wang.store.activity(activity));
    // An act on the other's case is this device's own, beside what was carried.
    await must(wang.store.perform([sorting(one)]));
    const later = await bundleOf(wang.store, choice);
    expect((await must(li.store.importBundle(later.blob, CODE, ON))).entries).toBe(1);
    expect(await must(li.store.importBundle(later.blob, CODE, ON))).toEqual({ entries: 0, cases: 0, attachments: 0 });
    expect((await li.store.case(one))?.state).toEqual((await wang.store.case(one))?.state);

    // Killed and opened again, they are still there.
    wang.device.kill();
    const again = (await wang.device.open()).store;
    expect(await casesOf(again, activity)).toEqual([one, two, three].sort());
    expect((await again.case(one))?.row.delivery).toBe('local');
    expect((await again.case(two))?.row.delivery).toBe('carried');

    await county.start();
    // The one who was carried to comes first, and brings the other's cases too: its acts on them need not wait.
    await again.syncNow();
    await expect.poll(async () => await again.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, relaying: 0, refused: 0 });
    expect((await again.case(two))?.row.delivery).toBe('county');
    await li.store.syncNow();
    for (const store of [li.store, again]) {
      await expect.poll(async () => (await rowsOf(store, activity)).map(({ delivery, official }) => `${delivery} ${String(official)}`), PATIENCE).toEqual(['county true', 'county true', 'county true']);
      // The evening's matters may be known before the one beside it has gone.
      await expect.poll(() => store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
    }
    for (const id of [one, two, three]) expect((await li.store.case(id))?.state).toEqual((await again.case(id))?.state);
    const log = await countyLog(wang.device);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    for (const id of [one, two, three]) expect(log.filter(({ subject, type }) => subject === id && type === 'case.registered')).toHaveLength(1);
    expect(log.filter(({ subject }) => subject === activity)).toHaveLength(2);
    // The file was carried too, and still it is the first laptop that sends it.
    await expect.poll(async () => (await li.store.attachmentStandings(TOWNSHIP, [photo.hash]))[photo.hash]?.place, PATIENCE).toBe('county');
    li.device.kill();
    wang.device.kill();
  });

  it('a bundle that was cut short by a kill is taken in again, and is whole', async () => {
    const [from, to] = [await anOfflineDevice('recorder'), await anOfflineDevice()];
    const source = (await from.open()).store;
    const ids = Array.from({ length: 900 }, aCaseId);
    for (let at = 0; at < ids.length; at += 100) await must(source.perform(ids.slice(at, at + 100).map((id) => registering(id))));
    const { blob } = await bundleOf(source);
    const { store } = await to.open();
    to.faults.push({ before: () => Promise.resolve() }, 'lost-after-writing');
    expect(await store.importBundle(blob, CODE, ON)).toMatchObject({ ok: false });
    to.kill();
    const again = (await to.open()).store;
    const there = (await again.counts('2026-05-18')).total;
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(900);
    expect((await must(again.importBundle(blob, CODE, ON))).entries).toBe(900 - there);
    expect((await again.counts('2026-05-18')).total).toBe(900);
    expect((await again.syncStatus()).waiting).toBe(0);
    from.kill();
    to.kill();
  });
});

describe('a bundle that cannot be taken', () => {
  it('[F34] half written, changed or opened with another code: says why, and changes nothing', async () => {
    const [from, to] = [await anOfflineDevice('recorder'), await anOfflineDevice()];
    const source = (await from.open()).store;
    const photo = await must(source.addAttachment(await aPhotograph({ width: 640, height: 480, orientation: 1 }), '照片.jpg'));
    await must(source.perform([registering(aCaseId(), { attachments: [photo] }), ...Array.from({ length: 100 }, (_, i) => registering(aCaseId(), { words: `第${i}件：${crypto.randomUUID()}` }))]));
    const { blob } = await bundleOf(source);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const { store } = await to.open();
    const lines = to.lines.length;
    const verdictOf = async (file: Blob, code = CODE) => {
      const [seen, taken] = [await store.previewBundle(file, code, ON), await store.importBundle(file, code, ON)];
      expect(seen.ok).toBe(false);
      expect(taken.ok).toBe(false);
      return !taken.ok && !seen.ok && taken.error === seen.error ? taken.error : 'not the same verdict';
    };
    expect(await verdictOf(blob, 'ABCDEFGH24')).toBe('wrong-code');
    expect(await verdictOf(blob, 'ABC')).toBe('code-malformed');
    expect(await verdictOf(new Blob(['PK\u0003\u0004 a workbook'.repeat(50)]))).toBe('not-a-bundle');
    expect(await verdictOf(new Blob([]))).toBe('damaged');
    // Half written: in the head, at the borders of the pieces, a byte before the end.
    for (const end of [10, 100, 400, 65_536, 65_552, 65_753, Math.floor(bytes.length / 2), bytes.length - 1]) if (end < bytes.length) expect(await verdictOf(blob.slice(0, end)), `cut at ${end}`).toBe('damaged');
    // A turned bit: in the head it cannot be told from a wrong code.
    for (const at of [0, 30, 60, 120, 200, 400, 5000, 70_000, bytes.length - 1]) {
      if (at >= bytes.length) continue;
      const turned = bytes.slice();
      turned[at] = (turned[at] ?? 0) ^ 4;
      expect(['damaged', 'wrong-code', 'not-a-bundle', 'newer-version'], `turned at ${at}`).toContain(await verdictOf(new Blob([turned])));
    }
    expect(await verdictOf(new Blob([bytes, Uint8Array.from([0])]))).toBe('damaged');
    expect(to.lines.length).toBe(lines);
    expect((await store.counts('2026-05-18')).total).toBe(0);
    expect(to.attachments.size).toBe(0);
    // And as it is, it is taken.
    expect((await must(store.importBundle(blob, CODE, ON)))).toEqual({ entries: 101, cases: 101, attachments: 1 });
    from.kill();
    to.kill();
  });

  it('[F34] of another township is left alone, and nobody carries away what they may not read', async () => {
    // A township in which no other test of this county writes: what they wrote would be counted here once it came.
    await county.command('add-user', '--user', 'gu', '--name', '顾秘书', '--role', 'secretary', '--home', '411122203');
    const gu = await anEnrolledDevice('gu');
    const from = await anOfflineDevice('recorder');
    const source = (await from.open()).store;
    await must(source.perform([registering(aCaseId())]));
    const { blob } = await bundleOf(source);
    expect(await gu.store.importBundle(blob, CODE, ON)).toEqual({ ok: false, error: 'foreign-scope' });
    expect(await gu.store.exportBundle(ALL, MAKING, ON)).toEqual({ ok: false, error: 'foreign-scope' });
    expect((await gu.store.counts('2026-05-18')).total).toBe(0);
    gu.device.kill();
    from.kill();
  });

  it('is given up when the user says so, on both sides', async () => {
    const [from, to] = [await anOfflineDevice('recorder'), await anOfflineDevice()];
    const source = (await from.open()).store;
    expect(await source.exportBundle(ALL, MAKING, ON)).toEqual({ ok: false, error: 'nothing-to-carry' });
    await must(source.perform([registering(aCaseId())]));
    expect(await source.exportBundle(ALL, MAKING, () => false)).toEqual({ ok: false, error: 'cancelled' });
    const { blob } = await bundleOf(source);
    const { store } = await to.open();
    expect(await store.importBundle(blob, CODE, () => false)).toEqual({ ok: false, error: 'cancelled' });
    expect((await store.counts('2026-05-18')).total).toBe(0);
    from.kill();
    to.kill();
  });
});

describe('a laptop that is lost after its export', () => {
  /** 李's laptop and 王's, each of which has heard of the other's key. */
  async function aPair() {
    const li = await anEnrolledDevice('li');
    const wang = await anEnrolledDevice('wang');
    await Promise.all([isSynced(li.store), isSynced(wang.store)]);
    const { blob } = await bundleOf(li.store);
    await expect.poll(async () => (await must(wang.store.previewBundle(blob, CODE, ON))).maker, PATIENCE).toBe('true');
    return { li, wang };
  }

  it('loses nothing: what it signed is brought to the county by the one that took it in, with its photographs, also after kills and without IndexedDB', async () => {
    const { li, wang } = await aPair();
    await county.stop();
    // A picture of its own: the county, which other tests share, must not have it already.
    const photo = await must(li.store.addAttachment(await aPhotograph({ width: 417, height: 311, orientation: 1 }), '路灯.jpg'));
    const ids = [aCaseId(), aCaseId()];
    const [one = ''] = ids;
    await must(li.store.perform([registering(one, { attachments: [photo] }), ...ids.slice(1).map((id) => registering(id)), noting(one, '再补一句')]));
    const first = await bundleOf(li.store, { kind: 'unconfirmed', scope: TOWNSHIP });
    // Only what the county lacks.
    expect(first).toMatchObject({ entries: 3, cases: 2, attachments: 1 });
    await must(li.store.perform([noting(one, '第三句')]));
    const second = await bundleOf(li.store, { kind: 'unconfirmed', scope: TOWNSHIP });
    await li.device.wipe();

    // In the wrong order.
    expect(await must(wang.store.previewBundle(second.blob, CODE, ON))).toMatchObject({ maker: 'true', fresh: 4, proven: { signed: 4, stopped: 0, confirmed: 0, unknown: 0 } });
    expect(await must(wang.store.importBundle(second.blob, CODE, ON))).toMatchObject({ entries: 4, attachments: 1 });
    expect(await must(wang.store.importBundle(first.blob, CODE, ON))).toMatchObject({ entries: 0, attachments: 0 });
    expect(await wang.store.syncStatus()).toMatchObject({ waiting: 0, relaying: 4 });
    wang.device.kill();
    const killed = (await wang.device.open()).store;
    await expect.poll(async () => (await killed.syncStatus()).relaying, PATIENCE).toBe(4);
    // The working copy is lost too: the journal kept the signatures.
    await wang.device.wipe();
    const again = (await wang.device.open()).store;
    await expect.poll(async () => (await again.syncStatus()).relaying, PATIENCE).toBe(4);
    expect((await again.case(one))?.row.delivery).toBe('carried');

    await county.start();
    await again.syncNow();
    for (const id of ids) await expect.poll(async () => (await again.case(id))?.row, PATIENCE).toMatchObject({ delivery: 'county', official: true });
    await expect.poll(() => again.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, relaying: 0, refused: 0 });
    const log = (await countyLog(wang.device)).filter(({ subject }) => ids.includes(subject));
    expect(log.filter(({ type }) => type !== 'case.numbered').map(({ actor }) => actor)).toEqual(['li', 'li', 'li', 'li']);
    // The photograph too, although nothing but the journal and the folder of files knew of it any more.
    await expect.poll(async () => (await again.attachmentStandings(TOWNSHIP, [photo.hash]))[photo.hash]?.place, PATIENCE).toBe('county');
    wang.device.kill();
  });

  it('[F40] and that the county had stopped before: its 200 entries are kept, named as refused, and accepted when the county allows them', async () => {
    const { li, wang } = await aPair();
    await county.stop();
    const ids = Array.from({ length: 100 }, aCaseId);
    await must(li.store.perform(ids.flatMap((id) => [registering(id), noting(id, '丢以前写的')])));
    const { blob } = await bundleOf(li.store, { kind: 'unconfirmed', scope: TOWNSHIP });
    const lost = (await li.store.enrolment())?.enrolment.deviceId ?? '';
    li.device.kill();
    await county.start();
    await county.command('revoke', '--device', lost);
    expect((await must(wang.store.importBundle(blob, CODE, ON))).entries).toBe(200);
    await expect.poll(() => wang.store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', relaying: 0, refused: 200 });
    const refused = await wang.store.refusedEntries();
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['signer-revoked']));
    expect((await wang.store.case(ids[0] ?? ''))?.row.delivery).toBe('refused');
    await county.command('allow-signed', '--device', lost);
    await wang.store.offerAgain(refused.map(({ entryId }) => entryId));
    await expect.poll(() => wang.store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', refused: 0 });
    await expect.poll(async () => (await wang.store.case(ids[0] ?? ''))?.row, PATIENCE).toMatchObject({ delivery: 'county', official: true });
    wang.device.kill();
  });
});

describe('what a bundle carries', () => {
  it('of the last days: what was touched in them, with all its entries', async () => {
    const [from, to] = [await anOfflineDevice('recorder'), await anOfflineDevice()];
    const source = (await from.open()).store;
    const id = aCaseId();
    await must(source.perform([registering(id), noting(id, '补一句')]));
    const { blob } = await bundleOf(source, { kind: 'days', scope: TOWNSHIP, days: 1 });
    const { store } = await to.open();
    expect(await must(store.importBundle(blob, CODE, ON))).toMatchObject({ entries: 2, cases: 1 });
    // What was carried is carried on to a third.
    const third = await anOfflineDevice();
    expect(await must((await third.open()).store.importBundle((await bundleOf(store)).blob, CODE, ON))).toMatchObject({ entries: 2 });
    for (const device of [from, to, third]) device.kill();
  });

  it('back to a device that lost its disk: its own unsent entries are there again, and reach the county', async () => {
    const { device, store } = await anEnrolledDevice('li');
    await isSynced(store);
    await county.stop();
    const ids = [aCaseId(), aCaseId()];
    await must(store.perform(ids.map((id) => registering(id))));
    const { blob } = await bundleOf(store);
    await device.wipe();
    device.lines.length = 0;
    const again = (await device.open()).store;
    expect((await again.counts('2026-05-18')).total).toBe(0);
    const preview = await must(again.previewBundle(blob, CODE, ON));
    // Said before anything is taken, since only the user can know whether this computer lost something.
    expect(preview).toMatchObject({ own: true, lost: 2 });
    // Official numbers and users are the county's to say.
    expect(preview.leftOut['county-only']).toBeGreaterThan(0);
    await must(again.importBundle(blob, CODE, ON));
    for (const id of ids) expect((await again.case(id))?.row.delivery).toBe('local');
    const later = aCaseId();
    await must(again.perform([registering(later)]));
    await county.start();
    await again.syncNow();
    for (const id of [...ids, later]) await expect.poll(async () => (await again.case(id))?.row.delivery, PATIENCE).toBe('county');
    await expect.poll(() => again.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
    const log = await countyLog(device);
    for (const id of [...ids, later]) expect(log.filter(({ subject, type }) => subject === id && type === 'case.registered')).toHaveLength(1);
    // It writes under a new name, so that no place of a chain was taken twice.
    expect(new Set([...ids, later].map((id) => log.find(({ subject }) => subject === id)?.replica)).size).toBe(2);
    device.kill();
  });
});

describe('a matter that was registered at both tables', () => {
  it('is proposed for linking until somebody says what the two are', async () => {
    const [from, to] = [await anOfflineDevice('recorder'), await anOfflineDevice()];
    const [source, { store }] = [(await from.open()).store, await to.open()];
    const activity = `activity:${crypto.randomUUID()}`;
    const lamp = { activity, words: '村东头的路灯坏了三天，晚上老人出门看不见路。', receivedAt: '19:40' };
    const [lampThere, well, lampHere, wellHere, other] = [aCaseId(), aCaseId(), aCaseId(), aCaseId(), aCaseId()];
    await must(source.perform([opening(activity), registering(lampThere, lamp), registering(well, { activity, words: '北地的机井没有电，麦子浇不上水。', receivedAt: '19:50' })]));
    await must(store.perform([
      registering(lampHere, { ...lamp, words: '路灯坏了好几天，村东头晚上老人出门看不见路', receivedAt: '20:10' }), registering(wellHere, { activity, words: '机井没有电，北地麦子浇不上水', receivedAt: '20:15' }),
      registering(other, { ...lamp, words: '路灯坏了，村东头老人晚上看不见路', receivedAt: '20:20' }),
    ]));
    expect(await store.doubles(activity)).toEqual([]);
    await must(store.importBundle((await bundleOf(source)).blob, CODE, ON));
    const pairs = async () => (await store.doubles(activity)).map(({ first, second }) => `${first.id} ${second.id}`).sort();
    // Of the same device nothing is proposed: who registered both knew.
    expect(await pairs()).toEqual([`${lampThere} ${lampHere}`, `${lampThere} ${other}`, `${well} ${wellHere}`].sort());
    expect((await store.doubles(activity))[0]?.why).toContain('说的相近');
    await must(store.perform([{ scope: TOWNSHIP, subject: lampHere, type: 'case.linked', body: { to: lampThere, relation: 'same_matter', on: '2026-05-18' } }]));
    expect(await pairs()).toEqual([`${lampThere} ${other}`, `${well} ${wellHere}`].sort());
    await must(store.perform([{ scope: TOWNSHIP, subject: well, type: 'case.noted', body: { text: '不是一件', duty: notSameDuty(wellHere) } }]));
    await must(store.perform([{ scope: TOWNSHIP, subject: other, type: 'case.merged', body: { into: lampThere, on: '2026-05-18' } }]));
    expect(await pairs()).toEqual([]);
    // The other table began the evening under another name: merged into this one, its cases count as cases of this one.
    const named = `activity:${crypto.randomUUID()}`, pump = aCaseId();
    await must(source.perform([opening(named), registering(pump, { activity: named, words: '浇地的机井又没电了，北地麦子浇不上水。', receivedAt: '21:00' })]));
    await must(store.importBundle((await bundleOf(source)).blob, CODE, ON));
    expect(await pairs()).toEqual([]);
    await must(store.perform([{ scope: TOWNSHIP, subject: named, type: 'activity.merged', body: { into: activity, on: '2026-05-18' } }]));
    expect(await pairs()).toEqual([`${wellHere} ${pump}`]);
    expect((await bundleOf(store, { kind: 'activity', scope: TOWNSHIP, activity })).cases).toBe(6);
    await must(store.perform([{ scope: TOWNSHIP, subject: pump, type: 'case.linked', body: { to: wellHere, relation: 'related', on: '2026-05-18' } }]));
    // What came to the office of the same village two days before is looked at too; what is older, or of another village, is not.
    const village = 'village:look';
    const [mast, before, older, elsewhere] = [aCaseId(), aCaseId(), aCaseId(), aCaseId()];
    const mastWords = '电线杆歪了，挨着学校的围墙，刮风就晃，家长都害怕';
    await must(source.perform([
      registering(before, { village, words: mastWords, channel: 'hotline', receivedOn: '2026-05-16' }), registering(older, { village, words: mastWords, channel: 'hotline', receivedOn: '2026-05-10' }), registering(elsewhere, { village: 'village:other', words: mastWords, channel: 'hotline', receivedOn: '2026-05-18' }),
    ]));
    await must(store.perform([registering(mast, { activity, village, words: '学校围墙边的电线杆歪了，刮风就晃，家长都害怕', receivedAt: '21:10' })]));
    await must(store.importBundle((await bundleOf(source)).blob, CODE, ON));
    expect(await pairs()).toEqual([`${before} ${mast}`]);
    await must(store.perform([{ scope: TOWNSHIP, subject: mast, type: 'case.noted', body: { text: '不是一件', duty: notSameDuty(before) } }]));
    // The other laptop learns of it with the next stick.
    await must(source.importBundle((await bundleOf(store)).blob, CODE, ON));
    expect(await source.doubles(activity)).toEqual([]);
    from.kill();
    to.kill();
  });
});
