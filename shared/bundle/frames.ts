/** The frames of a bundle: one byte of kind, four of length (big-endian), then so many bytes. Written and read piece by piece, so that no file need fit into memory. */
import { err, ok, type Result } from '../kernel/result.ts';

/** `entry` many · `attachment` many · the others once, first and last. */
export type FrameKind = 'header' | 'entry' | 'attachment' | 'end';
export interface Frame { readonly kind: FrameKind; readonly payload: Uint8Array<ArrayBuffer> }

const LETTERS: Readonly<Record<FrameKind, number>> = { header: 0x48, entry: 0x45, attachment: 0x41, end: 0x5a };
const HEAD = 5;
/** An attachment has at most 20 MB; what claims more is no frame. */
const MAX_PAYLOAD = 24 * 1024 * 1024;

/** The bytes of a frame. */
export function frameBytes({ kind, payload }: Frame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD + payload.length);
  bytes[0] = LETTERS[kind];
  new DataView(bytes.buffer).setUint32(1, payload.length);
  bytes.set(payload, HEAD);
  return bytes;
}

export interface FrameReader {
  /** The frames that are whole now. */
  push(piece: Uint8Array): Result<readonly Frame[], 'damaged'>;
  /** True when nothing of a frame is left over. */
  isEven(): boolean;
}

/** Takes a stream of frames apart, however it is cut into pieces. */
export function createFrameReader(): FrameReader {
  const pieces: Uint8Array[] = [];
  let held = 0;

  const take = (length: number): Uint8Array<ArrayBuffer> => {
    const taken = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const [first] = pieces;
      if (first === undefined) break;
      const part = first.subarray(0, length - at);
      taken.set(part, at);
      at += part.length;
      if (part.length === first.length) pieces.shift();
      else pieces[0] = first.subarray(part.length);
    }
    held -= length;
    return taken;
  };

  let head: { readonly kind: FrameKind; readonly length: number } | null = null;
  return {
    push(piece) {
      if (piece.length > 0) pieces.push(piece);
      held += piece.length;
      const frames: Frame[] = [];
      for (;;) {
        if (head === null) {
          if (held < HEAD) return ok(frames);
          const bytes = take(HEAD);
          const kind = kindOf(bytes[0]);
          const length = new DataView(bytes.buffer).getUint32(1);
          if (kind === null || length > MAX_PAYLOAD) return err('damaged');
          head = { kind, length };
        }
        if (held < head.length) return ok(frames);
        frames.push({ kind: head.kind, payload: take(head.length) });
        head = null;
      }
    },
    isEven: () => head === null && held === 0,
  };
}

function kindOf(letter: number | undefined): FrameKind | null {
  const kinds = Object.keys(LETTERS) as FrameKind[];
  return kinds.find((kind) => LETTERS[kind] === letter) ?? null;
}
