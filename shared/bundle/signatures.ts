/** Whose hand a bundle and its entries are from, as far as the county has told this device the keys of its colleagues' devices. */
import { verifyBytes, verifyEntry, type Signed } from '../identity/device-key.ts';
import { bytesOfText } from '../kernel/utf8.ts';
import type { CarriedEntry } from '../sync/wire.ts';
import type { DeviceKey } from '../sync/device-wire.ts';
import type { BundleEnd, BundleHeader } from './bundle.ts';

/**
 * `true` of a device in use · `stopped` true, of a device that the county has stopped since: the county decides what becomes of it ·
 * `unknown` of a device that this one has not heard of · `none` not signed · `false` not that device's, or not its user's.
 */
export type SignatureVerdict = 'true' | 'stopped' | 'unknown' | 'none' | 'false';

/** The keys of devices, by their ids. */
export type KnownKeys = ReadonlyMap<string, DeviceKey>;

/** Whether the signature beside an entry is that of its writer's device. */
export function judgeSignature({ entry, signed }: CarriedEntry, keys: KnownKeys): SignatureVerdict {
  return verdictOf(signed, keys, (key, signature) => key.user === entry.actor && verifyEntry(key.publicKey, entry.id, signature));
}

/** Whether a whole bundle is as the device that its header names made it. */
export function judgeMaker(header: BundleHeader, { hash, signed }: BundleEnd, keys: KnownKeys): SignatureVerdict {
  const { deviceId, user } = header.from;
  // A header that names a device which did not sign, or a signature of another: somebody put the one or the other there.
  if (deviceId !== signed?.device) return 'false';
  return verdictOf(signed, keys, (key, signature) => key.user === user && verifyBytes({ publicKey: key.publicKey, kind: 'bundle', signature }, bytesOfText(hash)));
}

/** Whether a reply is of the county whose key this is. */
export function isOfCounty({ hash, county }: BundleEnd, publicKey: string): boolean {
  return county !== undefined && verifyBytes({ publicKey, kind: 'reply', signature: county }, bytesOfText(hash));
}

function verdictOf(signed: Signed | undefined, keys: KnownKeys, isTrue: (key: DeviceKey, signature: string) => boolean): SignatureVerdict {
  if (signed === undefined) return 'none';
  const key = keys.get(signed.device);
  if (!key) return 'unknown';
  if (!isTrue(key, signed.signature)) return 'false';
  return key.stopped ? 'stopped' : 'true';
}
