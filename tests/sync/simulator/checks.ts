/** The checks of the witness that are made when all is quiet: one function for each place that is looked at. */
import { compareEntries, type Entry, type EntryHeader } from '../../../shared/ledger/entry.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { logAfter, logStart } from '../../../shared/ledger/log-hash.ts';
import { findChainFaults } from '../../../shared/sync/chain.ts';
import { COUNTY, TOWNSHIPS } from './people.ts';
import { faultOf, type Evidence } from './evidence.ts';

const SCOPES = [COUNTY, ...TOWNSHIPS];

/** The county's logs by themselves. */
export function countyFaults({ county, forged, written }: Evidence): string[] {
  return SCOPES.flatMap((scope) => {
    const wrong: string[] = [];
    const ids = new Set<string>();
    let token = logStart(scope);
    for (const { entry, rev, h } of county.log(scope)) {
      token = logAfter(token, entry.id);
      if (ids.has(entry.id)) wrong.push(faultOf('acknowledged once', `twice in the log: ${entry.id}`));
      if (entry.scope !== scope) wrong.push(faultOf('own scope', `in the log of ${scope}: ${entry.id}`));
      if (rev !== token.rev || h !== token.h) wrong.push(faultOf('log follows', `not at ${String(rev)} of ${scope}`));
      if (forged.has(entry.id) || (written.get(entry.id)?.refusal ?? null) !== null) wrong.push(faultOf('own scope', `stored although not allowed: ${entry.id}`));
      ids.add(entry.id);
    }
    return wrong;
  });
}

/** What was written, said to be saved, or acknowledged. */
export function writtenFaults({ written, saved, acknowledged, excused, inLog, devices }: Evidence): string[] {
  const wrong: string[] = [];
  for (const { entry, refusal } of written.values()) {
    if (excused.has(entry.id)) continue;
    if (refusal === null && !inLog(entry)) wrong.push(faultOf(acknowledged.has(entry.id) ? 'acknowledged once' : 'nothing lost', `never in the log: ${entry.type} ${entry.id}`));
    if (refusal !== null && !devices().some((device) => device.disk().refusals.get(entry.id) === refusal)) wrong.push(faultOf('refusals are shown', `not as ${refusal}: ${entry.id}`));
  }
  for (const entry of saved.values()) {
    if (!written.has(entry.id) && !inLog(entry)) wrong.push(faultOf('saved is saved', `gone: ${entry.id}`));
  }
  return wrong;
}

/** What every device holds, and under which name it writes. */
export function deviceFaults({ county, devices, excused, inLog }: Evidence): string[] {
  const wrong: string[] = [];
  const replicas = new Map<string, string>();
  const forked = new Set(SCOPES.flatMap((scope) =>
    findChainFaults(county.log(scope).map(({ entry }) => entry)).flatMap((fault) => (fault.kind === 'fork' ? [fault.replica] : []))));
  for (const device of devices()) {
    const disk = device.disk();
    const other = replicas.get(disk.replica);
    // A copy that never wrote cannot be told from its original, and does no harm.
    if (other !== undefined && forked.has(disk.replica)) wrong.push(faultOf('one name each', `${device.name} and ${other} both write as ${disk.replica}`));
    replicas.set(disk.replica, device.name);
    for (const scope of device.session.reads) {
      const lacking = county.log(scope).filter(({ entry }) => !disk.entries.has(entry.id)).length;
      if (lacking > 0) wrong.push(faultOf('all have all', `${device.name} lacks ${String(lacking)} of ${scope}`));
    }
    for (const entry of disk.entries.values()) {
      if (!device.session.reads.includes(entry.scope)) wrong.push(faultOf('own scope', `${device.name} holds an entry of ${entry.scope}: ${entry.id}`));
      if (inLog(entry) || disk.refusals.has(entry.id)) continue;
      // What somebody else brought on a stick is its own device's to send; when that is gone, it is excused.
      const carried = entry.replica !== disk.replica && !disk.former.includes(entry.replica) && !disk.receipts.has(entry.id);
      if (!(carried && excused.has(entry.id))) wrong.push(faultOf('all have all', `${device.name} alone holds ${entry.id} without a word`));
    }
  }
  return wrong;
}

/** Every gap is one that we know of, and every gap that we know of is seen. */
export function chainFaults({ county, written, excused }: Evidence): string[] {
  const wrong: string[] = [];
  for (const scope of SCOPES) {
    const headers = county.log(scope).map(({ entry }) => entry);
    const here = new Set(headers.map((entry) => entry.id));
    const places = new Set(headers.map(placeOf));
    const ends = new Map<string, number>();
    for (const { replica, seq } of headers) ends.set(replica, Math.max(ends.get(replica) ?? 0, seq));
    const gaps = new Set(findChainFaults(headers).flatMap((fault) =>
      fault.kind === 'gap' ? Array.from({ length: fault.to - fault.from + 1 }, (_, i) => `${fault.replica} ${String(fault.from + i)}`) : []));
    const known = new Set<string>();
    const writers = new Set<string>();
    for (const { entry, refusal } of written.values()) {
      if (entry.scope !== scope) continue;
      writers.add(entry.replica);
      if (here.has(entry.id)) continue;
      const place = placeOf(entry);
      const seen = gaps.has(place);
      known.add(place);
      if (!seen && entry.seq < (ends.get(entry.replica) ?? 0) && !places.has(place)) wrong.push(faultOf('gaps are seen', `nobody sees ${place}`));
      if (seen && refusal === null && !excused.has(entry.id)) wrong.push(faultOf('gaps are seen', `nobody can explain ${place}`));
    }
    const unknown = [...gaps].filter((place) => !known.has(place) && writers.has(place.slice(0, place.indexOf(' '))));
    if (unknown.length > 0) wrong.push(faultOf('gaps are seen', `nothing was ever written at ${unknown.join(', ')}`));
  }
  return wrong;
}

/** What was written after something was seen comes after it in every fold, whatever the clocks said. */
export function orderFaults({ written, order }: Evidence): string[] {
  const wrong: string[] = [];
  for (const { entry, seen } of written.values()) {
    if (entry.at <= seen.at) wrong.push(faultOf('cause before effect', `written before what its writer had seen: ${entry.id}`));
    if (seen.entries.some((cause) => order(cause, entry) >= 0)) wrong.push(faultOf('cause before effect', `folded before what its writer had seen: ${entry.id}`));
  }
  return wrong;
}

/** The same entries add up to the same case on every device, whatever the order in which they arrived. */
export function stateFaults({ county, devices, order }: Evidence): string[] {
  return SCOPES.flatMap((scope) => {
    const log = county.log(scope).map(({ entry }) => entry);
    const here = new Set(log.map((entry) => entry.id));
    const expected = statesOf(log, order);
    return devices().filter((device) => device.session.reads.includes(scope)).flatMap((device) => {
      const states = statesOf([...device.disk().entries.values()].filter((entry) => here.has(entry.id)), order);
      return [...expected].filter(([subject, state]) => states.get(subject) !== state).map(([subject]) => faultOf('same states', `${device.name} shows another ${subject}`));
    });
  });
}

/** The state of every case, as JSON. */
function statesOf(entries: readonly Entry[], order: Evidence['order']): ReadonlyMap<string, string> {
  const cases = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!entry.subject.startsWith('case:')) continue;
    const found = cases.get(entry.subject);
    if (found) found.push(entry);
    else cases.set(entry.subject, [entry]);
  }
  return new Map([...cases].map(([subject, found]) => [subject, JSON.stringify(foldCase(order === compareEntries ? found : inOrder(found, order)))]));
}

/** The entries with clock readings that make the fold take them in another order than its own. */
function inOrder(entries: readonly Entry[], order: Evidence['order']): readonly Entry[] {
  return [...entries].sort(order).map((entry, i) => ({ ...entry, at: `${String(i).padStart(6, '0')} ${entry.at}` }));
}

function placeOf({ replica, seq }: EntryHeader): string {
  return `${replica} ${String(seq)}`;
}
