/**
 * The folder of automatic backups: verified copies of the database, named by the moment they were begun, and beside them every attachment
 * once. A backup that failed takes nothing away: older ones are only deleted after a new one was read back and found good.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { localDateOf, localTimeOf } from '../shared/kernel/local-date.ts';
import { backupAttachments } from './attachment-backup.ts';
import { COUNTY_ROTATION, keptBackups } from './backup-rotation.ts';
import type { CountyStore } from './store/county-store.ts';
import { databaseFault } from './store/database.ts';
import { backupCounty, type CheckReport } from './upkeep.ts';

/** One automatic backup. `at` is when it was begun, epoch milliseconds to the second. */
export interface Backup { readonly file: string; readonly at: number; readonly bytes: number }

export interface MadeBackup { readonly backup: Backup; readonly report: CheckReport; readonly attachments: number; readonly deleted: readonly string[]; readonly warning: string | null }

const NAME = /^county-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.sqlite$/;
const HALF = /^county-\d{8}-\d{6}\.sqlite\.part/;
const CHINA_MS = 8 * 3_600_000;

/** The folder of automatic backups, as given or inside the data folder. */
export function backupsFolder(dataDir: string, given: string | undefined): string {
  return given === undefined ? join(dataDir, 'backups') : resolve(given);
}

/** Every attachment that any backup of the folder speaks of. Nothing there ever changes, so that it is only added to. */
export function attachmentsOfBackups(folder: string): string {
  return join(folder, 'attachments');
}

/** The backups of a folder, newest first; none when it does not exist. */
export async function listBackups(folder: string): Promise<readonly Backup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map(async (name): Promise<Backup | null> => {
    const at = momentOf(name);
    const file = join(folder, name);
    const size = at === null ? null : await stat(file).then((known) => known.size, () => null);
    return at === null || size === null ? null : { file, at, bytes: size };
  }));
  return found.flatMap((one) => one ?? []).sort((a, b) => b.at - a.at);
}

/** Makes a backup, reads it back, and then takes those away that are not kept any more. The error is a sentence for the operator; nothing was taken away. */
export async function makeBackup(store: CountyStore, { dataDir, folder }: { readonly dataDir: string; readonly folder: string }, nowMs: number): Promise<Result<MadeBackup, string>> {
  const file = join(folder, nameOf(nowMs));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // What a server that was killed in the middle of a backup left.
    for (const name of await readdir(folder)) if (HALF.test(name)) await rm(join(folder, name), { force: true });
    const made = await backupCounty(store, file);
    if (!made.ok) return made;
    const { copied, faulty } = await backupAttachments(store, dataDir, attachmentsOfBackups(folder));
    const backups = await listBackups(folder);
    const backup = backups.find((one) => one.file === file);
    if (!backup) return err(`备份文件 ${file} 写好后又不见了。请检查这个磁盘。`);
    const kept = keptBackups(backups.map((one) => one.at), COUNTY_ROTATION);
    const old = backups.filter((one) => !kept.has(one.at)).map((one) => one.file);
    for (const one of old) await rm(one, { force: true });
    const warning = faulty.length > 0 ? `有 ${faulty.length} 个附件缺失或损坏：${faulty.slice(0, 5).join('、')}。有原件的电脑连上后会补传；请检查磁盘。` : null;
    return ok({ backup, report: made.value, attachments: copied, deleted: old, warning });
  } catch (error) {
    for (const suffix of ['.part', '.part-journal', '.part-wal', '.part-shm']) await rm(`${file}${suffix}`, { force: true }).catch(() => undefined);
    return err(backupFault(error, folder));
  }
}

/** What went wrong, and what to do. */
function backupFault(error: unknown, folder: string): string {
  if (databaseFault(error) === 'full') return `磁盘已满，没有备份成（${folder}）。以前的备份都还在。请腾出空间，或用 --backups 换一个磁盘。`;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code ?? error.message : String(error);
  return `没有备份成（${folder}）：${code}。以前的备份都还在。请检查这个文件夹能不能写。`;
}

/** `county-20261121-010300.sqlite`: China's time, so that a list reads as people count days. */
function nameOf(ms: number): string {
  const at = new Date(ms + CHINA_MS).toISOString();
  return `county-${at.slice(0, 10).replaceAll('-', '')}-${at.slice(11, 19).replaceAll(':', '')}.sqlite`;
}

function momentOf(name: string): number | null {
  const match = NAME.exec(name);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - CHINA_MS;
}

/** `2026-11-20 18:00`, in China. */
export function momentWords(ms: number): string {
  return `${localDateOf(ms)} ${localTimeOf(ms)}`;
}
