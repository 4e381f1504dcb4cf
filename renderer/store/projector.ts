/**
 * The projector: folds the entries of touched subjects, shows the outcome in memory at once, and writes the rows, together
 * with how far it is, in one transaction each, in order. Everything it writes can be dropped and folded again; `rebuild` does
 * that, and a test shows that the outcome is the same.
 */
import { foldCase } from '../../shared/case/fold.ts';
import { AT_ZERO, receive, type At } from '../../shared/kernel/hybrid-clock.ts';
import type { Change, Delivery, LongWork } from './api.ts';
import { createCaseChunks, type CaseChunks } from './case-chunks.ts';
import { columnsOf, type CaseColumns } from './case-row.ts';
import { unsealJson } from './device-tables.ts';
import type { EntryHeader } from '../../shared/ledger/entry.ts';
import type { HeldEntry } from './entry-document.ts';
import type { Entered } from './ledger.ts';
import type { Entries } from './entries.ts';
import { groupBy } from './grouping.ts';
import type { ReadModel } from './read-model.ts';
import { foldState, recordTableOf, type RecordsModel, type RecordState } from './records-model.ts';
import type { Sealer } from './sealing.ts';
import { deliveryOf, unsealAll, type Standing, type SubjectEntries } from './subject-entries.ts';
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
  /**
   * For entries of a log of which more is on its way: their subjects are folded later, each once for all that came, by `foldDeferred`. Until then screens show
   * what they showed before. Returns how many entries wait. Call it inside the writer queue.
   */
  defer(entered: Entered): Promise<number>;
  /** Folds some of what was deferred; true while there is more. Call it inside the writer queue, again and again: acts may come in between. */
  foldDeferred(): Promise<boolean>;
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
  /** How far folding everything has got; null when it is done. */
  readonly working: (work: LongWork | null) => void;
}

/** Entries looked at in one piece of catching up or folding all again. */
const BATCH = 1000;
/** Deferred subjects folded in one piece. */
const PIECE = 400;
/** Subjects folded between two breaths: some milliseconds, so that a screen's question never waits long. */
const FOLDED_AT_ONCE = 100;
/** A change of more subjects than this names none: whoever shows one asks again. */
const MOST_NAMED = 100;
/** Cases written together while everything is folded again: four chunks. */
const WRITTEN_AT_ONCE = 1024;
/** Folding so many entries is over before anybody reads how far it is. */
const MOST_UNSAID = 5000;

interface Fold {
  readonly cases: readonly CaseColumns[];
  readonly records: readonly { readonly table: RecordTable; readonly state: RecordState }[];
  /** Subjects without a state. */
  readonly orphans: readonly string[];
}
const NOTHING_FOLDED: Fold = { cases: [], records: [], orphans: [] };
interface Progress { arrival: number; clock: At }
/** Subjects to be folded, and the last arrival of an entry of theirs. */
interface Deferred { readonly subjects: Set<string>; entries: number; upTo: number }

export function createProjector(parts: ProjectorParts): Projector {
  const { entries, subjects, tables, cases, records } = parts;
  const progress: Progress = { arrival: 0, clock: AT_ZERO };
  const orphans = new Set<string>();
  const chunks = createCaseChunks({ tables, sealer: parts.sealer, caseOf: (id) => cases.kept(id), pause: breathe });
  let deferred: Deferred | null = null;
  const isKnown = (subject: string): boolean => {
    const table = recordTableOf(subject);
    return (table ? records.one(table, subject) !== null : cases.row(subject) !== null) || orphans.has(subject) || deferred?.subjects.has(subject) === true;
  };

  /** Cases that memory shows and the tables do not have: written together, since many lie in the same chunks. Before a checkpoint that speaks of them. */
  const unwritten = new Set<string>();
  let written: Promise<void> = Promise.resolve();
  /** After a write that failed no later checkpoint may be written: the next opening folds again from the last good one. */
  let behind = false;

  const project = async (touched: readonly string[], next: Progress, goesOn = false): Promise<void> => {
    show(await foldAll(await subjects.load(touched), parts.standing), next, goesOn);
  };

  /** `goesOn`: more is folded under the same checkpoint, and the cases of this may be written with that. */
  const show = (fold: Fold, next: Progress, goesOn: boolean): void => {
    remember(parts, fold);
    for (const subject of fold.orphans) orphans.add(subject);
    Object.assign(progress, next);
    for (const { columns } of fold.cases) unwritten.add(columns.id);
    const now = goesOn ? [] : [...unwritten];
    for (const id of now) unwritten.delete(id);
    written = written.then(async () => {
      if (!behind) await writeFold({ ...parts, chunks }, { ...fold, cases: now }, next).catch(() => { behind = true; });
    });
    parts.changed(changeOf(fold));
  };

  /** The subjects of what entered, once what is kept of them is up to date; the clock has seen its entries. */
  const touchedBy = ({ fresh, proven }: Entered): readonly string[] => {
    subjects.add(fresh, isKnown);
    subjects.prove(proven);
    progress.clock = latest(progress.clock, fresh.map(({ entry }) => entry));
    return [...new Set([...fresh.map(({ entry }) => entry.subject), ...proven.map(({ subject }) => subject)])];
  };

  /** Whether this is all that entered since what is folded or deferred. */
  const isNext = (entered: Entered): boolean => entered.since === (deferred?.upTo ?? progress.arrival);

  const foldDeferred = async (): Promise<boolean> => {
    if (deferred === null) return false;
    const { subjects: waiting, upTo } = deferred;
    const piece = [...waiting].slice(0, PIECE);
    // The tables are not up to `upTo` before the last subject is folded.
    if (piece.length === waiting.size) deferred = null;
    await project(piece, { arrival: deferred === null ? upTo : progress.arrival, clock: progress.clock }, deferred !== null);
    for (const subject of piece) waiting.delete(subject);
    await written;
    return deferred !== null;
  };

  const defer = async (entered: Entered): Promise<number> => {
    if (!isNext(entered)) {
      await catchUp(entered);
      return 0;
    }
    const touched = touchedBy(entered);
    deferred ??= { subjects: new Set(), entries: 0, upTo: 0 };
    for (const subject of touched) deferred.subjects.add(subject);
    Object.assign(deferred, { entries: deferred.entries + entered.fresh.length, upTo: entries.lastArrival() });
    return deferred.entries;
  };

  const catchUp = async (entered?: Entered): Promise<void> => {
    if (entered !== undefined && isNext(entered)) {
      const touched = touchedBy(entered);
      if (deferred !== null) {
        // What a person just did is shown at once; what was deferred still is.
        deferred.upTo = entries.lastArrival();
        if (touched.length > 0) await project(touched, { ...progress });
        return;
      }
      if (touched.length > 0) await project(touched, { arrival: entries.lastArrival(), clock: progress.clock });
      return;
    }
    deferred = null;
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
    deferred = null;
    await tables.transaction('rw', tables.tables, () => Promise.all(tables.tables.map((table) => table.clear())));
    chunks.clear();
    cases.clear();
    records.clear();
    orphans.clear();
    unwritten.clear();
    progress.arrival = 0;
    const [upTo, total] = [entries.lastArrival(), await entries.count()];
    let done = 0;
    for await (const piece of entries.everySubject()) {
      if (total > MOST_UNSAID) parts.working({ what: 'refolding', done, total });
      done += piece.length;
      const held = groupBy(await unsealAll(piece, parts.sealer), ({ entry }) => entry.subject);
      // Of a subject none of whose entries can be read there is nothing to show; it waits for the key.
      const bySubject = new Map(piece.map(({ subject }) => [subject, held.get(subject) ?? []]));
      show(await foldAll(bySubject, parts.standing), { arrival: 0, clock: latest(progress.clock, piece) }, unwritten.size < WRITTEN_AT_ONCE);
      await written;
      await breathe();
    }
    if (total > MOST_UNSAID) parts.working(null);
    show(NOTHING_FOLDED, progress, false);
    await written;
    progress.arrival = upTo;
    if (!behind) await tables.checkpoints.put({ name: 'projection', ...progress });
    parts.changed({ topics: ['cases', 'activities', 'suggestions', 'directory'], subjects: [] });
  };

  return {
    async open(lastArrival) {
      const checkpoint = await tables.checkpoints.get('projection');
      for (const { id } of await tables.orphans.toArray()) orphans.add(id);
      // At 0 it was ended in the middle of folding everything.
      const loaded = checkpoint !== undefined && checkpoint.arrival > 0 && checkpoint.arrival <= lastArrival && (await loadTables(parts, chunks));
      if (!loaded) return rebuild();
      Object.assign(progress, { arrival: checkpoint.arrival, clock: checkpoint.clock });
      return catchUp();
    },
    catchUp, defer, foldDeferred, rebuild,
    async refold(touched) {
      if (touched.length > 0) await project(touched, { ...progress });
    },
    settled: () => written,
    clock: () => progress.clock,
  };
}

/** Lets the worker answer screens between two batches. Timers that follow each other are held back by four milliseconds each; messages are not. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function foldAll(bySubject: ReadonlyMap<string, readonly HeldEntry[]>, standing: Standing): Promise<Fold> {
  const cases: CaseColumns[] = [];
  const records: { table: RecordTable; state: RecordState }[] = [];
  const orphans: string[] = [];
  let folded = 0;
  for (const [subject, held] of bySubject) {
    folded += 1;
    if (folded % FOLDED_AT_ONCE === 0) await breathe();
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

/** What of a fold is written; of cases only their ids: the chunks are made of what memory has. */
interface Written extends Omit<Fold, 'cases'> { readonly cases: readonly string[] }

async function writeFold({ tables, sealer, chunks }: ProjectorParts & { readonly chunks: CaseChunks }, fold: Written, next: Progress): Promise<void> {
  // Sealing is awaited before the transaction: IndexedDB commits one that waits for anything else.
  const caseChunks = await chunks.seal(fold.cases);
  const folded = await Promise.all(fold.records.map(async ({ table, state }) => ({ table, record: await sealRecord(table, state, sealer) })));
  await tables.transaction('rw', tables.tables, async () => {
    if (caseChunks.length > 0) await tables.cases.bulkPut([...caseChunks]);
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
  const named = fold.cases.length + fold.records.length <= MOST_NAMED;
  return { topics: [...topics], subjects: named ? [...fold.cases.map((one) => one.columns.id), ...fold.records.map(({ state }) => state.id)] : [] };
}

function latest(clock: At, documents: readonly EntryHeader[]): At {
  return documents.reduce((last, one) => receive(last, one.at), clock);
}

/** Reads all tables into memory; false when something in them does not open. */
async function loadTables({ tables, sealer, cases, records }: ProjectorParts, chunks: CaseChunks): Promise<boolean> {
  for (const table of RECORD_TABLES) {
    const states = await Promise.all((await tables[table].toArray()).map((record) => unsealRecord(table, record, sealer)));
    for (const state of states) {
      if (!state) return false;
      records.put(table, state);
    }
  }
  cases.rename(records.names());
  return chunks.load((some) => { cases.put(some); });
}

async function sealRecord(table: RecordTable, state: RecordState, sealer: Sealer): Promise<FoldedRecord> {
  return { id: state.id, scope: state.scope, state: await sealer.seal(JSON.stringify(state), `${table}:${state.id}`) };
}

async function unsealRecord(table: RecordTable, record: FoldedRecord, sealer: Sealer): Promise<RecordState | null> {
  const opened = await unsealJson(sealer, record.state, `${table}:${record.id}`);
  return opened.ok ? (opened.value as RecordState) : null;
}
