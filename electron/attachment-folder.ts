/**
 * The second copy of attachments: sealed files in the user-data folder, named by the hash of what they hold. IndexedDB alone may be reset on a
 * full disk (electron/electron#41877), and a photograph cannot be taken again. Nothing here looks inside.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AttachmentFailure, Outcome } from '../shared/desktop-api.ts';
import { CONTENT_ID_PATTERN } from '../shared/kernel/content-hash.ts';
import { replaceFile } from './replace-file.ts';

/** Files are refused while this many bytes are still free: what is left is the journal's. */
export const FREE_BYTES_FOR_JOURNAL = 400 * 1024 * 1024;
const HASH = new RegExp(CONTENT_ID_PATTERN);

export interface AttachmentFolder {
  /** Writes a sealed file, flushed and under its name when it resolves. The same name again replaces the file. */
  write(hash: string, bytes: Uint8Array): Promise<Outcome<number, AttachmentFailure>>;
  /** The sealed file, or null when there is none. */
  read(hash: string): Promise<Buffer | null>;
}

/** The attachments in `folder`. `freeBytes` tells how much room its disk has left. */
export function createAttachmentFolder(folder: string, freeBytes: () => Promise<number>): AttachmentFolder {
  /** The contract lets nothing else through; what becomes a path is checked where it does. */
  const fileOf = (hash: string): string | null => (HASH.test(hash) ? path.join(folder, hash) : null);
  return {
    async write(hash, bytes) {
      const file = fileOf(hash);
      if (file === null) return { ok: false, failure: 'not-writable' };
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (await freeBytes() - bytes.length < FREE_BYTES_FOR_JOURNAL) return { ok: false, failure: 'disk-full' };
        replaceFile(file, bytes);
        return { ok: true, value: bytes.length };
      } catch (error) {
        return { ok: false, failure: (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'not-writable' };
      }
    },
    async read(hash) {
      const file = fileOf(hash);
      return file === null ? null : readFile(file).catch(() => null);
    },
  };
}
