/**
 * The chains of a log: what is missing or double in them. Within (replica, scope) `seq` is dense from 1 and `prev` names
 * the entry before, and a log is copied whole, so that every gap and every fork below a chain's end shows. PROTOCOL.md, [P3].
 */
import type { EntryHeader } from '../ledger/entry.ts';

/**
 * `gap` the entries `from`…`to` are not here although a later one is: refused by the county, or lost ·
 * `fork` several entries have one place: a copied or rolled-back profile wrote them · `broken-link` `prev` names none of the
 * entries at the place before.
 */
export type ChainFault =
  | { readonly kind: 'gap'; readonly replica: string; readonly from: number; readonly to: number }
  | { readonly kind: 'fork'; readonly replica: string; readonly seq: number; readonly ids: readonly string[] }
  | { readonly kind: 'broken-link'; readonly replica: string; readonly seq: number; readonly id: string };

type Place = Pick<EntryHeader, 'id' | 'replica' | 'seq' | 'prev'>;

/** Every fault in the chains of one scope's entries, given in any order; by replica, then by place. */
export function findChainFaults(headers: readonly Place[]): readonly ChainFault[] {
  const chains = new Map<string, Map<number, Place[]>>();
  for (const header of headers) {
    const chain = chains.get(header.replica) ?? new Map<number, Place[]>();
    chains.set(header.replica, chain);
    chain.set(header.seq, [...(chain.get(header.seq) ?? []), header]);
  }
  return [...chains.keys()].sort().flatMap((replica) => faultsOf(replica, chains.get(replica) ?? new Map<number, Place[]>()));
}

function faultsOf(replica: string, chain: ReadonlyMap<number, readonly Place[]>): readonly ChainFault[] {
  const faults: ChainFault[] = [];
  let expected = 1;
  for (const seq of [...chain.keys()].sort((a, b) => a - b)) {
    const here = chain.get(seq) ?? [];
    if (seq > expected) faults.push({ kind: 'gap', replica, from: expected, to: seq - 1 });
    if (here.length > 1) faults.push({ kind: 'fork', replica, seq, ids: here.map((one) => one.id).sort() });
    const before = chain.get(seq - 1);
    for (const { id, prev } of here) {
      const linked = before ? before.some((one) => one.id === prev) : seq > 1 || prev === '';
      if (!linked) faults.push({ kind: 'broken-link', replica, seq, id });
    }
    expected = seq + 1;
  }
  return faults;
}
