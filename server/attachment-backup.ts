/** A backup of attachments: beside the database's copy a folder with every file, checked against its name. What a former run copied stays. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentIdOfDigest } from '../shared/kernel/content-hash.ts';
import { attachmentsDir } from './attachment-files.ts';
import type { CountyStore } from './store/county-store.ts';

/** How many files the folder holds now, and the names of those that are missing or damaged at the county. */
export interface AttachmentBackup { readonly copied: number; readonly faulty: readonly string[] }

/** Copies into `folder`, which may hold an earlier backup. A file has its name only after it was read back whole. */
export async function backupAttachments(store: CountyStore, dataDir: string, folder: string): Promise<AttachmentBackup> {
  const faulty: string[] = [];
  const files = await store.read(({ attachments }) => attachments.all());
  for (const { scope, hash, size } of files) {
    const [from, to] = [join(attachmentsDir(dataDir), scope, hash), join(folder, scope, hash)];
    if (await sizeOf(to) === size) continue;
    if (!await copyAttachment(from, to, hash)) faulty.push(`${scope}/${hash}`);
  }
  return { copied: files.length - faulty.length, faulty };
}

/** Copies one file; false when it is missing or is not what its name says. Rejects when the disk is full. */
export async function copyAttachment(from: string, to: string, hash: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const part = `${to}.part`;
  const copied = await copyFile(from, part).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOSPC') throw error;
    return false;
  });
  if (copied && await isWhole(part, hash)) {
    await rename(part, to);
    return true;
  }
  await rm(part, { force: true });
  return false;
}

/** The names of those files of a backup that are missing or damaged. */
export async function faultyAttachments(folder: string, files: readonly { readonly scope: string; readonly hash: string }[]): Promise<readonly string[]> {
  const faulty: string[] = [];
  for (const { scope, hash } of files) if (!await isWhole(join(folder, scope, hash), hash).catch(() => false)) faulty.push(`${scope}/${hash}`);
  return faulty;
}

/** Flushed, and what its name says. */
async function isWhole(file: string, hash: string): Promise<boolean> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  return contentIdOfDigest(createHash('sha256').update(await readFile(file)).digest()) === hash;
}

async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then((found) => found.size, () => null);
}
