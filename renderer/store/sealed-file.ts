/** Sealed bytes as one file, which is how the desktop keeps a second copy: a line that says how it is sealed, then the ciphertext. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { SealedBytes } from './sealing.ts';

const Head = Type.Object({ alg: Type.Literal('A256GCM'), kid: Type.String(), n: Type.String() });
const NEW_LINE = 0x0a;
/** A head is far shorter. */
const MAX_HEAD = 1024;

export function packSealed({ c, ...head }: SealedBytes): Uint8Array<ArrayBuffer> {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  const packed = new Uint8Array(line.length + c.byteLength);
  packed.set(line);
  packed.set(new Uint8Array(c), line.length);
  return packed;
}

/** Null when it is no such file. */
export function unpackSealed(packed: Uint8Array<ArrayBuffer> | null): SealedBytes | null {
  const end = packed?.subarray(0, MAX_HEAD).indexOf(NEW_LINE) ?? -1;
  if (!packed || end < 0) return null;
  try {
    const head: unknown = JSON.parse(new TextDecoder().decode(packed.subarray(0, end)));
    return Value.Check(Head, head) ? { ...head, c: packed.slice(end + 1).buffer } : null;
  } catch {
    return null;
  }
}
