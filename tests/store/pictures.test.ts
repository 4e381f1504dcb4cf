/** Photographs of a telephone in real Chromium: small enough for the line, sharp enough to read, the same every time, and large when that is wished. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import { MAX_SMALL_BYTES, plainPicture, THUMB_SIDE } from '../../renderer/store/attachment-picture.ts';
import type { Store } from '../../renderer/store/client.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aNoisyPhotograph, contrastOf, gpsOf, pixelsOf, withExif } from './photograph.ts';

const current: { device: Device | null; store: Store | null } = { device: null, store: null };
beforeEach(async () => {
  current.device = await anOfflineDevice();
  current.store = (await current.device.open()).store;
});
afterEach(async () => { await current.device?.close(); });

function store(): Store {
  if (!current.store) throw new Error('no store');
  return current.store;
}
async function added(file: Blob, name: string, original = false): Promise<Attachment> {
  const result = await store().addAttachment(file, name, { original });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
async function bytesOf(attachment: Attachment): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await store().readAttachment(TOWNSHIP, attachment);
  if (!blob.ok) throw new Error(blob.error);
  return new Uint8Array(await blob.value.arrayBuffer());
}

describe('a photograph of twelve megapixels', () => {
  it('becomes at most 500 kB, and the writing on it can still be read', async () => {
    const taken = await aNoisyPhotograph({ width: 4000, height: 3000, noise: 24 });
    expect(taken.size).toBeGreaterThan(3_000_000);
    const attachment = await added(taken, 'IMG_2026.jpg');
    expect(attachment.size).toBeLessThanOrEqual(MAX_SMALL_BYTES);
    // Not smaller than it has to be: the room that there is, is used.
    expect(attachment.size).toBeGreaterThan(MAX_SMALL_BYTES / 3);
    const kept = await bytesOf(attachment);
    const { width, height } = await pixelsOf(kept);
    expect(Math.max(width, height)).toBeGreaterThanOrEqual(1600);
    expect(width / height).toBeCloseTo(4 / 3, 2);
    // Black letters of 40 px on white paper in the photograph: dark lines beside light ones are left.
    expect(await contrastOf(kept)).toBeGreaterThan(120);
  });

  it('is the same file each time it is added, and is kept once', async () => {
    const taken = await aNoisyPhotograph({ width: 4000, height: 3000, noise: 24 });
    const [first, second] = await Promise.all([added(taken, '一.jpg'), added(taken, '二.jpg')]);
    expect(second.hash).toBe(first.hash);
    expect([...current.device?.attachments.keys() ?? []]).toEqual([first.hash]);
  });

  it('keeps its size when the original is wished, and loses its place all the same', async () => {
    const taken = withExif(new Uint8Array(await (await aNoisyPhotograph({ width: 4000, height: 3000, noise: 8 })).arrayBuffer()), 1);
    expect(gpsOf(new Uint8Array(await taken.arrayBuffer()))).toBe(true);
    const [original, small] = [await added(taken, '原图.jpg', true), await added(taken, '小图.jpg')];
    expect(original.size).toBeGreaterThan(small.size * 2);
    const kept = await bytesOf(original);
    const { width, height } = await pixelsOf(kept);
    expect([width, height]).toEqual([4000, 3000]);
    expect(gpsOf(kept)).toBe(false);
    expect(new TextDecoder('latin1').decode(kept)).not.toContain('Exif');
  });
});

describe('pictures that fit nowhere', () => {
  it('pure noise is made as small as it takes', async () => {
    const canvas = new OffscreenCanvas(3000, 3000);
    const context = canvas.getContext('2d');
    const noise = new ImageData(3000, 3000);
    for (let from = 0; from < noise.data.length; from += 65_536) crypto.getRandomValues(noise.data.subarray(from, from + 65_536));
    for (let i = 3; i < noise.data.length; i += 4) noise.data[i] = 255;
    context?.putImageData(noise, 0, 0);
    const made = await plainPicture(await canvas.convertToBlob({ type: 'image/png' }), { original: false });
    expect(made?.bytes.length).toBeLessThanOrEqual(MAX_SMALL_BYTES);
  });

  it('a small one keeps its pixels', async () => {
    const attachment = await added(await aNoisyPhotograph({ width: 800, height: 600, noise: 10 }), '小.jpg');
    expect(await pixelsOf(await bytesOf(attachment))).toMatchObject({ width: 800, height: 600 });
  });
});

describe('the little picture', () => {
  it('is there with the file, and of what is no picture there is none', async () => {
    const attachment = await added(await aNoisyPhotograph({ width: 4000, height: 3000, noise: 24 }), '路.jpg');
    const thumb = await store().attachmentThumbnail(attachment.hash);
    expect(thumb?.size).toBeLessThan(60_000);
    expect(await pixelsOf(new Uint8Array(await thumb?.arrayBuffer() ?? []))).toMatchObject({ width: THUMB_SIDE, height: THUMB_SIDE * 3 / 4 });
    const text = await added(new Blob(['记录']), '记录.txt');
    expect(await store().attachmentThumbnail(text.hash)).toBeNull();
    expect(await store().attachmentThumbnail('a'.repeat(26))).toBeNull();
  });
});
