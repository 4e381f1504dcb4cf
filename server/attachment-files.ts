/**
 * The folder of attachments: one file for each, named by the hash of its bytes, under its scope. A file has its name only after its bytes
 * were read back from the disk and found to be what the name says.
 */
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { fileKind, type FileKind } from '../shared/attachment/file-kind.ts';
import { CONTENT_ID_PATTERN, contentIdOfDigest } from '../shared/kernel/content-hash.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';

/** Why bytes that arrived are not kept. */
export type FileRefusal = 'wrong-hash' | 'kind-unknown';

export interface AttachmentFiles {
  /** Where uploads that are under way lie. */
  readonly uploadsDir: string;
  /** Bytes that the files of one scope may take. */
  readonly quotaBytes: number;
  /** Bytes that the disk has left for attachments: a part is kept for the ledger. */
  roomLeft(): Promise<number>;
  /** Checks what an upload brought and gives it its name, flushed to the disk. What is wrong is left where it is. */
  publish(upload: string, place: Place): Promise<Result<{ kind: FileKind; size: number }, FileRefusal>>;
  /** The file's bytes from `start`, or null when it is not there. */
  read(place: Place, start: number): Promise<ReadStream | null>;
  /** What the file on the disk is, or null: it has its name only because it was checked. */
  kept(place: Place): Promise<{ kind: FileKind; size: number } | null>;
  /** The size of the file on the disk, or null. */
  sizeOf(place: Place): Promise<number | null>;
}

/** A file's scope and hash. */
export interface Place { readonly scope: string; readonly hash: string }

/** Of a county's disk this much is left to the ledger: notes are worth more than pictures. */
const RESERVE_BYTES = 1024 ** 3;
const SCOPE = /^[0-9]{6}([0-9]{3})?$/;
const HASH = new RegExp(CONTENT_ID_PATTERN);

/** The folder inside the data folder. */
export function attachmentsDir(dataDir: string): string {
  return join(dataDir, 'attachments');
}

/** Makes the folders when they are missing. */
export async function openAttachmentFiles(dataDir: string, quotaBytes: number): Promise<AttachmentFiles> {
  const root = attachmentsDir(dataDir);
  const uploadsDir = join(root, 'uploads');
  await mkdir(uploadsDir, { recursive: true, mode: 0o700 });
  return {
    uploadsDir, quotaBytes,
    async roomLeft() {
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize - RESERVE_BYTES;
    },
    async publish(upload, place) {
      const bytes = await readFile(upload);
      if (contentIdOfDigest(createHash('sha256').update(bytes).digest()) !== place.hash) return err('wrong-hash');
      const kind = fileKind(bytes);
      if (!kind.ok) return err('kind-unknown');
      const folder = join(root, scopeFolder(place));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await flush(upload);
      await rename(upload, pathOf(root, place));
      await flush(folder);
      return ok({ kind: kind.value, size: bytes.length });
    },
    async kept(place) {
      const bytes = await readFile(pathOf(root, place)).catch(() => null);
      if (bytes === null) return null;
      const kind = fileKind(bytes);
      return kind.ok ? { kind: kind.value, size: bytes.length } : null;
    },
    async read(place, start) {
      const path = pathOf(root, place);
      return await sizeAt(path) === null ? null : createReadStream(path, { start });
    },
    sizeOf: (place) => sizeAt(pathOf(root, place)),
  };
}

/** Deletes an upload that came to nothing. */
export async function discard(upload: string): Promise<void> {
  await rm(upload, { force: true });
}

function pathOf(root: string, place: Place): string {
  return join(root, scopeFolder(place), place.hash);
}

/** The routes check both already; here they become a path, and are checked once more. */
function scopeFolder({ scope, hash }: Place): string {
  if (!SCOPE.test(scope) || !HASH.test(hash)) throw new Error('not the name of an attachment');
  return scope;
}

async function sizeAt(path: string): Promise<number | null> {
  return stat(path).then((found) => found.size, () => null);
}

/** Windows cannot flush a folder and needs not. */
async function flush(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const file = await open(path, isFolder ? 'r' : 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
