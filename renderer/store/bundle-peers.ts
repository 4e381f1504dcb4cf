/** What other computers hold, as each said in the bundle of it that was read here last: so that the next stick carries just what they lack. */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { Holds, type BundleHeader } from '../../shared/bundle/bundle.ts';
import { DEVICE_PATTERN } from '../../shared/identity/device-key.ts';
import { COUNTY_RECIPIENT, type BundleTargets, type KnownComputer } from './bundle-api.ts';
import type { SealedValues } from './device-tables.ts';
import type { Identity } from './identity.ts';
import { readCountyKey, readKnownKeys } from './known-keys.ts';
import type { SyncMemory } from './sync-memory.ts';

/** Without what it holds, which may be twenty thousand ids: that is a value of its own. A list of before it was is as none. */
const Peers = Type.Array(Type.Object({ device: Type.String({ pattern: DEVICE_PATTERN }), name: Type.String(), userName: Type.String(), at: Type.String() }, { additionalProperties: false }));
type Peers = Static<typeof Peers>;

/** Remembers what the maker of a whole bundle holds, which its signature must have proven. The one that was read last counts: an older one only makes the next stick fuller. */
export async function notePeer(values: SealedValues, { scope, from: { deviceId: device, device: name, userName }, madeAt, holds }: BundleHeader): Promise<void> {
  if (holds === undefined || device === undefined) return;
  await values.write(holdsName(scope, device), holds);
  await values.write(peersName(scope), [{ device, name, userName, at: madeAt }, ...(await readPeers(values, scope)).filter((one) => one.device !== device)] satisfies Peers);
}

/** What a computer held of the scope; null when no bundle of it was read here. */
export async function holdsOf(values: SealedValues, scope: string, device: string): Promise<Holds | null> {
  const kept = await values.read(holdsName(scope, device));
  return Value.Check(Holds, kept) ? kept : null;
}

/** The public key of a recipient; null when this device does not know it, or the county stopped that computer. */
export async function keyOfRecipient(values: SealedValues, recipient: string): Promise<string | null> {
  if (recipient === COUNTY_RECIPIENT) return readCountyKey(values);
  const key = (await readKnownKeys(values)).get(recipient);
  return key === undefined || key.stopped ? null : key.publicKey;
}

interface TargetParts { readonly values: SealedValues; readonly memory: SyncMemory; readonly identity: { readonly current: Identity | null } }

/** For whom and of what a bundle of the scope can be made. */
export async function bundleTargets({ values, memory, identity }: TargetParts, scope: string): Promise<BundleTargets> {
  const mine = identity.current?.enrolment;
  if (!mine) return { county: false, computers: [], heard: [], left: [] };
  const people = new Map(mine.people.map(({ user, userName }) => [user, userName]));
  const keys = [...(await readKnownKeys(values)).values()];
  const computers = keys.filter(({ device, stopped }) => device !== mine.deviceId && !stopped).map(({ device, name, user }): KnownComputer => ({ device, name: name ?? null, userName: people.get(user) ?? user }));
  const heard = (await readPeers(values, scope)).filter(({ device }) => device !== mine.deviceId);
  const left = new Map<string, number>();
  for (const { scope: of, code } of await memory.refusals()) if (code === 'foreign-scope' && !mine.session.reads.includes(of)) left.set(of, (left.get(of) ?? 0) + 1);
  return { county: (await readCountyKey(values)) !== null, computers, heard, left: [...left].map(([of, entries]) => ({ scope: of, entries })) };
}

async function readPeers(values: SealedValues, scope: string): Promise<Peers> {
  const kept = await values.read(peersName(scope));
  return Value.Check(Peers, kept) ? kept : [];
}

function peersName(scope: string): string {
  return `bundle-peers:${scope}`;
}

function holdsName(scope: string, device: string): string {
  return `bundle-holds:${scope}:${device}`;
}
