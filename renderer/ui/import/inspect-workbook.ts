/**
 * A look at a workbook before the library takes it apart: how much it really unpacks to, whatever it says of itself, how many rows it has, and how
 * many cells its merged ranges cover. The library unpacks everything into memory and makes an object of every cell of a range, and the page has one memory with the store.
 */
import type { ZipEntry, ZipListing } from '../../../shared/attachment/zip-listing.ts';

export interface Inspected {
  /** Bytes; above `limit` nothing more was looked at. */
  readonly unpacked: number;
  /** Rows of all sheets, those with only borders too. */
  readonly rows: number;
  /** Cells of all merged ranges; infinite where one cannot be read. */
  readonly merged: number;
}

const HEAD = 30;
const [STORED, DEFLATED] = [0, 8];
/** A byte of a deflated file gives at most about a thousand; so many are unpacked at once. */
const PIECE = 2048;
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
/** A merged range, how it begins, and the longest that one is. */
const MARK = '<mergeCell';
const ROW = '<row ';
const MERGED = /<mergeCell\b[^>]*>/g;
const RANGE = /^<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})" ?\/?>$/;
const LONGEST = 256;

/** Looks through a workbook; null when it is no whole file, or one that another program may read otherwise. */
export async function inspectWorkbook(bytes: Uint8Array, { entries, plain }: ZipListing, limit: number): Promise<Inspected | null> {
  if (!plain) return null;
  let [unpacked, rows, merged] = [0, 0, 0];
  for (const entry of entries) {
    const packed = packedOf(bytes, entry);
    if (packed === null) return null;
    const sheet = SHEET.test(entry.name) ? createSheetCounter() : null;
    const within = await unpack(packed, entry.method, (piece) => {
      unpacked += piece.length;
      sheet?.take(piece);
      return unpacked <= limit;
    });
    if (within === null) return null;
    merged += sheet?.merged() ?? 0;
    rows += sheet?.rows() ?? 0;
    if (!within) break;
  }
  return { unpacked, rows, merged };
}

function packedOf(bytes: Uint8Array, { at, packed }: ZipEntry): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + HEAD > bytes.length || view.getUint32(at, true) !== 0x04034b50) return null;
  const from = at + HEAD + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return from + packed > bytes.length ? null : new Uint8Array(bytes.slice(from, from + packed));
}

/** Unpacks piece by piece while `take` says true. False when it said otherwise, null when the bytes are damaged. */
async function unpack(packed: Uint8Array<ArrayBuffer>, method: number, take: (piece: Uint8Array) => boolean): Promise<boolean | null> {
  if (method === STORED) return take(packed);
  if (method !== DEFLATED) return null;
  let at = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at < packed.length) controller.enqueue(packed.subarray(at, at += PIECE));
      else controller.close();
    },
  }, { highWaterMark: 0 });
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      if (take(value)) continue;
      await reader.cancel();
      return false;
    }
  } catch {
    return null;
  }
}

function createSheetCounter(): { take(piece: Uint8Array): void; rows(): number; merged(): number } {
  // Sheets are UTF-8 to the library, in which the marks are plain letters.
  const decoder = new TextDecoder('latin1');
  let [rest, tail, cells, rows] = ['', '', 0, 0];
  return {
    take(piece) {
      const decoded = decoder.decode(piece, { stream: true });
      rows += (tail + decoded).split(ROW).length - 1;
      tail = (tail + decoded).slice(1 - ROW.length);
      const text = rest + decoded;
      let end = 0;
      for (const found of text.matchAll(MERGED)) {
        cells += cellsOf(found[0]);
        end = found.index + found[0].length;
      }
      const begun = text.lastIndexOf(MARK);
      rest = text.slice(begun >= end ? begun : Math.max(end, text.length - MARK.length));
      if (rest.length > LONGEST) cells = Number.POSITIVE_INFINITY;
    },
    rows: () => rows,
    merged: () => cells,
  };
}

function cellsOf(tag: string): number {
  const [, left, top, right, bottom] = RANGE.exec(tag) ?? [];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return Number.POSITIVE_INFINITY;
  return Math.abs((columnOf(right) - columnOf(left) + 1) * (Number(bottom) - Number(top) + 1));
}

function columnOf(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
