/** Bundles as the county's keeper brings them on a stick: opened with their codes or the county's key, read to the end, and only then believed to be whole. And the locking of what goes back. */
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, Encrypter } from 'age-encryption';
import { LOCKED_FOR_KEYS, type BundleEnd, type BundleHeader, type Lock } from '../shared/bundle/bundle.ts';
import { parseCode } from '../shared/bundle/code.ts';
import { createBundleReader } from '../shared/bundle/read-bundle.ts';
import { BUNDLE_REFUSAL_TEXT, type BundleRefusal } from '../shared/bundle/words.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import type { Entry } from '../shared/ledger/entry.ts';
import type { CarriedEntry } from '../shared/sync/wire.ts';
import { openAttachmentFiles, type AttachmentFiles } from './attachment-files.ts';
import type { CountyStore } from './store/county-store.ts';

/** An attachment of a bundle, whose bytes are what its name says. */
export interface BundledFile { readonly scope: string; readonly hash: string; readonly bytes: Uint8Array }

/** A bundle that was read to its end and is whole. What proves its entries is not judged yet. */
export interface WholeBundle { readonly header: BundleHeader; readonly end: BundleEnd; readonly carried: readonly CarriedEntry[] }

/** The entries of a whole bundle. `attachment` and the error as `readWholeBundle` says. */
export async function readBundleFile(file: string, openers: Openers, attachment: (found: BundledFile) => Promise<void>): Promise<Result<readonly Entry[], string>> {
  const read = await readWholeBundle(file, openers, attachment);
  return read.ok ? ok(read.value.carried.map(({ entry }) => entry)) : read;
}

/** What a bundle may be opened with: the code as it was typed (empty without), and the county's age identity. */
export interface Openers { readonly typed: string; readonly opener: string | null }

/** Reads a whole bundle. `attachment` is given each file in turn, before it is known whether the bundle is whole: they prove themselves. The error is a sentence. */
export async function readWholeBundle(file: string, { typed, opener }: Openers, attachment: (found: BundledFile) => Promise<void>): Promise<Result<WholeBundle, string>> {
  const refuse = (code: BundleRefusal) => err(`${file}：${BUNDLE_REFUSAL_TEXT[code]}`);
  const blob = await blobOf(file);
  if (blob === null) return err(`没有文件 ${file}，或者读不了。`);
  const decrypter = new Decrypter();
  const isForKeys = (await blob.slice(0, LOCKED_FOR_KEYS.length).text()) === LOCKED_FOR_KEYS;
  if (isForKeys) {
    if (opener === null) return refuse('other-recipient');
    decrypter.addIdentity(opener);
  } else {
    const code = parseCode(typed);
    if (code === null) return refuse('code-malformed');
    decrypter.addPassphrase(code);
  }
  const plain = await decrypter.decrypt(blob.stream()).catch(() => null);
  if (plain === null) return isForKeys ? err(`${file}：这个文件不是锁给本县的（是别的县的，或是锁给某一台电脑的），这里打不开。请在那台电脑上选“锁给县里”再导出一次。`) : refuse('wrong-code');
  const reader = createBundleReader();
  const carried: CarriedEntry[] = [];
  let header: BundleHeader | null = null;
  try {
    for await (const piece of plain) {
      const items = reader.push(piece);
      if (!items.ok) return refuse(items.error);
      for (const item of items.value) {
        if (item.kind === 'header') header = item.header;
        else if (item.kind === 'entry') carried.push(item.carried);
        else if (header !== null) await attachment({ scope: header.scope, hash: item.hash, bytes: item.bytes });
      }
    }
  } catch {
    return refuse('damaged');
  }
  const end = reader.finish();
  if (!end.ok) return refuse(end.error);
  return header === null ? refuse('not-a-bundle') : ok({ header, end: end.value, carried });
}

/** Locks a reply for whoever has the key, or with a code. */
export async function lockReply(plain: ReadableStream<Uint8Array>, lock: Lock): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if ('recipient' in lock) encrypter.addRecipient(lock.recipient);
  else encrypter.setPassphrase(lock.code);
  return encrypter.encrypt(plain);
}

/** `openAsBlob` throws at once for a file that is not there. */
async function blobOf(file: string): Promise<Blob | null> {
  try {
    return await openAsBlob(file);
  } catch {
    return null;
  }
}

/** Keeps attachments that came in a bundle, as if a device had sent them. */
export async function bundledFiles(store: CountyStore, dataDir: string, nowMs: number): Promise<{ keep: (found: BundledFile) => Promise<void>; end: () => Promise<number> }> {
  const files: AttachmentFiles = await openAttachmentFiles(dataDir, Number.POSITIVE_INFINITY);
  const folder = await mkdtemp(join(files.uploadsDir, 'bundle-'));
  let kept = 0;
  return {
    async keep({ scope, hash, bytes }) {
      const upload = join(folder, hash);
      await writeFile(upload, bytes);
      const published = await files.publish(upload, { scope, hash });
      if (!published.ok) return;
      kept += 1;
      await store.write(({ attachments }) => attachments.add({ scope, hash, size: published.value.size, kind: published.value.kind, device: 'take-in', receivedAt: nowMs }));
    },
    async end() {
      await rm(folder, { recursive: true, force: true });
      return kept;
    },
  };
}
