/** The unsealed entries of a subject, with the recently used ones kept in memory: an act, its fold and the next act ask for the same. */
import type { Delivery } from './api.ts';
import { sealedOf, unsealEntry, type EntryDocument, type HeldEntry } from './entry-document.ts';
import type { Entries, Proven } from './entries.ts';
import { groupBy } from './grouping.ts';
import type { Sealer } from './sealing.ts';

export interface SubjectEntries {
  /** All readable entries of each subject, in no particular order. */
  load(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly HeldEntry[]>>;
  /**
   * These entries entered the ledger (or changed in it). They join what is kept of their subjects; of a subject that
   * `isKnown` denies they are all there is; of any other they are read again when asked for.
   */
  add(entries: readonly HeldEntry[], isKnown: (subject: string) => boolean): void;
  /** These entries bear a proof now: what is kept of them does too. */
  prove(proven: readonly Proven[]): void;
  /** These subjects changed in the ledger: read them again next time. */
  forget(subjects: Iterable<string>): void;
}

/** How many entries, over all subjects, stay unsealed in memory. */
const KEPT_ENTRIES = 10_000;

export function createSubjectEntries(entries: Entries, sealer: Sealer): SubjectEntries {
  // Insertion order is the order of use: the first key is the one unused for longest.
  const kept = new Map<string, readonly HeldEntry[]>();
  let keptCount = 0;
  /** Counts changes of the ledger: what was read before one may not be kept after it. */
  let changes = 0;

  const drop = (subject: string): void => {
    keptCount -= kept.get(subject)?.length ?? 0;
    kept.delete(subject);
  };
  const keep = (subject: string, held: readonly HeldEntry[]): void => {
    drop(subject);
    kept.set(subject, held);
    keptCount += held.length;
    for (const oldest of kept.keys()) {
      if (keptCount <= KEPT_ENTRIES) break;
      drop(oldest);
    }
  };

  return {
    async load(subjects) {
      const found = new Map<string, readonly HeldEntry[]>();
      const before = changes;
      const missing = subjects.filter((subject) => !kept.has(subject));
      const read = await unsealAll(missing.length > 0 ? await entries.bySubjects(missing) : [], sealer);
      const grouped = groupBy(read, (held) => held.entry.subject);
      for (const subject of subjects) found.set(subject, kept.get(subject) ?? grouped.get(subject) ?? []);
      if (before === changes) for (const [subject, held] of found) keep(subject, held);
      return found;
    },
    add(entered, isKnown) {
      changes += 1;
      for (const [subject, added] of groupBy(entered, (held) => held.entry.subject)) {
        const before = kept.get(subject) ?? (isKnown(subject) ? null : []);
        if (!before) continue;
        const ids = new Set(added.map((held) => held.entry.id));
        keep(subject, [...before.filter((held) => !ids.has(held.entry.id)), ...added]);
      }
    },
    prove(proven) {
      changes += 1;
      for (const [subject, proofs] of groupBy(proven.filter((one) => kept.has(one.subject)), (one) => one.subject)) {
        const byId = new Map(proofs.map((one) => [one.id, one]));
        kept.set(subject, (kept.get(subject) ?? []).map((held) => provenAs(held, byId.get(held.entry.id))));
      }
    },
    forget(subjects) {
      changes += 1;
      for (const subject of subjects) drop(subject);
    },
  };
}

function provenAs(held: HeldEntry, proof: Proven | undefined): HeldEntry {
  return proof === undefined ? held : { ...held, receipt: proof.receipt, ...(proof.rev === undefined ? {} : { rev: proof.rev }) };
}

/** Opens documents together; those that do not open are left out: they stay in the ledger, unread. */
export async function unsealAll(documents: readonly EntryDocument[], sealer: Sealer): Promise<readonly HeldEntry[]> {
  const opened = await Promise.all(documents.map((document) => unsealEntry(sealedOf(document), sealer)));
  return opened.filter((one) => one !== null);
}

/** What the delivery of entries depends on: ids that the county refused, and which replicas this device had. */
export interface Standing { readonly refused: ReadonlySet<string>; readonly isOwn: (replica: string) => boolean }

/** How far an entry has got. */
export function deliveryOf(held: HeldEntry, { refused, isOwn }: Standing): Delivery {
  if (held.receipt !== undefined) return 'county';
  if (refused.has(held.entry.id)) return 'refused';
  return isOwn(held.entry.replica) ? 'local' : 'carried';
}
