/**
 * What screens read: plain Dexie tables, folded from the entries. Written only by the projector, in one transaction with
 * its checkpoint; droppable and rebuilt at any time, hence relaxed durability. Everything but ids and scopes is sealed.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { CaseRow } from './api.ts';
import type { Sealed, SealedBytes } from './sealing.ts';

/** The columns of a case: what lists filter and sort by, without texts and names. */
export type CaseRecord = Omit<CaseRow, 'title' | 'villageName' | 'leadName' | 'reporterMasked' | 'followers' | 'raised' | 'repeated'>;

/** Cases at rest (`case-chunks.ts`): a JSON list of `CaseColumns`, packed and sealed. Numbered from 0 without a gap. */
export interface CaseChunk { readonly id: number; readonly cases: SealedBytes }

/** The texts of a case. */
export interface CaseTexts {
  /** The number on the citizen's receipt, by which they ask also after the county gave the official one. */
  readonly tempNo: string;
  readonly title: string;
  readonly words: string;
  readonly place: string;
  readonly reporterName: string;
  readonly reporterPhone: string;
  /** Numbers of the papers about it: orders, supervision orders, the hotline's ticket. */
  readonly papers: readonly string[];
  /** Ids of deputies and co-handling units, by whose names it is found. */
  readonly pointsTo: readonly string[];
}

/** Any other folded record, sealed whole: few, and read all at once. */
export interface FoldedRecord {
  readonly id: string;
  readonly scope: string;
  readonly state: Sealed;
}

/** The tables that hold folded records. */
export const RECORD_TABLES = ['activities', 'deputies', 'units', 'villages', 'users', 'categories', 'offices', 'rules', 'calendars', 'views', 'stations', 'campaigns', 'schedules', 'figures', 'suggestions', 'referrals'] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** How far the projection is: all changes of entries up to `arrival` are in the tables; `clock` is the hybrid clock up to there. */
export interface Checkpoint { readonly name: 'projection'; readonly arrival: number; readonly clock: string }

export type Tables = Dexie & { readonly [T in RecordTable]: Table<FoldedRecord, string> } & {
  readonly cases: Table<CaseChunk, number>;
  /** Subjects that have entries and fold to nothing yet: acts before their registration, aggregates of a newer version. */
  readonly orphans: EntityTable<{ readonly id: string }, 'id'>;
  readonly checkpoints: EntityTable<Checkpoint, 'name'>;
};

/** Raised when a fold or a column changes: the tables are then dropped and folded again. */
const PROJECTION_VERSION = 12;

/** The IndexedDB name; another projection version is another database, the old ones are dropped on opening. */
export function tablesDatabaseName(name: string): string {
  return `${name}-tables-${String(PROJECTION_VERSION)}`;
}

/** True for the name of a tables database of `name`, of any projection version. */
export function isTablesDatabase(name: string, databaseName: string): boolean {
  return databaseName.startsWith(`${name}-tables-`);
}

/** Opens the read tables; `recovery.ts` drops those of other projection versions. */
export async function openTables(name: string): Promise<Tables> {
  const dexie = new Dexie(tablesDatabaseName(name), { chromeTransactionDurability: 'relaxed' });
  dexie.version(1).stores({
    cases: 'id', activities: 'id', deputies: 'id', units: 'id', villages: 'id', users: 'id', categories: 'id', offices: 'id', rules: 'id', calendars: 'id', views: 'id', stations: 'id', campaigns: 'id', schedules: 'id', figures: 'id', suggestions: 'id', referrals: 'id', orphans: 'id', checkpoints: 'name',
  });
  await dexie.open();
  return dexie as Tables;
}
