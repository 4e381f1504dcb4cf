/** The entries that wait, to be shown: page by page along this device's chains, so that five thousand of them cost no more than a page. */
import type { Entries } from './entries.ts';
import type { LogStanding } from './replication.ts';
import type { SyncMemory, Tail } from './sync-memory.ts';
import type { ScopeStanding, WaitingEntry, WaitingPage } from './sync-api.ts';

export interface WaitingParts { readonly entries: Entries; readonly memory: SyncMemory }

function tailsOf({ memory }: WaitingParts, logs: readonly LogStanding[]): Promise<readonly Tail[]> {
  return memory.tails(logs.map(({ log }) => log));
}

/** Waiting entries from `offset` on, at most `limit`; `total` as `SyncStatus.waiting` counts them. */
export async function waitingPage(parts: WaitingParts, logs: readonly LogStanding[], { offset, limit }: { readonly offset: number; readonly limit: number }): Promise<WaitingPage> {
  const tails = await tailsOf(parts, logs);
  const rows: WaitingEntry[] = [];
  let skip = offset;
  for (const { scope, replica, length, first } of tails) {
    if (rows.length >= limit) break;
    const [from, room] = [first[0]?.seq ?? 1, limit - rows.length];
    // Of many, from the first on every entry has the next number: a page is found without reading what stands before it.
    const page = length === first.length ? first.slice(skip, skip + room) : skip < length ? await parts.entries.chain({ scope, replica }, from + skip, room) : [];
    rows.push(...page.filter(({ receipt }) => receipt === undefined).map(({ id, subject, type, wall }) => ({ entryId: id, scope, subject, type, wall })));
    skip = Math.max(0, skip - length);
  }
  return { total: tails.reduce((sum, { length }) => sum + length, 0), oldest: oldestOf(tails), rows };
}

/** When the oldest waiting entry was written, epoch milliseconds by the clock of then; null when none waits. */
export async function oldestWaiting(parts: WaitingParts, logs: readonly LogStanding[]): Promise<number | null> {
  return oldestOf(await tailsOf(parts, logs));
}

function oldestOf(tails: readonly Tail[]): number | null {
  const times = tails.flatMap(({ first: [oldest] }) => (oldest === undefined ? [] : [Date.parse(oldest.wall)])).filter((ms) => !Number.isNaN(ms));
  return times.length === 0 ? null : Math.min(...times);
}

/** How each log stands, those that need a look first. */
export async function scopeStandings(parts: WaitingParts, logs: readonly LogStanding[], contacts: ReadonlyMap<string, number>): Promise<readonly ScopeStanding[]> {
  const waiting = new Map<string, number>();
  for (const { scope, length } of await tailsOf(parts, logs)) waiting.set(scope, (waiting.get(scope) ?? 0) + length);
  const standings = logs.map(({ log: { scope }, phase, error }) => ({
    scope, phase, reason: error, entries: parts.memory.held(scope), waiting: waiting.get(scope) ?? 0, contact: contacts.get(scope) ?? null,
  }));
  return standings.sort((a, b) => ORDER.indexOf(a.phase) - ORDER.indexOf(b.phase) || (a.scope < b.scope ? -1 : 1));
}

const ORDER = ['stopped', 'offline', 'syncing', 'checking', 'synced'];
