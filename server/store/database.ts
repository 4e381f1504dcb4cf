/**
 * SQLite through Node's own `node:sqlite`, driven by Kysely. Durable first: WAL with `synchronous=FULL`, so that a
 * commit that was acknowledged survives a power cut; one connection, and every writing transaction takes the write
 * lock at its start (`BEGIN IMMEDIATE`), so that the order of commits is the order of revisions.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery, Kysely, SqliteDialect, SqliteDriver,
  type DatabaseConnection, type Driver, type SqliteDatabase, type SqliteStatement, type TransactionSettings,
} from 'kysely';
import type { Tables } from './schema.ts';

/** The county's database behind Kysely. */
export type CountyDatabase = Kysely<Tables>;

/** How long a statement waits for another process (the command line beside the server) to release the write lock. */
const BUSY_TIMEOUT_MS = 10_000;

/** Prepared statements kept for reuse; the store's own statements are far fewer, `IN` lists of many lengths are the rest. */
const STATEMENT_CACHE = 300;

/** Opens (or makes) the database file and sets its durability. Throws when the file cannot be opened. */
export function openDatabase(file: string): CountyDatabase {
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'trusted_schema = OFF']) connection.exec(`PRAGMA ${pragma}`);
  } catch (error) {
    connection.close();
    throw error;
  }
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(connection) });
}

/** What a failed statement means for the request that asked for it. */
export type DatabaseFault = 'full' | 'other';

/** `full` when the disk (or the file's allowed size) is exhausted: nothing was stored, and nothing may be acknowledged. */
export function databaseFault(error: unknown): DatabaseFault {
  if (!(error instanceof Error)) return 'other';
  const SQLITE_FULL = 13;
  const { errcode, code } = error as Error & { errcode?: number; code?: string };
  return errcode === SQLITE_FULL || code === 'ENOSPC' ? 'full' : 'other';
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #connection: DatabaseSync;

  constructor(connection: DatabaseSync) {
    super({ database: new NodeSqliteAdapter(connection) });
    this.#connection = connection;
  }

  override createDriver(): Driver {
    return new NodeSqliteDriver(this.#connection);
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #connection: DatabaseSync;

  constructor(connection: DatabaseSync) {
    super({ database: new NodeSqliteAdapter(connection) });
    this.#connection = connection;
  }

  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk or an I/O error makes SQLite roll back by itself; a second rollback would hide the first error.
    if (this.#connection.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** The few calls that Kysely makes of better-sqlite3, answered by `node:sqlite`. */
class NodeSqliteAdapter implements SqliteDatabase {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = adaptStatement(this.#connection.prepare(sql));
    if (this.#statements.size >= STATEMENT_CACHE) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  const inputs = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...inputs(parameters)),
    run: (parameters) => statement.run(...inputs(parameters)),
    iterate: (parameters) => statement.iterate(...inputs(parameters)),
  };
}
