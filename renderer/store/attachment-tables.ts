/**
 * Attachments on this device: their sealed bytes, and how far each has got to the county. A database of its own, since its records are
 * large and nothing else may wait for them; strict, since an entry that names a file is written after the file.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { SealedBytes } from './sealing.ts';

/** The bytes of a file, sealed. `addedAt` in epoch milliseconds. */
export interface FileRecord { readonly hash: string; readonly addedAt: number; readonly sealed: SealedBytes }

/** A file of a scope between here and the county. */
export interface TransferRecord {
  readonly scope: string;
  readonly hash: string;
  /** `waiting` to be sent · `county` it is there · `refused` the county does not take it · `carried` another device's, who sends it: a bundle brought it. */
  readonly state: 'waiting' | 'county' | 'refused' | 'carried';
  /** The path of an upload that was begun, to go on with. */
  readonly begun?: string;
  /** How often the county found other bytes than those that were meant. */
  readonly wrong?: number;
  /** Bytes; unknown of files that were named before this was kept. */
  readonly size?: number;
}

/** The little picture of a file, sealed. It can be made again from the file at any time. */
export interface ThumbRecord { readonly hash: string; readonly sealed: SealedBytes }

/** A second or two of a recording that is not finished: `ms` is how long the recording was at its end, `at` when (epoch milliseconds). */
export interface MemoRecord { readonly memo: string; readonly part: number; readonly ms: number; readonly at: number; readonly sealed: SealedBytes }

export type AttachmentTables = Dexie & {
  readonly files: EntityTable<FileRecord, 'hash'>;
  readonly transfers: Table<TransferRecord, [scope: string, hash: string]>;
  readonly thumbs: EntityTable<ThumbRecord, 'hash'>;
  readonly memos: Table<MemoRecord, [memo: string, part: number]>;
  /** `searched`: the ledger was searched for attachments of this device since this database was made. A scope: the last generation of its log at the county. */
  readonly notes: EntityTable<{ readonly name: string; readonly generation?: number }, 'name'>;
};

/** The IndexedDB name. */
export function attachmentDatabaseName(name: string): string {
  return `${name}-attachments`;
}

export async function openAttachmentTables(name: string): Promise<AttachmentTables> {
  const dexie = new Dexie(attachmentDatabaseName(name), { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ files: 'hash', transfers: '[scope+hash],hash,state', notes: 'name' });
  dexie.version(2).stores({ thumbs: 'hash', memos: '[memo+part],memo' });
  await dexie.open();
  return dexie as AttachmentTables;
}
