/**
 * GET /api/hello: who answers at this address. Anybody may ask, so it says nothing that a poster in the county's hall could not say.
 * POST /api/hello: does the county know this device, and how fast is the line to it. Both are for 测试连接 only; no exchange needs them.
 */
import { Type, type Static } from 'typebox';
import { SCOPE_PATTERN } from '../ledger/entry.ts';

const Version = Type.Integer({ minimum: 1 });

export const Hello = Type.Object({
  /** Null on a server that nobody has set up yet. */
  county: Type.Union([Type.Object({ code: Type.String({ pattern: SCOPE_PATTERN }), name: Type.String() }), Type.Null()]),
  /** The wire's versions that it speaks. */
  protocols: Type.Object({ oldest: Version, newest: Version }),
  /** Its clock, epoch milliseconds. */
  serverTime: Type.Integer(),
}, { additionalProperties: true });
export type Hello = Static<typeof Hello>;

/** What goes there and back to measure the line: the time of 64 KB says more of a slow line than the time of nothing. */
export const ECHO_BYTES = 64 * 1024;

export const EchoRequest = Type.Object({ fill: Type.String({ maxLength: ECHO_BYTES }) }, { additionalProperties: false });
export type EchoRequest = Static<typeof EchoRequest>;
/** The same text again. */
export const EchoAnswer = Type.Object({ fill: Type.String() }, { additionalProperties: true });
export type EchoAnswer = Static<typeof EchoAnswer>;
