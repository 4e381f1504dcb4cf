/**
 * Two laptops at one market: a citizen speaks at both tables, and the matter is registered twice. Cases of different devices that look alike are
 * proposed for linking; a person says what they are. Nothing is joined by itself.
 */
import { idsOfActivity } from '../../shared/activity/joined.ts';
import { foldCase } from '../../shared/case/fold.ts';
import type { CaseState } from '../../shared/case/case.ts';
import { saysNotSame } from '../../shared/case/not-same.ts';
import { addDays, daysBetween } from '../../shared/kernel/local-date.ts';
import type { CaseFilter, Double } from './api.ts';
import { groupBy } from './grouping.ts';
import type { FoundCase, ReadModel } from './read-model.ts';
import type { RecordsModel } from './records-model.ts';
import { bigramsOf, likenessOf, whyAlike, type Likeness } from './similarity.ts';
import type { SubjectEntries } from './subject-entries.ts';

export interface DoublesParts { readonly cases: ReadModel; readonly records: RecordsModel; readonly subjects: SubjectEntries }

/** The same matter in the same village, this many days apart at most. */
const NEAR_DAYS = 3;
const MOST_CASES = 2000;
const MOST_DOUBLES = 50;

interface Compared extends FoundCase { readonly grams: ReadonlySet<string> }
interface Pair { readonly first: Compared; readonly second: Compared; readonly like: Likeness }

/** What two devices seem to have registered twice, the most alike first. */
export async function doublesOf({ cases, records, subjects }: DoublesParts, activity: string): Promise<readonly Double[]> {
  const find = (filter: CaseFilter): readonly FoundCase[] => cases.cases({ filter, sort: 'received', descending: false, offset: 0, limit: MOST_CASES }).rows.flatMap(({ id, follows }) => {
    const found = follows === null ? cases.held(id) : null;
    return found === null ? [] : [found];
  });
  const mine = find({ activities: idsOfActivity(records.all('activities'), activity) });
  const days = mine.map(({ row }) => row.receivedOn).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  // One walk over the days around the evening, not one for each of its cases.
  const around = groupBy(find({ receivedFrom: addDays(from, -NEAR_DAYS), receivedTo: addDays(to, NEAR_DAYS) }).filter(({ row }) => row.village !== null), ({ row }) => row.village);
  const compared = new Map<string, Compared>();
  const withGrams = (found: FoundCase): Compared => {
    const known = compared.get(found.row.id) ?? { ...found, grams: bigramsOf(`${found.texts.title}\n${found.texts.words}`) };
    compared.set(found.row.id, known);
    return known;
  };
  const pairs = new Map<string, Pair>();
  for (const one of mine) {
    const near = (around.get(one.row.village) ?? []).filter(({ row }) => Math.abs(daysBetween(one.row.receivedOn, row.receivedOn)) <= NEAR_DAYS);
    for (const other of [...mine, ...near]) {
      if (other.row.id === one.row.id) continue;
      const [first, second] = isEarlier(one, other) ? [one, other] : [other, one];
      const name = `${first.row.id} ${second.row.id}`;
      if (pairs.has(name) || areLinked(first, second)) continue;
      const [earlier, later] = [withGrams(first), withGrams(second)];
      const like = likenessOf({ village: first.row.village, words: '', reporter: { name: first.texts.reporterName, phone: first.texts.reporterPhone }, grams: earlier.grams }, later);
      // The same person may raise two matters in one evening: only the words say that it is one.
      if (like?.words === true) pairs.set(name, { first: earlier, second: later, like });
    }
  }
  const states = await statesOf(subjects, [...new Set([...pairs.values()].flatMap(({ first, second }) => [first.row.id, second.row.id]))]);
  return [...pairs.values()]
    .filter(({ first, second }) => isOpenQuestion(states.get(first.row.id), states.get(second.row.id)))
    .sort((a, b) => b.like.score - a.like.score || (isEarlier(a.first, b.first) ? -1 : 1))
    .slice(0, MOST_DOUBLES)
    .map(({ first, second, like }) => ({ first: first.row, second: second.row, why: whyAlike(like) }));
}

function isEarlier({ row: a }: FoundCase, { row: b }: FoundCase): boolean {
  const [left, right] = [`${a.receivedOn} ${a.receivedAt ?? ''} ${a.id}`, `${b.receivedOn} ${b.receivedAt ?? ''} ${b.id}`];
  return left < right;
}

function areLinked({ row: a }: FoundCase, { row: b }: FoundCase): boolean {
  return a.links.some(({ to }) => to === b.id) || b.links.some(({ to }) => to === a.id);
}

/** Registered by different devices, and nobody has said that they are two. */
function isOpenQuestion(a: CaseState | undefined, b: CaseState | undefined): boolean {
  const [here, there] = [registrarOf(a), registrarOf(b)];
  return a !== undefined && b !== undefined && here !== null && there !== null && here !== there && !saysNotSame(a, b.id) && !saysNotSame(b, a.id);
}

function registrarOf(state: CaseState | undefined): string | null {
  return state?.timeline.find(({ header }) => header.type === 'case.registered')?.header.replica ?? null;
}

async function statesOf(subjects: SubjectEntries, ids: readonly string[]): Promise<ReadonlyMap<string, CaseState>> {
  const held = await subjects.load(ids);
  return new Map([...held].flatMap(([id, entries]) => {
    const state = foldCase(entries.map(({ entry }) => entry));
    return state === null ? [] : [[id, state] as const];
  }));
}
