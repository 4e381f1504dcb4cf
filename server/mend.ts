/**
 * A log that does not verify mends itself into a shorter one. Reading finds the first row that is not what it should be; mending keeps
 * every entry that proves itself by its own id, puts the other rows aside, closes the gaps and recomputes the running hash. To devices
 * that looks like a county restored from an older backup: they offer what they hold, and what is missing comes back with its receipts.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, type Result } from '../shared/kernel/result.ts';
import { parseEntry, type Entry, type EntryFault } from '../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../shared/ledger/log-hash.ts';
import type { CountyStore, CountyTables } from './store/county-store.ts';
import { columnsOf, type LogOutline, type SetAsideReason } from './store/mend-store.ts';
import type { EntryRow } from './store/schema.ts';

/** How far a log was read: every row up to `sound` is right. `fault` says what is wrong right after it, null when nothing is. */
export interface LogReading { readonly sound: LogToken; readonly fault: LogFault | null }

/** `row` a row that does not prove itself or lies elsewhere · `hash` only the running hash · `gap` rows are missing · `end` the log's own row says another end. */
export type LogFault = 'row' | 'hash' | 'gap' | 'end';

/** What was done. Counts of rows; `sound` is where the damage began, `head` the log's end now. */
export interface MendReport {
  readonly scope: string; readonly sound: LogToken; readonly head: LogToken;
  readonly setAside: number; readonly missing: number; readonly moved: number;
}

/** Rows read at once. */
const PAGE = 200;
/** Subjects folded between two breaths. */
const FOLDED_AT_ONCE = 50;
/** After so many milliseconds of work the server answers whoever waits. */
const BREATH_MS = 20;

/** Lets others have their turn whenever it has worked for `BREATH_MS`. */
export function breathing(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BREATH_MS) return;
    await nextTurn();
    since = performance.now();
  };
}

/** Recomputes content ids, places and running hashes from the row after `from` (from the very first for null) to the end, with pauses. Writes nothing. */
export async function readLog(store: CountyStore, scope: string, from: LogToken | null): Promise<LogReading> {
  const breathe = breathing();
  let sound = from ?? logStart(scope);
  for (let after = from?.rev ?? null; ;) {
    const page = await store.read(({ mend }) => mend.rowsAfter(scope, after, PAGE));
    for (const row of page) {
      await breathe();
      const fault = faultOf(row, sound);
      if (fault !== null) return { sound, fault };
      sound = logAfter(sound, row.id);
    }
    if (page.length < PAGE) break;
    after = sound.rev;
  }
  // Entries may have been appended meanwhile: the end is judged in one moment.
  return store.read(async ({ log, mend }) => {
    const head = await log.head(scope);
    const later = await mend.rowsAfter(scope, sound.rev, 1);
    if (later.length === 0 && !isSame(head, sound)) return { sound, fault: 'end' as const };
    return { sound, fault: null };
  });
}

/** What is seen at once, without reading the rows: the number of rows, the last two, and what the log's own row says. */
export function looksWhole(scope: string, { head, count, last, beforeLast }: LogOutline): boolean {
  const end = last === null ? logStart(scope) : { rev: last.rev, h: last.h };
  const before = beforeLast ?? logStart(scope);
  const follows = last === null || isSame(logAfter({ rev: count - 1, h: before.h }, last.id), end);
  return isSame(head, end) && count === end.rev && follows;
}

/** Mends a log from the row after `sound` on. Call in one writing transaction; nothing changes when nothing is wrong. */
export async function mendLog(tables: CountyTables, { scope, sound }: { readonly scope: string; readonly sound: LogToken }, nowMs: number): Promise<MendReport | null> {
  const breathe = breathing();
  const { mend } = tables;
  const before = await mend.outline(scope);
  await mend.liftStrays(scope);
  const damage = { rows: 0, aside: new Set<string>(), setAside: 0, moved: 0, strangeColumns: false };
  let head = sound;
  for (let after = sound.rev; ;) {
    const page = await mend.rowsAfter(scope, after, PAGE);
    for (const row of page) {
      await breathe();
      damage.rows += 1;
      const judged = await judgeRow(tables, row);
      if (typeof judged === 'string') {
        damage.aside.add(row.subject);
        damage.setAside += 1;
        await mend.setAside(row, judged, nowMs);
        continue;
      }
      head = logAfter(head, judged.id);
      if (row.rev === head.rev && row.h === head.h && hasColumnsOf(row, judged)) continue;
      damage.moved += 1;
      damage.strangeColumns ||= !hasColumnsOf(row, judged);
      await mend.place(row, head, judged);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.rev;
  }
  const missing = Math.max((before.head?.rev ?? 0) - sound.rev, (before.last?.rev ?? 0) - sound.rev, damage.rows) - damage.rows;
  if (damage.setAside === 0 && damage.moved === 0 && isSame(before.head, head)) return null;
  await mend.setHead(scope, head);
  // Which cases a missing row spoke of nobody knows any more.
  await refold(tables, scope, { subjects: missing > 0 || damage.strangeColumns ? null : [...damage.aside], breathe });
  const report = { scope, sound, head, setAside: damage.setAside, missing, moved: damage.moved };
  await tables.audit.note('log-mended', { scope, from: sound.rev + 1, setAside: report.setAside, missing, moved: report.moved, rev: head.rev, h: head.h }, nowMs);
  return report;
}

async function refold({ log, read }: CountyTables, scope: string, { subjects, breathe }: { readonly subjects: readonly string[] | null; readonly breathe: () => Promise<void> }): Promise<void> {
  const known = subjects ?? [...await log.subjects(scope, 'case'), ...await log.subjects(scope, 'activity')];
  await read.forget(scope, subjects);
  for (let from = 0; from < known.length; from += FOLDED_AT_ONCE) {
    await read.fold(scope, await log.ofSubjects(scope, known.slice(from, from + FOLDED_AT_ONCE)));
    await breathe();
  }
}

function faultOf(row: EntryRow, before: LogToken): LogFault | null {
  const read = readRow(row);
  if (!read.ok || !hasColumnsOf(row, read.value)) return 'row';
  const token = logAfter(before, row.id);
  if (row.rev !== token.rev) return 'gap';
  return row.h === token.h ? null : 'hash';
}

/** The entry of a row that belongs into this log, or why it does not. */
async function judgeRow({ mend }: CountyTables, row: EntryRow): Promise<Entry | SetAsideReason> {
  const read = readRow(row);
  if (!read.ok) return 'unreadable';
  const entry = read.value;
  if (entry.scope !== row.scope) return 'foreign-scope';
  return entry.id !== row.id && await mend.isElsewhere(entry.id, row) ? 'duplicate' : entry;
}

/** The entry that a row holds, if it is what its own id says; else the code of what is wrong with it. */
export function readRow(row: Pick<EntryRow, 'entry'>): Result<Entry, EntryFault['code'] | 'no-json'> {
  let input: unknown;
  try {
    input = JSON.parse(row.entry);
  } catch {
    return err('no-json');
  }
  const parsed = parseEntry(input);
  return parsed.ok ? parsed : err(parsed.error.code);
}

/** True when the columns of a row repeat what its entry says. */
export function hasColumnsOf(row: EntryRow, entry: Entry): boolean {
  return Object.entries(columnsOf(entry)).every(([name, value]) => row[name as keyof EntryRow] === value) && row.scope === entry.scope;
}

function isSame(a: LogToken | null, b: LogToken): boolean {
  return a !== null && a.rev === b.rev && a.h === b.h;
}
