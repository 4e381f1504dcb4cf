/**
 * The entry at rest: its header in clear, its body sealed, and what this device knows about it beside. The same
 * document lies in RxDB and, without `arrival`, in the journal.
 */
import { canonicalJson } from '../../shared/kernel/content-hash.ts';
import type { Signed } from '../../shared/identity/device-key.ts';
import { headerOf, type Entry, type EntryHeader } from '../../shared/ledger/entry.ts';
import type { Sealed, Sealer } from './sealing.ts';

/** An entry with the county's proof of having accepted it, when there is one. */
export interface HeldEntry {
  readonly entry: Entry;
  /** The position in the scope's log at the county; absent until accepted or pulled, or when only the proof is known. */
  readonly rev?: number;
  readonly receipt?: string;
  /** The signature of the device that wrote it, when another brought it here (a bundle): with it this device may send it on. */
  readonly signed?: Signed;
}

/** A sealed entry as the journal carries it. */
export interface SealedEntry {
  readonly header: EntryHeader;
  readonly sealed: Sealed;
  readonly rev?: number;
  readonly receipt?: string;
  readonly signed?: Signed;
}

/** A sealed entry as RxDB keeps it. */
export interface EntryDocument extends EntryHeader {
  readonly sealed: Sealed;
  /** Number of the last change to this document on this device, rising: what the projector has not yet seen is above its checkpoint. */
  readonly arrival: number;
  readonly rev?: number;
  readonly receipt?: string;
  /** In no index, and not in RxDB's schema: another schema would be another version of every store. */
  readonly signed?: Signed;
}

/** Seals an entry's body under its whole header. */
export async function sealEntry(held: HeldEntry, sealer: Sealer): Promise<SealedEntry> {
  const header = headerOf(held.entry);
  const sealed = await sealer.seal(JSON.stringify(held.entry.body), canonicalJson(header));
  return { header, sealed, ...proofOf(held) };
}

/** Opens a sealed entry; null when it was sealed with another key or changed since: it is kept, and not folded. */
export async function unsealEntry(sealed: SealedEntry, sealer: Sealer): Promise<HeldEntry | null> {
  const text = await sealer.unseal(sealed.sealed, canonicalJson(sealed.header));
  if (!text.ok) return null;
  const body = JSON.parse(text.value) as Record<string, unknown>;
  return { entry: { ...sealed.header, body }, ...proofOf(sealed) };
}

/** The RxDB document of a sealed entry. */
export function documentOf(sealed: SealedEntry, arrival: number): EntryDocument {
  return { ...sealed.header, sealed: sealed.sealed, arrival, ...proofOf(sealed) };
}

/** The sealed entry in an RxDB document: exactly the header's fields, since they are what the seal is bound to. */
export function sealedOf(document: EntryDocument): SealedEntry {
  const { id, seq, replica, prev, at, wall, actor, scope, subject, type, v, base } = document;
  const header: EntryHeader = { id, seq, replica, prev, at, wall, actor, scope, subject, type, v, ...(base ? { base } : {}) };
  return { header, sealed: document.sealed, ...proofOf(document) };
}

function proofOf({ rev, receipt, signed }: Pick<HeldEntry, 'rev' | 'receipt' | 'signed'>): Pick<HeldEntry, 'rev' | 'receipt' | 'signed'> {
  return { ...(rev === undefined ? {} : { rev }), ...(receipt === undefined ? {} : { receipt }), ...(signed === undefined ? {} : { signed }) };
}
