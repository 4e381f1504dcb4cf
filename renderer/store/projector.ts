/**
 * The projector: folds the entries of touched subjects, shows the outcome in memory at once, and writes the rows, together
 * with how far it is, in one transaction each, in order. Everything it writes can be dropped and folded again; `rebuild` does
 * that, and a test shows that the outcome is the same.
 */
import { foldCase } from '../../shared/case/fold.ts';
import { AT_ZERO, receive, type At } from '../../shared/kernel/hybrid-clock.ts';
import type { Change, Delivery } from './api.ts';
import { columnsOf, sealCase, unsealCase, type CaseColumns } from './case-row.ts';
import { unsealJson } from './device-tables.ts';
import type { EntryHeader } from '../../shared/ledger/entry.ts';
import type { HeldEntry } from './entry-document.ts';
import type { Entered } from './ledger.ts';
import type { Entries } from './entries.ts';
import { groupBy } from './grouping.ts';
import type { ReadModel } from './read-model.ts';
import { foldState, recordTableOf, type RecordsModel, type RecordState } from './records-model.ts';
import type { Sealer } from './sealing.ts';
import { deliveryOf, type Standing, type SubjectEntries } from './subject-entries.ts';
import { RECORD_TABLES, type FoldedRecord, type RecordTable, type Tables } from './tables.ts';

export interface Projector {
  /**
   * Fills memory from the tables, then folds what the tables lack. `lastArrival` is the ledger's before it was mended: when the
   * tables are ahead of it, IndexedDB lost entries whose numbers were given out again, so everything is folded again.
   */
  open(lastArrival: number): Promise<void>;
  /**
   * Folds the subjects of all entries that changed since it last did. When `entered` is all of that, nothing needs to be
   * read. Resolves when memory has it; the tables follow (`settled`). Call it inside the writer queue.
   */
  catchUp(entered?: Entered): Promise<void>;
  /** Folds these subjects again although no entry changed (the county's refusal is not an entry). */
  refold(subjects: readonly string[]): Promise<void>;
  /** Drops everything and folds it again. Call it inside the writer queue. */
  rebuild(): Promise<void>;
  /** Resolves when the tables have what memory has (or have failed, and catch up at the next opening). */
  settled(): Promise<void>;
  /** The hybrid clock: the latest reading of any entry seen. */
  clock(): At;
}

export interface ProjectorParts {
  readonly entries: Entries;
  readonly subjects: SubjectEntries;
  readonly tables: Tables;
  readonly sealer: Sealer;
  readonly cases: ReadModel;
  readonly records: RecordsModel;
  readonly standing: Standing;
  readonly changed: (change: Change) => void;
}

/** Entries looked at, and subjects folded, in one transaction. */
const BATCH = 1000;

interface Fold {
  readonly cases: readonly CaseColumns[];
  readonly records: readonly { readonly table: RecordTable; readonly state: RecordState }[];
  /** Subjects without a state. */
  readonly orphans: readonly string[];
}
interface Progress { arrival: number; clock: At }

export function createProjector(parts: ProjectorParts): Projector {
  const { entries, subjects, tables, cases, records } = parts;
  const progress: Progress = { arrival: 0, clock: AT_ZERO };
  const orphans = new Set<string>();
  const isKnown = (subject: string): boolean => {
    const table = recordTableOf(subject);
    return (table ? records.one(table, subject) !== null : cases.row(subject) !== null) || orphans.has(subject);
  };

  let written: Promise<void> = Promise.resolve();
  /** After a write that failed no later checkpoint may be written: the next opening folds again from the last good one. */
  let behind = false;

  const project = async (touched: readonly string[], next: Progress): Promise<void> => {
    const fold = foldAll(await subjects.load(touched), parts.standing);
    remember(parts, fold);
    for (const subject of fold.orphans) orphans.add(subject);
    Object.assign(progress, next);
    written = written.then(async () => {
      if (!behind) await writeFold(parts, fold, next).catch(() => { behind = true; });
    });
    parts.changed(changeOf(fold));
  };

  const projectEntered = async ({ fresh, proven }: Entered): Promise<void> => {
    const changedOnly = (await entries.byIds(proven)).map((document) => document.subject);
    subjects.add(fresh, isKnown);
    subjects.forget(changedOnly);
    const touched = [...new Set([...fresh.map(({ entry }) => entry.subject), ...changedOnly])];
    if (touched.length > 0) await project(touched, { arrival: entries.lastArrival(), clock: latest(progress.clock, fresh.map(({ entry }) => entry)) });
  };

  const catchUp = async (entered?: Entered): Promise<void> => {
    if (entered?.since === progress.arrival) return projectEntered(entered);
    const folded = new Set<string>();
    for (;;) {
      const documents = await entries.changedAfter(progress.arrival, BATCH);
      const last = documents.at(-1);
      if (!last) return;
      const touched = [...new Set(documents.map((one) => one.subject))].filter((subject) => !folded.has(subject));
      touched.forEach((subject) => folded.add(subject));
      subjects.forget(touched);
      await project(touched, { arrival: last.arrival, clock: latest(progress.clock, documents) });
      await written;
      if (documents.length < BATCH) return;
      await breathe();
    }
  };

  const rebuild = async (): Promise<void> => {
    await written;
    behind = false;
    await tables.transaction('rw', tables.tables, () => Promise.all(tables.tables.map((table) => table.clear())));
    cases.clear();
    records.clear();
    orphans.clear();
    progress.arrival = 0;
    await catchUp();
    parts.changed({ topics: ['cases', 'activities', 'suggestions', 'directory'], subjects: [] });
  };

  return {
    async open(lastArrival) {
      const checkpoint = await tables.checkpoints.get('projection');
      for (const { id } of await tables.orphans.toArray()) orphans.add(id);
      const loaded = checkpoint !== undefined && checkpoint.arrival <= lastArrival && (await loadTables(parts));
      if (!loaded) return rebuild();
      Object.assign(progress, { arrival: checkpoint.arrival, clock: checkpoint.clock });
      return catchUp();
    },
    catchUp, rebuild,
    async refold(touched) {
      if (touched.length > 0) await project(touched, { ...progress });
    },
    settled: () => written,
    clock: () => progress.clock,
  };
}

/** Lets the worker answer screens between two batches. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, 0); });
}

function foldAll(bySubject: ReadonlyMap<string, readonly HeldEntry[]>, standing: Standing): Fold {
  const cases: CaseColumns[] = [];
  const records: { table: RecordTable; state: RecordState }[] = [];
  const orphans: string[] = [];
  for (const [subject, held] of bySubject) {
    const entries = held.map((one) => one.entry);
    const table = recordTableOf(subject);
    if (table) {
      const state = foldState(table, entries);
      if (state) records.push({ table, state });
      else orphans.push(subject);
    } else {
      const state = subject.startsWith('case:') ? foldCase(entries) : null;
      if (state) cases.push(columnsOf(state, worstDelivery(held, standing)));
      else orphans.push(subject);
    }
  }
  return { cases, records, orphans };
}

/** From what asks most of this device to what asks nothing. */
const DELIVERIES: readonly Delivery[] = ['refused', 'local', 'carried', 'county'];

/** A case is as far as its least delivered entry. */
function worstDelivery(held: readonly HeldEntry[], standing: Standing): Delivery {
  const all = new Set(held.map((one) => deliveryOf(one, standing)));
  return DELIVERIES.find((one) => all.has(one)) ?? 'county';
}

async function writeFold({ tables, sealer }: ProjectorParts, fold: Fold, next: Progress): Promise<void> {
  // Sealing is awaited before the transaction: IndexedDB commits one that waits for anything else.
  const caseRecords = await Promise.all(fold.cases.map((one) => sealCase(one, sealer)));
  const folded = await Promise.all(fold.records.map(async ({ table, state }) => ({ table, record: await sealRecord(table, state, sealer) })));
  await tables.transaction('rw', tables.tables, async () => {
    if (caseRecords.length > 0) await tables.cases.bulkPut(caseRecords);
    if (fold.orphans.length > 0) await tables.orphans.bulkPut(fold.orphans.map((id) => ({ id })));
    for (const [table, group] of groupBy(folded, (one) => one.table)) await tables[table].bulkPut(group.map((one) => one.record));
    await tables.checkpoints.put({ name: 'projection', ...next });
  });
}

function remember({ cases, records }: ProjectorParts, fold: Fold): void {
  for (const { table, state } of fold.records) records.put(table, state);
  if (fold.records.some(({ table }) => table === 'villages' || table === 'units' || table === 'deputies')) cases.rename(records.names());
  if (fold.cases.length > 0) cases.put(fold.cases);
}

function changeOf(fold: Fold): Change {
  const topics = new Set<Change['topics'][number]>();
  if (fold.cases.length > 0) topics.add('cases');
  for (const { table } of fold.records) topics.add(table === 'activities' ? 'activities' : table === 'suggestions' || table === 'referrals' ? 'suggestions' : 'directory');
  return { topics: [...topics], subjects: [...fold.cases.map((one) => one.columns.id), ...fold.records.map(({ state }) => state.id)] };
}

function latest(clock: At, documents: readonly EntryHeader[]): At {
  return documents.reduce((last, one) => receive(last, one.at), clock);
}

/** Reads all tables into memory; false when something in them does not open. */
async function loadTables({ tables, sealer, cases, records }: ProjectorParts): Promise<boolean> {
  for (const table of RECORD_TABLES) {
    const states = await Promise.all((await tables[table].toArray()).map((record) => unsealRecord(table, record, sealer)));
    for (const state of states) {
      if (!state) return false;
      records.put(table, state);
    }
  }
  cases.rename(records.names());
  const opened = await Promise.all((await tables.cases.toArray()).map((record) => unsealCase(record, sealer)));
  const readable = opened.filter((one) => one !== null);
  cases.put(readable);
  return readable.length === opened.length;
}

async function sealRecord(table: RecordTable, state: RecordState, sealer: Sealer): Promise<FoldedRecord> {
  return { id: state.id, scope: state.scope, state: await sealer.seal(JSON.stringify(state), `${table}:${state.id}`) };
}

async function unsealRecord(table: RecordTable, record: FoldedRecord, sealer: Sealer): Promise<RecordState | null> {
  const opened = await unsealJson(sealer, record.state, `${table}:${record.id}`);
  return opened.ok ? (opened.value as RecordState) : null;
}
