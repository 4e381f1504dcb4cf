/** The county's reply to a computer without a network: what its log holds after what that computer has, signed, and locked for it alone. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledFiles } from '../../server/bundle-files.ts';
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
import type { CarriedEntry } from '../../shared/sync/wire.ts';
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
    expect(written(await replyTo(headerOf(li, head ?? logStart(TOWNSHIP)), county, replying()))).toMatchObject({ entries: 4, code: null });
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
    expect(await replyTo(headerOf(li, head), county, replying())).toMatchObject({ ok: true, value: { file: null } });
    expect(await replyTo(headerOf(li, { ...head, h: '0'.repeat(64) }), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('对不上') as unknown });
    const { holds: _, ...older } = headerOf(li, logStart(TOWNSHIP));
    expect(await replyTo(older, county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('旧版') as unknown });
    // A file may claim any township: its maker gets nothing of one that they do not read.
    expect(await replyTo({ ...headerOf(li, logStart(OTHER_TOWNSHIP)), scope: OTHER_TOWNSHIP }, county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('看不到') as unknown });
    await county.store.write(({ devices }) => devices.revoke(li.device.enrolment.deviceId, county.clock.ms));
    expect(await replyTo(headerOf(li, logStart(TOWNSHIP)), county, replying())).toMatchObject({ ok: false, error: expect.stringContaining('停用') as unknown });
    expect(await replyToAll('d-aaaaaaaaaa', county, replying())).toMatchObject({ ok: false });
    expect(await readdir(folder)).not.toContain('回信.mqb');
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
