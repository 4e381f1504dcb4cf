/** Brings a database up to this version's schema, and refuses one that a newer version has already changed. */
import { CompiledQuery } from 'kysely';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { Migration } from '../migrations/migrations.ts';
import type { CountyDatabase } from './database.ts';

/** The database was changed by a newer version of the server. */
export interface NewerDatabase { readonly code: 'database-newer'; readonly message: string }

/**
 * Runs the migrations that the database lacks, each in its own transaction together with its line in
 * `schema_version`: a server killed in between goes on where it stopped. `nowMs` is noted as the day of each step.
 */
export async function migrate(db: CountyDatabase, migrations: readonly Migration[], nowMs: number): Promise<Result<number, NewerDatabase>> {
  await db.schema.createTable('schema_version').ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey()).addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'bigint', (column) => column.notNull()).execute();
  const newest = migrations.at(-1)?.version ?? 0;
  const found = await schemaVersion(db);
  if (found > newest) return err({ code: 'database-newer', message: `这个数据库已由更新版本的县服务器升级到第 ${found} 版，本程序只认识到第 ${newest} 版。请安装新版本的县服务器，或用升级前的备份。` });
  for (const migration of migrations) {
    await db.transaction().execute(async (tx) => {
      // Asked again inside the write lock: the command line may have migrated the same file at the same time.
      const done = await tx.selectFrom('schema_version').select('version').where('version', '=', migration.version).executeTakeFirst();
      if (done) return;
      for (const statement of migration.statements) await tx.executeQuery(CompiledQuery.raw(statement));
      await tx.insertInto('schema_version').values({ version: migration.version, name: migration.name, applied_at: nowMs }).execute();
    });
  }
  return ok(newest);
}

async function schemaVersion(db: CountyDatabase): Promise<number> {
  const row = await db.selectFrom('schema_version').select((eb) => eb.fn.max('version').as('version')).executeTakeFirst();
  return row?.version ?? 0;
}
