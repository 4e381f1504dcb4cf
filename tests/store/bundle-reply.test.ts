/** A township without a network, by sticks alone: locked for the county, the county's reply, and only what the other computer lacks. Real stores, real files, the real county. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_UNPROVEN, type BundleChoice, type BundleHeader, type Holds } from '../../shared/bundle/bundle.ts';
import { createBundleWriter } from '../../shared/bundle/write-bundle.ts';
import { seedText, signBytes } from '../../shared/identity/device-key.ts';
import { bytesOfText } from '../../shared/kernel/utf8.ts';
import { logStart } from '../../shared/ledger/log-hash.ts';
import { COUNTY_RECIPIENT, type BundleFile, type BundleMaking } from '../../renderer/store/bundle-api.ts';
import { lock } from '../../renderer/store/bundle-lock.ts';
import { bundleTargets, holdsOf, notePeer } from '../../renderer/store/bundle-peers.ts';
import type { Store } from '../../renderer/store/client.ts';
import type { SealedValues } from '../../renderer/store/device-tables.ts';
import type { Identity } from '../../renderer/store/identity.ts';
import type { SyncMemory } from '../../renderer/store/sync-memory.ts';
import { aCaseId, noting, registering, TOWNSHIP } from './acts.ts';
import { county, stick } from './county.ts';
import { anOfflineDevice } from './device.ts';
import { anEnrolledDevice, isSynced, type Enrolled } from './enrolled.ts';

beforeAll(() => county.start());
afterAll(() => county.stop());

const PATIENCE = { timeout: 100_000, interval: 50 };
const CODE = 'ABCDEFGH23';
const ON = () => true;
const UNCONFIRMED: BundleChoice = { kind: 'unconfirmed', scope: TOWNSHIP };
const RUNNING = { pause: null, metered: { on: false, from: 0, goes: 'texts' } } as const;

/** The same, with the county's id of the computer. */
async function aKnownDevice(user: string): Promise<Enrolled & { readonly id: string }> {
  const enrolled = await anEnrolledDevice(user);
  return { ...enrolled, id: (await enrolled.store.enrolment())?.enrolment.deviceId ?? '' };
}

async function must<T>(outcome: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const bundleOf = (store: Store, choice: BundleChoice, to: { readonly for: string } | { readonly code: string } = { code: CODE }): Promise<BundleFile> => must(store.exportBundle(choice, { device: '一号机', ...to } satisfies BundleMaking, ON));

describe('a township without a network', () => {
  it('[P37] sends by a stick that only the county opens, and learns by its reply what arrived, what it is numbered, and what the others did', async () => {
    const [li, wang] = [await aKnownDevice('li'), await aKnownDevice('wang')];
    await Promise.all([isSynced(li.store), isSynced(wang.store)]);
    await expect.poll(async () => await li.store.bundleTargets(TOWNSHIP), PATIENCE).toMatchObject({ county: true, heard: [], left: [] });
    await expect.poll(async () => (await wang.store.bundleTargets(TOWNSHIP)).computers.find(({ device }) => device === li.id), PATIENCE).toEqual({ device: li.id, name: '测试机', userName: '李记录' });

    // No line here any more.
    await li.store.saveSyncRules({ ...RUNNING, pause: { from: Date.now(), until: null } });
    const [mine, theirs] = [aCaseId(), aCaseId()];
    await must(li.store.perform([registering(mine), noting(mine, '再补一句')]));
    await must(wang.store.perform([registering(theirs)]));
    await isSynced(wang.store);
    await expect.poll(async () => (await wang.store.case(theirs))?.row.delivery, PATIENCE).toBe('county');
    const out = await bundleOf(li.store, UNCONFIRMED, { for: COUNTY_RECIPIENT });
    expect(out).toMatchObject({ entries: 2, cases: 1 });
    expect(await wang.store.previewBundle(out.blob, CODE, ON)).toEqual({ ok: false, error: 'other-recipient' });
    const told = await county.command('bring-in', '--from', await stick.write('out.mqb', out.blob), '--return', await stick.write('back.mqb', new Blob([])));
    expect(told).toContain('已收下 2 条记录');

    const back = await stick.read('back.mqb');
    expect(await wang.store.previewBundle(back, '', ON)).toEqual({ ok: false, error: 'other-recipient' });
    expect(await must(li.store.previewBundle(back, '', ON))).toMatchObject({ maker: 'county', confirms: 2, lost: 0, header: { from: { device: '县服务器' } } });
    expect((await li.store.syncStatus()).waiting).toBe(2);
    const contact = (await li.store.syncStatus()).lastContact;
    expect(await must(li.store.importBundle(back, '', ON))).toMatchObject({ confirmed: 2 });
    // Everything is told, and nothing more than was proven: no contact, no comparison.
    await expect.poll(async () => await li.store.syncStatus(), PATIENCE).toMatchObject({ waiting: 0, refused: 0 });
    expect(['syncing', 'offline']).toContain((await li.store.syncStatus()).phase);
    expect([null, contact]).toContain((await li.store.syncStatus()).lastContact);
    expect((await li.store.case(mine))?.row).toMatchObject({ delivery: 'county', official: true });
    expect((await li.store.case(theirs))?.row).toMatchObject({ delivery: 'county', official: true });
    expect(await li.store.importBundle(back, '', ON)).toEqual({ ok: false, error: 'reply-known' });
    // Killed and opened again, it is still so; and the line finds nothing to send.
    li.device.kill();
    const again = (await li.device.open()).store;
    expect(await again.syncStatus()).toMatchObject({ waiting: 0, held: expect.anything() as unknown });
    await again.saveSyncRules(RUNNING);
    await expect.poll(async () => await again.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
    await wang.store.syncNow();
    await expect.poll(async () => (await wang.store.case(mine))?.row, PATIENCE).toMatchObject({ official: true });
    expect((await again.case(mine))?.state).toEqual((await wang.store.case(mine))?.state);

    // What the other lacks since it last said what it has; locked for it, without a code.
    await again.saveSyncRules({ ...RUNNING, pause: { from: Date.now(), until: null } });
    await must(again.perform([noting(theirs, '李记录补的')]));
    await expect.poll(async () => (await again.bundleTargets(TOWNSHIP)).computers.map(({ device }) => device), PATIENCE).toContain(wang.id);
    await must(again.previewBundle((await bundleOf(wang.store, { kind: 'days', scope: TOWNSHIP, days: 1 })).blob, CODE, ON));
    expect((await again.bundleTargets(TOWNSHIP)).heard).toMatchObject([{ device: wang.id, name: '一号机', userName: '王秘书' }]);
    const lacking = await bundleOf(again, { kind: 'lacking', scope: TOWNSHIP, device: wang.id }, { for: wang.id });
    expect(lacking).toMatchObject({ entries: 1, cases: 1 });
    expect(await again.previewBundle(lacking.blob, '', ON)).toEqual({ ok: false, error: 'other-recipient' });
    // Half written, or a turned bit: in the head of a file for a key it cannot be told from one that is for somebody else.
    const bytes = new Uint8Array(await lacking.blob.arrayBuffer());
    for (const end of [10, 60, 130, 200, bytes.length - 1]) expect(await wang.store.importBundle(lacking.blob.slice(0, end), '', ON), `cut at ${end}`).toEqual({ ok: false, error: 'damaged' });
    for (const at of [30, 60, 120, 180, 260, bytes.length - 1]) {
      const turned = bytes.slice();
      turned[at] = (turned[at] ?? 0) ^ 4;
      expect(['damaged', 'other-recipient', 'newer-version'], `turned at ${at}`).toContain(await wang.store.importBundle(new Blob([turned]), '', ON).then((taken) => (taken.ok ? 'taken' : taken.error)));
    }
    expect(await must(wang.store.importBundle(lacking.blob, '', ON))).toMatchObject({ entries: 1 });
    await must(again.previewBundle((await bundleOf(wang.store, UNCONFIRMED)).blob, CODE, ON));
    expect(await again.exportBundle({ kind: 'lacking', scope: TOWNSHIP, device: wang.id }, { code: CODE, device: '一号机' }, ON)).toEqual({ ok: false, error: 'nothing-lacking' });
    expect(await again.exportBundle(UNCONFIRMED, { for: 'd-aaaaaaaaaa', device: '一号机' }, ON)).toEqual({ ok: false, error: 'no-recipient' });
    li.device.kill();
    wang.device.kill();
  });

  it('[P37] takes a reply that is brought while sync is storing something after that is stored, and has both', async () => {
    const [li, wang] = [await aKnownDevice('li'), await aKnownDevice('wang')];
    await Promise.all([isSynced(li.store), isSynced(wang.store)]);
    await expect.poll(async () => (await li.store.bundleTargets(TOWNSHIP)).county, PATIENCE).toBe(true);
    await li.store.saveSyncRules({ ...RUNNING, pause: { from: Date.now(), until: null } });
    const [mine, theirs] = [aCaseId(), aCaseId()];
    await must(li.store.perform([registering(mine)]));
    await must(wang.store.perform([registering(theirs)]));
    await expect.poll(async () => (await wang.store.case(theirs))?.row.delivery, PATIENCE).toBe('county');
    const out = await bundleOf(li.store, UNCONFIRMED, { for: COUNTY_RECIPIENT });
    await county.command('bring-in', '--from', await stick.write('out.mqb', out.blob), '--return', await stick.write('back.mqb', new Blob([])));
    const back = await stick.read('back.mqb');

    // The line is there again just now: what comes over it is on its way into the journal, which takes its time.
    const disk: { goesOn: (() => void) | null } = { goesOn: null };
    li.device.faults.push({ before: () => new Promise((resolve) => { disk.goesOn = resolve; }) });
    await li.store.saveSyncRules(RUNNING);
    await expect.poll(() => disk.goesOn, PATIENCE).not.toBeNull();
    const taken = li.store.importBundle(back, '', ON);
    // Sync was begun anew, and reads no row of a log before the last one of the old is written.
    await expect.poll(() => li.store.scopeStandings(), PATIENCE).toEqual([]);
    await new Promise((resolve) => { setTimeout(resolve, 600); });
    expect(await li.store.scopeStandings()).toEqual([]);
    disk.goesOn?.();
    await must(taken);
    expect((await li.store.case(mine))?.row).toMatchObject({ delivery: 'county', official: true });
    expect((await li.store.case(theirs))?.row).toMatchObject({ delivery: 'county', official: true });
    await expect.poll(async () => await li.store.syncStatus(), PATIENCE).toMatchObject({ phase: 'synced', waiting: 0, refused: 0 });
    li.device.kill();
    wang.device.kill();
  });

  it('[P37] [F34] takes no reply that is not its county\'s, and none before it knows the county\'s key', async () => {
    const choice: BundleChoice = { kind: 'reply', scope: TOWNSHIP, base: logStart(TOWNSHIP), cursor: { rev: 1, h: '0'.repeat(64) } };
    const writer = createBundleWriter();
    const pieces = [
      writer.header({ format: 'minqing-bundle', version: 3, scope: TOWNSHIP, choice, madeAt: '2026-11-21T04:00:00.000Z', entries: 0, attachments: 0, from: { replica: 'aaaaaaaaaa', user: 'server', userName: '临颍县', device: '县服务器' } }),
      writer.end((hash) => ({ county: signBytes(seedText(new Uint8Array(32).fill(7)), 'reply', bytesOfText(hash)) })),
    ];
    const forged = await new Response(await lock(new Blob(pieces).stream(), { code: CODE })).blob();
    const stranger = await anOfflineDevice();
    expect(await (await stranger.open()).store.importBundle(forged, CODE, ON)).toEqual({ ok: false, error: 'county-unknown' });
    const li = await anEnrolledDevice('li');
    await expect.poll(async () => (await li.store.bundleTargets(TOWNSHIP)).county, PATIENCE).toBe(true);
    expect(await li.store.importBundle(forged, CODE, ON)).toEqual({ ok: false, error: 'reply-forged' });
    stranger.kill();
    li.device.kill();
  });

  it('believes nothing of what a maker says that it holds whom nobody proves, and no hour that is none', async () => {
    const someone = seedText(new Uint8Array(32).fill(9)), device = 'd-aaaaaaaaaa';
    const holds: Holds = { cursor: logStart(TOWNSHIP), unproven: [] };
    const unproven = async (madeAt: string): Promise<Blob> => {
      const writer = createBundleWriter();
      const pieces = [
        writer.header({ format: 'minqing-bundle', version: 2, scope: TOWNSHIP, choice: UNCONFIRMED, madeAt, entries: 0, attachments: 0, holds, from: { replica: 'aaaaaaaaaa', user: 'wang', userName: '王秘书', device: '一号机', deviceId: device } }),
        writer.end((hash) => ({ signed: { device, signature: signBytes(someone, 'bundle', bytesOfText(hash)) } })),
      ];
      return new Response(await lock(new Blob(pieces).stream(), { code: CODE })).blob();
    };
    const offline = await anOfflineDevice();
    const { store } = await offline.open();
    const bundle = await unproven('2026-11-21T04:00:00.000Z');
    expect(await must(store.previewBundle(bundle, CODE, ON))).toMatchObject({ maker: 'unknown' });
    await must(store.importBundle(bundle, CODE, ON));
    expect((await store.bundleTargets(TOWNSHIP)).heard).toEqual([]);
    expect(await store.exportBundle({ kind: 'lacking', scope: TOWNSHIP, device }, { code: CODE, device: '一号机' }, ON)).toEqual({ ok: false, error: 'nothing-lacking' });
    expect(await store.previewBundle(await unproven('z'.repeat(24)), CODE, ON)).toEqual({ ok: false, error: 'damaged' });
    offline.kill();
  });
});

describe('what other computers hold', () => {
  const device = 'd-aaaaaaaaaa';
  const holding = (unproven: number, madeAt: string): BundleHeader => ({
    format: 'minqing-bundle', version: 2, scope: TOWNSHIP, choice: UNCONFIRMED, madeAt, entries: 0, attachments: 0, from: { replica: 'aaaaaaaaaa', user: 'wang', userName: '王秘书', device: '二号机', deviceId: device },
    holds: { cursor: logStart(TOWNSHIP), unproven: Array.from({ length: unproven }, (_, i) => i.toString(2).replaceAll('0', 'a').replaceAll('1', 'b').padStart(26, 'a')) },
  });

  it('is kept beside the list of them, which stays small; what was read last counts, whatever its clock said', async () => {
    const kept = new Map<string, unknown>(), read: string[] = [];
    const values: SealedValues = {
      read: (name) => { read.push(name); return Promise.resolve(kept.get(name)); },
      write: (name, value) => { kept.set(name, value); return Promise.resolve(); },
      sealed: () => Promise.reject(new Error('not asked for')),
    };
    await notePeer(values, holding(1, '2099-01-01T00:00:00.000Z'));
    await notePeer(values, holding(MOST_UNPROVEN, '2026-11-21T04:00:00.000Z'));
    expect((await holdsOf(values, TOWNSHIP, device))?.unproven).toHaveLength(MOST_UNPROVEN);
    const enrolment = { deviceId: 'd-bbbbbbbbbb', people: [], session: { reads: [TOWNSHIP] } } as unknown as Identity['enrolment'];
    read.length = 0;
    const { heard } = await bundleTargets({ values, memory: { refusals: () => Promise.resolve([]) } as unknown as SyncMemory, identity: { current: { enrolment } as Identity } }, TOWNSHIP);
    expect(heard).toEqual([{ device, name: '二号机', userName: '王秘书', at: '2026-11-21T04:00:00.000Z' }]);
    expect(Math.max(...read.map((name) => JSON.stringify(kept.get(name) ?? null).length))).toBeLessThan(1000);
  });
});
