/**
 * Devices after their enrolment: what each says of itself now and then, and what the county's office does about all of them.
 * Every permission is decided here, from the session.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { verifySuccession } from '../shared/identity/device-key.ts';
import { CodeAnswer, CodeRequest, CountyDevices, DeviceReport, DeviceStanding, RevokeAnswer, RevokeRequest } from '../shared/sync/device-wire.ts';
import { ErrorAnswer } from '../shared/sync/wire.ts';
import { authenticate, callerFrom, CODE_LIFETIME_MS, keepEnrolmentCode, standingFor, type AuthDeps } from './auth.ts';
import { refuse } from './http-errors.ts';
import { newEnrolmentCode } from './secrets.ts';
import type { CountyTables } from './store/county-store.ts';

/** Codes of one address in a minute: a county that sets up a whole row of townships in a morning stays far below. */
const CODE_LIMIT = { max: 60, timeWindow: 60_000 };
const FAILURES = { '4xx': ErrorAnswer, '5xx': ErrorAnswer };
const NOTHING = Type.Object({}, { additionalProperties: false });

/** POST /api/device/report; GET /api/county/devices, POST /api/county/codes and /api/county/devices/revoke for the county's office only. */
export function deviceRoutes(app: FastifyInstance, deps: AuthDeps): void {
  app.post<{ Body: DeviceReport }>('/api/device/report', {
    schema: { body: DeviceReport, response: { 200: DeviceStanding, ...FAILURES } }, onRequest: authenticate(deps),
  }, async (request, reply) => {
    const { device, session } = callerFrom(request);
    const known = await deps.store.write(async (tables) => {
      const copied = await tables.devices.report(device, request.body, deps.now());
      if (copied) await tables.audit.note('profile-copied', { device, times: request.body.rekeyed }, deps.now());
      await noteSuccession(tables, { device, said: request.body }, deps.now());
      const standing = await standingFor(tables, session);
      return standing && { ...standing, keys: [...await tables.devices.keysIn(session.reads)], countyKey: deps.key.publicKey };
    });
    return known ? reply.send(known) : refuse(reply, 'not-found');
  });

  const office = { onRequest: [authenticate(deps), refuseOthers] };

  app.get('/api/county/devices', { schema: { querystring: NOTHING, response: { 200: CountyDevices, ...FAILURES } }, ...office }, async (_request, reply) => {
    return reply.send(await deps.store.read(async ({ people, devices }): Promise<CountyDevices> => {
      const codes = await people.openCodes(deps.now());
      const users = await people.everyUser();
      return {
        people: users.map(({ id, name, role, home, active }) => ({ user: id, name, role, home, active, codeUntil: codes.get(id) ?? null })),
        devices: [...await devices.all()],
      };
    }));
  });

  app.post<{ Body: CodeRequest }>('/api/county/codes', { schema: { body: CodeRequest, response: { 200: CodeAnswer, ...FAILURES } }, ...office, config: { rateLimit: CODE_LIMIT } }, async (request, reply) => {
    const { user } = request.body;
    const madeBy = callerFrom(request).session.user;
    const [code, nowMs] = [newEnrolmentCode(), deps.now()];
    const kept = await deps.store.write(async (tables) => (await tables.people.user(user)) !== null && keepEnrolmentCode(tables, code, { key: deps.key, user, nowMs, madeBy }));
    if (!kept) return refuse(reply, 'not-found', '没有这位使用人，或者已经离任。请刷新名单再试。');
    request.log.info({ user, by: madeBy }, 'enrolment code made');
    return reply.send({ code, expiresAt: nowMs + CODE_LIFETIME_MS });
  });

  app.post<{ Body: RevokeRequest }>('/api/county/devices/revoke', { schema: { body: RevokeRequest, response: { 200: RevokeAnswer, ...FAILURES } }, ...office }, async (request, reply) => {
    const { device: by, session } = callerFrom(request);
    const { device } = request.body;
    // Nobody shuts themselves out by a slip: another device of the county's office, or the command line, can.
    if (device === by) return refuse(reply, 'forbidden', '不能停用正在使用的这台电脑。请在县里的另一台电脑上停用，或在县服务器上用命令停用。');
    const done = await deps.store.write((tables) => stopDevice(tables, device, { by: session.user, nowMs: deps.now() }));
    if (!done) return refuse(reply, 'not-found', '没有这台电脑。请刷新名单再试。');
    if (!done.again) request.log.info({ device, by }, 'device revoked');
    return reply.send({ revokedAt: done.revokedAt });
  });
}

/**
 * A computer that joined again is no longer the device that it was: proven by that device's key, noted once. Nothing is taken from
 * the former device: what it signed still counts, and a copy of it that goes on shows as a device in use.
 */
async function noteSuccession({ devices, audit }: CountyTables, { device, said: { before } }: { device: string; said: DeviceReport }, nowMs: number): Promise<void> {
  if (before === undefined || before.device === device) return;
  if ((await devices.successions()).some((noted) => noted.device === before.device && noted.by === device)) return;
  const former = (await devices.signers([before.device], true)).get(before.device);
  if (!former || !verifySuccession(former.publicKey, device, before.signature)) return;
  await audit.note('device-replaced', { device: before.device, by: device }, nowMs);
  // Whoever joins again is not asked for a name: people know the computer by the one that it had.
  await devices.takeName(device, before.device);
}

/** Who did something to a device at their desk (a user, or empty for the command line), and when, epoch milliseconds. */
export interface Doer { readonly by: string; readonly nowMs: number }

/** Stops a device. When it was stopped: now, or before. Null when there is none of that id. Inside a writing transaction. */
export async function stopDevice({ devices, audit }: CountyTables, device: string, { by, nowMs }: Doer): Promise<{ revokedAt: number; again: boolean } | null> {
  const done = await devices.revoke(device, nowMs);
  if (done && !done.again) await audit.note('device-stopped', { device, by }, nowMs);
  return done;
}

/** Lets count what a device signed although it was stopped. False when there is none of that id, or it has no key. Inside a writing transaction. */
export async function allowSignatures({ devices, audit }: CountyTables, device: string, { by, nowMs }: Doer): Promise<boolean> {
  const done = await devices.allowSignatures(device, nowMs);
  if (done) await audit.note('signatures-allowed', { device, by }, nowMs);
  return done;
}

/** Devices and codes are the county office's business, and nobody else's. */
async function refuseOthers(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { device, session } = callerFrom(request);
  if (session.role === 'county') return undefined;
  request.log.warn({ device }, 'county office refused');
  return refuse(reply, 'forbidden');
}
