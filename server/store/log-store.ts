/**
 * The logs: one per scope, append-only. Revisions come from one counter row per scope, moved in the same transaction
 * that writes the entries, so that a reader never sees a revision before all smaller ones.
 */
import type { Kysely, Selectable } from 'kysely';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import type { ChainHead, Entry } from '../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import type { RefusalCode } from '../../shared/judge.ts';
import type { Tables } from './schema.ts';

/** An entry as the log holds it. */
export interface StoredEntry { readonly rev: number; readonly entry: Entry }

/** Where an appended entry came from: the device (empty for the server itself), and the server's clock (epoch milliseconds). */
export interface Origin { readonly device: string; readonly receivedAt: number }

/** An entry that was refused: it is not stored, but its place in the replica's chain is explained. */
export interface RefusedPlace { readonly scope: string; readonly replica: string; readonly seq: number; readonly entryId: string; readonly code: RefusalCode }

/** A log has something in it that it cannot have. It is to be mended (`server/mend.ts`); nothing was written. */
export class DamagedLog extends Error {
  constructor(scope: string, where: string) {
    super(`the log of ${scope} is damaged: ${where}`);
  }
}

/** SQLite takes 32,766 variables in a statement; lists are cut well below. */
const IN_LIST = 500;

/** Everything the server asks of the logs. Inside `CountyStore.write` the calls are one transaction. */
export type LogStore = ReturnType<typeof createLogStore>;

export function createLogStore(db: Kysely<Tables>) {
  return {
    /** The token of the newest entry; the start token of an empty log. Null when the scope does not exist. */
    async head(scope: string): Promise<LogToken | null> {
      const row = await db.selectFrom('logs').select(['rev', 'h']).where('scope', '=', scope).executeTakeFirst();
      return row ? { rev: row.rev, h: row.h } : null;
    },

    /** The token at `rev`, or null when the log does not reach so far. */
    async tokenAt(scope: string, rev: number): Promise<LogToken | null> {
      if (rev === 0) return logStart(scope);
      const row = await db.selectFrom('entries').select(['rev', 'h']).where('scope', '=', scope).where('rev', '=', rev).executeTakeFirst();
      return row ? { rev: row.rev, h: row.h } : null;
    },

    /** Which of `ids` are in the scope's log, with their revisions. */
    async revisions(scope: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const found = new Map<string, number>();
      for (const part of inParts(ids)) {
        const rows = await db.selectFrom('entries').select(['id', 'rev']).where('scope', '=', scope).where('id', 'in', part).execute();
        for (const row of rows) found.set(row.id, row.rev);
      }
      return found;
    },

    /** The highest `seq` of a replica in the scope's log; 0 when it has none. */
    async replicaSeq(scope: string, replica: string): Promise<number> {
      const row = await db.selectFrom('entries').select((eb) => eb.fn.max('seq').as('seq')).where('scope', '=', scope).where('replica', '=', replica).executeTakeFirst();
      return row?.seq ?? 0;
    },

    /** The end of the chain that `actor` wrote under `replica` in the scope: where the server's own next entry goes. */
    async chainHead(scope: string, replica: string, actor: string): Promise<ChainHead> {
      const row = await db.selectFrom('entries').select(['seq', 'id', 'at'])
        .where('scope', '=', scope).where('replica', '=', replica).where('actor', '=', actor).orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row ? { replica, seq: row.seq, prev: row.id, at: row.at } : { replica, seq: 0, prev: '', at: AT_ZERO };
    },

    /** Entries after `rev`, oldest first: at most `limit`, and no more than about `maxLength` characters of JSON, but at least one. */
    async after(scope: string, rev: number, bound: { limit: number; maxLength: number }): Promise<readonly (StoredEntry & { h: string })[]> {
      const rows = await db.selectFrom('entries').select(['rev', 'h', 'entry']).where('scope', '=', scope).where('rev', '>', rev).orderBy('rev').limit(bound.limit).execute();
      const taken: (StoredEntry & { h: string })[] = [];
      let length = 0;
      for (const row of rows) {
        length += row.entry.length;
        if (taken.length > 0 && length > bound.maxLength) break;
        taken.push({ rev: row.rev, h: row.h, entry: readEntry(row, scope) });
      }
      return taken;
    },

    /** All entries of the given subjects, by subject, oldest revision first. */
    async ofSubjects(scope: string, subjects: readonly string[]): Promise<ReadonlyMap<string, Entry[]>> {
      const found = new Map<string, Entry[]>();
      for (const part of inParts(subjects)) {
        const rows = await db.selectFrom('entries').select(['subject', 'entry']).where('scope', '=', scope).where('subject', 'in', part).orderBy('rev').execute();
        for (const row of rows) found.set(row.subject, [...(found.get(row.subject) ?? []), readEntry(row, scope)]);
      }
      return found;
    },

    /** Every subject of an aggregate in a scope, for a rebuild. */
    async subjects(scope: string, aggregate: string): Promise<readonly string[]> {
      const rows = await db.selectFrom('entries').select('subject').distinct().where('scope', '=', scope).where('subject', '>=', `${aggregate}:`).where('subject', '<', `${aggregate};`).execute();
      return rows.map((row) => row.subject);
    },

    /** Every entry of a type in a scope, oldest first. */
    async ofType(scope: string, type: string): Promise<readonly Entry[]> {
      const rows = await db.selectFrom('entries').select('entry').where('scope', '=', scope).where('type', '=', type).orderBy('rev').execute();
      return rows.map((row) => readEntry(row, scope));
    },

    /**
     * Appends entries that the log does not hold yet and moves the scope's counter row, last in the transaction.
     * `from` is the head that the caller judged against; throws when the log has moved since (the transaction is
     * rolled back and the request answered as a server error, so that the device tries again).
     */
    async append(from: LogToken, entries: readonly Entry[], origin: Origin): Promise<LogToken> {
      const scope = entries[0]?.scope;
      if (scope === undefined) return from;
      const counter = await db.updateTable('logs').set((eb) => ({ rev: eb('rev', '+', entries.length) })).where('scope', '=', scope).returning(['rev', 'h']).executeTakeFirstOrThrow();
      if (counter.rev !== from.rev + entries.length || counter.h !== from.h) throw new Error(`the log of ${scope} moved between judgement and append`);
      let token = from;
      const rows = entries.map((entry) => {
        token = logAfter(token, entry.id);
        return {
          scope, rev: token.rev, id: entry.id, replica: entry.replica, seq: entry.seq, prev: entry.prev, at: entry.at, actor: entry.actor,
          subject: entry.subject, type: entry.type, entry: JSON.stringify(entry), h: token.h, device: origin.device, received_at: origin.receivedAt,
        };
      });
      for (const part of inParts(rows)) await db.insertInto('entries').values(part).execute();
      await db.updateTable('logs').set({ h: token.h }).where('scope', '=', scope).execute();
      return token;
    },

    /** Notes a refused entry, so that a gap in the replica's chain is explained. The same refusal again only counts up. */
    async noteRefusals(refused: readonly RefusedPlace[], origin: Origin): Promise<void> {
      for (const one of refused) {
        await db.insertInto('refusals')
          .values({ scope: one.scope, replica: one.replica, seq: one.seq, entry_id: one.entryId, code: one.code, device: origin.device, first_at: origin.receivedAt, last_at: origin.receivedAt })
          .onConflict((conflict) => conflict.columns(['scope', 'replica', 'seq', 'entry_id', 'code'])
            .doUpdateSet((eb) => ({ last_at: origin.receivedAt, times: eb('refusals.times', '+', 1) })))
          .execute();
      }
    },

    /** Notes every entry (all of one scope) whose place (replica, seq) another entry already has: a copied or rolled-back profile. Both are kept. */
    async noteForks(entries: readonly Entry[], origin: Origin): Promise<number> {
      const place = (replica: string, seq: number) => `${replica} ${seq}`;
      const holders = new Map<string, string>();
      for (const replica of new Set(entries.map((entry) => entry.replica))) {
        const own = entries.filter((entry) => entry.replica === replica);
        for (const part of inParts(own)) {
          const rows = await db.selectFrom('entries').select(['seq', 'id']).where('scope', '=', own[0]?.scope ?? '').where('replica', '=', replica)
            .where('seq', 'in', part.map((entry) => entry.seq)).execute();
          for (const row of rows) holders.set(place(replica, row.seq), row.id);
        }
      }
      let forks = 0;
      for (const entry of entries) {
        const other = holders.get(place(entry.replica, entry.seq));
        holders.set(place(entry.replica, entry.seq), other ?? entry.id);
        if (other === undefined || other === entry.id) continue;
        forks += 1;
        await db.insertInto('forks').values({ scope: entry.scope, replica: entry.replica, seq: entry.seq, entry_id: entry.id, other_id: other, noticed_at: origin.receivedAt })
          .onConflict((conflict) => conflict.doNothing()).execute();
      }
      return forks;
    },

    /** Every link of every replica's chain in a scope, in order of replica and `seq`. */
    async chains(scope: string): Promise<readonly { replica: string; seq: number; id: string; prev: string }[]> {
      return db.selectFrom('entries').select(['replica', 'seq', 'id', 'prev']).where('scope', '=', scope).orderBy('replica').orderBy('seq').orderBy('rev').execute();
    },

    /** The places in a scope's chains whose entries were refused. */
    async refusedPlaces(scope: string): Promise<readonly { replica: string; seq: number; entryId: string; code: string; times: number }[]> {
      const rows = await db.selectFrom('refusals').select(['replica', 'seq', 'entry_id', 'code', 'times']).where('scope', '=', scope).orderBy('first_at').execute();
      return rows.map((row) => ({ replica: row.replica, seq: row.seq, entryId: row.entry_id, code: row.code, times: row.times }));
    },

    /** The forks noticed in a scope. */
    async forks(scope: string): Promise<readonly { replica: string; seq: number; entryId: string; otherId: string }[]> {
      const rows = await db.selectFrom('forks').select(['replica', 'seq', 'entry_id', 'other_id']).where('scope', '=', scope).orderBy('noticed_at').execute();
      return rows.map((row) => ({ replica: row.replica, seq: row.seq, entryId: row.entry_id, otherId: row.other_id }));
    },
  };
}

/** Lists short enough for one statement. */
export function inParts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += IN_LIST) parts.push(items.slice(from, from + IN_LIST));
  return parts;
}

function readEntry(row: Pick<Selectable<Tables['entries']>, 'entry'>, scope: string): Entry {
  try {
    return JSON.parse(row.entry) as Entry;
  } catch {
    throw new DamagedLog(scope, 'a row is no JSON');
  }
}
