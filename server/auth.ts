/**
 * Who is asking. A person gets a one-time code from the county and types it into a new installation, which becomes a
 * device of theirs with a token of its own. What a device may do is looked up from its token at every request and
 * never believed from the request itself.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../shared/access.ts';
import { EnrolRequest, Enrolment, ErrorAnswer } from '../shared/sync/wire.ts';
import type { CountyKey } from './county-key.ts';
import { refuse } from './http-errors.ts';
import { refuseOtherProtocols } from './protocol.ts';
import { newDeviceId, newDeviceToken, parseEnrolmentCode, tokenHash } from './secrets.ts';
import type { DeviceStanding } from '../shared/sync/device-wire.ts';
import type { CountyStore, CountyTables } from './store/county-store.ts';

/** The device behind a request, and what its user may do. */
export interface Caller { readonly device: string; readonly session: Session }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `authenticate`; null on routes that anybody may call. */
    caller: Caller | null;
  }
}

export interface AuthDeps {
  readonly store: CountyStore;
  readonly key: CountyKey;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => number;
}

/** How long a one-time code may be used. */
export const CODE_LIFETIME_MS = 24 * 3_600_000;
/** How often one address may try codes: enough for an office behind one address, far too few to guess 80 bits. */
const ENROL_LIMIT = { max: 30, timeWindow: 60_000 };
/** `last_seen_at` is written at most this often, since every write waits for the disk. */
const SEEN_EVERY_MS = 10 * 60_000;

/** A new one-time code for a user; only its hash is stored. */
export async function keepEnrolmentCode(tables: CountyTables, code: string, grant: { key: CountyKey; user: string; nowMs: number; madeBy?: string }): Promise<boolean> {
  const plain = parseEnrolmentCode(code);
  if (plain === null) return false;
  await tables.people.addCode({ hash: grant.key.codeHash(plain), user: grant.user, createdAt: grant.nowMs, expiresAt: grant.nowMs + CODE_LIFETIME_MS, madeBy: grant.madeBy ?? '' });
  await tables.audit.note('code-made', { user: grant.user, by: grant.madeBy ?? '' }, grant.nowMs);
  return true;
}

/** A hook that lets only devices in: 401 before the body is read. */
export function authenticate(deps: AuthDeps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = await callerOf(deps, bearerToken(request));
    if (!caller) return refuse(reply.header('www-authenticate', 'Bearer'), 'unauthenticated');
    request.caller = caller;
    return undefined;
  };
}

/** The device that holds `token` and its session now; null for a token that is unknown or revoked, or a user who left. */
export async function callerOf(deps: AuthDeps, token: string | null): Promise<Caller | null> {
  if (token === null) return null;
  const nowMs = deps.now();
  const found = await deps.store.read(async ({ people, devices }) => {
    const device = await devices.byToken(tokenHash(token));
    const session = device && await people.sessionOf(device.user);
    return device && session ? { device, session } : null;
  });
  if (!found) return null;
  if (nowMs - (found.device.lastSeenAt ?? 0) >= SEEN_EVERY_MS) await noteSeen(deps.store, found.device.id, nowMs);
  return { device: found.device.id, session: found.session };
}

/** The token of the `Authorization: Bearer …` header, or null. */
export function bearerToken(request: FastifyRequest): string | null {
  const match = /^Bearer ([\w-]{32,128})$/.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}

/** The caller of a route behind `authenticate`. */
export function callerFrom(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('the route is not behind authenticate()');
  return request.caller;
}

/** POST /api/enrol */
export function enrolRoute(app: FastifyInstance, deps: AuthDeps): void {
  app.post<{ Body: EnrolRequest }>('/api/enrol', {
    schema: { body: EnrolRequest, response: { 200: Enrolment, '4xx': ErrorAnswer, '5xx': ErrorAnswer } },
    preValidation: refuseOtherProtocols,
    config: { rateLimit: ENROL_LIMIT },
  }, async (request, reply) => {
    const code = parseEnrolmentCode(request.body.code);
    const enrolment = code === null ? null : await deps.store.write((tables) => enrol(tables, { code, device: request.body.device, publicKey: request.body.publicKey ?? null }, deps));
    if (!enrolment) {
      request.log.warn({ address: request.ip }, 'enrolment refused');
      return refuse(reply, 'forbidden', '接入码无效、已用过或已过期。请核对后重输，或向县里要一个新的接入码。');
    }
    request.log.info({ user: enrolment.session.user, device: enrolment.deviceId }, 'device enrolled');
    return reply.send(enrolment);
  });
}

async function enrol(tables: CountyTables, request: { code: string; device: string; publicKey: string | null }, deps: AuthDeps): Promise<Enrolment | null> {
  const nowMs = deps.now();
  const user = await tables.people.useCode(deps.key.codeHash(request.code), nowMs);
  const session = user === null ? null : await tables.people.sessionOf(user);
  const standing = session && await standingFor(tables, session);
  if (!session || !standing) return null;
  const token = newDeviceToken();
  const deviceId = newDeviceId();
  await tables.devices.add({ id: deviceId, user: session.user, name: request.device, tokenHash: tokenHash(token), enrolledAt: nowMs, publicKey: request.publicKey });
  await tables.audit.note('device-joined', { device: deviceId, user: session.user }, nowMs);
  return { token, deviceId, ...standing };
}

/** What a device is told of its user, county and colleagues. Null before the county was founded. */
export async function standingFor({ people }: CountyTables, session: Session): Promise<DeviceStanding | null> {
  const county = await people.county();
  if (!county) return null;
  const scopes = (await people.scopes()).filter((scope) => session.reads.includes(scope.code));
  const users = (await people.users()).filter((one) => session.reads.includes(one.home));
  return {
    session: { ...session, reads: [...session.reads], writes: [...session.writes] },
    county: { code: county.code, name: county.name },
    people: users.map(({ id, name }) => ({ user: id, userName: name })),
    scopes: scopes.map(({ code, name, organ }) => ({ code, name, organ })),
  };
}

async function noteSeen(store: CountyStore, device: string, nowMs: number): Promise<void> {
  try {
    await store.write(({ devices }) => devices.seen(device, nowMs));
  } catch {
    // A full disk must not keep devices from reading; when the device was last seen is only for the list.
  }
}
