/** The counters of official case numbers: one per scope and year, raised and never lowered. */
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

export type NumberingStore = ReturnType<typeof createNumberingStore>;

export function createNumberingStore(db: Kysely<Tables>) {
  return {
    /** The last number that was given in a scope and year; 0 before the first. Whoever gives more raises the counter in the same transaction. */
    async last(scope: string, year: number): Promise<number> {
      const row = await db.selectFrom('numbering').select('last').where('scope', '=', scope).where('year', '=', year).executeTakeFirst();
      return row?.last ?? 0;
    },

    /** Makes sure that no number up to `n` is given again: a restored server learns from the entries that come back. */
    async raise(scope: string, year: number, n: number): Promise<void> {
      await db.insertInto('numbering').values({ scope, year, last: n })
        .onConflict((conflict) => conflict.columns(['scope', 'year']).doUpdateSet({ last: n }).where('numbering.last', '<', n)).execute();
    },

    /** Every counter, for comparing. */
    async counters(): Promise<readonly { scope: string; year: number; last: number }[]> {
      return db.selectFrom('numbering').select(['scope', 'year', 'last']).orderBy('scope').orderBy('year').execute();
    },
  };
}
