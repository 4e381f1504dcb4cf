/** What the witness and its checks have in common: the promises, and what can be seen of those that must keep them. */
import type { Session } from '../../../shared/access.ts';
import type { RefusalCode } from '../../../shared/judge.ts';
import type { Entry, EntryHeader } from '../../../shared/ledger/entry.ts';
import type { LogToken } from '../../../shared/ledger/log-hash.ts';
import type { LoggedEntry } from '../../../shared/sync/county-log.ts';

/** The promises, each a check of its own. A fault is `<check>: <what>`. */
export const CHECKS = [
  /** What the county acknowledged was committed before, and is in its log exactly once. */
  'acknowledged once',
  /** Whatever was written is at the county in the end, if anybody still holds it. */
  'nothing lost',
  /** A person was told "saved" only of what outlives the process. */
  'saved is saved',
  /** What is not acknowledged is still on the device that wrote it. */
  'still on its device',
  /** Every device holds what the county holds. */
  'all have all',
  /** The same entries add up to the same case on every device. */
  'same states',
  /** Nothing is where nobody may read it, nothing forged is stored. */
  'own scope',
  /** Revision and running hash follow, and no revision shows before an earlier one. */
  'log follows',
  /** A gap in a device's sequence is seen, and one that is seen has a reason. */
  'gaps are seen',
  /** What the county refused is shown with its code. */
  'refusals are shown',
  /** What was written after something was seen comes after it. */
  'cause before effect',
  /** Two profiles never go on writing under one name. */
  'one name each',
  /** A device says synced only when it holds all that the county had at that place. */
  'synced is true',
  /** A bundle is taken whole or not at all. */
  'whole bundles',
  /** The queue drains, and everything comes to rest, compared and agreed. */
  'comes to rest',
] as const;
export type Check = (typeof CHECKS)[number];

/** What can be seen of a device's disk. */
export interface SeenDisk {
  readonly replica: string;
  /** Replicas that the profile had before. */
  readonly former: readonly string[];
  readonly entries: ReadonlyMap<string, Entry>;
  readonly receipts: ReadonlyMap<string, string>;
  readonly refusals: ReadonlyMap<string, RefusalCode>;
}

export interface SeenDevice { readonly name: string; readonly session: Session; disk(): SeenDisk }

export interface SeenCounty {
  log(scope: string): readonly LoggedEntry[];
  readonly receipts: { verify(id: string, receipt: string): boolean };
  /** True when the entry was ever in a committed log: what an acknowledgement promises. */
  everCommitted(id: string): boolean;
  /** The ids of the log that once ended in this token; null when there never was such a log. */
  idsUpTo(scope: string, token: LogToken): readonly string[] | null;
}

export interface Written {
  readonly entry: EntryHeader;
  readonly by: string;
  readonly refusal: string | null;
  readonly seen: Seen;
}

/** What the writer of an entry had seen: the greatest hybrid clock reading, and the entries of the same case. */
export interface Seen { readonly at: string; readonly entries: readonly EntryHeader[] }

export interface Around {
  readonly county: SeenCounty;
  /** All devices that still exist. */
  readonly devices: () => readonly SeenDevice[];
  /** The order in which a device folds: a planted bug replaces it. */
  readonly order: (a: EntryHeader, b: EntryHeader) => number;
}

/** Everything that the checks look at. */
export interface Evidence extends Around {
  readonly written: ReadonlyMap<string, Written>;
  readonly saved: ReadonlyMap<string, EntryHeader>;
  readonly acknowledged: ReadonlySet<string>;
  readonly forged: ReadonlySet<string>;
  /** Nobody holds these any more, and nobody can be blamed. */
  readonly excused: ReadonlySet<string>;
  inLog(entry: EntryHeader): boolean;
}

/** One fault in words. */
export function faultOf(check: Check, what: string): string {
  return `${check}: ${what}`;
}
