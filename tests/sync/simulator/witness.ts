/**
 * The witness: sees everything that anybody wrote or was told, keeps it apart from what the simulated parts remember, and
 * says at the end which promise was broken.
 */
import type { Entry, EntryHeader } from '../../../shared/ledger/entry.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { logAfter, logStart } from '../../../shared/ledger/log-hash.ts';
import { findChainFaults } from '../../../shared/sync/chain.ts';
import type { County } from './county.ts';
import type { Device, Seen } from './device.ts';
import { COUNTY, EXPECTED_REFUSAL, TOWNSHIPS, type Writing } from './people.ts';

interface Written {
  readonly entry: Entry;
  readonly by: string;
  readonly actor: string;
  readonly refusal: string | null;
  /** What its writer had seen: the greatest hybrid clock reading, and the entries of the same case. */
  readonly seen: Seen;
}

export interface Witness {
  wrote(entry: Entry, about: { readonly by: string; readonly actor: string; readonly writing: Writing; readonly seen: Seen }): void;
  /** The person was told "已保存". */
  toldSaved(entry: Entry): void;
  /** The device shows "已上报". */
  toldCounty(ids: readonly string[]): void;
  /** Something that must never be stored was tried. */
  forged(id: string): void;
  /** The county gave away what it must not. */
  leaked(what: string): void;
  /** A place is about to lose what it holds: what nobody else holds is excused. */
  beforeLoss(lost: Device | 'county'): void;
  /** Everything that is wrong when all is quiet, in words; empty when every promise was kept. */
  faults(): readonly string[];
}

export interface Around {
  readonly county: County;
  /** All devices that still exist. */
  readonly devices: () => readonly Device[];
  /** The order in which a device folds: a planted bug replaces it. */
  readonly order: (a: EntryHeader, b: EntryHeader) => number;
}

export function createWitness(around: Around): Witness {
  const written = new Map<string, Written>();
  const saved = new Map<string, Entry>();
  const forged = new Set<string>();
  const excused = new Set<string>();
  const found: string[] = [];
  const { county } = around;

  /** True when this device can give the entry to the county (again). */
  const canGive = (device: Device, entry: Entry): boolean => {
    const disk = device.disk();
    if (!disk.entries.has(entry.id)) return false;
    const receipt = disk.receipts.get(entry.id);
    return receipt === undefined ? entry.actor === device.session.user : county.receipts.verify(entry.id, receipt);
  };
  const inLog = (entry: Entry) => county.log(entry.scope).some((logged) => logged.entry.id === entry.id);

  return {
    wrote(entry, { by, actor, writing, seen }) {
      written.set(entry.id, { entry, by, actor, refusal: EXPECTED_REFUSAL[writing], seen });
    },
    toldSaved(entry) {
      saved.set(entry.id, entry);
    },
    toldCounty(ids) {
      for (const id of ids) if (!county.everCommitted(id)) found.push(`acknowledged before it was committed: ${id}`);
    },
    forged(id) {
      forged.add(id);
    },
    leaked(what) {
      found.push(what);
    },
    beforeLoss(lost) {
      const others = around.devices().filter((device) => device !== lost);
      for (const { entry } of written.values()) {
        const kept = others.some((device) => canGive(device, entry)) || (lost !== 'county' && inLog(entry));
        if (!kept) excused.add(entry.id);
      }
      // What the other side still holds at the moment of a loss, but loses by a later one, is asked again then.
    },
    faults() {
      return [...found, ...countyFaults(), ...writtenFaults(), ...deviceFaults(), ...chainFaults(), ...orderFaults(), ...stateFaults()];
    },
  };

  function countyFaults(): string[] {
    return [COUNTY, ...TOWNSHIPS].flatMap((scope) => {
      const wrong: string[] = [];
      const ids = new Set<string>();
      let token = logStart(scope);
      for (const { entry, rev, h } of county.log(scope)) {
        token = logAfter(token, entry.id);
        if (ids.has(entry.id)) wrong.push(`twice in the log: ${entry.id}`);
        if (entry.scope !== scope) wrong.push(`crossed its scope: ${entry.id}`);
        if (rev !== token.rev || h !== token.h) wrong.push(`the log's hash does not follow at ${String(rev)}`);
        if (forged.has(entry.id) || (written.get(entry.id)?.refusal ?? null) !== null) wrong.push(`stored although not allowed: ${entry.id}`);
        ids.add(entry.id);
      }
      return wrong;
    });
  }

  function writtenFaults(): string[] {
    const wrong: string[] = [];
    for (const { entry, refusal } of written.values()) {
      if (excused.has(entry.id)) continue;
      if (refusal === null && !inLog(entry)) wrong.push(`never reached the county: ${entry.type} ${entry.id}`);
      if (refusal !== null && !around.devices().some((device) => device.disk().refusals.get(entry.id) === refusal)) wrong.push(`refused without being shown as ${refusal}: ${entry.id}`);
    }
    for (const entry of saved.values()) {
      if (!written.has(entry.id) && !inLog(entry)) wrong.push(`told as saved, and gone: ${entry.id}`);
    }
    return wrong;
  }

  function deviceFaults(): string[] {
    const wrong: string[] = [];
    const replicas = new Map<string, string>();
    const forked = new Set([COUNTY, ...TOWNSHIPS].flatMap((scope) =>
      findChainFaults(county.log(scope).map(({ entry }) => entry)).flatMap((fault) => (fault.kind === 'fork' ? [fault.replica] : []))));
    for (const device of around.devices()) {
      const disk = device.disk();
      const other = replicas.get(disk.replica);
      // A copy that never wrote cannot be told from its original, and does no harm.
      if (other !== undefined && forked.has(disk.replica)) wrong.push(`${device.name} and ${other} both write as ${disk.replica}`);
      replicas.set(disk.replica, device.name);
      for (const scope of device.session.reads) {
        const log = county.log(scope);
        const lacking = log.filter(({ entry }) => !disk.entries.has(entry.id)).length;
        if (lacking > 0) wrong.push(`${device.name} lacks ${String(lacking)} of ${scope}`);
      }
      for (const entry of disk.entries.values()) {
        if (!device.session.reads.includes(entry.scope)) wrong.push(`${device.name} holds an entry of ${entry.scope}: ${entry.id}`);
        if (!inLog(entry) && !disk.refusals.has(entry.id)) wrong.push(`${device.name} alone holds ${entry.id} without a word`);
      }
    }
    return wrong;
  }

  /** Every gap is one that we know of, and every gap that we know of is seen. */
  function chainFaults(): string[] {
    const wrong: string[] = [];
    for (const scope of [COUNTY, ...TOWNSHIPS]) {
      const headers = county.log(scope).map(({ entry }) => entry);
      const here = new Set(headers.map((entry) => entry.id));
      const places = new Set(headers.map((entry) => `${entry.replica} ${String(entry.seq)}`));
      const ends = new Map<string, number>();
      for (const { replica, seq } of headers) ends.set(replica, Math.max(ends.get(replica) ?? 0, seq));
      const gaps = new Set(findChainFaults(headers).flatMap((fault) =>
        fault.kind === 'gap' ? Array.from({ length: fault.to - fault.from + 1 }, (_, i) => `${fault.replica} ${String(fault.from + i)}`) : []));
      const known = new Set<string>();
      for (const { entry, refusal } of written.values()) {
        const place = `${entry.replica} ${String(entry.seq)}`;
        if (entry.scope !== scope || here.has(entry.id)) continue;
        const seen = gaps.has(place);
        known.add(place);
        if (!seen && entry.seq < (ends.get(entry.replica) ?? 0) && !places.has(place)) wrong.push(`a gap that nobody sees: ${place}`);
        if (seen && refusal === null && !excused.has(entry.id)) wrong.push(`a gap that nobody can explain: ${place}`);
      }
      const unknown = [...gaps].filter((place) => !known.has(place) && [...written.values()].some(({ entry }) => place.startsWith(entry.replica)));
      if (unknown.length > 0) wrong.push(`gaps where nothing was ever written: ${unknown.join(', ')}`);
    }
    return wrong;
  }

  /** What was written after something was seen comes after it in every fold, whatever the clocks said. */
  function orderFaults(): string[] {
    const wrong: string[] = [];
    for (const { entry, seen } of written.values()) {
      if (entry.at <= seen.at) wrong.push(`written before what its writer had seen: ${entry.id}`);
      if (seen.entries.some((cause) => around.order(cause, entry) >= 0)) wrong.push(`folded before what its writer had seen: ${entry.id}`);
    }
    return wrong;
  }

  /** The same entries add up to the same case on every device, whatever the order in which they arrived. */
  function stateFaults(): string[] {
    return [COUNTY, ...TOWNSHIPS].flatMap((scope) => {
      const log = county.log(scope).map(({ entry }) => entry);
      const subjects = [...new Set(log.map((entry) => entry.subject))].filter((subject) => subject.startsWith('case:'));
      const here = new Set(log.map((entry) => entry.id));
      const expected = new Map(subjects.map((subject) => [subject, stateOf(log, subject)]));
      return around.devices().filter((device) => device.session.reads.includes(scope)).flatMap((device) => {
        const arrived = [...device.disk().entries.values()].filter((entry) => here.has(entry.id));
        return subjects.filter((subject) => stateOf(arrived, subject) !== expected.get(subject)).map((subject) => `${device.name} shows another state of ${subject}`);
      });
    });
  }
}

function stateOf(entries: readonly Entry[], subject: string): string {
  return JSON.stringify(foldCase(entries.filter((entry) => entry.subject === subject)));
}
