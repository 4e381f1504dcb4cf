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
  /** `waiting` to be sent · `county` it is there · `refused` the county does not take it. */
  readonly state: 'waiting' | 'county' | 'refused';
  /** The path of an upload that was begun, to go on with. */
  readonly begun?: string;
  /** How often the county found other bytes than those that were meant. */
  readonly wrong?: number;
}

export type AttachmentTables = Dexie & {
  readonly files: EntityTable<FileRecord, 'hash'>;
  readonly transfers: Table<TransferRecord, [scope: string, hash: string]>;
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
  await dexie.open();
  return dexie as AttachmentTables;
}
