/** Copying into a backup, in pieces that let the main process breathe: under another name first, flushed, then renamed. */
import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { payloadAt, scanSegment } from './journal-segment.ts';
import type { Segment } from './journal.ts';

/** Bytes that are read, hashed and written at once: a few milliseconds of work. */
const SLICE = 1024 * 1024;
/** Lines that are looked at at once. */
const LINES_AT_ONCE = 400;

/** What was being read failed, not what was being written. */
export class SourceUnreadable extends Error {}

/** A file's first `end` bytes, or all of it. Rejects with `SourceUnreadable` when it has fewer. */
export async function readSlowly(file: string, signal: AbortSignal, end?: number): Promise<Buffer> {
  try {
    const handle = await open(file, 'r');
    try {
      const content = Buffer.allocUnsafe(end ?? (await handle.stat()).size);
      for (let done = 0; done < content.length;) {
        signal.throwIfAborted();
        const { bytesRead } = await handle.read(content, done, Math.min(SLICE, content.length - done), done);
        if (bytesRead === 0) throw new Error('shorter than it was');
        done += bytesRead;
      }
      return content;
    } finally {
      await handle.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new SourceUnreadable(String(error), { cause: error });
  }
}

/** The SHA-256 of bytes, as hex. */
export async function sumSlowly(content: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < content.length; at += SLICE) {
    hash.update(content.subarray(at, at + SLICE));
    await setImmediate();
  }
  return hash.digest('hex');
}

/** Writes a file whole or not at all: flushed before it gets its name. The caller flushes the folder. */
export async function writeSlowly(file: string, content: Buffer, signal: AbortSignal): Promise<void> {
  const part = `${file}.part`;
  const handle: FileHandle = await open(part, 'w', 0o600);
  try {
    for (let at = 0; at < content.length; at += SLICE) {
      signal.throwIfAborted();
      await handle.writeFile(content.subarray(at, at + SLICE));
    }
    await handle.sync();
    await handle.close();
    await rename(part, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The frames of a piece of the journal, each line given to `take`. `first` is the position of its first line. */
export async function walkPiece(content: Buffer, place: { readonly file: string; readonly first: number }, take: (line: string) => void): Promise<Segment> {
  const { frames, end } = scanSegment(content);
  await setImmediate();
  for (const [index, frame] of frames.entries()) {
    take(payloadAt(content, frame.start) ?? '');
    if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) await setImmediate();
  }
  return { ...place, frames: [...frames], end };
}
