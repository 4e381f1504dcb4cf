/**
 * The bytes of one journal segment. After a header line `MQJ1\n` come frames, little endian:
 *
 *     [u32 length, top bit = the batch goes on][u32 crc32 of those four bytes and the payload][payload]
 *
 * A frame counts when it is whole and its sum is right. A batch (what was appended by one call) counts when its last frame, the one
 * without the top bit, is there: so a crash in the middle of writing leaves the whole batch or nothing of it. Payloads are JSON text, which has
 * no control characters, and the third byte of every head is one: what follows a damaged frame is found again without mistaking text for a head.
 */
import { crc32 } from 'node:zlib';

/** The first bytes of every segment. */
export const HEADER = Buffer.from('MQJ1\n', 'latin1');
/** No payload may be longer, in bytes: a damaged length must not swallow the rest of the file. */
export const MAX_PAYLOAD = 1024 * 1024;

const FRAME_HEAD = 8;
const GOES_ON = 0x8000_0000;

/** Where a whole frame lies in its segment, in bytes. */
export interface Frame { readonly start: number; readonly end: number }

/** What a segment holds. */
export interface Scanned {
  readonly frames: readonly Frame[];
  /** Where the last whole batch ends: what follows is torn. */
  readonly end: number;
  /** Bytes before `end` that belong to no whole frame: damage that was stepped over. */
  readonly damaged: number;
}

/** The bytes of one batch and where its frames lie in them, or null when a line is too long for a frame. */
export function encodeBatch(lines: readonly string[]): { readonly bytes: Buffer; readonly frames: readonly Frame[] } | null {
  const parts: Buffer[] = [], frames: Frame[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const payload = Buffer.from(line, 'utf8');
    if (payload.length > MAX_PAYLOAD) return null;
    const head = Buffer.alloc(FRAME_HEAD);
    head.writeUInt32LE(index < lines.length - 1 ? payload.length + GOES_ON : payload.length, 0);
    head.writeUInt32LE(crc32(payload, crc32(head.subarray(0, 4))), 4);
    parts.push(head, payload);
    frames.push({ start, end: start += FRAME_HEAD + payload.length });
  }
  return { bytes: Buffer.concat(parts), frames };
}

/** Finds the whole frames of a segment. Damage is stepped over; what follows it still counts. */
export function scanSegment(content: Buffer): Scanned {
  const frames: Frame[] = [];
  const start = content.subarray(0, HEADER.length).equals(HEADER) ? HEADER.length : 0;
  let ended = 0, end = start, wholeBytes = start;
  for (let p = start; p + FRAME_HEAD <= content.length;) {
    const found = frameAt(content, p);
    if (found === null) {
      p += 1;
      continue;
    }
    frames.push({ start: p, end: found.end });
    wholeBytes += found.end - p;
    p = found.end;
    if (!found.goesOn) {
      ended = frames.length;
      end = p;
    }
  }
  const unfinished = frames.splice(ended);
  const damaged = end - (wholeBytes - unfinished.reduce((sum, frame) => sum + frame.end - frame.start, 0));
  return { frames, end, damaged };
}

/** The payload of the frame at `start`, or null when the bytes there are no whole frame. */
export function payloadAt(content: Buffer, start: number): string | null {
  const found = frameAt(content, start);
  return found === null ? null : content.toString('utf8', start + FRAME_HEAD, found.end);
}

function frameAt(content: Buffer, p: number): { readonly end: number; readonly goesOn: boolean } | null {
  const word = content.readUInt32LE(p);
  const length = word % GOES_ON, end = p + FRAME_HEAD + length;
  if (length > MAX_PAYLOAD || end > content.length) return null;
  const sum = crc32(content.subarray(p + FRAME_HEAD, end), crc32(content.subarray(p, p + 4)));
  return sum === content.readUInt32LE(p + 4) ? { end, goesOn: word >= GOES_ON } : null;
}
