/**
 * Opening: IndexedDB is a working copy that may be wiped, corrupt or behind; the journal is a file that may be cut.
 * Each refills the other, so that after opening both hold the union. Compared are the journal's tail beyond the last
 * mark (where both were known to agree) and the number of entries; whenever those do not add up, everything.
 */
import Dexie from 'dexie';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Host } from './api.ts';
import { attachmentDatabaseName } from './attachment-tables.ts';
import { deviceDatabaseName } from './device-tables.ts';
import type { SealedEntry } from './entry-document.ts';
import { sealedOf } from './entry-document.ts';
import { entriesDatabaseNames, type Entries } from './entries.ts';
import { entryLine } from './journal-line.ts';
import { pieces, readJournal, type Journal, type JournalContent } from './ledger.ts';
import { breathe } from './projector.ts';
import { isTablesDatabase, tablesDatabaseName } from './tables.ts';
import { TimedOut, within } from './writer-queue.ts';

const Count = Type.Integer({ minimum: 0 });

/** A moment when journal and RxDB held the same: the journal's length and damaged bytes, the entries' number and last arrival. */
export const Mark = Type.Object({ position: Count, damaged: Count, count: Count, arrival: Count });
export type Mark = Static<typeof Mark>;

/** Reads a mark that was stored; null when there is none. */
export function parseMark(value: unknown): Mark | null {
  return Value.Check(Mark, value) ? value : null;
}

export interface Mended {
  /** Entries that IndexedDB lacked. */
  readonly restored: number;
  /** Entries that the journal lacked. */
  readonly journaled: number;
  /** The journal's length now. */
  readonly position: number;
}

const BATCH = 1000;
const OPEN_PATIENCE_MS = 30_000;

/** What the journal said when it was opened: its lines, what was cut off now, and bytes in which lines were lost for good. */
export interface JournalFound { readonly lines: number; readonly cut: number; readonly damaged: number }

/** Makes journal and RxDB hold the same entries. */
export async function mend(entries: Entries, journal: Journal, found: JournalFound & { readonly mark: Mark | null; readonly working: Host['working'] }): Promise<Mended> {
  const { lines, cut, damaged, mark, working } = found;
  const count = await entries.count();
  // New damage moves every later line to another position.
  if (mark && cut === 0 && damaged === mark.damaged && lines >= mark.position && entries.lastArrival() >= mark.arrival) {
    const tail = await readJournal(journal, mark.position);
    const ids = new Set(tail.entries.map((one) => one.header.id));
    const there = (await entries.byIds([...ids])).filter((one) => one.arrival > mark.arrival).length;
    if (count === mark.count + there) return { restored: await refill(entries, tail, working), journaled: 0, position: lines };
  }
  const all = await readJournal(journal, 0);
  const restored = await refill(entries, all, working);
  const journaled = await refillJournal(entries, journal, all);
  return { restored, journaled, position: lines + journaled };
}

/** How closely a database is looked at: one record of every store, which takes no time, or every record. */
export type Look = 'quick' | 'thorough';

/**
 * Deletes the databases of `name` that are damaged; true when there was one. What only does not answer, or lacks disk
 * space, is left alone: it may be whole. A damage in the middle of a file shows only to the thorough look.
 */
export async function dropDamaged(name: string, look: Look): Promise<boolean> {
  const expected = [...entriesDatabaseNames(name), deviceDatabaseName(name), tablesDatabaseName(name), attachmentDatabaseName(name)];
  const present = new Set((await indexedDB.databases()).map((one) => one.name));
  const dropped = await Promise.all(expected.filter((one) => present.has(one)).map(async (databaseName) => {
    const damaged = await isDamaged(databaseName, look);
    if (damaged) await dropDatabase(databaseName);
    return damaged;
  }));
  return dropped.includes(true);
}

/** Deletes the read tables of earlier projection versions. */
export async function dropOldTables(name: string): Promise<void> {
  for (const { name: present } of await indexedDB.databases()) {
    if (present !== undefined && isTablesDatabase(name, present) && present !== tablesDatabaseName(name)) await dropDatabase(present);
  }
}

async function refill(entries: Entries, content: JournalContent, working: Host['working']): Promise<number> {
  const total = content.entries.length;
  let restored = 0;
  for (let from = 0; from < content.entries.length; from += BATCH) {
    if (total > BATCH) working({ what: 'refilling', done: from, total });
    restored += (await entries.put(content.entries.slice(from, from + BATCH))).inserted.length;
    await breathe();
  }
  for (let from = 0; from < content.proofs.length; from += BATCH) await entries.prove(content.proofs.slice(from, from + BATCH));
  if (total > BATCH) working(null);
  return restored;
}

async function refillJournal(entries: Entries, journal: Journal, content: JournalContent): Promise<number> {
  const held = new Set(content.entries.map((one) => one.header.id));
  const missing = (await entries.allIds()).filter((id) => !held.has(id));
  for (let from = 0; from < missing.length; from += BATCH) {
    const sealed: readonly SealedEntry[] = (await entries.byIds(missing.slice(from, from + BATCH))).map(sealedOf);
    for (const piece of pieces(sealed.map(entryLine))) {
      const appended = await journal.append(piece);
      if (!appended.ok) throw new Error(`journal not refilled: ${appended.error}`);
    }
  }
  return missing.length;
}

/** Opens a database as it is and reads from every store: a damaged one fails at one of the two. */
async function isDamaged(databaseName: string, look: Look): Promise<boolean> {
  const dexie = new Dexie(databaseName);
  try {
    await within(OPEN_PATIENCE_MS, dexie.open());
    for (const table of dexie.tables) await (look === 'quick' ? within(OPEN_PATIENCE_MS, table.limit(1).toArray()) : table.each(() => undefined));
    return !hasItsStores(dexie, databaseName);
  } catch (error) {
    return !mayBeWhole(error);
  } finally {
    dexie.close();
  }
}

function mayBeWhole(error: unknown): boolean {
  if (error instanceof TimedOut) return true;
  const names = [error, (error as { inner?: unknown }).inner].map((one) => (one instanceof Object && 'name' in one ? one.name : ''));
  return names.includes('QuotaExceededError');
}

/** What every database of ours must have, by the end of its name; one without was made by something else or half made. */
const STORES_OF: readonly (readonly [RegExp, readonly string[]])[] = [
  [/--entries$|--_rxdb_internal$/, ['docs']], [/-device$/, ['drafts', 'values', 'refusals', 'keys']], [/-tables-[0-9]+$/, ['cases', 'checkpoints']],
  [/-attachments$/, ['files', 'transfers', 'notes']],
];

function hasItsStores(dexie: Dexie, databaseName: string): boolean {
  const stores = new Set(dexie.tables.map((table) => table.name));
  return STORES_OF.every(([pattern, needed]) => !pattern.test(databaseName) || needed.every((store) => stores.has(store)));
}

async function dropDatabase(databaseName: string): Promise<void> {
  await within(OPEN_PATIENCE_MS, Dexie.delete(databaseName));
}
