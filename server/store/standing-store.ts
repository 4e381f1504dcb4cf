/**
 * Who may come in, which numbers were given and which files are there: what is not in the ledger, and must not go back in time with it
 * when an older backup is restored. Read from the newer copy of the county, and laid over the restored one.
 */
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Tables } from './schema.ts';

/** The rows of the tables that never go back. */
export interface Standing {
  readonly users: readonly Selectable<Tables['users']>[];
  readonly devices: readonly Selectable<Tables['devices']>[];
  readonly codes: readonly Selectable<Tables['enrolment_codes']>[];
  readonly replicas: readonly Selectable<Tables['replica_devices']>[];
  readonly numbering: readonly Selectable<Tables['numbering']>[];
  readonly attachments: readonly Selectable<Tables['attachments']>[];
}

const USER = ['id', 'name', 'role', 'home', 'active', 'created_at'] as const;
const DEVICE = [
  'id', 'user_id', 'name', 'token_hash', 'enrolled_at', 'last_seen_at', 'revoked_at', 'public_key', 'signatures_allowed_at', 'app_version', 'waiting', 'reported_at', 'rekeyed', 'rekeyed_at',
] as const;
const CODE = ['code_hash', 'user_id', 'created_at', 'expires_at', 'used_at', 'made_by'] as const;

export type StandingStore = ReturnType<typeof createStandingStore>;

export function createStandingStore(db: Kysely<Tables>) {
  return {
    async read(): Promise<Standing> {
      return {
        users: await db.selectFrom('users').select(USER).execute(),
        devices: await db.selectFrom('devices').select(DEVICE).execute(),
        codes: await db.selectFrom('enrolment_codes').select(CODE).execute(),
        replicas: await db.selectFrom('replica_devices').select(['replica', 'device', 'first_at', 'last_at']).execute(),
        numbering: await db.selectFrom('numbering').select(['scope', 'year', 'last']).execute(),
        attachments: await db.selectFrom('attachments').select(['scope', 'hash', 'size', 'kind', 'device', 'received_at']).execute(),
      };
    },

    /** Lays the newer rows over these: nobody who left, no device that was stopped and no code that was used comes back. Counters only rise. */
    async renew(newer: Standing): Promise<void> {
      for (const row of newer.users) await db.replaceInto('users').values(row).execute();
      const revoked = new Map((await db.selectFrom('devices').select(['id', 'revoked_at']).where('revoked_at', 'is not', null).execute()).map((row) => [row.id, row.revoked_at]));
      for (const row of newer.devices) await db.replaceInto('devices').values({ ...row, revoked_at: row.revoked_at ?? revoked.get(row.id) ?? null } satisfies Insertable<Tables['devices']>).execute();
      await db.deleteFrom('enrolment_codes').execute();
      for (const row of newer.codes) await db.insertInto('enrolment_codes').values(row).execute();
      for (const row of newer.replicas) await db.replaceInto('replica_devices').values(row).execute();
      for (const { scope, year, last } of newer.numbering) {
        await db.insertInto('numbering').values({ scope, year, last }).onConflict((conflict) => conflict.columns(['scope', 'year']).doUpdateSet({ last }).where('numbering.last', '<', last)).execute();
      }
      for (const row of newer.attachments) await db.insertInto('attachments').values(row).onConflict((conflict) => conflict.doNothing()).execute();
    },

    /** Without a newer copy nobody knows which codes were used since: none is valid any more. Returns how many that were. */
    async voidCodes(nowMs: number): Promise<number> {
      const done = await db.updateTable('enrolment_codes').set({ used_at: nowMs }).where('used_at', 'is', null).executeTakeFirst();
      return Number(done.numUpdatedRows);
    },

    /** Forgets that a file has arrived: devices that have it send it again. */
    async forgetAttachment(scope: string, hash: string): Promise<void> {
      await db.deleteFrom('attachments').where('scope', '=', scope).where('hash', '=', hash).execute();
    },
  };
}
