/**
 * What belongs to this device alone and is nowhere else: drafts, settings, how far sync has got, the counter of
 * temporary numbers. Small, so strict durability costs little. Values are sealed; names are not secret.
 */
import Dexie, { type EntityTable } from 'dexie';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { RefusalCode } from '../../shared/judge.ts';
import type { Sealed, Sealer } from './sealing.ts';

export interface DraftRecord { readonly key: string; readonly savedAt: number; readonly fields: Sealed }
export interface ValueRecord { readonly name: string; readonly value: Sealed }
/** What the county said no to: ids and codes only, kept until the county accepts the entry after all. */
export interface RefusalRecord { readonly id: string; readonly scope: string; readonly code: RefusalCode }
interface KeyRecord { readonly name: 'browser'; readonly kid: string; readonly key: CryptoKey }

/** The database: `values` by name (settings, sync state, marks), `drafts`, and in a browser the non-extractable key. */
export type DeviceTables = Dexie & {
  readonly drafts: EntityTable<DraftRecord, 'key'>;
  readonly values: EntityTable<ValueRecord, 'name'>;
  readonly refusals: EntityTable<RefusalRecord, 'id'>;
  readonly keys: EntityTable<KeyRecord, 'name'>;
};

/** The IndexedDB name. */
export function deviceDatabaseName(name: string): string {
  return `${name}-device`;
}

export async function openDeviceTables(name: string): Promise<DeviceTables> {
  const dexie = new Dexie(deviceDatabaseName(name), { chromeTransactionDurability: 'strict' });
  dexie.version(1).stores({ drafts: 'key', values: 'name', refusals: 'id', keys: 'name' });
  await dexie.open();
  return dexie as DeviceTables;
}

/** The association of a named value's seal. */
function boundTo(name: string): string {
  return `value:${name}`;
}

/** Sealed values by name. A value that does not open (another key, damage) is as if it had never been stored. */
export interface SealedValues {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  /** A record to be put by the caller in a transaction of its own: sealing may not be awaited inside one. */
  sealed(name: string, value: unknown): Promise<ValueRecord>;
}

export function sealedValues(tables: DeviceTables, sealer: Sealer): SealedValues {
  const sealed = async (name: string, value: unknown): Promise<ValueRecord> => ({ name, value: await sealer.seal(JSON.stringify(value), boundTo(name)) });
  return {
    sealed,
    async read(name) {
      const record = await tables.values.get(name);
      if (!record) return undefined;
      const text = await unsealJson(sealer, record.value, boundTo(name));
      return text.ok ? text.value : undefined;
    },
    async write(name, value) {
      await tables.values.put(await sealed(name, value));
    },
  };
}

/** A value sealed as JSON. */
export async function unsealJson(sealer: Sealer, sealed: Sealed, bound: string): Promise<Result<unknown, 'unreadable'>> {
  const text = await sealer.unseal(sealed, bound);
  return text.ok ? ok(JSON.parse(text.value) as unknown) : err('unreadable');
}
