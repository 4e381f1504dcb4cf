/** Opens a county's data folder: the database brought up to date, and the key that belongs to it. For server and command line alike. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { countyKeyFile, makeCountyKey, readCountyKey, type CountyKey } from './county-key.ts';
import { createCountyStore, type CountyStore } from './store/county-store.ts';
import { openDatabase } from './store/database.ts';
import { lockFolder, type FolderLock } from './store/folder-lock.ts';

export interface CountyData { readonly store: CountyStore; readonly key: CountyKey }

const KEY_FINGERPRINT = 'county-key';

/** The database's file inside the data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'county.sqlite');
}

/** Makes sure that nobody else serves or restores this folder. The error is a sentence for the operator. */
export async function claimFolder(dataDir: string): Promise<Result<FolderLock, string>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(join(dataDir, 'county.lock'));
  return lock ? ok(lock) : err(`数据文件夹 ${dataDir} 正由另一个县服务器使用。同一份数据只能开一个；请先停止那一个，或用 --data 换一个文件夹。`);
}

/**
 * Opens (or makes) the folder, the database and the key. The errors are sentences for the operator: a database of a
 * newer version, a key that is missing or belongs to another database. Close the store when done.
 */
export async function openCountyData(dataDir: string, nowMs: number): Promise<Result<CountyData, string>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  let store: CountyStore | null = null;
  try {
    store = createCountyStore(openDatabase(databaseFile(dataDir)));
    const opened = await openWithKey(store, dataDir, nowMs);
    if (!opened.ok) await store.close();
    return opened;
  } catch (error) {
    await store?.close();
    return err(`数据库 ${databaseFile(dataDir)} 打不开（${error instanceof Error ? error.message : String(error)}）。请检查磁盘和权限；文件坏了就用 restore 从备份恢复，原来的文件会改名留着。`);
  }
}

async function openWithKey(store: CountyStore, dataDir: string, nowMs: number): Promise<Result<CountyData, string>> {
  const migrated = await store.migrate(nowMs);
  if (!migrated.ok) return err(migrated.error.message);
  const known = await store.read(({ people }) => people.setting(KEY_FINGERPRINT));
  const found = await readCountyKey(dataDir);
  if (!found.ok) return found;
  if (found.value === null && known !== null) {
    return err(`找不到县密钥文件 ${countyKeyFile(dataDir)}。没有它，各乡镇设备手中的回执无法核对。请从备份中恢复这个文件，再启动。`);
  }
  const key = found.value ?? await makeCountyKey(dataDir);
  if (known !== null && known !== key.fingerprint) {
    return err(`县密钥文件 ${countyKeyFile(dataDir)} 不是这个数据库的。请从同一个县的备份中恢复密钥文件，再启动。`);
  }
  if (known === null) await store.write(({ people }) => people.saveSetting(KEY_FINGERPRINT, key.fingerprint));
  return ok({ store, key });
}
