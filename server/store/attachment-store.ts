/** Which files have arrived, and how much room each scope's take. The bytes themselves are in `server/attachment-files.ts`. */
import type { Kysely } from 'kysely';
import type { FileKind } from '../../shared/attachment/file-kind.ts';
import type { Tables } from './schema.ts';

/** A file that arrived whole and was checked. `size` in bytes, `receivedAt` in epoch milliseconds. */
export interface Arrival { readonly scope: string; readonly hash: string; readonly size: number; readonly kind: FileKind; readonly device: string; readonly receivedAt: number }

export type AttachmentStore = ReturnType<typeof createAttachmentStore>;

export function createAttachmentStore(db: Kysely<Tables>) {
  return {
    /** The file's size, or null when it has not arrived in this scope. */
    async size(scope: string, hash: string): Promise<number | null> {
      const row = await db.selectFrom('attachments').select('size').where('scope', '=', scope).where('hash', '=', hash).executeTakeFirst();
      return row?.size ?? null;
    },

    /** Bytes of all files of a scope. */
    async used(scope: string): Promise<number> {
      const row = await db.selectFrom('attachments').select((eb) => eb.fn.sum<number | null>('size').as('used')).where('scope', '=', scope).executeTakeFirst();
      return Number(row?.used ?? 0);
    },

    /** Notes an arrival; the same file again changes nothing. */
    async add({ receivedAt, ...arrival }: Arrival): Promise<void> {
      await db.insertInto('attachments').values({ ...arrival, received_at: receivedAt }).onConflict((conflict) => conflict.doNothing()).execute();
    },

    /** Every file that has arrived, for a check. */
    async all(): Promise<readonly { scope: string; hash: string; size: number }[]> {
      return db.selectFrom('attachments').select(['scope', 'hash', 'size']).orderBy('scope').orderBy('hash').execute();
    },
  };
}
