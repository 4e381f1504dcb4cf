/** Attachments in real Chromium against the real county: what is written survives, what is cut goes on, and no picture tells where it was taken. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import { attachmentDatabaseName, openAttachmentTables } from '../../renderer/store/attachment-tables.ts';
import { createAttachments } from '../../renderer/store/attachments.ts';
import type { Store } from '../../renderer/store/client.ts';
import { createSealer } from '../../renderer/store/sealing.ts';
import { aZip } from '../shared/attachment/files.ts';
import { aCaseId, noting, registering, TOWNSHIP } from './acts.ts';
import { county, line } from './county.ts';
import { anOfflineDevice, deleteDatabase } from './device.ts';
import { anEnrolledDevice } from './enrolled.ts';
import { aPhotograph, gpsOf, pixelsOf } from './photograph.ts';

beforeAll(() => county.start());
afterEach(() => line.close());
afterAll(() => county.stop());

/** A large file takes its time beside other work. */
const PATIENCE = { timeout: 100_000, interval: 50 };
/** A large file is on its way for some seconds: what is done meanwhile is done before its end. */
const UNHURRIED = { bytesPerSecond: 2_000_000, delayMs: 0, lost: 0 };

async function added(store: Store, file: Blob, name: string): Promise<Attachment> {
  const result = await store.addAttachment(file, name);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function bytesOf(store: Store, attachment: Attachment): Promise<Uint8Array> {
  const blob = await store.readAttachment(TOWNSHIP, attachment);
  if (!blob.ok) throw new Error(blob.error);
  return new Uint8Array(await blob.value.arrayBuffer());
}

const placeOf = async (store: Store, { hash }: Attachment) => (await store.attachmentStandings(TOWNSHIP, [hash]))[hash]?.place;
/** A text of `size` random letters: nothing of it can be guessed or made smaller. */
const aText = (size: number) => new Blob([Uint8Array.from({ length: size }, () => 97 + Math.floor(Math.random() * 26))]);

describe('a photograph', () => {
  it('loses its place, keeps its upright side, and is made smaller', async () => {
    const { store, device } = await anEnrolledDevice('wang');
    const taken = await aPhotograph({ width: 4000, height: 1000, orientation: 6 });
    expect(gpsOf(new Uint8Array(await taken.arrayBuffer()))).toBe(true);
    const attachment = await added(store, taken, 'IMG_0001.JPG');
    const kept = await bytesOf(store, attachment);
    expect(gpsOf(kept)).toBe(false);
    expect(new TextDecoder('latin1').decode(kept)).not.toContain('Exif');
    // Lying on its side, red on the left: turned by the telephone's mark, red is on top.
    const { width, height, at } = await pixelsOf(kept);
    expect([width, height]).toEqual([640, 2560]);
    expect(at(320, 100)).toBe('red');
    expect(at(320, 2460)).toBe('blue');
    expect(attachment).toMatchObject({ name: 'IMG_0001.JPG', mime: 'image/jpeg', size: kept.length });
    await device.close();
  });

  it('that is cut in the middle of its head is refused with a reason', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    expect(await store.addAttachment((await aPhotograph({ width: 40, height: 30, orientation: 1 })).slice(0, 60), '坏.jpg')).toEqual({ ok: false, error: 'picture-unreadable' });
    await device.close();
  });
});

describe('files of other kinds', () => {
  it('are kept as they are, told by their bytes; others are refused', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const document = new Blob([aZip(['[Content_Types].xml', 'word/document.xml'])]);
    const attachment = await added(store, document, '情况说明.docx');
    expect(await bytesOf(store, attachment)).toEqual(new Uint8Array(await document.arrayBuffer()));
    expect(await store.addAttachment(new Blob([Uint8Array.from([0x4d, 0x5a, 0x90, 0])]), '照片.jpg')).toEqual({ ok: false, error: 'kind-unknown' });
    expect(await store.addAttachment(new Blob([]), '空.txt')).toEqual({ ok: false, error: 'empty' });
    expect(await store.addAttachment(aText(20 * 1024 * 1024 + 1), '大.txt')).toEqual({ ok: false, error: 'too-large' });
    await device.close();
  });
});

describe('on the device', () => {
  it('nothing of a file rests in clear, neither in IndexedDB nor in the desktop\'s folder', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const words = '张三反映的原件内容'.repeat(20);
    const attachment = await added(store, new Blob([words]), '原件.txt');
    await device.close();
    const tables = await openAttachmentTables(device.name);
    const record = await tables.files.get(attachment.hash);
    tables.close();
    const clear = new TextEncoder().encode('张三');
    const has = (bytes: Uint8Array) => bytes.some((_, i) => clear.every((byte, j) => bytes[i + j] === byte));
    expect(has(new TextEncoder().encode(words))).toBe(true);
    expect(record && has(new Uint8Array(record.sealed.c))).toBe(false);
    expect(has(Uint8Array.from(atob(device.attachments.get(attachment.hash) ?? ''), (letter) => letter.charCodeAt(0)))).toBe(false);
  });

  it('a file is there after the worker was killed, and after IndexedDB was wiped', async () => {
    const device = await anOfflineDevice();
    const first = await device.open();
    const attachment = await added(first.store, new Blob(['现场记录']), '记录.txt');
    const id = aCaseId();
    expect(await first.store.perform([registering(id, { attachments: [attachment] })])).toMatchObject({ ok: true });
    expect(await placeOf(first.store, attachment)).toBe('waiting');
    device.kill();
    const second = await device.open();
    expect(new TextDecoder().decode(await bytesOf(second.store, attachment))).toBe('现场记录');
    await device.wipe();
    const third = await device.open();
    expect((await third.store.case(id))?.state.timeline).toHaveLength(1);
    expect(new TextDecoder().decode(await bytesOf(third.store, attachment))).toBe('现场记录');
    await expect.poll(() => placeOf(third.store, attachment), PATIENCE).toBe('waiting');
    await device.close();
  });

  it('a file that no saved act names is not sent; a refused act takes its word back', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const attachment = await added(store, new Blob(['草稿']), '草稿.txt');
    expect(await placeOf(store, attachment)).toBe('kept');
    expect(await store.perform([{ ...registering(aCaseId(), { attachments: [attachment] }), body: { attachments: [attachment] } }])).toMatchObject({ ok: false });
    expect(await placeOf(store, attachment)).toBe('kept');
    await device.close();
  });
});

describe('a county that was restored from a backup', () => {
  it('is asked again for the files that are here, once for each restore', async () => {
    const name = `t${crypto.randomUUID().slice(0, 8)}`;
    const tables = await openAttachmentTables(name);
    const keeper = createAttachments({ tables, sealer: await createSealer('test', crypto.getRandomValues(new Uint8Array(32))), files: null, now: () => 0 });
    const kept = await keeper.add(new Blob(['在本机']), '一.txt');
    if (!kept.ok) throw new Error(kept.error);
    const mine = { scope: TOWNSHIP, hash: kept.value.hash, state: 'county' as const };
    const elsewhere = { scope: TOWNSHIP, hash: 'b'.repeat(26), state: 'county' as const };
    await tables.transfers.bulkPut([mine, elsewhere]);
    expect(await keeper.noteGeneration(TOWNSHIP, 3)).toBe(false);
    expect(await keeper.noteGeneration(TOWNSHIP, 3)).toBe(false);
    expect(await keeper.noteGeneration(TOWNSHIP, 4)).toBe(true);
    expect((await tables.transfers.toArray()).map(({ hash, state }) => [hash, state]).sort()).toEqual([[mine.hash, 'waiting'], [elsewhere.hash, 'county']].sort());
    expect(await keeper.noteGeneration(TOWNSHIP, 4)).toBe(false);
    tables.close();
    await deleteDatabase(attachmentDatabaseName(name));
  });
});

describe('to the county and from it', () => {
  it('[F37] the words first, then the file; a second device opens it and keeps it', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    const attachment = await added(li.store, await aPhotograph({ width: 400, height: 300, orientation: 1 }), '路灯.jpg');
    const id = aCaseId();
    await li.store.perform([registering(id, { attachments: [attachment] })]);
    await expect.poll(() => placeOf(li.store, attachment), PATIENCE).toBe('county');
    await expect.poll(async () => (await wang.store.case(id))?.state.status, PATIENCE).toBe('sorting');
    expect(await placeOf(wang.store, attachment)).toBe('remote');
    expect(await bytesOf(wang.store, attachment)).toEqual(await bytesOf(li.store, attachment));
    expect(await placeOf(wang.store, attachment)).toBe('county');
    await county.stop();
    expect((await bytesOf(wang.store, attachment)).length).toBe(attachment.size);
    await county.start();
    await li.device.close();
    await wang.device.close();
  });

  it('[F37] an upload that the county\'s end and the end of the program cut goes on from where it was', async () => {
    const { device, store } = await anEnrolledDevice('li');
    const attachment = await added(store, aText(12 * 1024 * 1024), '长记录.txt');
    await line.slow(UNHURRIED);
    await store.perform([registering(aCaseId(), { attachments: [attachment] })]);
    await expect.poll(async () => (await store.attachmentStandings(TOWNSHIP, [attachment.hash]))[attachment.hash]?.sent ?? 0, { ...PATIENCE, interval: 5 }).toBeGreaterThan(0.5);
    await county.kill();
    device.kill();
    await line.close();
    const tables = await openAttachmentTables(device.name);
    const row = await tables.transfers.get([TOWNSHIP, attachment.hash]);
    tables.close();
    expect(row).toMatchObject({ state: 'waiting', begun: expect.stringContaining(attachment.hash) as string });
    await county.start();
    const reached = await fetch(`${county.origin()}${row?.begun ?? ''}`, { method: 'HEAD' });
    expect(reached.status).toBe(401);
    const again = await device.open();
    // The first that is heard of it: a beginning anew would be near nothing.
    const firstHeard = async () => {
      const { place, sent } = (await again.store.attachmentStandings(TOWNSHIP, [attachment.hash]))[attachment.hash] ?? { place: 'remote', sent: 0 };
      return place === 'county' ? 1 : sent;
    };
    const heard: number[] = [];
    await expect.poll(async () => heard.push(await firstHeard()) > 0 && (heard.at(-1) ?? 0) > 0, { ...PATIENCE, interval: 5 }).toBe(true);
    expect(heard.at(-1)).toBeGreaterThan(0.4);
    await expect.poll(() => placeOf(again.store, attachment), PATIENCE).toBe('county');
    await device.wipe();
    device.attachments.clear();
    const empty = await device.open();
    expect(await bytesOf(empty.store, attachment)).toHaveLength(attachment.size);
    await device.close();
  });

  it('an act made while a large file is under way is at the county before the file', async () => {
    const [li, wang] = [await anEnrolledDevice('li'), await anEnrolledDevice('wang')];
    const attachment = await added(li.store, aText(19 * 1024 * 1024), '大附件.txt');
    await line.slow(UNHURRIED);
    const id = aCaseId();
    await li.store.perform([registering(id, { attachments: [attachment] })]);
    await expect.poll(async () => (await li.store.attachmentStandings(TOWNSHIP, [attachment.hash]))[attachment.hash]?.sent ?? 0, PATIENCE).toBeGreaterThan(0);
    await li.store.perform([noting(id, '先到的一句话')]);
    await expect.poll(async () => (await wang.store.case(id))?.state.timeline.length ?? 0, PATIENCE).toBeGreaterThanOrEqual(3);
    expect(await placeOf(li.store, attachment)).toBe('waiting');
    await expect.poll(() => placeOf(li.store, attachment), PATIENCE).toBe('county');
    await li.device.close();
    await wang.device.close();
  });

  it('what is not there yet, and what cannot be reached, is said', async () => {
    const { device, store } = await anEnrolledDevice('wang');
    const absent: Attachment = { hash: 'a'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: 10 };
    expect(await store.readAttachment(TOWNSHIP, absent)).toEqual({ ok: false, error: 'not-here' });
    await county.stop();
    expect(await store.readAttachment(TOWNSHIP, absent)).toEqual({ ok: false, error: 'unreachable' });
    await county.start();
    await device.close();
  });
});
