/**
 * The points at which the app is killed, by what stands at them: the journal's file calls in the main process, IndexedDB and `fetch` in the store's worker, the
 * line to the county. The faults are those of the register (F01 to F10, F24).
 */
import type { Random } from '../random.ts';

/** What a prelude is told: stop at the `times`-th time that `hook` is reached, after telling. */
export interface Armed {
  readonly hook: string;
  readonly times: number;
  /** An address that is asked and never answers (the worker), or a file that is written (the main process). */
  readonly tell: string;
}

export interface KillPoint {
  readonly name: string;
  /** Numbers of the faults that it stands for. */
  readonly faults: readonly string[];
  readonly where: 'main' | 'worker' | 'line' | 'anywhere';
  readonly hook: string;
  /** It is reached at most so many times by the work; which of them it is, is drawn. */
  readonly most: number;
  /** What goes on meanwhile: acts of a person, a page from the county, the read tables made anew, the comparison of logs, the opening of the app. */
  readonly work: 'acts' | 'pull' | 'rebuild' | 'verify' | 'opening';
  /** The kill must come over a line that works; else it works or not, as is drawn. */
  readonly online: boolean;
  /** Only with a journal. */
  readonly journal: boolean;
  /** The kill that must have come just before, so that there is something to do at opening. */
  readonly after?: string;
  /** The machine lost power: of what was not flushed, some is gone. */
  readonly powerCut?: true;
  /** IndexedDB is deleted before the opening in which the kill comes. */
  readonly wiped?: true;
}

const journal = { where: 'main', most: 4, work: 'acts', online: false, journal: true } as const;
const acts = { where: 'worker', most: 4, work: 'acts', online: false, journal: false } as const;
const sending = { where: 'worker', most: 1, work: 'acts', online: true, journal: false } as const;
const pulling = { where: 'worker', work: 'pull', online: true, journal: false } as const;

export const KILL_POINTS: readonly KillPoint[] = [
  { ...journal, name: 'before the journal write', faults: ['F01'], hook: 'journal-write' },
  { ...journal, name: 'in the journal write', faults: ['F02', 'F26'], hook: 'journal-torn' },
  { ...journal, name: 'written, not flushed', faults: ['F02'], hook: 'journal-written' },
  { ...journal, name: 'written, power cut', faults: ['F02', 'F26'], hook: 'journal-written', powerCut: true },
  { ...journal, name: 'flushed, before the reply', faults: ['F03'], hook: 'journal-flushed' },
  { ...acts, name: 'before the ledger write', faults: ['F04'], hook: 'own-write' },
  { ...acts, name: 'in the ledger, not in the tables', faults: ['F05'], hook: 'ledger-committed' },
  { ...acts, name: 'while the tables are written', faults: ['F05'], hook: 'tables-write' },
  { ...acts, name: 'in the tables', faults: ['F05'], hook: 'tables-committed' },
  { ...acts, name: 'the journal\'s replay at opening', faults: ['F06'], hook: 'ledger-write', most: 1, work: 'opening', journal: true, after: 'flushed, before the reply' },
  { ...acts, name: 'the replay of a whole journal', faults: ['F06', 'F24'], hook: 'ledger-write', most: 60, work: 'opening', journal: true, wiped: true },
  { ...acts, name: 'catching up at opening', faults: ['F06'], hook: 'tables-write', most: 1, work: 'opening', after: 'in the ledger, not in the tables' },
  { ...sending, name: 'a push on its way', faults: ['F07'], where: 'line', hook: 'push-asked' },
  { ...sending, name: 'a push done, its answer on its way', faults: ['F07', 'F15'], where: 'line', hook: 'push-answered' },
  { ...sending, name: 'the answer read, nothing stored', faults: ['F08'], hook: 'push-answered' },
  { ...sending, name: 'while receipts are stored', faults: ['F08'], hook: 'proven-write', most: 5 },
  { ...sending, name: 'before the row of what sync remembers', faults: ['F08'], hook: 'log-write', most: 5 },
  { ...sending, name: 'after the row of what sync remembers', faults: ['F08'], hook: 'log-committed', most: 4 },
  { ...pulling, name: 'in the middle of a pulled page', faults: ['F09'], hook: 'proven-write', most: 12 },
  { ...pulling, name: 'a page stored, the cursor not', faults: ['F09'], hook: 'ledger-committed', most: 1 },
  { ...acts, name: 'while the tables are made anew', faults: ['F10'], hook: 'tables-write', most: 30, work: 'rebuild' },
  { ...sending, name: 'the digest answered, not noted', faults: ['F08'], hook: 'digest-answered', work: 'verify' },
  { ...sending, name: 'while the digest is noted', faults: ['F08'], hook: 'verified-write', most: 2, work: 'verify' },
  { ...acts, name: 'at any time', faults: [], where: 'anywhere', hook: '', most: 250 },
];

/** The points that there are with a journal, or without one (in a browser). */
export function pointsWith(hasJournal: boolean): readonly KillPoint[] {
  return KILL_POINTS.filter((point) => hasJournal || !point.journal);
}

/** `kills` of them, each as often as every other, in an order of the seed's; one that needs another before it follows that one. */
export function drawnPlan(points: readonly KillPoint[], kills: number, random: Random): readonly KillPoint[] {
  const plan: KillPoint[] = [];
  while (plan.length < kills) plan.push(...inOrder(random.shuffled(points)));
  return plan.slice(0, kills);
}

/** Each of these once; one that needs another before it follows that one. */
export function inOrder(points: readonly KillPoint[]): readonly KillPoint[] {
  const needed = new Set(points.map((point) => point.after));
  return points.filter((point) => !needed.has(point.name)).flatMap((point) => [...points.filter((one) => one.name === point.after), point]);
}
