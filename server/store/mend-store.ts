/**
 * The rows of a log as they lie on the disk, damaged or not, and the only statements that change a log's past: to mend one that lost or
 * spoiled rows, and to cut one at a moment when a backup is restored. Everything else only appends (`log-store.ts`).
 */
import type { Kysely } from 'kysely';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { LogToken } from '../../shared/ledger/log-hash.ts';
import type { EntryRow, Tables } from './schema.ts';

/** What is quickly known of a log: what its row in `logs` says, how many rows there are, and the last two. */
export interface LogOutline { readonly head: LogToken | null; readonly count: number; readonly last: Pick<EntryRow, 'rev' | 'id' | 'h'> | null; readonly beforeLast: LogToken | null }

/** Why a row was taken out of its log. */
export type SetAsideReason = 'unreadable' | 'foreign-scope' | 'duplicate' | 'after-the-moment';

/** Every column of a row. */
const ROW = ['scope', 'rev', 'id', 'replica', 'seq', 'prev', 'at', 'actor', 'subject', 'type', 'entry', 'h', 'device', 'received_at'] as const;

export type MendStore = ReturnType<typeof createMendStore>;

export function createMendStore(db: Kysely<Tables>) {
  return {
    /** Rows after `rev` as they are, in order; from the very first when it is null, whatever its revision claims. */
    async rowsAfter(scope: string, rev: number | null, limit: number): Promise<readonly EntryRow[]> {
      const rows = db.selectFrom('entries').select(ROW).where('scope', '=', scope).orderBy('rev').limit(limit);
      return (rev === null ? rows : rows.where('rev', '>', rev)).execute();
    },

    async outline(scope: string): Promise<LogOutline> {
      const head = await db.selectFrom('logs').select(['rev', 'h']).where('scope', '=', scope).executeTakeFirst();
      const { n } = await db.selectFrom('entries').select((eb) => eb.fn.countAll<number>().as('n')).where('scope', '=', scope).executeTakeFirstOrThrow();
      const [last, beforeLast] = await db.selectFrom('entries').select(['rev', 'id', 'h']).where('scope', '=', scope).orderBy('rev', 'desc').limit(2).execute();
      return { head: head ? { rev: head.rev, h: head.h } : null, count: n, last: last ?? null, beforeLast: beforeLast ? { rev: beforeLast.rev, h: beforeLast.h } : null };
    },

    /** Puts rows whose revision is none (below 1, or no whole number) behind all others, so that renumbering never meets them. */
    async liftStrays(scope: string): Promise<void> {
      const strays = await db.selectFrom('entries').select('id').where('scope', '=', scope)
        .where(({ or, eb, fn }) => or([eb('rev', '<', 1), eb(fn<string>('typeof', ['rev']), '!=', 'integer')])).orderBy('rev').execute();
      if (strays.length === 0) return;
      const { most } = await db.selectFrom('entries').select((eb) => eb.fn.max<number>('rev').as('most')).where('scope', '=', scope).executeTakeFirstOrThrow();
      const behind = Math.max(Math.ceil(most), 0) + 1;
      for (const [i, { id }] of strays.entries()) await db.updateTable('entries').set({ rev: behind + i }).where('id', '=', id).execute();
    },

    /** Gives the row at `rev` its right place, hash and columns, as its entry says. */
    async place(row: Pick<EntryRow, 'scope' | 'rev'>, token: LogToken, entry: Entry): Promise<void> {
      await db.updateTable('entries').set({ ...columnsOf(entry), rev: token.rev, h: token.h }).where('scope', '=', row.scope).where('rev', '=', row.rev).execute();
    },

    /** True when another row than the one at `rev` bears the id. */
    async isElsewhere(id: string, row: Pick<EntryRow, 'scope' | 'rev'>): Promise<boolean> {
      const found = await db.selectFrom('entries').select('rev').where('id', '=', id).where(({ not, and, eb }) => not(and([eb('scope', '=', row.scope), eb('rev', '=', row.rev)]))).executeTakeFirst();
      return found !== undefined;
    },

    /** Takes a row out of its log and keeps it beside, with everything that was in it. */
    async setAside(row: EntryRow, why: SetAsideReason, nowMs: number): Promise<void> {
      await db.insertInto('set_aside').values({ scope: row.scope, rev: row.rev, id: row.id, why, row: JSON.stringify(row), set_aside_at: nowMs }).execute();
      await db.deleteFrom('entries').where('scope', '=', row.scope).where('rev', '=', row.rev).execute();
    },

    /** The first revision of a log that arrived after `ms`, or null. */
    async firstAfter(scope: string, ms: number): Promise<number | null> {
      const row = await db.selectFrom('entries').select('rev').where('scope', '=', scope).where('received_at', '>', ms).orderBy('rev').limit(1).executeTakeFirst();
      return row?.rev ?? null;
    },

    /** Cuts a log from `rev` on. Returns how many rows went. */
    async cutFrom(scope: string, rev: number): Promise<number> {
      const cut = await db.deleteFrom('entries').where('scope', '=', scope).where('rev', '>=', rev).executeTakeFirst();
      return Number(cut.numDeletedRows);
    },

    async setHead(scope: string, { rev, h }: LogToken): Promise<void> {
      await db.insertInto('logs').values({ scope, rev, h }).onConflict((conflict) => conflict.column('scope').doUpdateSet({ rev, h })).execute();
    },

    /** Every row that was set aside, without its content. */
    async setAsides(): Promise<readonly { scope: string; rev: number; id: string; why: string }[]> {
      return db.selectFrom('set_aside').select(['scope', 'rev', 'id', 'why']).orderBy('n').execute();
    },
  };
}

/** The columns of a row that repeat what its entry says. */
export function columnsOf(entry: Entry) {
  const { id, replica, seq, prev, at, actor, subject, type } = entry;
  return { id, replica, seq, prev, at, actor, subject, type };
}
