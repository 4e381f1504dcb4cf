/**
 * The log that technical support may ask for: the last 2,000 events of sync. It lies in clear in a database of its own, since it holds ids,
 * codes and counts only; `clean` is the one door, and lets nothing else in. It is a convenience: when it cannot be written, nothing else suffers.
 */
import Dexie, { type EntityTable } from 'dexie';
import { CONTENT_ID_PATTERN } from '../../shared/kernel/content-hash.ts';
import { SCOPE_PATTERN } from '../../shared/ledger/entry.ts';
import type { SyncLogEvent } from './sync-api.ts';

/** So many events are kept. */
export const SYNC_LOG_EVENTS = 2_000;
/** Written so long after the first that waits. */
const WRITE_AFTER_MS = 2_000;
const MOST_IDS = 20;
const CODE = /^[a-z][a-z0-9-]{0,39}$/;
const FIGURE_NAME = /^[a-zA-Z]{1,20}$/;

export interface SyncLog {
  note(event: Omit<SyncLogEvent, 'at'>): void;
  /** Oldest first. */
  events(): Promise<readonly SyncLogEvent[]>;
  /** Writes what waits and lets go. */
  close(): Promise<void>;
}

type Row = SyncLogEvent & { readonly n?: number };
type LogTables = Dexie & { readonly events: EntityTable<Row & { n: number }, 'n'> };

/** The IndexedDB name. */
export function syncLogDatabaseName(name: string): string {
  return `${name}-sync-log`;
}

/** Opens the log of the store `name`; without its database it lasts as long as the program. */
export async function openSyncLog(name: string, now: () => number): Promise<SyncLog> {
  const tables = await openTables(name).catch(() => null);
  const waiting: Row[] = [];
  const timer = { id: null as ReturnType<typeof setTimeout> | null };
  const writing = { last: Promise.resolve() };

  const write = (): Promise<void> => {
    if (timer.id !== null) clearTimeout(timer.id);
    timer.id = null;
    if (tables === null) { waiting.splice(0, waiting.length - SYNC_LOG_EVENTS); return Promise.resolve(); }
    const rows = waiting.splice(0);
    writing.last = writing.last.then(() => append(tables, rows)).catch(() => undefined);
    return writing.last;
  };

  return {
    note(event) {
      waiting.push(clean({ ...event, at: now() }));
      timer.id ??= setTimeout(() => { void write(); }, WRITE_AFTER_MS);
    },
    async events() {
      await write();
      const kept: readonly Row[] = tables === null ? waiting : await tables.events.toArray().catch(() => []);
      return kept.slice(-SYNC_LOG_EVENTS).map(({ n: _, ...event }) => event);
    },
    async close() {
      await write();
      tables?.close();
    },
  };
}

async function openTables(name: string): Promise<LogTables> {
  const dexie = new Dexie(syncLogDatabaseName(name), { chromeTransactionDurability: 'relaxed' });
  dexie.version(1).stores({ events: '++n' });
  await dexie.open();
  return dexie as LogTables;
}

async function append(tables: LogTables, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await tables.transaction('rw', tables.events, async () => {
    const last = await tables.events.bulkAdd(rows);
    await tables.events.where('n').belowOrEqual(last - SYNC_LOG_EVENTS).delete();
  });
}

/** Only what has the form of an id, a code or a count stays: whatever a caller passes by mistake, a citizen's words cannot get in. */
function clean({ at, what, scope, code, ids, figures }: SyncLogEvent): SyncLogEvent {
  const scopeIsOne = scope !== undefined && new RegExp(SCOPE_PATTERN).test(scope);
  const known = (ids ?? []).filter((id) => new RegExp(CONTENT_ID_PATTERN).test(id)).slice(0, MOST_IDS);
  const counts = Object.entries(figures ?? {}).filter(([name, value]) => FIGURE_NAME.test(name) && Number.isFinite(value)).map(([name, value]) => [name, Math.round(value)] as const);
  return {
    at, what, ...(scopeIsOne ? { scope } : {}), ...(code !== undefined && CODE.test(code) ? { code } : {}),
    ...(known.length > 0 ? { ids: known } : {}), ...(counts.length > 0 ? { figures: Object.fromEntries(counts) } : {}),
  };
}
