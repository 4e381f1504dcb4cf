/** What becomes of judged entries, whoever brought them: the log, the numbers and the read tables follow in one transaction. */
import type { Entry } from '../shared/ledger/entry.ts';
import type { LogToken } from '../shared/ledger/log-hash.ts';
import { freshEntries, idsOf, settlePush, type JudgedItem, type Receipts, type SettledPush } from '../shared/sync/county-log.ts';
import { breathing } from './mend.ts';
import { giveNumbers, type TouchedSubjects } from './numbering.ts';
import type { ServerPen } from './server-pen.ts';
import type { CountyTables } from './store/county-store.ts';
import type { Origin } from './store/log-store.ts';

/** Judged items of one scope as they came, with where they came from. `head` is the head of the log, under the write lock. */
export interface JudgedBatch {
  readonly scope: string;
  readonly head: LogToken;
  readonly items: readonly unknown[];
  readonly judged: readonly JudgedItem[];
  readonly origin: Origin;
}

export interface AppendedBatch { readonly settled: SettledPush; readonly forks: number }

/** Appends what is fit and not there yet. Call in a writing transaction; whoever does not ask for the database is answered between its steps. */
export async function appendJudged(tables: CountyTables, { scope, head, items, judged, origin }: JudgedBatch, { receipts, pen }: { readonly receipts: Receipts; readonly pen: ServerPen }): Promise<AppendedBatch> {
  const breathe = breathing();
  const existing = await tables.log.revisions(scope, idsOf(judged));
  const fresh = freshEntries(judged, existing);
  const forks = await tables.log.noteForks(fresh, origin);
  const touched = await touchedSubjects(tables, scope, fresh);
  await breathe();
  const numbers = await giveNumbers(tables, { scope, accepted: fresh, touched, returned: returnedIds(judged, items, receipts) }, pen);
  await breathe();
  await tables.read.fold(scope, touched);
  await breathe();
  const last = fresh.at(-1);
  const settled = settlePush(judged, { head, existing, followers: new Map(last ? [[last.id, numbers]] : []) }, receipts);
  await breathe();
  await tables.log.append(head, settled.appended, origin);
  return { settled, forks };
}

/** Entries that the county has had before: what is given back after a restore, or after a log was mended. */
function returnedIds(judged: readonly JudgedItem[], items: readonly unknown[], receipts: Receipts): ReadonlySet<string> {
  return new Set(judged.flatMap((item, i) => {
    const receipt = field(items[i], 'receipt');
    return item.verdict === 'fit' && typeof receipt === 'string' && receipts.verify(item.entry.id, receipt) ? [item.entry.id] : [];
  }));
}

/** All entries of the subjects that the fresh entries touch: those in the log, and after them the fresh ones. */
async function touchedSubjects(tables: CountyTables, scope: string, fresh: readonly Entry[]): Promise<TouchedSubjects> {
  const bySubject = Map.groupBy(fresh, (entry) => entry.subject);
  const stored = await tables.log.ofSubjects(scope, [...bySubject.keys()]);
  return new Map([...bySubject].map(([subject, added]) => [subject, [...(stored.get(subject) ?? []), ...added]]));
}

/** A field of something that may be anything. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
