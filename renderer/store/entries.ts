/**
 * The ledger of this device: RxDB over its Dexie storage, strict durability, one collection. Writing goes through RxDB.
 * Range reads go to the very same Dexie table (`onCreate` hands it out), read-only: RxDB's planner turns `$in` into a
 * full scan and makes an object per document (docs/performance: 8 s against 2 s for 100,000), and a fold needs neither.
 */
import Dexie, { type Table } from 'dexie';
import { createRxDatabase, type RxCollection, type RxDocumentData, type RxJsonSchema } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { ChainHead } from '../../shared/ledger/entry.ts';
import { documentOf, type EntryDocument, type SealedEntry } from './entry-document.ts';
import type { Proof } from './journal-line.ts';

/** The entries of this device. All writes must come through the writer queue. */
export interface Entries {
  /**
   * Stores entries that are not there yet, and proofs that were missing; repeats change nothing. Returns what changed. Of a batch that is `allNew` nothing is
   * looked up before it is written: the caller knows that none of it is here.
   */
  put(batch: readonly SealedEntry[], allNew?: boolean): Promise<PutReport>;
  /** Adds the county's proof to entries that lack it; unknown ids are ignored. Returns what changed. `read` are their documents, when they were read after the last writing. */
  prove(proofs: readonly Proof[], read?: readonly EntryDocument[]): Promise<readonly Proven[]>;
  byIds(ids: readonly string[]): Promise<readonly EntryDocument[]>;
  bySubjects(subjects: readonly string[]): Promise<readonly EntryDocument[]>;
  /** The entries of a scope that bear no receipt, in pieces and in no order. */
  unproven(scope: string): AsyncIterable<readonly EntryDocument[]>;
  /** The entries of every subject, subject by subject, in pieces of whole subjects: some thousand entries each, and a subject with more than that by itself. */
  everySubject(): AsyncIterable<readonly EntryDocument[]>;
  /** Documents changed after `arrival`, in that order, at most `limit`. */
  changedAfter(arrival: number, limit: number): Promise<readonly EntryDocument[]>;
  /** A replica's chain in one scope from `fromSeq` on, by `seq`, at most `limit`. */
  chain(of: ChainKey, fromSeq: number, limit: number): Promise<readonly EntryDocument[]>;
  /** The last entry of a chain, or null. */
  chainEnd(of: ChainKey): Promise<EntryDocument | null>;
  /** Ids of a scope's entries that bear a receipt, rising, after `after`, at most `limit`. */
  provenIds(of: { readonly scope: string; readonly after: string; readonly limit: number }): Promise<readonly string[]>;
  /** Id of every entry of a scope, and its place where it bears a receipt, in pieces and in no order. */
  places(scope: string): AsyncIterable<readonly { readonly rev: number | null; readonly id: string }[]>;
  allIds(): Promise<readonly string[]>;
  count(): Promise<number>;
  /** Counted by IndexedDB, which does nothing else meanwhile: 30 µs an entry. */
  countOfScope(scope: string): Promise<number>;
  /** Entries that came into a scope since the opening. */
  insertedInto(scope: string): number;
  /** Every subject of a scope with the latest `wall` of its entries. */
  subjectsOf(scope: string): Promise<ReadonlyMap<string, string>>;
  /** The highest `arrival` given out. */
  lastArrival(): number;
  /** True once IndexedDB closed or dropped the database under the store: what it would answer from then on is not to be believed. */
  isLost(): boolean;
  close(): Promise<void>;
}

export interface ChainKey { readonly scope: string; readonly replica: string }
/** An entry that was here, with the proof that it now has. */
export interface Proven extends Proof { readonly subject: string }
export interface PutReport { readonly inserted: readonly string[]; readonly proven: readonly Proven[] }

/** Whether a proof says more than the document of its entry, which is here. */
export function isNews(proof: Proof, document: EntryDocument | undefined): boolean {
  return document !== undefined && (document.receipt !== proof.receipt || (proof.rev !== undefined && document.rev !== proof.rev));
}

/** The IndexedDB names that RxDB makes for a store of this name. */
export function entriesDatabaseNames(name: string): readonly string[] {
  return [`rxdb-dexie-${name}--0--_rxdb_internal`, `rxdb-dexie-${name}--0--entries`];
}

/** Without `signed`: RxDB keeps what is not in it, and a schema of another shape would be another version of every store. */
const SCHEMA: RxJsonSchema<Omit<EntryDocument, 'signed'>> = {
  version: 0, primaryKey: 'id', type: 'object',
  properties: {
    id: { type: 'string', maxLength: 26 },
    seq: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 },
    replica: { type: 'string', maxLength: 10 }, prev: { type: 'string' }, at: { type: 'string' }, wall: { type: 'string' },
    actor: { type: 'string' }, scope: { type: 'string', maxLength: 9 }, subject: { type: 'string', maxLength: 90 },
    type: { type: 'string' }, v: { type: 'integer' }, base: { type: 'object' }, sealed: { type: 'object' },
    arrival: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 },
    rev: { type: 'integer' }, receipt: { type: 'string' },
  },
  required: ['id', 'seq', 'replica', 'scope', 'subject', 'arrival'],
  indexes: ['arrival', 'subject', ['scope', 'replica', 'seq']],
};

// RxDB puts `_deleted` before each index and the primary key behind it; entries are never deleted.
const KEPT = '0';
const BY_ARRIVAL = '[_deleted+arrival+id]';
const BY_SUBJECT = '[_deleted+subject+id]';
const BY_CHAIN = '[_deleted+scope+replica+seq+id]';
/** Entries read in one piece when a whole scope is walked: whoever opens a case meanwhile waits for one. */
const PLACES_AT_ONCE = 500;
/** Entries read in one piece when every subject is walked. */
const WALKED_AT_ONCE = 1500;

/** Opens (or makes) the ledger called `name`. Rejects when IndexedDB does; `recovery.ts` decides what then. */
export async function openEntries(name: string): Promise<Entries> {
  const handed: { table: Table<EntryDocument, string> | null; lost: boolean } = { table: null, lost: false };
  const absent = new Set<string>();
  const storage = getRxStorageDexie({
    chromeTransactionDurability: 'strict',
    onCreate(dexie, dexieName) {
      if (dexieName !== entriesDatabaseNames(name)[1]) return;
      withOwnIndexesOnly(dexie);
      withoutLookingFor(dexie, absent);
      dexie.on('ready', () => { handed.table = dexie.table('docs'); });
      dexie.on('close', () => { handed.lost = true; });
      // Without this Dexie would open the name again, find nothing, and let a new chain begin beside the old one.
      dexie.on('versionchange', () => { dexie.close({ disableAutoOpen: true }); });
    },
  });
  const database = await createRxDatabase<{ entries: RxCollection<EntryDocument> }>({ name, storage, multiInstance: false, eventReduce: false, closeDuplicates: true });
  const { entries: collection } = await database.addCollections({ entries: { schema: SCHEMA } });
  const table = handed.table;
  if (!table) throw new Error('RxDB opened no entries table');
  const newest = await table.where(BY_ARRIVAL).between([KEPT, Dexie.minKey], [KEPT, Dexie.maxKey]).last();
  return entriesOver(collection, table, { arrival: newest?.arrival ?? 0, absent, isLost: () => handed.lost, close: async () => { await database.close(); } });
}

/** The three orders in which entries are asked for. */
const STORED_AS = ['id', BY_ARRIVAL, BY_SUBJECT, BY_CHAIN].join(', ');

/**
 * RxDB keeps three orders of its own beside those of the schema (by id among what is not deleted, and twice by the time of writing), for its replication and
 * its cleaning up, neither of which is used here: half the cost of every write. A store that was made with them keeps them and works the same.
 */
function withOwnIndexesOnly(dexie: Dexie): void {
  const version = dexie.version.bind(dexie);
  dexie.version = (number) => {
    const made = version(number);
    const stores = made.stores.bind(made);
    made.stores = (schema) => stores({ ...schema, docs: STORED_AS });
    return made;
  };
}

/** RxDB reads each document before it inserts it, one request an entry, a fifth of what a first sync costs IndexedDB: those whose ids are `absent` are not asked for. */
function withoutLookingFor(dexie: Dexie, absent: ReadonlySet<string>): void {
  dexie.use({
    stack: 'dbcore', name: 'absent entries',
    create: (core) => ({
      ...core,
      table(name) {
        const table = core.table(name);
        const isAbsent = (key: unknown): boolean => typeof key === 'string' && absent.has(key);
        return name !== 'docs' ? table : { ...table, getMany: (request) => (request.keys.every(isAbsent) ? Promise.resolve(request.keys.map(() => undefined)) : table.getMany(request)) };
      },
    }),
  });
}

interface Opened { arrival: number; /** Ids that are being inserted and are known not to be here. */ readonly absent: Set<string>; readonly isLost: () => boolean; readonly close: () => Promise<void> }

function entriesOver(collection: RxCollection<EntryDocument>, table: Table<EntryDocument, string>, opened: Opened): Entries {
  const ofChain = ({ scope, replica }: ChainKey, fromSeq: number) =>
    table.where(BY_CHAIN).between([KEPT, scope, replica, fromSeq], [KEPT, scope, replica, Dexie.maxKey]);

  /** The entries of a scope, chain by chain, in pieces. */
  async function* everyOf(scope: string): AsyncGenerator<readonly EntryDocument[]> {
    let from: readonly unknown[] = [KEPT, scope];
    for (;;) {
      const page = await table.where(BY_CHAIN).between(from, [KEPT, scope, Dexie.maxKey], from.length === 2, false).limit(PLACES_AT_ONCE).toArray();
      yield page;
      const last = page.at(-1);
      if (!last || page.length < PLACES_AT_ONCE) return;
      from = [KEPT, scope, last.replica, last.seq, last.id];
    }
  }

  /** Counted once, then kept: entries come in only here, and none is ever deleted. */
  let counted: number | null = null;

  const cameInto = new Map<string, number>();

  /** The ends of the chains that were asked for: every act asks for one, and entries come in only here. */
  const ends = new Map<string, EntryDocument | null>();
  const chainEnd = async (of: ChainKey): Promise<EntryDocument | null> => {
    const name = chainName(of);
    const known = ends.get(name);
    if (known !== undefined) return known;
    const end = (await ofChain(of, 1).last()) ?? null;
    ends.set(name, end);
    return end;
  };

  const byIds = async (ids: readonly string[]): Promise<readonly EntryDocument[]> =>
    ids.length === 0 ? [] : (await table.bulkGet([...ids])).filter((one) => one !== undefined);

  /** Documents as they lie, each with what changes in it: one reading and one writing by RxDB, where its documents would be made one by one. */
  const change = async (changes: readonly { readonly document: EntryDocument; readonly to: Partial<EntryDocument> }[]): Promise<void> => {
    const rows = changes.map(({ document, to }) => {
      // Dexie's tables keep a text where RxDB means a boolean.
      const previous = { ...(document as RxDocumentData<EntryDocument>), _deleted: false };
      return { previous, document: { ...previous, ...to, arrival: (opened.arrival += 1) } };
    });
    if (rows.length === 0) return;
    const { error } = await collection.storageInstance.bulkWrite(rows, 'change');
    const [failed] = error;
    if (failed) throw new Error(`RxDB refused a change with status ${String(failed.status)}`);
  };

  const prove = async (proofs: readonly Proof[], read?: readonly EntryDocument[]): Promise<readonly Proven[]> => {
    const byId = new Map(proofs.map((proof) => [proof.id, proof]));
    const changes = (read ?? await byIds([...byId.keys()])).flatMap((document) => {
      const proof = byId.get(document.id);
      if (!proof || !isNews(proof, document)) return [];
      return [{ document, to: { receipt: proof.receipt, ...(proof.rev === undefined ? {} : { rev: proof.rev }) } }];
    });
    await change(changes);
    return changes.map(({ document: { id, subject }, to }) => ({ id, subject, ...to }));
  };

  /** An entry that was sealed with a key that is gone is sealed anew by whoever brings it again. */
  const reseal = async (batch: readonly SealedEntry[]): Promise<readonly string[]> => {
    const found = new Map((await byIds(batch.map((entry) => entry.header.id))).map((document) => [document.id, document]));
    const other = batch.flatMap(({ header, sealed }) => {
      const document = found.get(header.id);
      return document && document.sealed.kid !== sealed.kid ? [{ document, to: { sealed } }] : [];
    });
    await change(other);
    return other.map(({ document }) => document.id);
  };

  return {
    async put(batch, allNew = false) {
      const before = counted;
      const byId = new Map(batch.map((entry) => [entry.header.id, entry]));
      const documents = [...byId.values()].map((entry, i) => documentOf(entry, opened.arrival + 1 + i));
      opened.arrival += documents.length;
      if (allNew) for (const { id } of documents) opened.absent.add(id);
      const { error } = await collection.bulkInsert(documents).finally(() => { opened.absent.clear(); });
      const failed = error.find((one) => one.status !== 409);
      if (failed) throw new Error(`RxDB refused an entry with status ${String(failed.status)}`);
      const known = new Set(error.map((one) => one.documentId));
      for (const document of documents) {
        const end = ends.get(chainName(document));
        if (end !== undefined && document.seq > (end?.seq ?? 0)) ends.set(chainName(document), document);
      }
      const fresh = documents.filter(({ id }) => !known.has(id));
      for (const { scope } of fresh) cameInto.set(scope, (cameInto.get(scope) ?? 0) + 1);
      const inserted = fresh.map(({ id }) => id);
      // Counted meanwhile, with these or without: counted anew when next asked for.
      counted = before === null ? null : before + inserted.length;
      const resealed = await reseal([...known].flatMap((id) => byId.get(id) ?? []));
      const proofs = [...known].flatMap((id) => proofOf(byId.get(id)));
      return { inserted: [...inserted, ...resealed], proven: await prove(proofs) };
    },
    prove,
    byIds,
    async bySubjects(subjects) {
      const found = await table.db.transaction('r', table, () =>
        Promise.all(subjects.map((subject) => table.where(BY_SUBJECT).between([KEPT, subject, Dexie.minKey], [KEPT, subject, Dexie.maxKey]).toArray())));
      return found.flat();
    },
    async *everySubject() {
      for (let after = ''; ;) {
        const page = await table.where(BY_SUBJECT).between([KEPT, after, Dexie.maxKey], [KEPT, Dexie.maxKey], false, true).limit(WALKED_AT_ONCE).toArray();
        const last = page.at(-1)?.subject;
        if (last === undefined) return;
        // The last one may go on behind the end of the page.
        const whole = page.length < WALKED_AT_ONCE ? page : page.filter((one) => one.subject !== last);
        const piece = whole.length > 0 ? whole : await table.where(BY_SUBJECT).between([KEPT, last, Dexie.minKey], [KEPT, last, Dexie.maxKey]).toArray();
        yield piece;
        after = piece.at(-1)?.subject ?? last;
      }
    },
    changedAfter: (arrival, limit) => table.where(BY_ARRIVAL).between([KEPT, arrival + 1], [KEPT, Dexie.maxKey]).limit(limit).toArray(),
    chain: (of, fromSeq, limit) => ofChain(of, fromSeq).limit(limit).toArray(),
    chainEnd,
    provenIds: async ({ scope, after, limit }) =>
      (await table.where('id').above(after).filter((one) => one.scope === scope && one.receipt !== undefined).limit(limit).toArray()).map((one) => one.id),
    async *places(scope) {
      for await (const page of everyOf(scope)) yield page.map(({ rev, id, receipt }) => ({ rev: receipt === undefined ? null : rev ?? null, id }));
    },
    async *unproven(scope) {
      for await (const page of everyOf(scope)) yield page.filter(({ receipt }) => receipt === undefined);
    },
    allIds: () => table.toCollection().primaryKeys(),
    async count() {
      return (counted ??= await table.count());
    },
    countOfScope: (scope) => table.where(BY_CHAIN).between([KEPT, scope], [KEPT, scope, Dexie.maxKey]).count(),
    insertedInto: (scope) => cameInto.get(scope) ?? 0,
    async subjectsOf(scope) {
      const latest = new Map<string, string>();
      await table.where(BY_CHAIN).between([KEPT, scope], [KEPT, scope, Dexie.maxKey]).each(({ subject, wall }) => { if (wall > (latest.get(subject) ?? '')) latest.set(subject, wall); });
      return latest;
    },
    lastArrival: () => opened.arrival,
    isLost: opened.isLost,
    close: opened.close,
  };
}

/** The chain head after the last entry of a chain; the clock is the device's, not the chain's. */
export function headOf(end: EntryDocument | null, replica: string, clock: string): ChainHead {
  return { replica, seq: end?.seq ?? 0, prev: end?.id ?? '', at: clock };
}

/** One name for a replica's chain in a scope. */
export function chainName({ scope, replica }: ChainKey): string {
  return `${scope} ${replica}`;
}

function proofOf(entry: SealedEntry | undefined): readonly Proof[] {
  if (!entry?.receipt) return [];
  return [{ id: entry.header.id, receipt: entry.receipt, ...(entry.rev === undefined ? {} : { rev: entry.rev }) }];
}
