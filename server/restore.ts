/**
 * Puts a backup in the place of a county's database: checked first, never over a running server, and with what was there kept beside it.
 * The ledger goes back in time; who may come in does not, and no number is given twice. What the county lost thereby comes back from the
 * devices by itself: they see another log hash and offer what they hold.
 */
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { logStart } from '../shared/ledger/log-hash.ts';
import { attachmentsDir } from './attachment-files.ts';
import { copyAttachment } from './attachment-backup.ts';
import { attachmentsOfBackups, momentWords } from './backups.ts';
import { claimFolder, databaseFile } from './county-data.ts';
import { countyKeyFile, readCountyKey } from './county-key.ts';
import { createCountyStore, type CountyStore, type CountyTables } from './store/county-store.ts';
import { databaseFault, openDatabase } from './store/database.ts';
import type { AuditLine } from './store/audit-store.ts';
import type { Standing } from './store/standing-store.ts';
import { checkCounty, rebuildCounty, type CheckReport } from './upkeep.ts';
import { noteUpkeep, readUpkeepNotes, type UpkeepNotes } from './upkeep-notes.ts';

export interface RestoreOrder {
  /** The backup. */
  readonly file: string;
  /** The county's data folder: its key and its newer state are asked for here. */
  readonly dataDir: string;
  /** Where the restored county goes: the data folder itself, or another one. */
  readonly target: string;
  /** Everything that arrived after this moment is cut (epoch milliseconds); null keeps all that the backup has. */
  readonly until: number | null;
  /** A drill leaves the files where they are. */
  readonly attachments: 'brought' | 'left';
  readonly nowMs: number;
}

export interface Restored {
  readonly report: CheckReport;
  /** Rows that were cut because they arrived after the moment. */
  readonly cut: number;
  /** Where what was there before is now; null when there was nothing. */
  readonly kept: string | null;
  /** Whether people, devices and codes are as they were last, or only as in the backup. */
  readonly standing: 'newest' | 'of-the-backup';
  /** Attachments that are neither in the folder nor beside the backup. */
  readonly attachmentsMissing: number;
}

interface Newer { readonly county: string | null; readonly standing: Standing; readonly audit: readonly AuditLine[]; readonly notes: UpkeepNotes }

/** Restores. The error is a sentence for the operator; then nothing was changed. */
export async function restoreCounty(order: RestoreOrder): Promise<Result<Restored, string>> {
  const claimed = await claimFolder(order.target);
  if (!claimed.ok) return claimed;
  const scratch = `${databaseFile(order.target)}.restoring`;
  try {
    const copied = await copyAside(order.file, scratch);
    return copied.ok ? await restoreFrom(scratch, order) : copied;
  } finally {
    await dropDatabase(scratch);
    claimed.value.release();
  }
}

async function restoreFrom(scratch: string, order: RestoreOrder): Promise<Result<Restored, string>> {
  let done: Result<Omit<Restored, 'kept'>, string>;
  try {
    const store = createCountyStore(openDatabase(scratch));
    try {
      done = await prepare(store, order);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (databaseFault(error) === 'full') return err('磁盘空间不够，没有恢复，什么都没有改动。请腾出空间，或用 --to 换一个文件夹。');
    return err(`备份 ${order.file} 打不开：${error instanceof Error ? error.message : String(error)}。请换一份备份。`);
  }
  if (!done.ok) return done;
  return ok({ ...done.value, kept: await putInPlace(scratch, order) });
}

/** Everything that can be done before the county's own file is touched. */
async function prepare(store: CountyStore, order: RestoreOrder): Promise<Result<Omit<Restored, 'kept'>, string>> {
  const migrated = await store.migrate(order.nowMs);
  if (!migrated.ok) return err(migrated.error.message);
  const checked = await checkCounty(store);
  if (checked.faults.length > 0) return err(`这份备份没有通过核对，没有恢复：${checked.faults.slice(0, 3).join('；')}。请换一份备份。`);
  const key = await keyFor(store, order);
  if (!key.ok) return key;
  const newer = await newerState(order);
  const county = await store.read(({ people }) => people.county());
  if (newer && newer.county !== null && newer.county !== county?.code) return err(`${order.target} 里是另一个县（${newer.county}）的数据，没有恢复。请用 --to 给出一个新文件夹。`);

  const cut = await store.write(async (tables) => {
    const gone = order.until === null ? 0 : await cutAfter(tables, order.until);
    if (newer) await tables.standing.renew(newer.standing);
    else await tables.standing.voidCodes(order.nowMs);
    if (newer) {
      await tables.audit.goOnWith(newer.audit);
      await noteUpkeep(tables, order.target === order.dataDir ? newer.notes : { ...newer.notes, folder: null });
    }
    return gone;
  });
  const attachmentsMissing = order.attachments === 'left' ? 0 : await bringAttachments(store, order);
  await store.write(async (tables) => {
    await rebuildCounty(tables);
    await tables.audit.note('restored', {
      until: order.until === null ? null : momentWords(order.until), cut, attachmentsMissing, standing: newer ? 'newest' : 'of-the-backup', formerAudit: newer?.audit.at(-1)?.h ?? null,
    }, order.nowMs);
  });
  const report = await store.read(async ({ people, log, read }) => {
    const heads = await Promise.all((await people.scopes()).map(({ code }) => log.head(code)));
    return { ...checked, entries: heads.reduce((sum, head) => sum + (head?.rev ?? 0), 0), cases: (await read.rows()).cases.length };
  });
  return ok({ report, cut, standing: newer ? 'newest' : 'of-the-backup', attachmentsMissing });
}

/** Cuts every log at its first row that arrived after the moment. Numbers that the cut rows gave stay given: the counters learn them first. */
async function cutAfter(tables: CountyTables, until: number): Promise<number> {
  await rebuildCounty(tables);
  let cut = 0;
  for (const { code: scope } of await tables.people.scopes()) {
    const first = await tables.mend.firstAfter(scope, until);
    if (first === null) continue;
    cut += await tables.mend.cutFrom(scope, first);
    await tables.mend.setHead(scope, await tables.log.tokenAt(scope, first - 1) ?? logStart(scope));
  }
  return cut;
}

/** The key that belongs to the backup, in the target folder: it is there, or in the data folder. */
async function keyFor(store: CountyStore, { dataDir, target }: RestoreOrder): Promise<Result<null, string>> {
  const known = await store.read(({ people }) => people.setting('county-key'));
  for (const folder of new Set([target, dataDir])) {
    const key = await readCountyKey(folder);
    if (!key.ok) return key;
    if (key.value === null) continue;
    if (known !== null && key.value.fingerprint !== known) return err(`县密钥文件 ${countyKeyFile(folder)} 不是这份备份的。请放回同一个县的密钥文件，再恢复。`);
    if (folder !== target) await copyFile(countyKeyFile(folder), countyKeyFile(target));
    return ok(null);
  }
  return err(`找不到县密钥文件 ${countyKeyFile(target)}。请先把另行保管的密钥文件放回去，再恢复；密钥真的丢了，用 take-in 重建（见 README）。`);
}

/** What the folder has now, as far as it can still be read. */
async function newerState({ dataDir, target }: RestoreOrder): Promise<Newer | null> {
  for (const folder of new Set([target, dataDir])) {
    const file = databaseFile(folder);
    if (!await exists(file)) continue;
    try {
      const store = createCountyStore(openDatabase(file));
      try {
        const migrated = await store.migrate(Date.now());
        if (!migrated.ok) return null;
        return await store.read(async (tables) => {
          const county = (await tables.people.county())?.code ?? null;
          return { county, standing: await tables.standing.read(), audit: await tables.audit.lines(), notes: await readUpkeepNotes(tables) };
        });
      } finally {
        await store.close();
      }
    } catch {
      return null;
    }
  }
  return null;
}

/** Files that the restored county speaks of: already there, or from beside the backup. What is nowhere is forgotten, and devices send it again. */
async function bringAttachments(store: CountyStore, { file, target }: RestoreOrder): Promise<number> {
  const sources = [`${file}.attachments`, attachmentsOfBackups(dirname(file))];
  let missing = 0;
  for (const { scope, hash, size } of await store.read(({ attachments }) => attachments.all())) {
    const to = join(attachmentsDir(target), scope, hash);
    let there = (await stat(to).catch(() => null))?.size === size;
    for (const source of sources) there = there || await copyAttachment(join(source, scope, hash), to, hash);
    if (there) continue;
    missing += 1;
    await store.write(({ standing }) => standing.forgetAttachment(scope, hash));
  }
  return missing;
}

/**
 * Exchanges the files. What was there gets a second name first, and the new file then takes its name in one step: whenever the power
 * goes, there is a whole database under the name.
 */
async function putInPlace(scratch: string, { target, nowMs }: RestoreOrder): Promise<string | null> {
  const file = databaseFile(target);
  const flushed = await open(scratch, 'r+');
  await flushed.sync();
  await flushed.close();
  const kept = await exists(file) ? `${file}.before-${stamp(nowMs)}` : null;
  if (kept !== null) {
    // Only a database that could not be opened in order has them still.
    for (const suffix of ['-wal', '-shm']) if (await exists(`${file}${suffix}`)) await rename(`${file}${suffix}`, `${kept}${suffix}`);
    await link(file, kept).catch(() => copyFile(file, kept));
  }
  await rename(scratch, file);
  await flushFolder(target);
  return kept;
}

async function copyAside(from: string, to: string): Promise<Result<null, string>> {
  if (!await exists(from)) return err(`没有这份备份：${from}。用 backups 查看有哪些。`);
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await dropDatabase(to);
  try {
    await copyFile(from, to);
    return ok(null);
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    return err(full ? `磁盘空间不够放恢复的数据库，没有恢复。请腾出空间，或用 --to 换一个文件夹。` : `备份 ${from} 读不出来：${String((error as NodeJS.ErrnoException).code)}。请换一份备份。`);
  }
}

async function dropDatabase(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false);
}

async function flushFolder(folder: string): Promise<void> {
  // Windows cannot flush a folder and needs not.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

function stamp(ms: number): string {
  return momentWords(ms).replaceAll(/[-:]/g, '').replace(' ', '-') + new Date(ms).toISOString().slice(17, 19);
}
