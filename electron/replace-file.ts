/** Writes a small file so that a crash leaves either the old one or the new one, never a half. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Replaces `file` by `content`: written beside it, flushed, renamed, the folder flushed where the system can. Throws what the file system says. */
export function replaceFile(file: string, content: Uint8Array): void {
  const part = `${file}.part`;
  writeFileSync(part, content, { mode: 0o600, flush: true });
  renameSync(part, file);
  flushFolder(path.dirname(file));
}

/** Makes a rename or a new file in `folder` durable. Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
