/**
 * Reading a bundle piece by piece. Everything is checked that can be without knowing this device: the order of frames, that every entry
 * is whole and hashes to its id, that every attachment is what its name says, the counts, and the hash over all. Nothing that was
 * read may be stored before `finish` said that the file is whole.
 */
import { CONTENT_ID_LENGTH, contentIdOfBytes } from '../kernel/content-hash.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { createRunningHash, textOfBytes } from '../kernel/utf8.ts';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { Signed } from '../identity/device-key.ts';
import { parseEntry } from '../ledger/entry.ts';
import { Receipt, type CarriedEntry } from '../sync/wire.ts';
import { BundleEnd, parseBundleHeader, parseJson, type BundleHeader } from './bundle.ts';
import { createFrameReader, frameBytes, type Frame } from './frames.ts';
import type { BundleFault } from './words.ts';

/** One thing out of a bundle, in the order of the file. */
export type BundleItem =
  | { readonly kind: 'header'; readonly header: BundleHeader }
  | { readonly kind: 'entry'; readonly carried: CarriedEntry }
  | { readonly kind: 'attachment'; readonly hash: string; readonly bytes: Uint8Array<ArrayBuffer> };

export interface BundleReader {
  /** What the next piece completed. After a fault nothing more is to be pushed. */
  push(piece: Uint8Array): Result<readonly BundleItem[], BundleFault>;
  /** After the last piece: whether the bundle was whole. */
  finish(): Result<BundleEnd, BundleFault>;
}

export function createBundleReader(): BundleReader {
  const frames = createFrameReader();
  const hash = createRunningHash();
  const counts = { entries: 0, attachments: 0 };
  let header: BundleHeader | null = null;
  let end: BundleEnd | null = null;

  const read = (frame: Frame): Result<BundleItem | null, BundleFault> => {
    if (end !== null || (frame.kind === 'header') !== (header === null)) return err(header === null ? 'not-a-bundle' : 'damaged');
    if (frame.kind === 'end') {
      const said = parseJson(frame.payload);
      if (!Value.Check(BundleEnd, said)) return err('damaged');
      end = said;
      return ok(null);
    }
    hash.add(frameBytes(frame));
    switch (frame.kind) {
      case 'header': {
        const parsed = parseBundleHeader(frame.payload);
        if (!parsed.ok) return parsed;
        header = parsed.value;
        return ok({ kind: 'header', header });
      }
      case 'entry': {
        counts.entries += 1;
        return readEntry(frame.payload, header?.scope ?? '');
      }
      case 'attachment': {
        counts.attachments += 1;
        const [name, bytes] = [textOfBytes(frame.payload.subarray(0, CONTENT_ID_LENGTH)), frame.payload.slice(CONTENT_ID_LENGTH)];
        return contentIdOfBytes(bytes) === name ? ok({ kind: 'attachment', hash: name, bytes }) : err('damaged');
      }
    }
  };

  return {
    push(piece) {
      const whole = frames.push(piece);
      // What does not even begin with a frame is something else; what breaks off later is a broken bundle.
      if (!whole.ok) return err(header === null ? 'not-a-bundle' : 'damaged');
      const items: BundleItem[] = [];
      for (const frame of whole.value) {
        const item = read(frame);
        if (!item.ok) return item;
        if (item.value !== null) items.push(item.value);
      }
      return ok(items);
    },
    finish() {
      if (header === null) return err('not-a-bundle');
      const isWhole = end !== null && frames.isEven() && end.hash === hash.hex() && end.entries === counts.entries && end.attachments === counts.attachments && header.entries === counts.entries;
      return isWhole && end !== null ? ok(end) : err('damaged');
    },
  };
}

const Carried = Type.Object({ entry: Type.Unknown(), receipt: Type.Optional(Receipt), signed: Type.Optional(Signed) });

/** An entry of the bundle's own scope. What stands beside it is not judged here: a receipt only the county can tell, a signature whoever knows the device's key. */
function readEntry(payload: Uint8Array, scope: string): Result<BundleItem, BundleFault> {
  const said = parseJson(payload);
  if (!Value.Check(Carried, said)) return err('damaged');
  const parsed = parseEntry(said.entry);
  if (!parsed.ok || parsed.value.scope !== scope) return err('damaged');
  const { receipt, signed } = said;
  return ok({ kind: 'entry', carried: { entry: parsed.value, ...(receipt === undefined ? {} : { receipt }), ...(signed === undefined ? {} : { signed }) } });
}
