/**
 * Pictures as they are kept: no larger than a screen, a sheet of paper and a township's line need, and drawn anew, so that nothing stays of
 * what a telephone wrote into them: the place, the time, the device (TC260-PG-20244A: an exact place is sensitive). What the picture shows
 * stays upright. The same picture always becomes the same bytes, and with them the same file.
 */
import { within } from './writer-queue.ts';

/** The longer side, in pixels: A4 at 220 dots an inch. */
export const MAX_SIDE = 2560;
/** Bytes of a picture as it is kept (500 kB): on a line of 64 kbit/s a minute. */
export const MAX_SMALL_BYTES = 500_000;
/** The longer side of the little picture that lists show. */
export const THUMB_SIDE = 320;

/** How a picture was meant: made small, or as it was taken but for what the telephone wrote into it. */
export interface PictureWish { readonly original: boolean }
/** The kept picture and the little one of it, both JPEG. */
export interface PlainPicture { readonly bytes: Uint8Array<ArrayBuffer>; readonly thumb: Uint8Array<ArrayBuffer> }

/** Longer than an old computer needs for the largest photograph. */
const PATIENCE_MS = 30_000;
/** Chromium draws no canvas that is larger than this on every computer. */
const MAX_ORIGINAL_SIDE = 8192;
const ORIGINAL_QUALITY = 0.92;
const THUMB_QUALITY = 0.72;
/** Best first. Below 0.6 writing gets halos, so that a large picture loses size before it loses that; the last ones are for pure noise. */
const STEPS: readonly { readonly side: number; readonly qualities: readonly number[] }[] = [
  { side: MAX_SIDE, qualities: [0.85, 0.8, 0.75, 0.7, 0.65, 0.6] },
  { side: 2048, qualities: [0.75, 0.7, 0.65, 0.6] },
  { side: 1600, qualities: [0.7, 0.6, 0.5] },
  { side: 1280, qualities: [0.6, 0.45] },
  { side: 960, qualities: [0.45] },
];

/** The picture as a JPEG without any metadata, small unless its original is wished; null when it cannot be read. */
export async function plainPicture(file: Blob, { original }: PictureWish): Promise<PlainPicture | null> {
  try {
    const bitmap = await inTime(() => createImageBitmap(file, { imageOrientation: 'from-image' }));
    try {
      const first = drawn(bitmap, original ? MAX_ORIGINAL_SIDE : MAX_SIDE);
      const thumb = await jpeg(drawn(first, THUMB_SIDE), THUMB_QUALITY);
      return { bytes: original ? await jpeg(first, ORIGINAL_QUALITY) : await fitting(first), thumb };
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}

/** The little picture of one that is kept; null when it cannot be read. */
export async function thumbnail(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bitmap = await inTime(() => createImageBitmap(file, { imageOrientation: 'from-image' }));
    try {
      return await jpeg(drawn(bitmap, THUMB_SIDE), THUMB_QUALITY);
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}

/** The best that fits: at each size the highest quality whose bytes are few enough, found by halving. */
async function fitting(largest: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  let smallest: Uint8Array<ArrayBuffer> | null = null;
  const longer = Math.max(largest.width, largest.height);
  for (const { side, qualities } of STEPS) {
    // A picture that is smaller already is tried once, at the qualities of the first step.
    if (side < MAX_SIDE && side >= longer) continue;
    const found = await bestQuality(drawn(largest, side), qualities);
    if (found.length <= MAX_SMALL_BYTES) return found;
    smallest = found;
  }
  return smallest ?? jpeg(largest, THUMB_QUALITY);
}

/** The bytes at the highest of `qualities` (falling) that fits, or those at the lowest when none does. */
async function bestQuality(canvas: OffscreenCanvas, qualities: readonly number[]): Promise<Uint8Array<ArrayBuffer>> {
  let [from, to] = [0, qualities.length - 1];
  let best: Uint8Array<ArrayBuffer> | null = null, last: Uint8Array<ArrayBuffer> | null = null;
  while (from <= to) {
    // Most pictures fit at once or nearly never: the best first, then halves.
    const at = last === null ? 0 : Math.floor((from + to) / 2);
    last = await jpeg(canvas, qualities[at] ?? THUMB_QUALITY);
    if (last.length <= MAX_SMALL_BYTES) [best, to] = [last, at - 1];
    else from = at + 1;
  }
  return best ?? last ?? jpeg(canvas, THUMB_QUALITY);
}

/** `source` on white paper, its longer side at most `side`: a JPEG has no transparency. A canvas that fits already is given back as it is. */
function drawn(source: ImageBitmap | OffscreenCanvas, side: number): OffscreenCanvas {
  const scale = Math.min(1, side / Math.max(source.width, source.height));
  if (scale === 1 && source instanceof OffscreenCanvas) return source;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)));
  // Read several times, and never shown: its pixels belong into memory rather than onto a graphics card.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function jpeg(canvas: OffscreenCanvas, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await inTime(() => canvas.convertToBlob({ type: 'image/jpeg', quality }))).arrayBuffer());
}

/** On a busy computer Chromium was seen never to come back with a picture, and all that were added after it waited: it is asked once more, and then this one fails. */
function inTime<T>(work: () => Promise<T>): Promise<T> {
  return within(PATIENCE_MS, work()).catch(() => within(PATIENCE_MS, work()));
}
