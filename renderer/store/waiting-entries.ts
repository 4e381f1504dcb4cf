/** The entries that wait, to be shown: page by page along this device's chains, so that five thousand of them cost no more than a page. */
import type { Entries } from './entries.ts';
import type { LogStanding } from './replication.ts';
import type { SyncMemory } from './sync-memory.ts';
import type { ScopeStanding, WaitingEntry, WaitingPage } from './sync-api.ts';

interface Tail { readonly scope: string; readonly replica: string; readonly judged: number; readonly length: number }

/** What follows the last judged entry of each chain, where there is something. */
async function tailsOf(entries: Entries, logs: readonly LogStanding[]): Promise<readonly Tail[]> {
  const chains = logs.flatMap(({ log: { scope, judged } }) => Object.entries(judged).map(([replica, seq]) => ({ scope, replica, judged: seq })));
  const tails = await Promise.all(chains.map(async (chain) => ({ ...chain, length: await entries.chainLength(chain, chain.judged) })));
  return tails.filter(({ length }) => length > 0);
}

/** Waiting entries from `offset` on, at most `limit`; `total` as `SyncStatus.waiting` counts them. */
export async function waitingPage(entries: Entries, logs: readonly LogStanding[], { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<WaitingPage> {
  const tails = await tailsOf(entries, logs);
  const rows: WaitingEntry[] = [];
  let skip = offset;
  for (const tail of tails) {
    if (rows.length >= limit) break;
    // From the first that waits on every entry has the next number, so that a page is found without reading what stands before it.
    if (skip < tail.length) {
      const [first] = await entries.chain(tail, tail.judged + 1, 1);
      const page = await entries.chain(tail, (first?.seq ?? tail.judged + 1) + skip, limit - rows.length);
      rows.push(...page.filter(({ receipt }) => receipt === undefined).map(({ id, scope, subject, type, wall }) => ({ entryId: id, scope, subject, type, wall })));
    }
    skip = Math.max(0, skip - tail.length);
  }
  return { total: tails.reduce((sum, { length }) => sum + length, 0), oldest: await oldestOf(entries, tails), rows };
}

/** When the oldest waiting entry was written, epoch milliseconds by the clock of then; null when none waits. */
export async function oldestWaiting(entries: Entries, logs: readonly LogStanding[]): Promise<number | null> {
  return oldestOf(entries, await tailsOf(entries, logs));
}

async function oldestOf(entries: Entries, tails: readonly Tail[]): Promise<number | null> {
  const firsts = await Promise.all(tails.map(async (tail) => (await entries.chain(tail, tail.judged + 1, FIRST)).find(({ receipt }) => receipt === undefined)));
  const times = firsts.flatMap((first) => (first === undefined ? [] : [Date.parse(first.wall)])).filter((ms) => !Number.isNaN(ms));
  return times.length === 0 ? null : Math.min(...times);
}

/** Receipts that came with a pull may stand before the first that waits; more than so many in a row are not looked through. */
const FIRST = 20;

interface Counted { readonly entries: Entries; readonly memory: Pick<SyncMemory, 'held'> }

/** How each log stands, those that need a look first. */
export async function scopeStandings({ entries, memory }: Counted, logs: readonly LogStanding[], contacts: ReadonlyMap<string, number>): Promise<readonly ScopeStanding[]> {
  const waiting = new Map<string, number>();
  for (const { scope, length } of await tailsOf(entries, logs)) waiting.set(scope, (waiting.get(scope) ?? 0) + length);
  const standings = logs.map(({ log: { scope }, phase, error }) => ({
    scope, phase, reason: error, entries: memory.held(scope), waiting: waiting.get(scope) ?? 0, contact: contacts.get(scope) ?? null,
  }));
  return standings.sort((a, b) => ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase) || (a.scope < b.scope ? -1 : 1));
}

const ORDER = ['stopped', 'offline', 'syncing', 'checking', 'synced'];
