/**
 * The judgement of one entry that somebody wants stored: the same on the device before it appends and on the
 * server before it accepts. Permission is asked before anything about existence, so that a refusal leaks nothing.
 */
import { mayAppend, type Session } from './access.ts';
import { isKnownType, judgeBody } from './entry-types.ts';
import type { Entry, EntryFault } from './ledger/entry.ts';
import { err, ok, type Result } from './kernel/result.ts';

/** Why an entry was refused. Every code has a recovery in `sync/errors.ts` and a sentence in `refusal-text.ts`. */
export const REFUSAL_CODES = ['malformed', 'too-large', 'wrong-hash', 'foreign-scope', 'wrong-actor', 'not-allowed', 'type-unknown', 'version-newer', 'body-invalid', 'signature-false', 'signer-revoked'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/**
 * Judges an entry whose structure `parseEntry` has already accepted, for a session. An entry that carries a valid
 * receipt was accepted by this county before (`proven`): a device gives it back after the server was restored from
 * an older backup, so that anyone who may read the scope may return it, whoever wrote it.
 */
export function judgeEntry(entry: Entry, session: Session, proven = false): Result<Entry, RefusalCode> {
  if (!(proven ? session.reads : session.writes).includes(entry.scope)) return err('foreign-scope');
  if (proven) return ok(entry);
  if (entry.actor !== session.user) return err('wrong-actor');
  if (!isKnownType(entry.type)) return err('type-unknown');
  if (!mayAppend(session.role, entry.type)) return err('not-allowed');
  const verdict = judgeBody(entry);
  return verdict === 'valid' ? ok(entry) : err(verdict);
}

/** The refusal code of a structural fault. */
export function refusalOf(fault: EntryFault): RefusalCode {
  return fault.code;
}
