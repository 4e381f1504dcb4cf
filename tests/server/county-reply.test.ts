/** The county's reply to a computer without a network: what its log holds after what that computer has, signed, and locked for it alone. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringIn, type BroughtIn } from '../../server/bring-in.ts';
import { bundledFiles, readWholeBundle } from '../../server/bundle-files.ts';
import { replyTo, replyToAll, type Replied } from '../../server/county-reply.ts';
import { newReplica } from '../../server/secrets.ts';
import type { BundleEnd, BundleHeader } from '../../shared/bundle/bundle.ts';
import { createBundleReader } from '../../shared/bundle/read-bundle.ts';
import { isOfCounty } from '../../shared/bundle/signatures.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { openerOf, publicKeyOf, recipientOf, seedText } from '../../shared/identity/device-key.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { startLog } from '../../shared/sync/log-state.ts';
import { pagesOfReply } from '../../shared/sync/reply.ts';
import { MAX_PULL_ENTRIES, type CarriedEntry } from '../../shared/sync/wire.ts';
import { OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { aBundle, keyed, signed, type Keyed } from './stick.ts';

let county: TestCounty, folder: string;
beforeAll(async () => {
  [county, folder] = [await startCounty(), await mkdtemp(join(tmpdir(), 'reply-'))];
});
afterAll(async () => {
  await county.stop();
  await rm(folder, { recursive: true, force: true });
});

const replying = () => ({ folder: county.dir, file: join(folder, '回信.mqb'), pen: { replica: newReplica(), nowMs: county.clock.ms } });
const headerOf = ({ device }: Keyed, cursor: LogToken): BundleHeader => ({
  format: 'minqing-bundle', version: 2, scope: TOWNSHIP, choice: { kind: 'unconfirmed', scope: TOWNSHIP }, madeAt: '2026-11-21T04:00:00.000Z', entries: 0, attachments: 0, holds: { cursor, unproven: [] },
  from: { replica: device.replica, user: device.enrolment.session.user, userName: '', device: '一号机', deviceId: device.enrolment.deviceId },
});

/** A bundle that is proven to be this computer's. */
const from = ({ device }: Keyed, header: BundleHeader) => ({ header, maker: device.enrolment.deviceId });

/** What comes of a stick at the county's office, and its reply. */
async function brought(bytes: Uint8Array): Promise<BroughtIn & { readonly replied: Result<Replied, string> }> {
  const stick = join(county.dir, 'stick.mqb');
  await writeFile(stick, bytes);
  const whole = await readWholeBundle(stick, { typed: '', opener: county.key.opener }, () => Promise.resolve());
  if (!whole.ok) throw new Error(whole.error);
  const receipts = { issue: (id: string) => county.key.receipt(id), verify: (id: string, receipt: string) => county.key.proves(id, receipt) };
  const done = await county.store.write((tables) => bringIn(tables, whole.value, { receipts, acceptRevoked: false, pen: replying().pen }));
  if (!done.ok) throw new Error(done.error);
  return { ...done.value, replied: await replyTo({ header: whole.value.header, maker: done.value.maker }, county, replying()) };
}

async function opened(file: string, identity: string): Promise<{ header: BundleHeader; carried: CarriedEntry[]; files: string[]; end: BundleEnd }> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const reader = createBundleReader();
  const items = reader.push(await decrypter.decrypt(await readFile(file)));
  const end = reader.finish();
  if (!items.ok || !end.ok) throw new Error('not whole');
  const header = items.value.find((item) => item.kind === 'header')?.header;
  if (!header) throw new Error('no header');
  return { header, carried: items.value.flatMap((item) => (item.kind === 'entry' ? [item.carried] : [])), files: items.value.flatMap((item) => (item.kind === 'attachment' ? [item.hash] : [])), end: end.value };
}

const written = (replied: Result<Replied, string>): Replied => {
  if (!replied.ok) throw new Error(replied.error);
  return replied.value;
};

describe('the county\'s reply', () => {
  it('[P37] holds what comes after the cursor of the bundle, each with its receipt, signed, and opens with the key of that computer only', async () => {
    const li = await keyed(county, 'li');
    const entries = [li.device.register('reply-a'), li.device.register('reply-b')];
    const head = await county.store.read(({ log }) => log.head(TOWNSHIP));
    await li.device.push(entries.map((entry) => ({ entry })));
    expect(written(await replyTo(from(li, headerOf(li, head ?? logStart(TOWNSHIP))), county, replying()))).toMatchObject({ entries: 4, code: null });
    const { header, carried, end } = await opened(replying().file, openerOf(li.seed));
    expect(isOfCounty(end, county.key.publicKey)).toBe(true);
    expect(isOfCounty(end, publicKeyOf(seedText(randomBytes(32))))).toBe(false);
    expect(isOfCounty({ ...end, hash: '0'.repeat(64) }, county.key.publicKey)).toBe(false);
    expect(carried.map(({ entry, receipt }) => county.key.proves(entry.id, receipt ?? ''))).toEqual([true, true, true, true]);
    const { choice } = header;
    if (choice.kind !== 'reply') throw new Error(choice.kind);
    const log = { ...startLog(TOWNSHIP, li.device.replica), cursor: choice.base };
    const pages = pagesOfReply(log, { base: choice.base, cursor: choice.cursor, entries: carried.map(({ entry, receipt = '' }) => ({ entry, receipt })) });
    expect(pages).toMatchObject({ ok: true, value: [{ base: head, cursor: await county.store.read((tables) => tables.log.head(TOWNSHIP)) }] });
    await expect(opened(replying().file, openerOf(seedText(randomBytes(32))))).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await county.store.read(({ audit }) => audit.lines())).at(-1)).toMatchObject({ what: 'replied', facts: { scope: TOWNSHIP, device: li.device.enrolment.deviceId } });
  });

  it('is not written where nothing can be said: nothing new, another log, a stopped computer, a file of older software', async () => {
    const li = await keyed(county, 'li');
    const head = await county.store.read(({ log }) => log.head(TOWNSHIP)) ?? logStart(TOWNSHIP);
    await rm(replying().file, { force: true });
    expect(await replyTo(from(li, headerOf(li, head)), county, replying())).toMatchObject({ ok: true, value: { file: null } });
    expect(await replyTo(from(li, headerOf(li, { ...head, h: '0'.repeat(64) })), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('对不上') as unknown });
    const { holds: _, ...older } = headerOf(li, logStart(TOWNSHIP));
    expect(await replyTo(from(li, older), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('旧版') as unknown });
    // A file may claim any township: its maker gets nothing of one that they do not read.
    expect(await replyTo(from(li, { ...headerOf(li, logStart(OTHER_TOWNSHIP)), scope: OTHER_TOWNSHIP }), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('看不到') as unknown });
    await county.store.write(({ devices }) => devices.revoke(li.device.enrolment.deviceId, county.clock.ms));
    expect(await replyTo(from(li, headerOf(li, logStart(TOWNSHIP))), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('停用') as unknown });
    expect(await replyToAll('d-aaaaaaaaaa', county, replying())).toMatchObject({ ok: false });
    expect(await readdir(folder)).not.toContain('回信.mqb');
  });

  it('is not written when nothing proves who made the file: no computer named, one that the county does not know, one without a key; what it carries is taken in', async () => {
    const [li, lost, keyless] = [await keyed(county, 'li'), await keyed(county, 'li'), await county.enrol('wang')];
    const holds = { cursor: logStart(TOWNSHIP), unproven: [] };
    const recipient = recipientOf(county.key.publicKey) ?? '';
    await county.store.write(({ devices }) => devices.revoke(lost.device.enrolment.deviceId, county.clock.ms));
    await rm(replying().file, { force: true });
    // A stopped computer may leave its name out, or take another's that cannot sign.
    for (const [i, [maker, deviceId]] of ([[li, null], [lost, null], [lost, 'd-aaaaaaaaaa'], [lost, keyless.deviceId]] as const).entries()) {
      const bytes = await aBundle(maker, [signed(li, li.device.register(`reply-unproven-${String(i)}`))], { recipient, holds, deviceId });
      expect(await brought(bytes)).toMatchObject({ taken: 1, maker: null, replied: { ok: false, error: expect.stringMatching(/没有写回信.*reply --device/) as unknown } });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not written for a stopped computer, whether the county lets its signatures count or it has no key', async () => {
    const [lost, keyless] = [await keyed(county, 'li'), await county.enrol('li')];
    await county.store.write(async ({ devices }) => {
      for (const { deviceId } of [lost.device.enrolment, keyless]) await devices.revoke(deviceId, county.clock.ms);
      await devices.allowSignatures(lost.device.enrolment.deviceId, county.clock.ms);
    });
    const stopped = { ok: false, error: expect.stringContaining('停用') as unknown };
    const bytes = await aBundle(lost, [signed(lost, lost.device.register('reply-lost'))], { recipient: recipientOf(county.key.publicKey) ?? '', holds: { cursor: logStart(TOWNSHIP), unproven: [] } });
    expect(await brought(bytes)).toMatchObject({ taken: 1, maker: lost.device.enrolment.deviceId, replied: stopped });
    for (const { deviceId } of [lost.device.enrolment, keyless]) expect(await replyToAll(deviceId, county, replying())).toMatchObject(stopped);
    expect(await readdir(folder)).toEqual([]);
  });

  it('for a computer without a key is locked with a code: the county\'s keeper says for whom', async () => {
    const { deviceId } = await county.enrol('wang');
    expect(written(await replyToAll(deviceId, county, replying()))).toMatchObject({ code: expect.any(String) as unknown });
  });

  it('takes the newest files as far as there is room, and says how many stay', async () => {
    const [li, wang] = [await keyed(county, 'li'), await keyed(county, 'wang')];
    const cursor = await county.store.read(({ log }) => log.head(TOWNSHIP)) ?? logStart(TOWNSHIP);
    const pictures = ['旧的', '新的', '磁盘上坏了'].map((words) => Buffer.from(`%PDF-1.4\n${words.padEnd(30, '。')}`));
    const hashes = pictures.map((bytes) => contentIdOfBytes(bytes));
    const files = await bundledFiles(county.store, county.dir, county.clock.ms);
    for (const [i, bytes] of pictures.entries()) {
      const hash = hashes[i] ?? '';
      await wang.device.push([{ entry: wang.device.register(`reply-files-${String(i)}`, { attachments: [{ hash, name: '附件.pdf', mime: 'application/pdf', size: bytes.length }] }) }]);
      await files.keep({ scope: TOWNSHIP, hash, bytes });
    }
    await files.end();
    const room = (pictures[0]?.length ?? 0) * 2;
    await writeFile(join(county.dir, 'attachments', TOWNSHIP, hashes[2] ?? ''), 'x');
    expect(written(await replyTo(from(li, headerOf(li, cursor)), county, { ...replying(), room }))).toMatchObject({ entries: 6, attachments: 1, left: 1 });
    expect((await opened(replying().file, openerOf(li.seed))).files).toEqual([hashes[1]]);
    expect(written(await replyTo(from(li, headerOf(li, cursor)), county, replying()))).toMatchObject({ attachments: 2, left: 0 });
  });

  it('[P37] of more than a page holds all of it, in the order of the log', async () => {
    const li = await keyed(county, 'li');
    for (const half of ['a', 'b']) await li.device.accepted(Array.from({ length: 300 }, (_, i) => li.device.register(`reply-many-${half}${String(i)}`)));
    const { entries } = written(await replyToAll(li.device.enrolment.deviceId, county, replying()));
    expect(entries).toBeGreaterThan(MAX_PULL_ENTRIES);
    const { header, carried } = await opened(replying().file, openerOf(li.seed));
    const { choice } = header;
    if (choice.kind !== 'reply') throw new Error(choice.kind);
    expect(pagesOfReply(startLog(TOWNSHIP, li.device.replica), { base: choice.base, cursor: choice.cursor, entries: carried.map(({ entry, receipt = '' }) => ({ entry, receipt })) })).toMatchObject({ ok: true });
    expect([carried.length, choice.cursor]).toEqual([entries, await county.store.read(({ log }) => log.head(TOWNSHIP))]);
  });

  it('comes with bring-in in one command, with the files of others; and for a computer that brought nothing from the start', async () => {
    const [li, wang] = [await keyed(county, 'li'), await keyed(county, 'wang')];
    const picture = Buffer.from('%PDF-1.4\n别人的一份附件');
    const named = { hash: contentIdOfBytes(picture), name: '附件.pdf', mime: 'application/pdf', size: picture.length };
    const holds = { cursor: await county.store.read(({ log }) => log.head(TOWNSHIP)) ?? logStart(TOWNSHIP), unproven: [] };
    const recipient = recipientOf(county.key.publicKey) ?? '';
    const [stick, back] = [join(folder, 'b.mqb'), join(folder, 'back.mqb')];
    await wang.device.push([{ entry: wang.device.register('reply-c', { attachments: [named] }) }]);
    const files = await bundledFiles(county.store, county.dir, county.clock.ms);
    await files.keep({ scope: TOWNSHIP, hash: named.hash, bytes: picture });
    await files.end();
    await writeFile(stick, await aBundle(li, [signed(li, li.device.register('reply-d'))], { recipient, holds }));
    const { stdout } = await promisify(execFile)(process.execPath, ['server/cli.ts', 'bring-in', '--from', stick, '--return', back, '--data', county.dir], { cwd: join(import.meta.dirname, '../..') });
    expect(stdout).toMatch(/已收下 1 条记录[^]*回信写好了.*4 条记录、1 个附件。只有那台电脑能打开/);
    const reply = await opened(back, openerOf(li.seed));
    expect(reply.carried.map(({ entry }) => entry.subject).filter((subject) => subject.startsWith('case:reply-')).sort()).toEqual(['case:reply-c', 'case:reply-c', 'case:reply-d', 'case:reply-d']);
    expect(reply.files).toEqual([named.hash]);
    expect(written(await replyToAll(li.device.enrolment.deviceId, county, replying()))).toMatchObject({ attachments: 0 });
    expect((await opened(replying().file, openerOf(li.seed))).header.choice).toMatchObject({ kind: 'reply', base: logStart(TOWNSHIP) });
  });
});
