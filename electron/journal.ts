/**
 * The journal: the second copy of the ledger, an append-only file that this process owns, because IndexedDB alone is not safe
 * enough for a legal record (electron/electron#41877). Lines are sealed entries as JSON text; nothing here looks inside.
 *
 * Layout: `journal/000001.mqj`, `000002.mqj`, … each a header line `MQJ1\n` and then frames
 * `[u32 length][u32 crc32 of the payload][payload]`, little endian. A frame counts when it is whole and its sum is right. Only the end of the last
 * segment can be torn by a crash: it is cut off and kept aside. A frame that is damaged in the middle is skipped by looking for the next whole frame.
 */
import { closeSync, existsSync, fdatasyncSync, fstatSync, ftruncateSync, mkdirSync, openSync, readdirSync, readFileSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import type { JournalFailure, JournalOpened, JournalPage, Outcome } from '../shared/desktop-api.ts';
import { flushFolder } from './replace-file.ts';

const HEADER = Buffer.from('MQJ1\n', 'latin1');
const FRAME_HEAD = 8;
/** No payload may be longer: a damaged length must not swallow the rest of the file. */
export const MAX_FRAME = 1024 * 1024;
/** A segment is closed once it is longer. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Capture stops while this much is still free: before the disk is full, not after. */
export const RESERVED_BYTES = 200 * 1024 * 1024;
const PAGE_LINES = 5000;

export interface Journal {
  open(): Outcome<JournalOpened, JournalFailure>;
  /** All lines or none, on disk when it returns. The value is the number of lines in the journal. */
  append(lines: readonly string[]): Outcome<number, JournalFailure>;
  read(from: number): Outcome<JournalPage, JournalFailure>;
  close(): void;
}

interface Segment { readonly file: string; readonly first: number; readonly lines: number }

/** A journal in `folder`. `freeBytes` tells how much the disk has left. */
export function createJournal(folder: string, freeBytes: () => number = () => freeBytesOf(folder)): Journal {
  let segments: Segment[] = [];
  let fd: number | null = null;
  let size = 0;

  const total = () => { const last = segments.at(-1); return last ? last.first + last.lines : 0; };
  const addSegment = () => {
    if (fd !== null) closeSync(fd);
    const file = path.join(folder, `${String(segments.length + 1).padStart(6, '0')}.mqj`);
    fd = openSync(file, 'ax', 0o600);
    writeSync(fd, HEADER);
    fdatasyncSync(fd);
    flushFolder(folder);
    size = HEADER.length;
    segments.push({ file, first: total(), lines: 0 });
  };

  return {
    open() {
      if (fd !== null) return { ok: true, value: { lines: total(), cut: 0, freeBytes: freeBytes() } };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const files = readdirSync(folder).filter((name) => /^\d{6}\.mqj$/.test(name)).sort().map((name) => path.join(folder, name));
        segments = [];
        let cut = 0;
        for (const [index, file] of files.entries()) {
          const content = readFileSync(file);
          const { payloads, end } = scan(content);
          if (index === files.length - 1) cut = cutTail(file, content, end);
          segments.push({ file, first: total(), lines: payloads.length });
        }
        const last = segments.at(-1);
        if (last) {
          fd = openSync(last.file, 'a');
          size = fstatSync(fd).size;
          if (size < HEADER.length) { ftruncateSync(fd, 0); writeSync(fd, HEADER); fdatasyncSync(fd); size = HEADER.length; }
        } else addSegment();
        return { ok: true, value: { lines: total(), cut, freeBytes: freeBytes() } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },

    append(lines) {
      if (fd === null) return { ok: false, failure: 'not-writable' };
      const frames = lines.map(frame);
      if (frames.some((one) => one.length > MAX_FRAME + FRAME_HEAD)) return { ok: false, failure: 'too-large' };
      const bytes = Buffer.concat(frames);
      if (freeBytes() - bytes.length < RESERVED_BYTES) return { ok: false, failure: 'disk-full' };
      let start = size;
      try {
        if (size > SEGMENT_BYTES) addSegment();
        start = size;
        writeWhole(fd, bytes);
        fdatasyncSync(fd);
        size = start + bytes.length;
        const last = segments.at(-1);
        if (last) segments[segments.length - 1] = { ...last, lines: last.lines + lines.length };
        return { ok: true, value: total() };
      } catch (error) {
        // A half-written batch must not look like lines later on: take it back. If even that fails, opening cuts it.
        try { ftruncateSync(fd, start); size = start; } catch { closeSync(fd); fd = null; }
        return { ok: false, failure: failureOf(error) };
      }
    },

    read(from) {
      try {
        const lines: string[] = [];
        for (const segment of segments) {
          if (from + lines.length >= segment.first + segment.lines) continue;
          const { payloads } = scan(readFileSync(segment.file));
          for (const payload of payloads.slice(from + lines.length - segment.first, from + PAGE_LINES - segment.first)) lines.push(payload.toString('utf8'));
          if (lines.length >= PAGE_LINES) break;
        }
        const next = from + lines.length;
        return { ok: true, value: { lines, next: next < total() ? next : null } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },

    close() {
      if (fd !== null) closeSync(fd);
      fd = null;
    },
  };
}

/** The whole frames of a segment, and where the last of them ends. Damage in the middle is stepped over; what follows it still counts. */
export function scan(content: Buffer): { readonly payloads: Buffer[]; readonly end: number } {
  const payloads: Buffer[] = [];
  let end = content.subarray(0, HEADER.length).equals(HEADER) ? HEADER.length : 0;
  for (let p = end; p + FRAME_HEAD <= content.length;) {
    const payload = wholeFrameAt(content, p);
    if (payload) {
      payloads.push(payload);
      p += FRAME_HEAD + payload.length;
      end = p;
    } else p += 1;
  }
  return { payloads, end };
}

function wholeFrameAt(content: Buffer, p: number): Buffer | null {
  const length = content.readUInt32LE(p);
  if (length < 2 || length > MAX_FRAME || p + FRAME_HEAD + length > content.length) return null;
  const payload = content.subarray(p + FRAME_HEAD, p + FRAME_HEAD + length);
  return crc32(payload) === content.readUInt32LE(p + 4) ? payload : null;
}

function frame(line: string): Buffer {
  const payload = Buffer.from(line, 'utf8');
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32LE(payload.length, 0);
  head.writeUInt32LE(crc32(payload), 4);
  return Buffer.concat([head, payload]);
}

/** Cuts what follows the last whole frame, and keeps it in a file beside. Returns how many bytes were cut. */
function cutTail(file: string, content: Buffer, end: number): number {
  const keep = Math.max(end, Math.min(HEADER.length, content.length));
  const torn = content.subarray(keep);
  if (torn.length === 0) return 0;
  let n = 1;
  while (existsSync(`${file}.torn-${n}`)) n += 1;
  writeFileSync(`${file}.torn-${n}`, torn, { mode: 0o600 });
  const fd = openSync(file, 'r+');
  try {
    ftruncateSync(fd, keep);
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return torn.length;
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done);
}

function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}

function failureOf(error: unknown): JournalFailure {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable';
}
