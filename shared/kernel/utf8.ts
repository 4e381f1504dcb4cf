/** Text as bytes and back, and a hash that is fed piece by piece: for what is too long to be one string. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';

/** The UTF-8 bytes of a text. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8ToBytes(text));
}

/** The text of UTF-8 bytes, or null when they are no UTF-8. */
export function textOfBytes(bytes: Uint8Array): string | null {
  try {
    return utf8.encode(bytes);
  } catch {
    return null;
  }
}

/** SHA-256 over pieces: `add` them in order, then `hex` once. */
export interface RunningHash {
  add(piece: Uint8Array): void;
  hex(): string;
}

/** A SHA-256 that nothing was added to yet. */
export function createRunningHash(): RunningHash {
  const hash = sha256.create();
  return { add: (piece) => { hash.update(piece); }, hex: () => bytesToHex(hash.clone().digest()) };
}
