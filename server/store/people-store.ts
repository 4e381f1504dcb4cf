/** Users, their one-time enrolment codes, scopes and settings. Of codes only hashes come here. */
import type { Kysely } from 'kysely';
import type { Role, Session } from '../../shared/access.ts';
import type { Tables, ScopeRow } from './schema.ts';

/** A user as the command line shows and makes them. */
export interface User { readonly id: string; readonly name: string; readonly role: Role; readonly home: string }

/** The division that a scope is. */
export interface Scope { readonly code: string; readonly name: string; readonly shortName: string; readonly organ: string; readonly tier: ScopeRow['tier'] }

/** Everything the server asks about people and scopes. */
export type PeopleStore = ReturnType<typeof createPeopleStore>;

export function createPeopleStore(db: Kysely<Tables>) {
  const activeUser = (id: string) => db.selectFrom('users').select(['id', 'name', 'role', 'home']).where('id', '=', id).where('active', '=', 1).executeTakeFirst();

  return {
    /** The county itself, or null before `init`. */
    async county(): Promise<Scope | null> {
      const row = await scopeRows().where('tier', '=', 'county').executeTakeFirst();
      return row ? toScope(row) : null;
    },

    /** When the county's database was made, epoch milliseconds; null before `init`. */
    async foundedAt(): Promise<number | null> {
      const county = await scopeRows().where('tier', '=', 'county').executeTakeFirst();
      const made = await db.selectFrom('schema_version').select((eb) => eb.fn.min<number | null>('applied_at').as('at')).executeTakeFirst();
      return county ? made?.at ?? null : null;
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

    /** A user who works elsewhere or as something else from now on. False when there is none of that id. */
    async moveUser(id: string, to: Pick<User, 'role' | 'home'>): Promise<boolean> {
      const done = await db.updateTable('users').set(to).where('id', '=', id).where('active', '=', 1).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    /** A user who left: their devices are let in no more, their name stays. False when there is none of that id. */
    async retireUser(id: string): Promise<boolean> {
      const done = await db.updateTable('users').set({ active: 0 }).where('id', '=', id).where('active', '=', 1).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },

    /** What a user may do, from the tables and never from the request; null for a user who does not exist (any more). */
    async sessionOf(userId: string): Promise<Session | null> {
      const standing = await standingOf(userId);
      return standing?.active === true ? standing.session : null;
    },
    standingOf,

    /** `madeBy` is the user who made it at their desk, or empty for the command line. */
    async addCode(code: { hash: string; user: string; createdAt: number; expiresAt: number; madeBy: string }): Promise<void> {
      await db.insertInto('enrolment_codes').values({ code_hash: code.hash, user_id: code.user, created_at: code.createdAt, expires_at: code.expiresAt, used_at: null, made_by: code.madeBy }).execute();
    },

    /** Until when each user has a code that can still be used. */
    async openCodes(nowMs: number): Promise<ReadonlyMap<string, number>> {
      const rows = await db.selectFrom('enrolment_codes').select((eb) => ['user_id', eb.fn.max('expires_at').as('until')]).where('used_at', 'is', null).where('expires_at', '>', nowMs).groupBy('user_id').execute();
      return new Map(rows.map((row) => [row.user_id, row.until]));
    },

    /** Uses a code up: the user it was made for, or null when it is unknown, used or expired. Only one caller ever gets it. */
    async useCode(hash: string, nowMs: number): Promise<string | null> {
      const used = await db.updateTable('enrolment_codes').set({ used_at: nowMs })
        .where('code_hash', '=', hash).where('used_at', 'is', null).where('expires_at', '>', nowMs).returning('user_id').executeTakeFirst();
      return used?.user_id ?? null;
    },

    async setting(name: string): Promise<string | null> {
      const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },

    async saveSetting(name: string, value: string): Promise<void> {
      await db.insertInto('settings').values({ name, value }).onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
    },
  };

  /** What a user may do, or might do if they had not left; null when there never was one. */
  async function standingOf(userId: string): Promise<{ session: Session; active: boolean } | null> {
    const user = await db.selectFrom('users').select(['id', 'name', 'role', 'home', 'active']).where('id', '=', userId).executeTakeFirst();
    if (!user) return null;
    const scopes = await scopeRows().orderBy('code').execute();
    const all = scopes.map((scope) => scope.code);
    const county = scopes.filter((scope) => scope.tier === 'county').map((scope) => scope.code);
    const countyWide = user.role === 'county';
    const session: Session = {
      user: user.id, userName: user.name, role: user.role, home: user.home,
      reads: countyWide ? all : [user.home, ...county.filter((code) => code !== user.home)],
      writes: countyWide ? all : [user.home],
    };
    return { session, active: user.active === 1 };
  }

  function scopeRows() {
    return db.selectFrom('scopes').select(['code', 'name', 'short_name', 'organ', 'tier']);
  }
}

function toScope(row: ScopeRow): Scope {
  return { code: row.code, name: row.name, shortName: row.short_name, organ: row.organ, tier: row.tier };
}
