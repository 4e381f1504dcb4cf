/**
 * Who this device is: its replica, its county and its enrolment. Kept sealed in two places, the desktop's vault and
 * IndexedDB, so that wiping either loses nothing; the vault counts when they differ.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { base32 } from '@scure/base';
import { KEY_PATTERN, SEED_BYTES, seedText, Signed } from '../../shared/identity/device-key.ts';
import { REPLICA_PATTERN } from '../../shared/ledger/entry.ts';
import { Enrolment } from '../../shared/sync/wire.ts';
import type { Host } from './api.ts';
import { unsealJson, type SealedValues } from './device-tables.ts';
import type { Sealed, Sealer } from './sealing.ts';

const Replica = Type.String({ pattern: REPLICA_PATTERN });

export const Identity = Type.Object({
  replica: Replica,
  /** Replicas this device had before it was found to have been rolled back. */
  former: Type.Array(Replica),
  /** Origin of the county server. */
  server: Type.String(),
  enrolment: Enrolment,
  /** Seed of this device's key (`shared/identity/device-key.ts`), drawn at the enrolment; devices that were enrolled before there were keys draw it at their next opening. */
  deviceKey: Type.Optional(Type.String({ pattern: KEY_PATTERN })),
  /** Which device of this county this computer was before it joined again, and the proof of it: the county is told with every report. */
  before: Type.Optional(Signed),
});
export type Identity = Static<typeof Identity>;

const NAME = 'identity';

/** Reads the identity from the vault, or from IndexedDB, and mends the other. Null before enrolment. */
export async function readIdentity(vault: Host['vault'], values: SealedValues, sealer: Sealer): Promise<Identity | null> {
  const inVault = vault ? await openSealed((await vault.read()) ?? '', sealer) : null;
  const inTables = await values.read(NAME);
  const identity = inVault ?? (Value.Check(Identity, inTables) ? inTables : null);
  if (identity && !inVault) await writeVault(vault, identity, sealer);
  if (identity && JSON.stringify(inTables) !== JSON.stringify(identity)) await values.write(NAME, identity);
  return identity;
}

/** Writes the identity in both places. */
export async function writeIdentity(identity: Identity, places: { vault: Host['vault']; values: SealedValues; sealer: Sealer }): Promise<void> {
  await places.values.write(NAME, identity);
  await writeVault(places.vault, identity, places.sealer);
}

/** Whether an entry was written under one of this device's names: by this profile, now or before it got another. */
export function isOwn({ replica, former }: Pick<Identity, 'replica' | 'former'>, one: { readonly replica: string }): boolean {
  return one.replica === replica || former.includes(one.replica);
}

/** A new replica id: 50 random bits, so that no two devices of a county ever share one. */
export function drawReplica(): string {
  return base32.encode(crypto.getRandomValues(new Uint8Array(10))).slice(0, 10).toLowerCase();
}

/** A new key for this device, as the seed of it is kept. */
export function drawDeviceKey(): string {
  return seedText(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));
}

async function writeVault(vault: Host['vault'], identity: Identity, sealer: Sealer): Promise<void> {
  if (vault) await vault.write(JSON.stringify(await sealer.seal(JSON.stringify(identity), NAME)));
}

async function openSealed(text: string, sealer: Sealer): Promise<Identity | null> {
  if (text === '') return null;
  try {
    const opened = await unsealJson(sealer, JSON.parse(text) as Sealed, NAME);
    return opened.ok && Value.Check(Identity, opened.value) ? opened.value : null;
  } catch {
    return null;
  }
}
