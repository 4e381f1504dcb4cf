/** What goes into a bundle: the entries of the chosen subjects, whole, and which files they name. */
import type { BundleChoice, Holds } from '../../shared/bundle/bundle.ts';
import { idsOfActivity } from '../../shared/activity/joined.ts';
import { attachmentsIn } from '../../shared/attachment/attachment.ts';
import { compareEntries } from '../../shared/ledger/entry.ts';
import { isSameToken } from '../../shared/sync/answers.ts';
import type { HeldEntry } from './entry-document.ts';
import type { Entries } from './entries.ts';
import type { ReadModel } from './read-model.ts';
import { recordTableOf, type RecordsModel } from './records-model.ts';
import type { Sealer } from './sealing.ts';
import { unsealAll } from './subject-entries.ts';
import type { SyncMemory } from './sync-memory.ts';
import type { RecordTable } from './tables.ts';

export interface ContentsParts { readonly entries: Entries; readonly sealer: Sealer; readonly cases: ReadModel; readonly records: RecordsModel; readonly memory: SyncMemory }

export interface BundleContents {
  /** In the order of the ledger. */
  readonly entries: readonly HeldEntry[];
  readonly cases: number;
  /** Hash and bytes of every file that they name. */
  readonly files: ReadonlyMap<string, number>;
}

/** Records of these tables have a life of their own; all others are lists to choose from, small, and go along whatever is chosen. */
const NOT_LISTS: readonly RecordTable[] = ['activities', 'suggestions', 'referrals', 'users', 'views', 'figures'];
const SUBJECTS_AT_ONCE = 200;
const DAY_MS = 24 * 3_600_000;

/** The contents of a choice of subjects. `now` in epoch milliseconds. */
export async function contentsOf(parts: ContentsParts, choice: BundleChoice, now: number): Promise<BundleContents> {
  const { entries, sealer } = parts;
  const latest = await entries.subjectsOf(choice.scope);
  const activities = new Set(choice.kind === 'activity' ? idsOfActivity(parts.records.all('activities'), choice.activity) : []);
  const subjects = [...latest].filter(([subject, wall]) => isChosen(parts, choice, { subject, wall, now, activities })).map(([subject]) => subject);
  const found: HeldEntry[] = [];
  for (let from = 0; from < subjects.length; from += SUBJECTS_AT_ONCE) {
    const documents = await entries.bySubjects(subjects.slice(from, from + SUBJECTS_AT_ONCE));
    found.push(...await unsealAll(documents.filter((one) => one.scope === choice.scope), sealer));
  }
  return contentsIn(found);
}

function contentsIn(found: readonly HeldEntry[]): BundleContents {
  const files = new Map(found.flatMap(({ entry }) => attachmentsIn(entry.body).map(({ hash, size }) => [hash, size] as const)));
  const cases = new Set(found.map(({ entry }) => entry.subject).filter((subject) => subject.startsWith('case:')));
  return { entries: [...found].sort((a, b) => compareEntries(a.entry, b.entry)), files, cases: cases.size };
}

/** Everything that bears no receipt, written here or brought here; of `but` nothing. */
export async function unconfirmedContents({ entries, sealer }: ContentsParts, scope: string, but: (one: { readonly id: string; readonly replica: string }) => boolean = () => false): Promise<BundleContents> {
  const found: HeldEntry[] = [];
  for await (const documents of entries.unproven(scope)) found.push(...await unsealAll(documents.filter((one) => !but(one)), sealer));
  return contentsIn(found);
}

/** What a computer lacks that held this when it was last heard of. */
export async function lackingContents(parts: ContentsParts, scope: string, { cursor, unproven }: Holds): Promise<BundleContents> {
  const { entries, sealer, memory } = parts;
  const known = new Set(unproven);
  const here = await memory.heldToken(scope, cursor.rev);
  // Up to its place in the county's log it has everything; of what lies behind nobody knows, also where this device has a gap before that place (what it pushed
  // itself came to stand behind what others wrote). When its log was another one, nothing is known of it at all.
  const upTo = here.rev < cursor.rev || isSameToken(here, cursor) ? cursor.rev : 0;
  const ids: string[] = [];
  // What has no place yet, or one that nobody told this device, may be lacking too.
  for await (const places of entries.places(scope)) for (const { rev, id } of places) if ((rev === null || rev > upTo) && !known.has(id)) ids.push(id);
  const found: HeldEntry[] = [];
  for (let from = 0; from < ids.length; from += SUBJECTS_AT_ONCE) found.push(...await unsealAll(await entries.byIds(ids.slice(from, from + SUBJECTS_AT_ONCE)), sealer));
  return contentsIn(found);
}

interface Candidate {
  readonly subject: string;
  readonly wall: string;
  readonly now: number;
  /** The chosen activity with its parts. */
  readonly activities: ReadonlySet<string>;
}

function isChosen({ cases, records }: ContentsParts, choice: BundleChoice, { subject, wall, now, activities }: Candidate): boolean {
  if (choice.kind === 'all') return true;
  const table = recordTableOf(subject);
  if (table !== null && !NOT_LISTS.includes(table)) return true;
  if (choice.kind === 'days') return wall >= new Date(now - choice.days * DAY_MS).toISOString();
  if (activities.has(subject)) return true;
  const state: object | null = table === null ? cases.row(subject) : records.one(table, subject);
  return state !== null && 'activity' in state && typeof state.activity === 'string' && activities.has(state.activity);
}
