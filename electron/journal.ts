/**
 * The journal: the second copy of the ledger, append-only files that this process owns, because IndexedDB alone is not safe enough for a
 * legal record (electron/electron#41877). Lines are sealed entries as JSON text; nothing here looks inside.
 *
 * Segments `000001.mqj`, `000002.mqj`, … lie in one folder (their bytes: journal-segment.ts). Only the end of the last one can be torn by a crash: it is
 * cut off on opening and kept in a file beside it. There is one writer; batches that arrive while it flushes are written and flushed together.
 */
import { existsSync } from 'node:fs';
import { constants, mkdir, open, readdir, readFile, statfs, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalFailure, JournalOpened, JournalPage, Outcome } from '../shared/desktop-api.ts';
import { encodeBatch, HEADER, payloadAt, scanSegment, type Frame } from './journal-segment.ts';
import { flushFolder } from './replace-file.ts';

/** A segment is closed once it is longer, in bytes. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Capture stops while this many bytes are still free: before the disk is full, not after. */
export const RESERVED_BYTES = 200 * 1024 * 1024;
/** A page is at most this many lines, and about this many bytes. */
const PAGE_LINES = 5000;
const PAGE_BYTES = 8 * 1024 * 1024;

/** The journal's calls. They may be made at any time and run one after another; none of them throws. */
export interface Journal {
  /** Reads what is there and repairs a torn end. Later calls only say how things stand. */
  open(): Promise<Outcome<JournalOpened, JournalFailure>>;
  /** All lines or none; on disk (fdatasync) when it resolves. The value is the number of lines in the journal. */
  append(lines: readonly string[]): Promise<Outcome<number, JournalFailure>>;
  /** Lines from position `from` on, a page of them. */
  read(from: number): Promise<Outcome<JournalPage, JournalFailure>>;
  /** The files and how far each is written and flushed: what lies before that never changes. Opens the journal when it is not. */
  extent(): Promise<Outcome<readonly Extent[], JournalFailure>>;
  /** Waits for what was asked before, then lets the files go. */
  close(): Promise<void>;
}

/** A segment up to its last whole batch, in bytes and lines. */
export interface Extent { readonly file: string; readonly end: number; readonly lines: number }

export interface Segment { readonly file: string; readonly first: number; readonly frames: Frame[]; end: number }
interface Batch { readonly bytes: Buffer; readonly frames: readonly Frame[]; readonly answer: (outcome: Outcome<number, JournalFailure>) => void }

/** A journal in `folder`. `freeBytes` tells how much room its disk has left. */
export function createJournal(folder: string, freeBytes: () => Promise<number>): Journal {
  const segments: Segment[] = [];
  let opened: { readonly damaged: number } | null = null;
  /** Bytes cut off on opening that nobody was told of yet. */
  let told = { cut: 0 };
  let writer: FileHandle | null = null;
  let waiting: Batch[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const total = () => {
    const last = segments.at(-1);
    return last ? last.first + last.frames.length : 0;
  };

  async function load(): Promise<{ readonly damaged: number }> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => /^\d{6}\.mqj$/.test(name)).sort();
    let cut = 0, damaged = 0;
    segments.length = 0;
    for (const name of names) {
      const file = path.join(folder, name);
      const content = await readFile(file);
      const found = scanSegment(content);
      const isLast = name === names.at(-1);
      if (isLast) cut = await cutTail(file, content, found.end);
      // Nothing is written behind a closed segment: what follows its last whole batch is damage, too.
      damaged += found.damaged + (isLast ? 0 : content.length - found.end);
      segments.push({ file, first: total(), frames: [...found.frames], end: Math.max(found.end, HEADER.length) });
    }
    told = { cut };
    return { damaged };
  }

  /** The last segment, ready to be written at its end; a new one when that is full. */
  async function ready(): Promise<{ readonly handle: FileHandle; readonly segment: Segment }> {
    const last = segments.at(-1);
    // Also before a full segment is left behind: a failed write may have put something after its end.
    if (last !== undefined) writer ??= await openAtEnd(last);
    if (last !== undefined && writer !== null && last.end <= SEGMENT_BYTES) return { handle: writer, segment: last };
    await release();
    const number = last === undefined ? 1 : Number.parseInt(path.basename(last.file), 10) + 1;
    const segment: Segment = { file: path.join(folder, `${String(number).padStart(6, '0')}.mqj`), first: total(), frames: [], end: HEADER.length };
    const handle = writer = await openAtEnd(segment);
    flushFolder(folder);
    segments.push(segment);
    return { handle, segment };
  }

  async function release(): Promise<void> {
    const handle = writer;
    writer = null;
    await handle?.close().catch(() => undefined);
  }

  /** Writes all batches that wait, with one flush for all of them. */
  async function flush(): Promise<void> {
    const batches = waiting;
    waiting = [];
    const bytes = Buffer.concat(batches.map((batch) => batch.bytes));
    const answerAll = (outcome: Outcome<number, JournalFailure>) => { for (const batch of batches) batch.answer(outcome); };
    if (opened === null) return answerAll({ ok: false, failure: 'not-writable' });
    try {
      if (await freeBytes() - bytes.length < RESERVED_BYTES) return answerAll({ ok: false, failure: 'disk-full' });
      const { handle, segment } = await ready();
      await writeWhole(handle, bytes, segment.end);
      await handle.datasync();
      for (const batch of batches) {
        const at = segment.end;
        segment.frames.push(...batch.frames.map((frame) => ({ start: at + frame.start, end: at + frame.end })));
        segment.end += batch.bytes.length;
      }
      answerAll({ ok: true, value: total() });
    } catch (error) {
      // After a failed flush nobody knows what of it is on disk: the next batch opens the file anew and cuts off what was not acknowledged.
      await release();
      answerAll({ ok: false, failure: failureOf(error) });
    }
  }

  return {
    open: () => inTurn(async () => {
      try {
        const { damaged } = opened ??= await load();
        const { cut } = told;
        told = { cut: 0 };
        return { ok: true, value: { lines: total(), cut, damaged, freeBytes: await freeBytes() } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    }),
    extent: () => inTurn(async () => {
      try {
        opened ??= await load();
        return { ok: true, value: segments.map(({ file, end, frames }) => ({ file, end, lines: frames.length })) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    }),
    append: (lines) => new Promise((answer) => {
      const batch = encodeBatch(lines);
      if (batch === null) return answer({ ok: false, failure: 'too-large' });
      waiting.push({ ...batch, answer });
      if (waiting.length === 1) void inTurn(flush);
    }),
    read: (from) => inTurn(async () => {
      try {
        const lines = await readPage(segments, from);
        const next = from + lines.length;
        return { ok: true, value: { lines, next: next < total() && lines.length > 0 ? next : null } };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    }),
    close: () => inTurn(async () => {
      opened = null;
      await release();
    }),
  };
}

/** How many bytes the disk of `folder` has left for this user; `folder` need not exist yet. */
export async function freeBytesOf(folder: string): Promise<number> {
  let existing = folder;
  while (!existsSync(existing) && path.dirname(existing) !== existing) existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  return bavail * bsize;
}

/** Lines of these segments from position `from` on, a page of them. Rejects when a frame is no longer what it was. */
export async function readPage(segments: readonly Segment[], from: number): Promise<string[]> {
  const lines: string[] = [];
  let room = PAGE_BYTES;
  for (const segment of segments) {
    if (room <= 0 || lines.length >= PAGE_LINES) break;
    const wanted = segment.frames.slice(Math.max(0, from + lines.length - segment.first), Math.max(0, from + PAGE_LINES - segment.first));
    const fitting = wanted.filter((frame) => frame.start - (wanted[0]?.start ?? 0) < room);
    const first = fitting[0], last = fitting.at(-1);
    if (first === undefined || last === undefined) continue;
    const content = await readRange(segment.file, first.start, last.end);
    // A frame that went bad since it was opened ends the page with an error rather than with a hole: positions are promised.
    for (const frame of fitting) lines.push(payloadAt(content, frame.start - first.start) ?? damagedSinceOpening(segment.file));
    room -= last.end - first.start;
    if (fitting.length < wanted.length) break;
  }
  return lines;
}

function damagedSinceOpening(file: string): never {
  throw new Error(`A frame of ${path.basename(file)} no longer has the sum that it had when it was opened.`);
}

async function readRange(file: string, start: number, end: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const content = Buffer.alloc(end - start);
    for (let done = 0; done < content.length;) {
      const { bytesRead } = await handle.read(content, done, content.length - done, start + done);
      if (bytesRead === 0) throw new Error(`${path.basename(file)} is shorter than it was when it was opened.`);
      done += bytesRead;
    }
    return content;
  } finally {
    await handle.close();
  }
}

/** Cuts what follows the last whole batch, and keeps it in a file beside. Returns how many bytes were cut. */
async function cutTail(file: string, content: Buffer, end: number): Promise<number> {
  const keep = Math.max(end, Math.min(HEADER.length, content.length));
  const torn = content.subarray(keep);
  if (torn.length === 0) return 0;
  let n = 1;
  while (existsSync(`${file}.torn-${n}`)) n += 1;
  await writeFile(`${file}.torn-${n}`, torn, { mode: 0o600, flush: true });
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(keep);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return torn.length;
}

/** Opens a segment for writing, without anything that a failed write may have left behind its end. */
async function openAtEnd(segment: Segment): Promise<FileHandle> {
  const handle = await open(segment.file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await handle.truncate(segment.end);
    await writeWhole(handle, HEADER, 0);
    await handle.datasync();
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function writeWhole(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function failureOf(error: unknown): JournalFailure {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable';
}
