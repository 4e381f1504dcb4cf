/** The public keys of colleagues' devices and of the county, as it told them last: whose signature stands in a bundle is known without a network, and who is to open one. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { KnownKeys } from '../../shared/bundle/signatures.ts';
import { DeviceKey } from '../../shared/sync/device-wire.ts';
import { KEY_PATTERN } from '../../shared/identity/device-key.ts';
import type { SealedValues } from './device-tables.ts';

const NAME = 'device-keys';
const Keys = Type.Array(DeviceKey);
const COUNTY = 'county-key';
const CountyKey = Type.String({ pattern: KEY_PATTERN });

/** What the county told last; nothing before it told any. */
export async function readKnownKeys(values: SealedValues): Promise<KnownKeys> {
  const kept = await values.read(NAME);
  return new Map(Value.Check(Keys, kept) ? kept.map((one) => [one.device, one]) : []);
}

/** Keeps what the county tells now instead of what it told before. */
export async function keepKnownKeys(values: SealedValues, keys: readonly DeviceKey[]): Promise<void> {
  await values.write(NAME, keys);
}

/** The county's own public key; null before it told it (an older county has none). */
export async function readCountyKey(values: SealedValues): Promise<string | null> {
  const kept = await values.read(COUNTY);
  return Value.Check(CountyKey, kept) ? kept : null;
}

export async function keepCountyKey(values: SealedValues, publicKey: string): Promise<void> {
  await values.write(COUNTY, publicKey);
}
