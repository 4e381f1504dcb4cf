/** Computers that have joined the real county, and how a test waits for their exchange with it. */
import { expect } from 'vitest';
import type { Store } from '../../renderer/store/client.ts';
import { county } from './county.ts';
import { aDevice, type Device } from './device.ts';

export interface Enrolled { readonly device: Device; readonly store: Store }

/** Longer than a request that hangs is waited for, and the pause after it. */
const PATIENCE = { timeout: 100_000, interval: 50 };

/** A new computer of `user`, joined; its first exchange may still be under way. */
export async function anEnrolledDevice(user: string): Promise<Enrolled> {
  const device = aDevice();
  const { store } = await device.open();
  await join(store, user);
  return { device, store };
}

/** The same, when all that the county has is there. */
export async function aSyncedDevice(user: string): Promise<Enrolled> {
  const enrolled = await anEnrolledDevice(user);
  await isSynced(enrolled.store);
  return enrolled;
}

/** With a code that the county gave `user`. */
export async function join(store: Store, user: string): Promise<void> {
  const enrolled = await store.enrol(county.origin(), await county.code(user), '测试机');
  if (!enrolled.ok) throw new Error(enrolled.error);
}

/** Waits until the store says 已同步. */
export async function isSynced(store: Store): Promise<void> {
  await expect.poll(async () => (await store.syncStatus()).phase, PATIENCE).toBe('synced');
}
