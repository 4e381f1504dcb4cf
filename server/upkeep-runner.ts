/** Looks every few minutes what upkeep is due and does it beside the serving: logs read again, backups, drills. What fails is told and tried again. */
import { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { err, type Result } from '../shared/kernel/result.ts';
import { listBackups, type MadeBackup } from './backups.ts';
import type { LogVerifier } from './log-verifier.ts';
import type { CountyStore } from './store/county-store.ts';
import { numberLeftOvers } from './numbering.ts';
import { noteUpkeep, readUpkeepNotes, type DrillReport } from './upkeep-notes.ts';
import { dueTasks, type UpkeepTask } from './upkeep-schedule.ts';
import type { UpkeepOrder } from './upkeep-worker.ts';

export interface UpkeepDeps {
  readonly store: CountyStore;
  readonly verifier: LogVerifier;
  readonly dataDir: string;
  /** Where backups go. */
  readonly folder: string;
  /** The server's own replica. */
  readonly replica: string;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => number;
  readonly logger: FastifyBaseLogger;
  /** Says a sentence to whoever stands at the console. */
  readonly tell: (sentence: string) => void;
}

export interface Upkeep { stop(): Promise<void> }

/** Right after the start there is more urgent work. */
const FIRST_LOOK_MS = 3_000;
const LOOK_EVERY_MS = 10 * 60_000;
/** A backup that failed is tried again after this, not at every look: a full disk stays full for a while. */
const AFTER_FAULT_MS = 3_600_000;

/** What has not come back by then is waited for no longer. */
const LEFT_OVER_MS = 24 * 3_600_000;

/** Begins to look after the county. */
export function startUpkeep(deps: UpkeepDeps): Upkeep {
  const { store, logger } = deps;
  const running: { worker: Worker | null; work: Promise<void> | null; stopped: boolean } = { worker: null, work: null, stopped: false };

  const look = async (): Promise<void> => {
    const nowMs = deps.now();
    const { notes, since } = await store.read(async (tables) => ({ notes: await readUpkeepNotes(tables), since: await tables.people.foundedAt() }));
    if (since === null) return;
    const [newest] = await listBackups(deps.folder);
    const due = dueTasks({ since, scrubbedAt: notes.scrubbedAt, backedUpAt: newest?.at ?? null, drilledAt: notes.drill?.at ?? null }, nowMs);
    for (const task of due) {
      if (running.stopped) return;
      if (task === 'backup' && notes.backupFault && Math.abs(nowMs - notes.backupFault.at) < AFTER_FAULT_MS) continue;
      await TASKS[task](nowMs);
    }
  };

  const TASKS: Readonly<Record<UpkeepTask, (nowMs: number) => Promise<void>>> = {
    async scrub(nowMs) {
      for (const { code } of await store.read(({ people }) => people.scopes())) if (!running.stopped) await deps.verifier.scrub(code);
      const pen = { replica: deps.replica, nowMs };
      for (const { code } of await store.read(({ people }) => people.scopes())) await store.write((tables) => numberLeftOvers(tables, code, { before: nowMs - LEFT_OVER_MS, pen }));
      await store.write((tables) => noteUpkeep(tables, { scrubbedAt: nowMs }));
      logger.info('logs read again');
    },
    async backup(nowMs) {
      const made = await inThread<MadeBackup>('backup', nowMs);
      if (running.stopped) return;
      if (made.ok) {
        logger.info({ entries: made.value.report.entries, cases: made.value.report.cases, attachments: made.value.attachments, bytes: made.value.backup.bytes, deleted: made.value.deleted.length }, 'backed up');
        if (made.value.warning !== null) deps.tell(`自动备份：${made.value.warning}`);
      } else {
        logger.error('backup failed');
        deps.tell(`自动备份没有成功：${made.error}`);
      }
      // Where there is no room for a backup there may be none for this note either: the console has it.
      await store.write((tables) => noteUpkeep(tables, { backupFault: made.ok ? null : { at: nowMs, sentence: made.error } })).catch(() => undefined);
    },
    async drill(nowMs) {
      const done = await inThread<DrillReport>('drill', nowMs);
      if (running.stopped || !done.ok) return;
      const { value } = done;
      logger.info({ seconds: value.seconds, entries: value.entries, compared: value.compared, faults: value.faults.length }, 'drilled');
      if (value.faults.length > 0) deps.tell(`恢复演练发现问题：${value.faults.join('；')}`);
      await store.write(async (tables) => {
        await noteUpkeep(tables, { drill: value });
        await tables.audit.note('drilled', { backup: value.backup, seconds: value.seconds, entries: value.entries, compared: value.compared, faults: value.faults.length }, nowMs);
      });
    },
  };

  function inThread<T>(task: UpkeepOrder['task'], nowMs: number): Promise<Result<T, string>> {
    return new Promise((resolve) => {
      const worker = new Worker(new URL('./upkeep-worker.ts', import.meta.url), { workerData: { task, dataDir: deps.dataDir, folder: deps.folder, nowMs } satisfies UpkeepOrder });
      running.worker = worker;
      worker.once('message', (result: Result<T, string>) => { resolve(result); });
      worker.once('error', (error: unknown) => { resolve(err(`出错了：${String(error)}`)); });
      worker.once('exit', () => {
        running.worker = null;
        resolve(err('中断了。'));
      });
    });
  }

  const lookOnce = (): void => {
    running.work ??= look().catch((error: unknown) => { logger.error({ error: String(error) }, 'upkeep failed'); }).finally(() => { running.work = null; });
  };
  void store.write((tables) => noteUpkeep(tables, { folder: deps.folder })).catch(() => undefined);
  const first = setTimeout(lookOnce, FIRST_LOOK_MS);
  const timer = setInterval(lookOnce, LOOK_EVERY_MS);
  return {
    async stop() {
      running.stopped = true;
      clearTimeout(first);
      clearInterval(timer);
      await running.worker?.terminate();
      await running.work;
    },
  };
}
