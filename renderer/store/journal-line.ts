/**
 * The lines of the journal: the ledger as a file. A line is JSON and never changes; what becomes known later about an
 * entry (the county accepted it) is another line. Reading all lines in order gives every sealed entry with the last proof known:
 *
 *   {"j":1,"entry":{"header":…,"sealed":…,"rev"?:…,"receipt"?:…,"signed"?:…}}     an entry; a repeat of an id adds only its proof
 *   {"j":1,"proof":{"id":…,"rev"?:…,"receipt":…}}                      the county's proof for an entry of an earlier line
 *
 * Lines of a newer `j`, or damaged ones, are left where they are and skipped: an older version must not stop at them.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { Signed } from '../../shared/identity/device-key.ts';
import { CONTENT_ID_PATTERN } from '../../shared/kernel/content-hash.ts';
import { EntryHeader } from '../../shared/ledger/entry.ts';
import { Receipt } from '../../shared/sync/wire.ts';
import type { SealedEntry } from './entry-document.ts';

/** The version of the line format. */
export const JOURNAL_VERSION = 1;

const Rev = Type.Integer({ minimum: 1 });
const SealedText = Type.Object({ alg: Type.Literal('A256GCM'), kid: Type.String(), n: Type.String(), c: Type.String() });
const EntryLine = Type.Object({
  j: Type.Literal(JOURNAL_VERSION),
  entry: Type.Object({ header: EntryHeader, sealed: SealedText, rev: Type.Optional(Rev), receipt: Type.Optional(Receipt), signed: Type.Optional(Signed) }),
});
const Proof = Type.Object({ id: Type.String({ pattern: CONTENT_ID_PATTERN }), rev: Type.Optional(Rev), receipt: Receipt });
const ProofLine = Type.Object({ j: Type.Literal(JOURNAL_VERSION), proof: Proof });

/** The county's proof that it accepted the entry `id`. */
export type Proof = Static<typeof Proof>;

/** What one line says. `unknown` is of a newer version or damaged. */
export type JournalRecord =
  | { readonly kind: 'entry'; readonly entry: SealedEntry }
  | { readonly kind: 'proof'; readonly proof: Proof }
  | { readonly kind: 'unknown' };

/** The line of a sealed entry. */
export function entryLine(entry: SealedEntry): string {
  return JSON.stringify({ j: JOURNAL_VERSION, entry });
}

/** The line of a proof. */
export function proofLine(proof: Proof): string {
  return JSON.stringify({ j: JOURNAL_VERSION, proof });
}

/** Reads one line. */
export function parseJournalLine(line: string): JournalRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'unknown' };
  }
  if (Value.Check(EntryLine, value)) return { kind: 'entry', entry: value.entry };
  if (Value.Check(ProofLine, value)) return { kind: 'proof', proof: value.proof };
  return { kind: 'unknown' };
}
