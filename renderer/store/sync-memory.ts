/** What sync reads and remembers on this device: the row of each scope's log, refusals, and the entries that wait. */
import { logAfter, logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { readLog, startLog, type LogState } from '../../shared/sync/log-state.ts';
import type { OwnChains, Stored, SyncEffect } from '../../shared/sync/engine.ts';
import type { CarriedEntry } from '../../shared/sync/wire.ts';
import type { RefusedEntry } from './api.ts';
import type { DeviceTables, RefusalRecord, SealedValues } from './device-tables.ts';
import type { EntryDocument } from './entry-document.ts';
import { chainName, type ChainKey, type Entries } from './entries.ts';
import type { Sealer } from './sealing.ts';
import { isOwn, type Identity } from './identity.ts';
import { breathe } from './projector.ts';
import { unsealAll } from './subject-entries.ts';

export type LoadEffect = Extract<SyncEffect, { type: 'load' }>;
export type LoadIdsEffect = Extract<SyncEffect, { type: 'load-ids' }>;

export interface SyncMemory {
  /** The scope's log row, or a fresh one when it is missing or speaks of more entries than are here; and this device's own chains. */
  open(scope: string): Promise<{ readonly log: LogState; readonly own: OwnChains }>;
  load(scope: string, effect: LoadEffect): Promise<readonly CarriedEntry[]>;
  provenIds(scope: string, effect: LoadIdsEffect): Promise<readonly string[]>;
  /** What the held entries with a receipt and without a refusal come to, by `rev` from 1 up to `upTo` or the first gap. */
  heldToken(scope: string, upTo: number): Promise<LogToken>;
  /** The own entries of a scope that bear neither receipt nor refusal. */
  strays(scope: string): Promise<readonly string[]>;
  /**
   * Refuses, as of a foreign scope, own entries that wait in logs which are no longer read: their writer was moved meanwhile. No engine
   * speaks of them any more; somebody must see them. One that is read again sends them, and forgets this.
   */
  refuseLeftBehind(reads: readonly string[]): Promise<void>;
  /** When this device and the county last read the scope's whole logs and agreed, by this device's clock (epoch milliseconds); null before. */
  verifiedAt(scope: string): Promise<number | null>;
  noteVerified(scope: string, at: number): Promise<void>;
  /** Entries of others that bear a signature and wait to be sent on to the county. */
  relays(scope: string): readonly string[];
  /** Puts entries on that list. Those that are not here are passed over when they are sent. */
  noteRelays(scope: string, ids: readonly string[]): Promise<void>;
  /** Writes a log row by itself: the one that must be durable before the entries are (`Stored.before`). */
  writeLog(log: LogState): Promise<void>;
  /** Writes refusals, forgets those that became proven, and the log row, in one transaction: call it after the entries are durable. */
  write(stored: Stored): Promise<void>;
  /** How many entries of an opened scope are here. */
  held(scope: string): number;
  /** Writes that number into the rows that say another: own acts and what a bundle brought have come since. */
  noteHeld(): Promise<void>;
  /** Own entries that no verdict has come for, chain by chain, where there are any. */
  tails(logs: readonly LogState[]): Promise<readonly Tail[]>;
  refusals(): Promise<readonly RefusalRecord[]>;
  refusedEntries(): Promise<readonly RefusedEntry[]>;
}

export interface SyncMemoryParts {
  readonly entries: Entries;
  readonly tables: DeviceTables;
  readonly values: SealedValues;
  readonly sealer: Sealer;
  readonly replicas: () => Pick<Identity, 'replica' | 'former'>;
}

/** What of an own chain waits: how many entries, and the first of them (all, when they are few). */
export interface Tail { readonly scope: string; readonly replica: string; readonly length: number; readonly first: readonly EntryDocument[] }

/** Hashes between two breaths of the worker: some milliseconds. */
const HASHED_AT_ONCE = 1000;

/** More will be found by the next comparison. */
const MOST_STRAYS = 5000;

/**
 * The stored row: the log, how many entries of its scope were here when it was written (after a crash they may be more), and where it was last compared. That stands beside the log, whose
 * shape is the one that release 0.1.0 reads: going back to it must not cost it its memory.
 */
interface LogRow { readonly log: object; readonly held: number; readonly verified?: LogToken }

/** Entries of a chain that are read in one piece where many have receipts. */
const WALKED_AT_ONCE = 500;

/** So many waiting entries are looked at one by one; of more, their numbers tell how many they are. */
const COUNTED_EXACTLY = 200;

/** The names of the rows in which it is kept how far each log is begin with this. Without its row a log is offered and fetched once more. */
export const LOG_ROWS = 'log:';

export function createSyncMemory({ entries, tables, values, sealer, replicas }: SyncMemoryParts): SyncMemory {
  /** What was here of each scope at the opening; what came since is counted by the ledger. */
  const heldBefore = new Map<string, number>();
  /** What the row of each opened scope says of it. */
  const heldInRow = new Map<string, number>();
  /** Up to where nothing waits in an own chain, by its name. */
  const confirmed = new Map<string, number>();
  let lost: Promise<boolean> | null = null;
  const heldIn = (scope: string): number => (heldBefore.get(scope) ?? 0) + entries.insertedInto(scope);
  const setHeld = (scope: string, count: number): void => { heldBefore.set(scope, count - entries.insertedInto(scope)); };
  const relays = new Map<string, ReadonlySet<string>>();
  /** Asked for at every look at the status, and written only here: what was being read before a writing is not kept after it. */
  let known: Promise<readonly RefusalRecord[]> | null = null;
  const readRefusals = (): Promise<readonly RefusalRecord[]> => tables.refusals.toArray().catch((error: unknown) => {
    known = null;
    throw error;
  });
  const refusedIds = async (): Promise<ReadonlySet<string>> => new Set(await tables.refusals.toCollection().primaryKeys());

  const strays = async (scope: string): Promise<readonly string[]> => {
    const { replica, former } = replicas();
    const bare: EntryDocument[] = [];
    for (const one of [...former, replica]) bare.push(...await bareOf({ scope, replica: one }, 0, MOST_STRAYS - bare.length));
    const refused = await refusedIds();
    return bare.map(({ id }) => id).filter((id) => !refused.has(id));
  };

  /** The entries of a chain behind `after` that bear no receipt, at most `limit`. */
  const bareOf = async (of: ChainKey, after: number, limit: number): Promise<readonly EntryDocument[]> => {
    const found: EntryDocument[] = [];
    // Nearly always all behind it wait, and the first piece is enough.
    for (let from = after + 1, atOnce = limit; found.length < limit; atOnce = WALKED_AT_ONCE) {
      const page = await entries.chain(of, from, atOnce);
      found.push(...page.filter((one) => one.receipt === undefined).slice(0, limit - found.length));
      const last = page.at(-1);
      if (!last || page.length < atOnce) break;
      from = last.seq + 1;
    }
    return found;
  };

  /**
   * What of an own chain waits behind what was judged, at most `limit`. Thousands with receipts may lie between, which no verdict came for: the log's row was
   * lost, or a reply of the county confirmed them. Receipts stay, so that those are walked once.
   */
  const waitingOf = async (of: ChainKey, judged: number, limit: number): Promise<readonly EntryDocument[]> => {
    const after = Math.max(judged, confirmed.get(chainName(of)) ?? 0);
    // The ends of chains are in memory: nearly always nothing waits, and nothing is read.
    const end = (await entries.chainEnd(of))?.seq ?? 0;
    if (end <= after) return [];
    const found = await bareOf(of, after, limit);
    confirmed.set(chainName(of), (found[0]?.seq ?? end + 1) - 1);
    return found;
  };

  const loadWaiting = async (scope: string, { after, limit }: Extract<LoadEffect, { what: 'waiting' }>): Promise<readonly EntryDocument[]> => {
    const found: EntryDocument[] = [];
    for (const [replica, judged] of Object.entries(after)) if (found.length < limit) found.push(...await waitingOf({ scope, replica }, judged, limit - found.length));
    return found;
  };

  const readRelays = async (scope: string): Promise<readonly string[]> => {
    const kept = await values.read(relaysName(scope));
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  };

  /** The list was lost with IndexedDB: the journal has brought the signatures back. */
  const findRelays = async (scope: string): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const piece of entries.unproven(scope)) found.push(...piece.filter((one) => one.signed !== undefined && !isOwn(replicas(), one)).map(({ id }) => id));
    if (found.length > 0) await values.write(relaysName(scope), found);
    return found;
  };

  const readRow = async (scope: string): Promise<LogRow | undefined> => (await values.read(rowName(scope))) as LogRow | undefined;

  const scopesWithRow = async (): Promise<readonly string[]> =>
    (await tables.values.toCollection().primaryKeys()).flatMap((name) => (name.startsWith(LOG_ROWS) ? [name.slice(LOG_ROWS.length)] : []));

  /**
   * Whether the rows speak of more entries than the whole ledger has. Fifty scopes counted one by one would keep IndexedDB from answering anybody for many seconds at every opening. What one scope
   * lost and another's unsent entries make up for is found by the journal, or by the next comparison.
   */
  const hasLost = async (): Promise<boolean> => {
    let sum = 0;
    for (const scope of await scopesWithRow()) sum += (await readRow(scope))?.held ?? 0;
    return sum > await entries.count();
  };

  const knowsLost = (): Promise<boolean> => (lost ??= hasLost().catch((error: unknown) => {
    lost = null;
    throw error;
  }));

  const rowOf = ({ verified, ...log }: LogState) => {
    const held = heldIn(log.scope);
    heldInRow.set(log.scope, held);
    return values.sealed(rowName(log.scope), { log, held, ...(verified === undefined ? {} : { verified }) } satisfies LogRow);
  };

  return {
    async open(scope) {
      const { replica, former } = replicas();
      const row = await readRow(scope);
      // What a backup brought back may stand without a receipt where there was nothing before.
      confirmed.clear();
      if (row !== undefined) heldInRow.set(scope, row.held);
      if (!heldBefore.has(scope)) setHeld(scope, row === undefined || await knowsLost() ? await entries.countOfScope(scope) : row.held);
      const isWhole = row !== undefined && row.held <= heldIn(scope);
      relays.set(scope, new Set(isWhole ? await readRelays(scope) : await findRelays(scope)));
      // Fewer entries than when the row was written: some were lost with IndexedDB, so everything is pulled and offered again.
      const log = (isWhole ? readLog({ ...row.log, ...(row.verified === undefined ? {} : { verified: row.verified }) }) : null) ?? startLog(scope, replica);
      return { log, own: { replica, former, seq: (await entries.chainEnd({ scope, replica }))?.seq ?? 0 } };
    },
    async load(scope, effect) {
      const documents = effect.what === 'waiting' ? await loadWaiting(scope, effect) : await byIds(entries, effect.ids);
      const opened = await unsealAll(documents, sealer);
      return opened.map(({ entry, receipt, signed }) => ({ entry, ...(receipt !== undefined ? { receipt } : signed !== undefined && !isOwn(replicas(), entry) ? { signed } : {}) }));
    },
    provenIds: (scope, { after, limit }) => entries.provenIds({ scope, after, limit }),
    async heldToken(scope, upTo) {
      const refused = await refusedIds();
      const ids: (string | undefined)[] = [];
      const came = entries.insertedInto(scope);
      let count = 0;
      for await (const piece of entries.places(scope)) {
        count += piece.length;
        for (const { rev, id } of piece) if (rev !== null && rev <= upTo && !refused.has(id)) ids[rev] = id;
      }
      // What came in during the walk may have been met or not.
      if (entries.insertedInto(scope) === came) setHeld(scope, count);
      let token = logStart(scope);
      for (let id = ids[1]; id !== undefined && token.rev < upTo; id = ids[token.rev + 1]) {
        token = logAfter(token, id);
        if (token.rev % HASHED_AT_ONCE === 0) await breathe();
      }
      return token;
    },
    strays,
    async refuseLeftBehind(reads) {
      for (const scope of (await scopesWithRow()).filter((one) => !reads.includes(one))) {
        await tables.refusals.bulkPut((await strays(scope)).map((id) => ({ id, code: 'foreign-scope', scope })));
      }
      known = null;
    },
    async verifiedAt(scope) {
      const at = await values.read(verifiedName(scope));
      return typeof at === 'number' ? at : null;
    },
    noteVerified: (scope, at) => values.write(verifiedName(scope), at),
    relays: (scope) => [...relays.get(scope) ?? []],
    async noteRelays(scope, ids) {
      const all = new Set([...relays.get(scope) ?? await readRelays(scope), ...ids]);
      await values.write(relaysName(scope), [...all]);
      relays.set(scope, all);
    },
    async writeLog(log) {
      await tables.values.put(await rowOf(log));
    },
    held: heldIn,
    async noteHeld() {
      for (const [scope, noted] of heldInRow) {
        const held = heldIn(scope);
        const row = noted === held ? undefined : await readRow(scope);
        if (row === undefined) continue;
        await values.write(rowName(scope), { ...row, held } satisfies LogRow);
        heldInRow.set(scope, held);
      }
    },
    async write({ entries: pulled, receipts, refusals, log }) {
      const row = await rowOf(log);
      const proven = [...pulled.map(({ entry }) => entry.id), ...receipts.map(({ id }) => id)];
      const waiting = relays.get(log.scope) ?? new Set<string>();
      const judged = new Set([...proven, ...refusals.map(({ id }) => id)]);
      const left = new Set([...waiting].filter((id) => !judged.has(id)));
      const list = left.size === waiting.size ? null : await values.sealed(relaysName(log.scope), [...left]);
      await tables.transaction('rw', tables.refusals, tables.values, async () => {
        // Refusals are few, pulled entries many.
        const refused = new Set(proven.length > 0 ? await tables.refusals.toCollection().primaryKeys() : []);
        const over = refused.size === 0 ? [] : proven.filter((id) => refused.has(id));
        if (over.length > 0) await tables.refusals.bulkDelete(over);
        if (refusals.length > 0) await tables.refusals.bulkPut(refusals.map(({ id, code }) => ({ id, code, scope: log.scope })));
        await tables.values.put(row);
        if (list !== null) await tables.values.put(list);
      });
      relays.set(log.scope, left);
      known = null;
    },
    async tails(logs) {
      const tails = logs.flatMap(({ scope, judged }) => Object.entries(judged).map(async ([replica, seq]): Promise<Tail> => {
        const first = await waitingOf({ scope, replica }, seq, COUNTED_EXACTLY);
        const [oldest] = first;
        const end = (await entries.chainEnd({ scope, replica }))?.seq ?? 0;
        return { scope, replica, first, length: oldest === undefined || first.length < COUNTED_EXACTLY ? first.length : end - oldest.seq + 1 };
      }));
      return (await Promise.all(tails)).filter(({ length }) => length > 0);
    },
    refusals: () => (known ??= readRefusals()),
    async refusedEntries() {
      const codes = new Map((await tables.refusals.toArray()).map((one) => [one.id, one.code]));
      const documents = await entries.byIds([...codes.keys()]);
      return documents.map(({ id, subject, type, wall }) => ({ entryId: id, subject, type, wall, code: codes.get(id) ?? '' }));
    },
  };
}

/** In the order asked for; those that are not here are left out. */
async function byIds(entries: Entries, ids: readonly string[]): Promise<readonly EntryDocument[]> {
  const found = new Map((await entries.byIds(ids)).map((one) => [one.id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function verifiedName(scope: string): string {
  return `verified:${scope}`;
}

function relaysName(scope: string): string {
  return `relays:${scope}`;
}

function rowName(scope: string): string {
  return `${LOG_ROWS}${scope}`;
}
