/**
 * A fire drill: the newest backup is really restored, into a folder that is deleted afterwards; everything in it is recomputed, and cases drawn
 * at random are folded there and here and compared. A backup that nobody ever restored is only a hope.
 */
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { foldCase } from '../shared/case/fold.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { faultyAttachments } from './attachment-backup.ts';
import { attachmentsOfBackups, listBackups } from './backups.ts';
import { openCountyData } from './county-data.ts';
import { restoreCounty } from './restore.ts';
import type { CountyStore } from './store/county-store.ts';
import { checkCounty } from './upkeep.ts';
import type { DrillReport } from './upkeep-notes.ts';

/** How the names of the folders begin that a drill restores into. */
const SCRATCH = '.drill-';
/** Cases and attachments that are drawn. */
const DRAWN = 100;

/** Restores the newest backup of `folder` and compares it with the living county. The error is a sentence for the operator: there was nothing to restore. */
export async function drill(live: CountyStore, { dataDir, folder }: { readonly dataDir: string; readonly folder: string }, nowMs: number): Promise<Result<DrillReport, string>> {
  const [newest] = await listBackups(folder);
  if (!newest) return err(`${folder} 里还没有备份，没有可以演练的。`);
  // Beside the data, not beside the backups: the county's key must not lie on that disk even for a minute.
  for (const left of await readdir(dataDir)) if (left.startsWith(SCRATCH)) await rm(join(dataDir, left), { recursive: true, force: true });
  const scratch = await mkdtemp(join(dataDir, SCRATCH));
  try {
    const began = performance.now();
    const restored = await restoreCounty({ file: newest.file, dataDir, target: scratch, until: null, attachments: 'left', nowMs });
    if (!restored.ok) return ok({ at: nowMs, backup: basename(newest.file), seconds: since(began), entries: 0, cases: 0, compared: 0, attachments: 0, faults: [restored.error] });
    const opened = await openCountyData(scratch, nowMs);
    const seconds = since(began);
    if (!opened.ok) return ok({ at: nowMs, backup: basename(newest.file), seconds, entries: 0, cases: 0, compared: 0, attachments: 0, faults: [opened.error] });
    const { store } = opened.value;
    try {
      const { entries, cases, faults } = await checkCounty(store);
      const compared = await compareCases(store, live);
      const files = drawn(await store.read(({ attachments }) => attachments.all()));
      const damaged = await faultyAttachments(attachmentsOfBackups(folder), files);
      return ok({
        at: nowMs, backup: basename(newest.file), seconds, entries, cases, compared: compared.count, attachments: files.length,
        faults: [...faults, ...compared.faults, ...damaged.map((name) => `备份里的附件 ${name} 缺失或损坏。`)],
      });
    } finally {
      await store.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Folds cases here and there from the entries that the backup has: they must be the same, and none may be gone here. */
async function compareCases(restored: CountyStore, live: CountyStore): Promise<{ count: number; faults: readonly string[] }> {
  const faults: string[] = [];
  const rows = drawn((await restored.read(({ read }) => read.rows())).cases);
  for (const { scope, id } of rows) {
    const there = (await restored.read(({ log }) => log.ofSubjects(scope, [id]))).get(id) ?? [];
    const backedUp = new Set(there.map((entry) => entry.id));
    const here = ((await live.read(({ log }) => log.ofSubjects(scope, [id]))).get(id) ?? []).filter((entry) => backedUp.has(entry.id));
    if (here.length < there.length) faults.push(`${scope} 的 ${id} 在县里少了 ${there.length - here.length} 条，备份里有。`);
    else if (!isDeepStrictEqual(foldCase(there), foldCase(here))) faults.push(`${scope} 的 ${id} 在备份里和县里不一样。`);
  }
  return { count: rows.length, faults };
}

function drawn<T>(items: readonly T[]): readonly T[] {
  const pool = [...items];
  return Array.from({ length: Math.min(DRAWN, pool.length) }, () => pool.splice(randomInt(pool.length), 1)).flat();
}

function since(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}
