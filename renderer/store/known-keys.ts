/** The public keys of colleagues' devices, as the county told them last: whose signature stands in a bundle is known without a network. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { KnownKeys } from '../../shared/bundle/signatures.ts';
import { DeviceKey } from '../../shared/sync/device-wire.ts';
import type { SealedValues } from './device-tables.ts';

const NAME = 'device-keys';
const Keys = Type.Array(DeviceKey);

/** What the county told last; nothing before it told any. */
export async function readKnownKeys(values: SealedValues): Promise<KnownKeys> {
  const kept = await values.read(NAME);
  return new Map(Value.Check(Keys, kept) ? kept.map((one) => [one.device, one]) : []);
}

/** Keeps what the county tells now instead of what it told before. */
export async function keepKnownKeys(values: SealedValues, keys: readonly DeviceKey[]): Promise<void> {
  await values.write(NAME, keys);
}
