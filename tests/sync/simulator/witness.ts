/**
 * The witness: sees everything that anybody wrote or was told, keeps it apart from what the simulated parts remember, and
 * says at the end which promise was broken. The same witness watches the simulated parts and the real ones.
 */
import type { EntryHeader } from '../../../shared/ledger/entry.ts';
import type { LogToken } from '../../../shared/ledger/log-hash.ts';
import { chainFaults, countyFaults, deviceFaults, orderFaults, stateFaults, writtenFaults } from './checks.ts';
import { faultOf, type Around, type Check, type Evidence, type Seen, type SeenDevice, type Written } from './evidence.ts';
import { EXPECTED_REFUSAL, type Writing } from './people.ts';

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
