/** Who this device is, changed: it joins a county, takes a new replica, gets a key, follows what the county says of its user. Each is durable before it counts. */
import { publicKeyOf, signSuccession } from '../../shared/identity/device-key.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { DeviceStanding } from '../../shared/sync/device-wire.ts';
import { requestEnrolment } from './county-client.ts';
import type { StoreFailure } from './failure-text.ts';
import { drawDeviceKey, drawReplica, writeIdentity, type Identity } from './identity.ts';
import type { OpenStore } from './open-store.ts';

/**
 * Exchanges a one-time code for an enrolment. A device that had joined this county before keeps its replica, so that what waits
 * goes on where it stood; its key is new, since the old one may be why it has to join again. The old one proves to the county which device it was.
 */
export async function joinCounty(store: OpenStore, server: string, { code, device }: { readonly code: string; readonly device: string }): Promise<Result<Identity, StoreFailure>> {
  const deviceKey = drawDeviceKey();
  const answer = await requestEnrolment(server, { code, device, publicKey: publicKeyOf(deviceKey) });
  if (!answer.ok) return answer;
  const before = store.identity.current;
  if (before && before.enrolment.county.code !== answer.value.county.code) return err('other-county');
  return ok(await store.writer.run(async () => {
    const current = store.identity.current;
    const former = current?.deviceKey === undefined ? {} : { before: { device: current.enrolment.deviceId, signature: signSuccession(current.deviceKey, answer.value.deviceId) } };
    return become(store, { replica: current?.replica ?? drawReplica(), former: current?.former ?? [], server, enrolment: answer.value, deviceKey, ...former });
  }));
}

/** The county knows more of this replica than this device does: it was copied or rolled back, and goes on under a new name. */
export function takeNewReplica(store: OpenStore): Promise<string> {
  return store.writer.run(async () => {
    const before = store.identity.current;
    if (!before) throw new Error('no identity to renew');
    return (await become(store, { ...before, replica: drawReplica(), former: [...before.former, before.replica] })).replica;
  });
}

/** Gives a key to a device that was enrolled before there were keys; the county hears of it with the next report. */
export async function drawMissingKey(store: OpenStore): Promise<void> {
  await store.writer.run(async () => {
    const before = store.identity.current;
    if (before && before.deviceKey === undefined) await become(store, { ...before, deviceKey: drawDeviceKey() });
  });
}

/**
 * Follows what the county says of this device's user. Returns the identity when their rights are others than before, so that sync
 * begins anew with them; null when they are the same. `asked` is the enrolment that was asked about: an answer to an older one is dropped.
 */
export function followStanding(store: OpenStore, asked: string, standing: DeviceStanding): Promise<Identity | null> {
  return store.writer.run(async () => {
    const before = store.identity.current;
    if (!before || before.enrolment.deviceId !== asked || before.enrolment.county.code !== standing.county.code) return null;
    const now = rightsOf(standing);
    if (isSame(rightsOf(before.enrolment), now)) return null;
    const identity = await become(store, { ...before, enrolment: { ...before.enrolment, ...now } });
    store.host.changed({ topics: ['session'], subjects: [] });
    return isSame(before.enrolment.session, now.session) ? null : identity;
  });
}

/** The part of a standing that an enrolment has too, and nothing else: the enrolment must stay one that can be read again. */
function rightsOf({ session, county, people, scopes }: Pick<DeviceStanding, 'session' | 'county' | 'people' | 'scopes'>) {
  return { session, county, people, scopes };
}

async function become(store: OpenStore, identity: Identity): Promise<Identity> {
  await writeIdentity(identity, { vault: store.host.vault, values: store.values, sealer: store.sealer });
  store.identity.current = identity;
  return identity;
}

/** Both come from the same schema, the one by way of IndexedDB: the order of keys is the server's in both. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
