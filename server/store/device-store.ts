/** Devices: their tokens (as hashes), keys, reports, and the replicas that they write under. */
import type { Kysely } from 'kysely';
import type { Session } from '../../shared/access.ts';
import type { CountyDevice, DeviceKey, DeviceReport } from '../../shared/sync/device-wire.ts';
import type { Signer } from '../../shared/sync/county-log.ts';
import { readFacts } from './audit-store.ts';
import type { Tables } from './schema.ts';

/** A device to be enrolled. `publicKey` is null for one that has none yet. */
export interface NewDevice {
  readonly id: string; readonly user: string; readonly name: string; readonly tokenHash: string; readonly enrolledAt: number;
  readonly publicKey: string | null;
}

/** Everything the server asks about devices. */
export type DeviceStore = ReturnType<typeof createDeviceStore>;

/** `standingOf` is the session of a user, also of one who left. */
export function createDeviceStore(db: Kysely<Tables>, standingOf: (user: string) => Promise<{ session: Session; active: boolean } | null>) {
  return {
    async add(device: NewDevice): Promise<void> {
      await db.insertInto('devices').values({
        id: device.id, user_id: device.user, name: device.name, token_hash: device.tokenHash, enrolled_at: device.enrolledAt, last_seen_at: null, revoked_at: null,
        public_key: device.publicKey,
      }).execute();
    },

    /** The device that holds a token, unless it was revoked. */
    async byToken(tokenHash: string): Promise<{ id: string; user: string; lastSeenAt: number | null } | null> {
      const row = await db.selectFrom('devices').select(['id', 'user_id', 'last_seen_at']).where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst();
      return row ? { id: row.id, user: row.user_id, lastSeenAt: row.last_seen_at } : null;
    },

    async seen(id: string, nowMs: number): Promise<void> {
      await db.updateTable('devices').set({ last_seen_at: nowMs }).where('id', '=', id).execute();
    },

    /** All devices, the revoked too, in the order of their enrolment. */
    async all(): Promise<readonly CountyDevice[]> {
      // The last word for each.
      const [copied, followed] = [await copies(), new Map((await successions()).map((one) => [one.device, one]))];
      const rows = await db.selectFrom('devices')
        .select(['id', 'user_id', 'name', 'enrolled_at', 'last_seen_at', 'revoked_at', 'app_version', 'waiting', 'reported_at', 'rekeyed_at', 'public_key', 'signatures_allowed_at']).orderBy('enrolled_at').orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id, user: row.user_id, name: row.name, enrolledAt: row.enrolled_at, lastSeenAt: row.last_seen_at, revokedAt: row.revoked_at,
        appVersion: row.app_version, waiting: row.waiting, reportedAt: row.reported_at,
        copiedAt: latest(row.rekeyed_at, copied.get(row.id) ?? null),
        replacedBy: successorOf(followed.get(row.id), row.last_seen_at),
        signs: row.public_key !== null, signaturesAllowed: row.signatures_allowed_at !== null,
      }));
    },

    successions,

    /** Calls a device what another is called. */
    async takeName(id: string, from: string): Promise<void> {
      const { name } = await db.selectFrom('devices').select('name').where('id', '=', from).executeTakeFirstOrThrow();
      await db.updateTable('devices').set({ name }).where('id', '=', id).execute();
    },

    /** When the device was revoked: now, or before. Null when there is none of that id. */
    async revoke(id: string, nowMs: number): Promise<{ revokedAt: number; again: boolean } | null> {
      const done = await db.updateTable('devices').set({ revoked_at: nowMs }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
      if (done.numUpdatedRows > 0n) return { revokedAt: nowMs, again: false };
      const row = await db.selectFrom('devices').select('revoked_at').where('id', '=', id).executeTakeFirst();
      return row?.revoked_at == null ? null : { revokedAt: row.revoked_at, again: true };
    },

    /** Lets count what a device signed, although it was revoked or its user left. False when there is none of that id, or it has no key. */
    async allowSignatures(id: string, nowMs: number): Promise<boolean> {
      const done = await db.updateTable('devices').set({ signatures_allowed_at: nowMs }).where('id', '=', id).where('public_key', 'is not', null).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    /** What a device says of itself; true when its profile turned out to be a copy since. A key is kept only when there is none yet: a stolen token cannot replace it. */
    async report(id: string, said: DeviceReport, nowMs: number): Promise<boolean> {
      const known = await db.selectFrom('devices').select(['public_key', 'rekeyed', 'rekeyed_at']).where('id', '=', id).executeTakeFirstOrThrow();
      await db.updateTable('devices').set({
        waiting: said.waiting, app_version: said.appVersion, reported_at: nowMs, public_key: known.public_key ?? said.publicKey ?? null,
        rekeyed: Math.max(known.rekeyed, said.rekeyed), rekeyed_at: said.rekeyed > known.rekeyed ? nowMs : known.rekeyed_at,
      }).where('id', '=', id).execute();
      return said.rekeyed > known.rekeyed;
    },

    /** The keys of the devices of everybody who works in these scopes, or did. */
    async keysIn(scopes: readonly string[]): Promise<readonly DeviceKey[]> {
      const rows = await db.selectFrom('devices').innerJoin('users', 'users.id', 'devices.user_id').where('users.home', 'in', scopes)
        .select(['devices.id', 'devices.name', 'user_id', 'public_key', 'revoked_at', 'signatures_allowed_at', 'users.active']).orderBy('devices.id').execute();
      return rows.flatMap(({ id, name, user_id: user, public_key: publicKey, ...row }) => (publicKey === null ? [] : [{
        device: id, name, user, publicKey, stopped: row.signatures_allowed_at === null && (row.revoked_at !== null || row.active === 0),
      }]));
    },

    /** The devices of `ids` that have a key, as `judgePush` asks for them; those that do not count any more as if they did when `stoppedToo`. */
    async signers(ids: readonly string[], stoppedToo = false): Promise<ReadonlyMap<string, Signer>> {
      const signers = new Map<string, Signer>();
      if (ids.length === 0) return signers;
      const rows = await db.selectFrom('devices').select(['id', 'user_id', 'public_key', 'revoked_at', 'signatures_allowed_at']).where('id', 'in', ids).execute();
      for (const row of rows) {
        if (row.public_key === null) continue;
        const standing = await standingOf(row.user_id);
        const counts = stoppedToo || row.signatures_allowed_at !== null || (row.revoked_at === null && standing?.active === true);
        signers.set(row.id, { publicKey: row.public_key, session: counts ? standing?.session ?? null : null });
      }
      return signers;
    },

    /** A device writes under a replica. */
    async noteReplica(replica: string, device: string, nowMs: number): Promise<void> {
      await db.insertInto('replica_devices').values({ replica, device, first_at: nowMs, last_at: nowMs })
        .onConflict((conflict) => conflict.columns(['replica', 'device']).doUpdateSet({ last_at: nowMs })).execute();
    },
  };

  /** Which device each computer became when it joined again, as the audit has it, in its order. A copied profile may join again more than once. */
  async function successions(): Promise<readonly Succession[]> {
    const lines = await db.selectFrom('audit').select(['at', 'facts']).where('what', '=', 'device-replaced').orderBy('n').execute();
    return lines.map(({ at, facts }) => {
      const { device, by } = readFacts(facts);
      return { device: String(device), by: String(by), at };
    });
  }

  /**
   * When each device was last found to write under a name that another copy of its profile uses too: two entries in one place of
   * the chain, or two devices that took turns. One after the other is only a device that joined again.
   */
  async function copies(): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    const note = (device: string, at: number) => { found.set(device, Math.max(found.get(device) ?? 0, at)); };
    const forked = await db.selectFrom('forks').innerJoin('replica_devices', 'replica_devices.replica', 'forks.replica').select(['device', 'noticed_at']).execute();
    for (const { device, noticed_at: at } of forked) note(device, at);
    const turns = await db.selectFrom('replica_devices as a').innerJoin('replica_devices as b', 'b.replica', 'a.replica')
      .whereRef('a.device', '!=', 'b.device').whereRef('a.first_at', '<=', 'b.last_at').whereRef('b.first_at', '<=', 'a.last_at').select(['a.device', 'b.first_at']).execute();
    for (const { device, first_at: at } of turns) note(device, at);
    return found;
  }
}

/** `device` became the device `by`; told at `at`, epoch milliseconds of the server. */
interface Succession { readonly device: string; readonly by: string; readonly at: number }

function successorOf(succession: Succession | undefined, lastSeenAt: number | null): string | null {
  return succession === undefined || (lastSeenAt !== null && lastSeenAt > succession.at) ? null : succession.by;
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? a ?? b : Math.max(a, b);
}
