/**
 * The one door to the county's data: everything else in the server asks through this interface, and only this folder
 * speaks SQL. Another database is another implementation of this file's function.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { Result } from '../../shared/kernel/result.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { createAttachmentStore, type AttachmentStore } from './attachment-store.ts';
import { createAuditStore, type AuditStore } from './audit-store.ts';
import type { CountyDatabase } from './database.ts';
import { createDeviceStore, type DeviceStore } from './device-store.ts';
import { createLogStore, type LogStore } from './log-store.ts';
import { createMendStore, type MendStore } from './mend-store.ts';
import { migrate, type NewerDatabase } from './migrate.ts';
import { createNumberingStore, type NumberingStore } from './numbering-store.ts';
import { createPeopleStore, type PeopleStore } from './people-store.ts';
import { createStandingStore, type StandingStore } from './standing-store.ts';
import { createReadTables, type ReadTables } from './read-tables.ts';
import type { Tables } from './schema.ts';

/** The county's tables within one transaction. */
export interface CountyTables {
  readonly log: LogStore;
  readonly people: PeopleStore;
  readonly devices: DeviceStore;
  readonly numbering: NumberingStore;
  readonly read: ReadTables;
  readonly attachments: AttachmentStore;
  readonly audit: AuditStore;
  /** The logs' rows as they lie: for upkeep only. */
  readonly mend: MendStore;
  /** What does not go back in time with a restored ledger. */
  readonly standing: StandingStore;
}

export interface CountyStore {
  /** One writing transaction: all of it or nothing, on the disk when the promise resolves. */
  write<T>(work: (tables: CountyTables) => Promise<T>): Promise<T>;
  /** One reading transaction: everything read belongs to the same moment. */
  read<T>(work: (tables: CountyTables) => Promise<T>): Promise<T>;
  /** Brings the schema up to date, or says that the database is newer than this version. */
  migrate(nowMs: number): Promise<Result<number, NewerDatabase>>;
  /** A consistent copy of the whole database in a new file. Rejects when the file exists. */
  backup(file: string): Promise<void>;
  /** What SQLite says about the file itself; empty when it is sound. */
  integrity(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export function createCountyStore(db: CountyDatabase): CountyStore {
  return {
    write: (work) => db.transaction().execute((tx) => work(tablesOf(tx))),
    read: (work) => db.transaction().setAccessMode('read only').execute((tx) => work(tablesOf(tx))),
    migrate: (nowMs) => migrate(db, MIGRATIONS, nowMs),
    async backup(file) {
      await db.executeQuery(CompiledQuery.raw('VACUUM INTO ?', [file]));
    },
    async integrity() {
      const { rows } = await db.executeQuery<{ integrity_check: string }>(CompiledQuery.raw('PRAGMA integrity_check'));
      return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    },
    async close() {
      await db.destroy();
    },
  };
}

function tablesOf(db: Kysely<Tables>): CountyTables {
  const log = createLogStore(db);
  const people = createPeopleStore(db);
  return {
    log, people, devices: createDeviceStore(db, people.standingOf), numbering: createNumberingStore(db), read: createReadTables(db, log), attachments: createAttachmentStore(db),
    audit: createAuditStore(db), mend: createMendStore(db), standing: createStandingStore(db),
  };
}
