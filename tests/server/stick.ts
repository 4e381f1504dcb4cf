/** A stick in the hand of a test: devices with keys, and the bundles that they make. */
import { randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';
import { BUNDLE_FORMAT, versionOf, type Holds } from '../../shared/bundle/bundle.ts';
import { createBundleWriter } from '../../shared/bundle/write-bundle.ts';
import { publicKeyOf, seedText, signBytes, signEntry } from '../../shared/identity/device-key.ts';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { bytesOfText } from '../../shared/kernel/utf8.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { PROTOCOL_VERSION, type CarriedEntry, type Enrolment } from '../../shared/sync/wire.ts';
import { TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

export const CODE = 'ABCDEFGH23';

export interface Keyed { readonly device: Device; readonly seed: string }

/** A new device of the user, with a key that the county knows. */
export async function keyed(county: TestCounty, user: string): Promise<Keyed> {
  const seed = seedText(randomBytes(32));
  const answer = await fetch(`${county.origin}/api/enrol`, {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: PROTOCOL_VERSION, code: await county.code(user), device: `${user}的电脑`, publicKey: publicKeyOf(seed) }),
  });
  return { device: new Device((await answer.json()) as Enrolment, county.origin), seed };
}

export const signed = ({ device, seed }: Keyed, entry: Entry): CarriedEntry => ({ entry, signed: { device: device.enrolment.deviceId, signature: signEntry(seed, entry.id) } });

/**
 * What may be otherwise about a bundle. `recipient`: locked for that key instead of with the code. `deviceId`: the device that it says to be from; null when it names
 * none, and nobody signed it.
 */
export interface BundleOver {
  readonly scope?: string; readonly version?: number; readonly endSeed?: string; readonly picture?: Uint8Array; readonly recipient?: string; readonly holds?: Holds; readonly deviceId?: string | null;
}

/** The bytes of a locked bundle that `maker` made. */
export async function aBundle({ device, seed }: Keyed, carried: readonly CarriedEntry[], over: BundleOver = {}): Promise<Uint8Array> {
  const writer = createBundleWriter();
  const { session } = device.enrolment;
  const deviceId = over.deviceId === undefined ? device.enrolment.deviceId : over.deviceId;
  const scope = over.scope ?? TOWNSHIP;
  const choice = { kind: 'unconfirmed', scope } as const;
  const from = { replica: device.replica, user: session.user, userName: session.userName, device: '一号机', ...(deviceId === null ? {} : { deviceId }) };
  const parts = [
    writer.header({
      format: BUNDLE_FORMAT, version: over.version ?? versionOf(choice), scope, choice, from, madeAt: '2026-11-21T04:00:00.000Z', entries: carried.length, attachments: over.picture ? 1 : 0,
      ...(over.holds === undefined ? {} : { holds: over.holds }),
    }),
    ...carried.map((one) => writer.entry(one)), ...(over.picture ? [writer.attachment(contentIdOfBytes(over.picture), over.picture)] : []),
    writer.end((hash) => (deviceId === null ? {} : { signed: { device: deviceId, signature: signBytes(over.endSeed ?? seed, 'bundle', bytesOfText(hash)) } })),
  ];
  const encrypter = new Encrypter();
  if (over.recipient === undefined) {
    encrypter.setPassphrase(CODE);
    encrypter.setScryptWorkFactor(2);
  } else encrypter.addRecipient(over.recipient);
  return encrypter.encrypt(Buffer.concat(parts));
}
