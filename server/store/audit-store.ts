/**
 * The audit: what was done to the data itself, and not through the ledger (a log mended, a backup restored, entries taken in). Lines are
 * only appended, each with the hash of the one before, so that a line changed or taken out by hand shows. Ids and counts only.
 */
import type { Kysely } from 'kysely';
import { canonicalJson, sha256Hex } from '../../shared/kernel/content-hash.ts';
import type { Tables } from './schema.ts';

/** What may be in a line. */
export type AuditEvent = 'log-mended' | 'restored' | 'taken-in' | 'brought-in' | 'replied' | 'drilled' | 'code-made' | 'device-joined' | 'device-replaced' | 'device-stopped' | 'signatures-allowed' | 'user-moved' | 'chain-forked' | 'profile-copied';
export type AuditFacts = Readonly<Record<string, string | number | null>>;

/** One line. `at` is the server's clock in epoch milliseconds; `h` the running hash after it. */
export interface AuditLine { readonly n: number; readonly at: number; readonly what: string; readonly facts: AuditFacts; readonly h: string }

export type AuditStore = ReturnType<typeof createAuditStore>;

export function createAuditStore(db: Kysely<Tables>) {
  const store = {
    /** Writes a line. Inside a writing transaction. */
    async note(what: AuditEvent, facts: AuditFacts, nowMs: number): Promise<void> {
      const last = await db.selectFrom('audit').select(['n', 'h']).orderBy('n', 'desc').limit(1).executeTakeFirst();
      const line = { n: (last?.n ?? 0) + 1, at: nowMs, what, facts };
      await db.insertInto('audit').values({ ...line, facts: JSON.stringify(facts), h: hashAfter(last?.h ?? AUDIT_START, line) }).execute();
    },

    /** All lines, oldest first. */
    async lines(): Promise<readonly AuditLine[]> {
      const rows = await db.selectFrom('audit').select(['n', 'at', 'what', 'facts', 'h']).orderBy('n').execute();
      return rows.map((row) => ({ ...row, facts: readFacts(row.facts) }));
    },

    /** The number of the first line that does not follow from those before it, or null. */
    async brokenAt(): Promise<number | null> {
      let h = AUDIT_START;
      let n = 0;
      for (const line of await store.lines()) {
        h = hashAfter(h, line);
        n += 1;
        if (line.n !== n || line.h !== h) return line.n;
      }
      return null;
    },

    /** Goes on with the lines of a newer copy of this county, if they follow from the last one here. Returns how many came. */
    async goOnWith(newer: readonly AuditLine[]): Promise<number> {
      const own = await store.lines();
      const last = own.at(-1);
      if (last && newer[own.length - 1]?.h !== last.h) return 0;
      const more = newer.slice(own.length);
      for (const line of more) await db.insertInto('audit').values({ ...line, facts: JSON.stringify(line.facts) }).execute();
      return more.length;
    },
  };
  return store;
}

const AUDIT_START = sha256Hex('minqing-audit');

function hashAfter(h: string, { n, at, what, facts }: Omit<AuditLine, 'h'>): string {
  return sha256Hex(`${h}|${canonicalJson({ n, at, what, facts })}`);
}

/** The facts of a line as it is stored; none when it was damaged. */
export function readFacts(text: string): AuditFacts {
  try {
    return JSON.parse(text) as AuditFacts;
  } catch {
    // Damaged by hand: the hash will say so.
    return {};
  }
}
