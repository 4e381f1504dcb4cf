/**
 * The running hash of a scope's log on the server: it lets a device see that the server was restored from an
 * older backup, or is another server, although the revision number alone looks right (PROTOCOL.md, [P5]).
 */
import { Type, type Static } from 'typebox';
import { sha256Hex } from '../kernel/content-hash.ts';

/** A position in a scope's log: the revision, and the hash of everything up to it. */
export const LogToken = Type.Object({
  rev: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  h: Type.String({ pattern: '^[0-9a-f]{64}$' }),
}, { additionalProperties: false });
export type LogToken = Static<typeof LogToken>;

/** The token of a scope's log before its first entry. */
export function logStart(scope: string): LogToken {
  return { rev: 0, h: sha256Hex(`minqing-log:${scope}`) };
}

/** The token after one more entry. */
export function logAfter(token: LogToken, entryId: string): LogToken {
  return { rev: token.rev + 1, h: sha256Hex(`${token.h}|${entryId}`) };
}
