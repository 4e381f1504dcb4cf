/** Users, one-time enrolment codes and devices. Of codes and tokens only hashes come here. */
import type { Kysely } from 'kysely';
import type { Role, Session } from '../../shared/access.ts';
import type { Tables, ScopeRow } from './schema.ts';

/** A user as the command line shows and makes them. */
export interface User { readonly id: string; readonly name: string; readonly role: Role; readonly home: string }

/** A device without its secret. Times are epoch milliseconds of the server. */
export interface Device {
  readonly id: string; readonly user: string; readonly name: string;
  readonly enrolledAt: number; readonly lastSeenAt: number | null; readonly revokedAt: number | null;
}

/** A device to be enrolled. */
export interface NewDevice { readonly id: string; readonly user: string; readonly name: string; readonly tokenHash: string; readonly enrolledAt: number }

/** The division that a scope is. */
export interface Scope { readonly code: string; readonly name: string; readonly shortName: string; readonly organ: string; readonly tier: ScopeRow['tier'] }

/** Everything the server asks about people, devices and scopes. */
export type PeopleStore = ReturnType<typeof createPeopleStore>;

export function createPeopleStore(db: Kysely<Tables>) {
  const activeUser = (id: string) => db.selectFrom('users').select(['id', 'name', 'role', 'home']).where('id', '=', id).where('active', '=', 1).executeTakeFirst();

  return {
    /** The county itself, or null before `init`. */
    async county(): Promise<Scope | null> {
      const row = await scopeRows().where('tier', '=', 'county').executeTakeFirst();
      return row ? toScope(row) : null;
    },

    /** The county and its townships, by code. */
    async scopes(): Promise<readonly Scope[]> {
      return (await scopeRows().orderBy('code').execute()).map(toScope);
    },

    async addScope(scope: Scope, startHash: string): Promise<void> {
      await db.insertInto('scopes').values({ code: scope.code, name: scope.name, short_name: scope.shortName, organ: scope.organ, tier: scope.tier }).execute();
      await db.insertInto('logs').values({ scope: scope.code, rev: 0, h: startHash }).execute();
    },

    async users(): Promise<readonly User[]> {
      return db.selectFrom('users').select(['id', 'name', 'role', 'home']).where('active', '=', 1).orderBy('home').orderBy('id').execute();
    },

    /** All users, those who left included. */
    async everyUser(): Promise<readonly (User & { readonly active: boolean })[]> {
      const rows = await db.selectFrom('users').select(['id', 'name', 'role', 'home', 'active']).orderBy('home').orderBy('id').execute();
      return rows.map(({ active, ...user }) => ({ ...user, active: active === 1 }));
    },

    async user(id: string): Promise<User | null> {
      return (await activeUser(id)) ?? null;
    },

    async addUser(user: User, nowMs: number): Promise<void> {
      await db.insertInto('users').values({ ...user, active: 1, created_at: nowMs }).execute();
    },

    /** Gives a user who has not left another name. False when there is none of that id. */
    async renameUser(id: string, name: string): Promise<boolean> {
      const done = await db.updateTable('users').set({ name }).where('id', '=', id).where('active', '=', 1).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    /** A user who left: their devices are let in no more, their name stays. False when there is none of that id. */
    async retireUser(id: string): Promise<boolean> {
      const done = await db.updateTable('users').set({ active: 0 }).where('id', '=', id).where('active', '=', 1).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    /** What a user may do, from the tables and never from the request; null for a user who does not exist (any more). */
    async sessionOf(userId: string): Promise<Session | null> {
      const user = await activeUser(userId);
      if (!user) return null;
      const scopes = (await scopeRows().orderBy('code').execute());
      const all = scopes.map((scope) => scope.code);
      const county = scopes.filter((scope) => scope.tier === 'county').map((scope) => scope.code);
      const countyWide = user.role === 'county';
      return {
        user: user.id, userName: user.name, role: user.role, home: user.home,
        reads: countyWide ? all : [user.home, ...county.filter((code) => code !== user.home)],
        writes: countyWide ? all : [user.home],
      };
    },

    async addCode(code: { hash: string; user: string; createdAt: number; expiresAt: number }): Promise<void> {
      await db.insertInto('enrolment_codes').values({ code_hash: code.hash, user_id: code.user, created_at: code.createdAt, expires_at: code.expiresAt, used_at: null }).execute();
    },

    /** Uses a code up: the user it was made for, or null when it is unknown, used or expired. Only one caller ever gets it. */
    async useCode(hash: string, nowMs: number): Promise<string | null> {
      const used = await db.updateTable('enrolment_codes').set({ used_at: nowMs })
        .where('code_hash', '=', hash).where('used_at', 'is', null).where('expires_at', '>', nowMs).returning('user_id').executeTakeFirst();
      return used?.user_id ?? null;
    },

    async addDevice(device: NewDevice): Promise<void> {
      await db.insertInto('devices').values({
        id: device.id, user_id: device.user, name: device.name, token_hash: device.tokenHash, enrolled_at: device.enrolledAt, last_seen_at: null, revoked_at: null,
      }).execute();
    },

    /** The device that holds a token, unless it was revoked. */
    async deviceByToken(tokenHash: string): Promise<{ id: string; user: string; lastSeenAt: number | null } | null> {
      const row = await db.selectFrom('devices').select(['id', 'user_id', 'last_seen_at']).where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).executeTakeFirst();
      return row ? { id: row.id, user: row.user_id, lastSeenAt: row.last_seen_at } : null;
    },

    async deviceSeen(id: string, nowMs: number): Promise<void> {
      await db.updateTable('devices').set({ last_seen_at: nowMs }).where('id', '=', id).execute();
    },

    async devices(): Promise<readonly Device[]> {
      const rows = await db.selectFrom('devices').select(['id', 'user_id', 'name', 'enrolled_at', 'last_seen_at', 'revoked_at']).orderBy('enrolled_at').execute();
      return rows.map((row) => ({ id: row.id, user: row.user_id, name: row.name, enrolledAt: row.enrolled_at, lastSeenAt: row.last_seen_at, revokedAt: row.revoked_at }));
    },

    /** True when a device was revoked now; false when there is none of that id, or it was revoked before. */
    async revoke(id: string, nowMs: number): Promise<boolean> {
      const done = await db.updateTable('devices').set({ revoked_at: nowMs }).where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    async setting(name: string): Promise<string | null> {
      const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },

    async saveSetting(name: string, value: string): Promise<void> {
      await db.insertInto('settings').values({ name, value }).onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
    },
  };

  function scopeRows() {
    return db.selectFrom('scopes').select(['code', 'name', 'short_name', 'organ', 'tier']);
  }
}

function toScope(row: ScopeRow): Scope {
  return { code: row.code, name: row.name, shortName: row.short_name, organ: row.organ, tier: row.tier };
}
