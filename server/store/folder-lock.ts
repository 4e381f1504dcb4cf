/**
 * One writer for a data folder. The lock is one that the operating system holds for the process (SQLite's own file lock on an empty file),
 * so that it ends with the process, however that ends: a killed server leaves nothing behind that somebody would have to delete.
 */
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock { release(): void }

/** Takes the lock, or null when another process holds it. Throws when the file cannot be written. */
export function lockFolder(file: string): FolderLock | null {
  const connection = new DatabaseSync(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => { connection.close(); } };
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && (error as Error & { errcode?: number }).errcode === SQLITE_BUSY;
}
