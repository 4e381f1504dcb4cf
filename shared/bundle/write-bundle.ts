/** Writing a bundle frame by frame: the writer counts and hashes what goes out, and its end says so. */
import { bytesOfText, createRunningHash } from '../kernel/utf8.ts';
import type { CarriedEntry } from '../sync/wire.ts';
import type { BundleEnd, BundleHeader } from './bundle.ts';
import { frameBytes, type FrameKind } from './frames.ts';

/** Each call gives the bytes to be written next; `header` first, `end` last, each once. */
export interface BundleWriter {
  header(header: BundleHeader): Uint8Array<ArrayBuffer>;
  entry(carried: CarriedEntry): Uint8Array<ArrayBuffer>;
  attachment(hash: string, bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  /** `vouch` is given the hash of every frame before, and signs it. */
  end(vouch?: (hash: string) => Pick<BundleEnd, 'signed' | 'county'>): Uint8Array<ArrayBuffer>;
}

export function createBundleWriter(): BundleWriter {
  const hash = createRunningHash();
  const counts = { entries: 0, attachments: 0 };
  const put = (kind: FrameKind, payload: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
    const bytes = frameBytes({ kind, payload });
    hash.add(bytes);
    return bytes;
  };
  return {
    header: (header) => put('header', bytesOfText(JSON.stringify(header))),
    entry(carried) {
      counts.entries += 1;
      return put('entry', bytesOfText(JSON.stringify(carried)));
    },
    attachment(name, bytes) {
      counts.attachments += 1;
      const letters = bytesOfText(name);
      const payload = new Uint8Array(letters.length + bytes.length);
      payload.set(letters);
      payload.set(bytes, letters.length);
      return put('attachment', payload);
    },
    end(vouch) {
      const whole = hash.hex();
      const end: BundleEnd = { ...counts, hash: whole, ...vouch?.(whole) };
      return frameBytes({ kind: 'end', payload: bytesOfText(JSON.stringify(end)) });
    },
  };
}
