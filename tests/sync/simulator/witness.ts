/**
 * The witness: sees everything that anybody wrote or was told, keeps it apart from what the simulated parts remember, and
 * says at the end which promise was broken. The same witness watches the simulated parts and the real ones.
 */
import type { Session } from '../../../shared/access.ts';
import type { RefusalCode } from '../../../shared/judge.ts';
import type { Entry, EntryHeader } from '../../../shared/ledger/entry.ts';
import type { LogToken } from '../../../shared/ledger/log-hash.ts';
import type { LoggedEntry } from '../../../shared/sync/county-log.ts';
import { chainFaults, countyFaults, deviceFaults, orderFaults, stateFaults, writtenFaults } from './checks.ts';
import { EXPECTED_REFUSAL, type Writing } from './people.ts';

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

export interface Witness {
  wrote(entry: EntryHeader, about: { readonly by: string; readonly writing: Writing; readonly seen: Seen }): void;
  /** The person at `by` was told "已保存". */
  toldSaved(entry: EntryHeader, by: string): void;
  /** The device shows "已上报". */
  toldCounty(ids: readonly string[]): void;
  /** The device shows "已同步" for a scope, having compared up to there. */
  toldSynced(device: SeenDevice, scope: string, log: { readonly cursor: LogToken; readonly verified?: LogToken | undefined }): void;
  /** Something that must never be stored was tried. */
  forged(id: string): void;
  /** A promise was seen to be broken at this moment. */
  saw(check: Check, what: string): void;
  /** Looks whether the device still has what it owes to its people. */
  looksAt(device: SeenDevice): void;
  /** A place is about to lose what it holds (of the county only `ids`, when given): what nobody else can give is excused. */
  beforeLoss(lost: SeenDevice | 'county', ids?: ReadonlySet<string>): void;
  /** A device's disk was replaced by an older one: it owes what is on that. */
  afterLoss(device: SeenDevice): void;
  /** Everything that is wrong when all is quiet, in words; empty when every promise was kept. */
  faults(): readonly string[];
}

/** One fault in words. */
export function faultOf(check: Check, what: string): string {
  return `${check}: ${what}`;
}

export function createWitness(around: Around): Witness {
  const written = new Map<string, Written>();
  const saved = new Map<string, EntryHeader>();
  const acknowledged = new Set<string>();
  const forged = new Set<string>();
  const excused = new Set<string>();
  const found: string[] = [];
  /** By device: what its people were told is saved there. */
  const owed = new Map<string, Set<string>>();
  const { county } = around;

  const inLog = (entry: EntryHeader) => county.log(entry.scope).some((logged) => logged.entry.id === entry.id);

  /** True when this device can give the entry to the county (again): it waits there, or bears the county's receipt. */
  const canGive = (device: SeenDevice, entry: EntryHeader): boolean => {
    const disk = device.disk();
    if (!disk.entries.has(entry.id)) return false;
    const receipt = disk.receipts.get(entry.id);
    if (receipt !== undefined) return county.receipts.verify(entry.id, receipt);
    return entry.actor === device.session.user && (entry.replica === disk.replica || disk.former.includes(entry.replica));
  };

  return {
    wrote(entry, { by, writing, seen }) {
      written.set(entry.id, { entry, by, refusal: EXPECTED_REFUSAL[writing], seen });
    },
    toldSaved(entry, by) {
      saved.set(entry.id, entry);
      owed.set(by, (owed.get(by) ?? new Set<string>()).add(entry.id));
    },
    toldCounty(ids) {
      for (const id of ids) {
        acknowledged.add(id);
        if (!county.everCommitted(id)) found.push(faultOf('acknowledged once', `before it was committed: ${id}`));
      }
    },
    toldSynced(device, scope, { cursor, verified }) {
      if (verified === undefined) found.push(faultOf('synced is true', `${device.name} says so of ${scope} and compared nothing`));
      const ids = county.idsUpTo(scope, cursor);
      const { entries } = device.disk();
      const lacking = ids?.filter((id) => !entries.has(id)).length;
      if (lacking === undefined) found.push(faultOf('synced is true', `${device.name} says so of ${scope} at a place that no log ever had`));
      else if (lacking > 0) found.push(faultOf('synced is true', `${device.name} says so of ${scope} and lacks ${String(lacking)}`));
    },
    forged(id) {
      forged.add(id);
    },
    saw(check, what) {
      found.push(faultOf(check, what));
    },
    looksAt,
    beforeLoss(lost, ids) {
      const others = around.devices().filter((device) => device !== lost);
      for (const { entry } of written.values()) {
        if (ids !== undefined && !ids.has(entry.id)) continue;
        const kept = others.some((device) => canGive(device, entry)) || (lost !== 'county' && inLog(entry));
        if (!kept) excused.add(entry.id);
      }
      // What the other side still holds at the moment of a loss, but loses by a later one, is asked again then.
    },
    afterLoss(device) {
      const { entries } = device.disk();
      owed.set(device.name, new Set([...owed.get(device.name) ?? []].filter((id) => entries.has(id))));
    },
    faults() {
      for (const device of around.devices()) looksAt(device);
      const evidence: Evidence = { ...around, written, saved, acknowledged, forged, excused, inLog };
      return [...new Set([...found, ...countyFaults(evidence), ...writtenFaults(evidence), ...deviceFaults(evidence), ...chainFaults(evidence), ...orderFaults(evidence), ...stateFaults(evidence)])];
    },
  };

  function looksAt(device: SeenDevice): void {
    const { entries } = device.disk();
    const gone = [...owed.get(device.name) ?? []].filter((id) => !entries.has(id));
    if (gone.length > 0) found.push(faultOf('still on its device', `${device.name} was told saved and lost ${gone.join(', ')}`));
  }
}
