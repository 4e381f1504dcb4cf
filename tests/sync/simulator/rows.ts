/**
 * A scope's log as the simulated county keeps it: rows, and the log's own row with its end. Somebody may delete or change rows by hand;
 * `mendRows` is then what `server/mend.ts` does to the database.
 */
import type { Entry } from '../../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../../shared/ledger/log-hash.ts';
import type { LoggedEntry } from '../../../shared/sync/county-log.ts';

/** A row, with the running hash that it was put after. */
export interface Row extends LoggedEntry { readonly before: string }

export interface Log {
  readonly scope: string;
  readonly rows: Row[];
  /** The log's own row. */
  head: LogToken;
  readonly revisions: Map<string, number>;
  readonly lastSeq: Map<string, number>;
  /** What was appended had proved itself by its id; a row that somebody changed is another object, and need not be hashed to know it. */
  readonly proven: WeakSet<Entry>;
}

/** What somebody does to a log's rows: `at` is taken modulo the rows there are. */
export interface Damage { readonly how: 'row-gone' | 'tail-gone' | 'body-changed' | 'hash-changed'; readonly at: number }

export function emptyLog(scope: string): Log {
  return { scope, rows: [], head: logStart(scope), revisions: new Map(), lastSeq: new Map(), proven: new WeakSet() };
}

export function copyLog(log: Log): Log {
  return { scope: log.scope, rows: [...log.rows], head: log.head, revisions: new Map(log.revisions), lastSeq: new Map(log.lastSeq), proven: log.proven };
}

export function tokenAt(log: Log, rev: number): LogToken | null {
  if (rev === 0) return logStart(log.scope);
  const expected = log.rows[rev - 1];
  const there = expected?.rev === rev ? expected : log.rows.find((row) => row.rev === rev);
  return there ? { rev: there.rev, h: there.h } : null;
}

/** The rows after `rev`, at most `limit`. */
export function rowsAfter(log: Log, rev: number, limit: number): readonly LoggedEntry[] {
  const from = log.rows[rev]?.rev === rev + 1 ? rev : log.rows.findIndex((row) => row.rev > rev);
  return from === -1 ? [] : log.rows.slice(from, from + limit);
}

export function appendRow(log: Log, entry: Entry): void {
  const before = log.head.h;
  log.head = logAfter(log.head, entry.id);
  addRow(log, { entry, rev: log.head.rev, h: log.head.h, before });
}

/** Adds a row that has its place already. */
export function addRow(log: Log, row: Row): void {
  log.rows.push(row);
  log.proven.add(row.entry);
  log.revisions.set(row.entry.id, row.rev);
  log.lastSeq.set(row.entry.replica, Math.max(log.lastSeq.get(row.entry.replica) ?? 0, row.entry.seq));
}

/** The id of the entry that a damage would hit; null when the log is empty. */
export function victimOf(log: Log, damage: Damage): string | null {
  return log.rows.at(damage.how === 'tail-gone' ? -1 : damage.at % Math.max(1, log.rows.length))?.entry.id ?? null;
}

/** Somebody with the database open changes a row, and nothing else. */
export function damageRow(log: Log, damage: Damage): void {
  const i = damage.how === 'tail-gone' ? log.rows.length - 1 : damage.at % Math.max(1, log.rows.length);
  const row = log.rows[i];
  if (!row) return;
  switch (damage.how) {
    case 'row-gone': case 'tail-gone': log.rows.splice(i, 1); log.revisions.delete(row.entry.id); return reindex(log);
    case 'body-changed': log.rows[i] = { ...row, entry: { ...row.entry, body: { ...row.entry.body, changed: true } } }; return;
    case 'hash-changed': log.rows[i] = { ...row, h: 'ab'.repeat(32) };
  }
}

/** True when every row is what its id says, and revisions and running hash follow up to the log's own end. */
export function isWhole(log: Log): boolean {
  let token = logStart(log.scope);
  for (const { entry, rev, h } of log.rows) {
    token = logAfter(token, entry.id);
    if (rev !== token.rev || h !== token.h || !log.proven.has(entry)) return false;
  }
  return log.head.rev === token.rev && log.head.h === token.h;
}

/** Keeps what proves itself, closes the gaps and computes the running hash anew. */
export function mendRows(log: Log): void {
  const kept = log.rows.filter(({ entry }) => log.proven.has(entry));
  log.rows.length = 0;
  log.head = logStart(log.scope);
  for (const { entry } of kept) appendRow(log, entry);
  reindex(log);
}

function reindex(log: Log): void {
  log.revisions.clear();
  log.lastSeq.clear();
  for (const { entry, rev } of log.rows) {
    log.revisions.set(entry.id, rev);
    log.lastSeq.set(entry.replica, Math.max(log.lastSeq.get(entry.replica) ?? 0, entry.seq));
  }
}
