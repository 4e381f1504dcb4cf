/**
 * What a device and the county say of each other besides sync: a report now and then, and for the county's office the list of
 * devices, one-time codes and revocations. Additive to the protocol: a county that does not know these routes answers
 * `not-found`, and the device goes on without.
 */
import { Type, type Static } from 'typebox';
import { ROLES } from '../access.ts';
import { DEVICE_PATTERN, KEY_PATTERN, Signed } from '../identity/device-key.ts';
import { choice } from '../kernel/schema.ts';
import { SCOPE_PATTERN } from '../ledger/entry.ts';
import { Enrolment } from './wire.ts';

/** POST /api/device/report: counts and ids, no words of anybody. */
export const DeviceReport = Type.Object({
  /** Own entries that the county has not judged yet. */
  waiting: Type.Integer({ minimum: 0 }),
  appVersion: Type.String({ minLength: 1, maxLength: 40 }),
  /** How often the device took a new replica because its profile had been copied or rolled back. */
  rekeyed: Type.Integer({ minimum: 0 }),
  /** For devices that were enrolled before there were keys. The first one told is kept. */
  publicKey: Type.Optional(Type.String({ pattern: KEY_PATTERN })),
  /** The device that this computer was before it joined again, with the signature of its key over this device's id (`signSuccession`). */
  before: Type.Optional(Signed),
}, { additionalProperties: false });
export type DeviceReport = Static<typeof DeviceReport>;

const { session, county, people, scopes } = Enrolment.properties;
/** The public key of a device whose user's place may be read: what it signed and somebody else brings is known by it. */
export const DeviceKey = Type.Object({
  device: Type.String({ pattern: DEVICE_PATTERN }), user: Type.String(), publicKey: Type.String({ pattern: KEY_PATTERN }),
  /** It was stopped, or its user left: the county accepts what it signed only after looking into it. */
  stopped: Type.Boolean(),
  /** What the computer was called when it joined. */
  name: Type.Optional(Type.String()),
}, { additionalProperties: false });
export type DeviceKey = Static<typeof DeviceKey>;

/** The answer: who the device is now by the county's tables, the keys of its colleagues' devices, and the county's own (by which replies are known, and bundles locked for it). What was given at the enrolment may have changed since. */
export const DeviceStanding = Type.Object({ session, county, people, scopes, keys: Type.Optional(Type.Array(DeviceKey)), countyKey: Type.Optional(Type.String({ pattern: KEY_PATTERN })) }, { additionalProperties: false });
export type DeviceStanding = Static<typeof DeviceStanding>;

const Instant = Type.Integer();
const Maybe = <T extends Parameters<typeof Type.Optional>[0]>(type: T) => Type.Union([type, Type.Null()]);
const UserId = Type.String({ minLength: 1, maxLength: 40 });

/** A device in the county's list. Times are epoch milliseconds of the server. */
export const CountyDevice = Type.Object({
  id: Type.String(), user: Type.String(), name: Type.String(), enrolledAt: Instant,
  lastSeenAt: Maybe(Instant), revokedAt: Maybe(Instant),
  /** From its last report; null for one that never made any (an older app). */
  appVersion: Maybe(Type.String()), waiting: Maybe(Type.Integer()), reportedAt: Maybe(Instant),
  /** When its profile was last found to have been copied or rolled back; null when never. */
  copiedAt: Maybe(Instant),
  /** The device that its computer is now, since it joined again; null when it did not, or was heard of since under this name too. */
  replacedBy: Maybe(Type.String()),
  /** It has a key: what it signed can be brought by others. */
  signs: Type.Boolean(),
  /** Its signatures count although it was revoked: the county looked into it. */
  signaturesAllowed: Type.Boolean(),
}, { additionalProperties: false });
export type CountyDevice = Static<typeof CountyDevice>;

/** GET /api/county/devices: the people of the county, those who left included, with their devices. Only for the county's office. */
export const CountyDevices = Type.Object({
  people: Type.Array(Type.Object({
    user: Type.String(), name: Type.String(), role: choice(ROLES), home: Type.String({ pattern: SCOPE_PATTERN }), active: Type.Boolean(),
    /** Until when an unused code of theirs can be used; null without. */
    codeUntil: Maybe(Instant),
  }, { additionalProperties: false })),
  devices: Type.Array(CountyDevice),
}, { additionalProperties: false });
export type CountyDevices = Static<typeof CountyDevices>;

/** POST /api/county/codes: a one-time code for a person; the county keeps only its hash. */
export const CodeRequest = Type.Object({ user: UserId }, { additionalProperties: false });
export type CodeRequest = Static<typeof CodeRequest>;
export const CodeAnswer = Type.Object({ code: Type.String(), expiresAt: Instant }, { additionalProperties: false });
export type CodeAnswer = Static<typeof CodeAnswer>;

/** POST /api/county/devices/revoke */
export const RevokeRequest = Type.Object({ device: Type.String({ pattern: DEVICE_PATTERN }) }, { additionalProperties: false });
export type RevokeRequest = Static<typeof RevokeRequest>;
/** `revokedAt` is the moment of the first revocation: twice is once. */
export const RevokeAnswer = Type.Object({ revokedAt: Instant }, { additionalProperties: false });
export type RevokeAnswer = Static<typeof RevokeAnswer>;
