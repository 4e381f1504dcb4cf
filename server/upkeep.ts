/** Upkeep of a county's data: a check that recomputes everything, a rebuild of what is derived, and a verified backup. */
import { open, rename, rm, stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { logAfter, logStart } from '../shared/ledger/log-hash.ts';
import { parseNumber } from '../shared/office/numbering.ts';
import { hasColumnsOf, readRow } from './mend.ts';
import { createCountyStore, type CountyStore, type CountyTables } from './store/county-store.ts';
import { openDatabase } from './store/database.ts';

/** What a check found. `faults` must be empty; `notes` are explained or harmless. Sentences for the operator. */
export interface CheckReport { readonly entries: number; readonly cases: number; readonly faults: readonly string[]; readonly notes: readonly string[] }

/** Rows read at once. */
const PAGE = 1000;

/** Recomputes content ids, running hashes, chains, and the read tables, and compares. Writes nothing. */
export async function checkCounty(store: CountyStore): Promise<CheckReport> {
  const faults = (await store.integrity()).map((line) => `数据库文件损坏：${line}`);
  const notes: string[] = [];
  return store.read(async (tables) => {
    const scopes = (await tables.people.scopes()).map((scope) => scope.code);
    let entries = 0;
    for (const scope of scopes) {
      entries += await checkLog(tables, scope, faults);
      await checkChains(tables, scope, notes);
    }
    const kept = await tables.read.rows();
    // A damaged log cannot be folded: it is mended first.
    if (faults.length === 0 && !isDeepStrictEqual(kept, await tables.read.refolded(scopes))) faults.push('统计表与台账不一致，请运行 rebuild 重建。');
    const broken = await tables.audit.brokenAt();
    if (broken !== null) faults.push(`维护记录的第 ${broken} 行被改动过，或它前面少了一行。`);
    return { entries, cases: kept.cases.length, faults, notes };
  });
}

/** Makes everything that is derived anew: read tables and number counters. Returns how many cases there are. */
export async function rebuildCounty(tables: CountyTables): Promise<number> {
  const scopes = await tables.people.scopes();
  for (const scope of scopes) {
    for (const entry of await tables.log.ofType(scope.code, 'case.numbered')) {
      const number = parseNumber(String(entry.body['number']));
      if (number) await tables.numbering.raise(scope.code, number.year, number.n);
    }
  }
  return tables.read.rebuild(scopes.map((scope) => scope.code));
}

/**
 * Copies the database while the server runs, opens the copy and checks it, and only then gives it its name. The error
 * is a sentence for the operator. The county's key is not in it: it is backed up apart.
 */
export async function backupCounty(store: CountyStore, file: string): Promise<Result<CheckReport, string>> {
  const exists = await stat(file).then(() => true, () => false);
  if (exists) return err(`${file} 已经存在。备份不覆盖旧文件，请换一个文件名。`);
  const part = `${file}.part`;
  await rm(part, { force: true });
  await store.backup(part);
  const report = await checkFile(part);
  if (report.faults.length > 0) {
    await rm(part, { force: true });
    return err(`备份没有通过核对，已删除：${report.faults.join('；')}`);
  }
  await flush(part);
  await rename(part, file);
  return ok(report);
}

async function checkFile(file: string): Promise<CheckReport> {
  const copy = createCountyStore(openDatabase(file));
  try {
    return await checkCounty(copy);
  } finally {
    await copy.close();
    await Promise.all(['-wal', '-shm'].map((suffix) => rm(`${file}${suffix}`, { force: true })));
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function checkLog({ log, mend }: CountyTables, scope: string, faults: string[]): Promise<number> {
  let token = logStart(scope);
  for (let after: number | null = null; ;) {
    const page = await mend.rowsAfter(scope, after, PAGE);
    for (const row of page) {
      const read = readRow(row);
      if (!read.ok) faults.push(`${scope} 第 ${row.rev} 条的内容与编号不符（${read.error}）。`);
      else if (!hasColumnsOf(row, read.value)) faults.push(`${scope} 第 ${row.rev} 条的索引与内容不符。`);
      token = logAfter(token, row.id);
      if (token.rev !== row.rev || token.h !== row.h) {
        faults.push(`${scope} 的台账从第 ${token.rev} 条起断开。`);
        return token.rev;
      }
      after = row.rev;
    }
    if (page.length < PAGE) break;
  }
  const head = await log.head(scope);
  if (head?.rev !== token.rev || head.h !== token.h) faults.push(`${scope} 的台账末尾与记录不符：应为第 ${head?.rev ?? 0} 条，实为第 ${token.rev} 条。`);
  return token.rev;
}

async function checkChains({ log }: CountyTables, scope: string, notes: string[]): Promise<void> {
  const links = await log.chains(scope);
  const idsByPlace = new Map<string, string[]>();
  const place = (replica: string, seq: number) => `${replica} ${seq}`;
  for (const link of links) idsByPlace.set(place(link.replica, link.seq), [...(idsByPlace.get(place(link.replica, link.seq)) ?? []), link.id]);
  const refused = new Set((await log.refusedPlaces(scope)).map((one) => place(one.replica, one.seq)));
  let gaps = 0;
  for (const link of links) {
    if (link.seq === 1) continue;
    const before = idsByPlace.get(place(link.replica, link.seq - 1));
    if (!before && !refused.has(place(link.replica, link.seq - 1))) gaps += 1;
    if (before && !before.includes(link.prev)) notes.push(`${scope} 设备 ${link.replica} 的第 ${link.seq} 条没有接在它的上一条之后。`);
  }
  if (gaps > 0) notes.push(`${scope} 有 ${gaps} 处设备序号不连续，前面的内容可能还没有上报。`);
  const forks = await log.forks(scope);
  if (forks.length > 0) notes.push(`${scope} 有 ${forks.length} 处设备序号重复（设备的资料曾被复制或还原），两份都已保留。`);
}
