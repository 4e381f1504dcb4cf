/**
 * All cases of this device in memory, unsealed, in the orders that lists ask for: filters, sorts, counts and searches are
 * answered from here (100,000 rows: a search takes about 30 ms, against seconds from IndexedDB). Kept current by the
 * projector; nothing else writes.
 */
import type { CaseFacts } from '../../shared/statistics/case-facts.ts';
import type { CaseCounts, CaseFacets, CaseFilter, CasePage, CaseQuery, CaseRow, CaseSort, CaseView, LinkedCase, SimilarCase } from './api.ts';
import { countFacets } from './case-facets.ts';
import { compileFilter } from './case-filter.ts';
import { ALONE, createCaseGroups, phoneKey } from './case-groups.ts';
import { compareRows, keysOf, type KeyedRow } from './case-order.ts';
import { caseSearchText, factsOf, rowOf, type CaseColumns, type Names } from './case-row.ts';
import { caseScore, type SearchedCase } from './search-cases.ts';
import { tallyCases, type CaseTally } from './case-tally.ts';
import { createDutyBook, SHIPPED_ONLY, type DutyBook, type WatchedCase } from './duty-book.ts';
import { parseQuery, type TextQuery } from './search-query.ts';
import { NO_READINGS, type Readings } from './search-readings.ts';
import { bigramsOf, likenessOf, whyAlike, type Sought } from './similarity.ts';

/** The cases in memory. */
export interface ReadModel {
  /** Puts or replaces cases, and forgets those of `removed`. */
  put(cases: readonly CaseColumns[], removed?: readonly string[]): void;
  /** Villages, units or deputies were renamed: every row is named anew. */
  rename(names: Names): void;
  clear(): void;
  row(id: string): CaseRow | null;
  /** The row with its texts; none of an accusation. */
  held(id: string): FoundCase | null;
  /** The case as it is kept at rest. */
  kept(id: string): CaseColumns | null;
  /** All cases as they are now, the newest first, and how good each matches the search (-1: not at all). */
  searched(query: TextQuery): { readonly all: readonly FoundCase[]; readonly score: (one: FoundCase) => number };
  /** Every case, and one of them, as rules about time see them. */
  all(): Iterable<WatchedCase>;
  watched(id: string): WatchedCase | undefined;
  /** Every case as indicators see it. */
  facts(): readonly CaseFacts[];
  /** Another number after each change. */
  version(): number;
  cases(query: CaseQuery): CasePage;
  counts(today: string, scope?: string): CaseCounts;
  facets(filter: CaseFilter): CaseFacets;
  similar(sought: Sought): readonly SimilarCase[];
  /** What belongs to a case, as rows. */
  related(id: string): Pick<CaseView, 'links' | 'followed' | 'followers'>;
  size(): number;
}

/** A case that a search found. */
export interface FoundCase extends SearchedCase { readonly row: CaseRow }

interface Item extends FoundCase, WatchedCase, Pick<CaseColumns, 'outcome'> {
  /** Replaced in place when only the figures of its group change: nothing is sorted by those. */
  row: CaseRow;
  readonly keys: KeyedRow['keys'];
  /** Made when first compared; most cases never are. */
  grams: ReadonlySet<string> | null;
}

const SIMILAR_MOST = 5;
/** Without a village only the newest cases are compared: the same matter comes up within weeks. */
const SIMILAR_WINDOW = 2000;
/** Beyond this many changes at once an order is gone through once instead of mended at each place. */
const MEND_AT_MOST = 64;
const KEPT_VIEWS = 6;

/** An empty model. Without `readings` a search knows characters only, without `duties` what is due goes by the shipped rules. */
export function createReadModel(readings: Readings = NO_READINGS, duties: DutyBook = createDutyBook(SHIPPED_ONLY)): ReadModel {
  const items = new Map<string, Item>();
  const byVillage = new Map<string, Set<string>>();
  const byPhone = new Map<string, Set<string>>();
  /** Accusations belong to no group: nothing about them is counted. */
  const groups = createCaseGroups((id) => { const item = items.get(id); return item === undefined || item.columns.withheld ? null : item; });
  /** Sorted items by order and direction, and filtered views of them: made when asked for, dropped when cases change. */
  const orders = new Map<string, Item[]>();
  const views = new Map<string, Item[]>();
  let version = 0;
  /** The county's desk asks for every township at once. */
  let tallied: { readonly version: number; readonly today: string; readonly tally: CaseTally } | null = null;
  const changed = (): void => {
    version += 1;
    views.clear();
  };
  let names: Names = { villages: new Map(), units: new Map(), deputies: new Map() };

  const order = (sort: CaseSort, descending: boolean): Item[] => {
    const name = orderName(sort, descending);
    const known = orders.get(name);
    if (known) return known;
    const sorted = [...items.values()].sort(compareRows(sort, descending));
    orders.set(name, sorted);
    return sorted;
  };

  const contains = (typed: string | undefined): ((item: Item) => boolean) | null => {
    const query = typed === undefined ? null : parseQuery(typed, readings);
    if (!query) return null;
    const score = caseScore(query, names);
    return (item) => score(item) >= 0;
  };

  /** What a row alone does not say: whether the case has the duty, and whether its texts match. */
  const beyondRow = ({ duty, text }: CaseFilter): ((item: Item) => boolean) | null => {
    const matches = contains(text);
    if (duty === undefined) return matches;
    const isDue = (item: Item) => duties.duties(item, duty.on, (id) => items.get(id)).some(({ kind }) => kind === duty.kind);
    return matches === null ? isDue : (item) => isDue(item) && matches(item);
  };

  const view = (filter: CaseFilter, sort: CaseSort, descending: boolean): Item[] => {
    const edition = filter.duty === undefined ? '' : ` ${duties.edition()}`;
    const name = `${orderName(sort, descending)} ${JSON.stringify(filter)}${edition}`;
    const known = views.get(name);
    if (known) return known;
    const found = order(sort, descending).filter(compileFilter(filter, beyondRow(filter)));
    const oldest = views.keys().next().value;
    if (views.size >= KEPT_VIEWS && oldest !== undefined) views.delete(oldest);
    views.set(name, found);
    return found;
  };

  const place = (item: Item): void => {
    items.set(item.row.id, item);
    groups.set(item.row.id, item.columns.withheld ? null : item);
    addTo(byVillage, item.row.village ?? '', item.row.id);
    addTo(byPhone, phoneKey(item.texts.reporterPhone), item.row.id);
  };

  const regroup = (): void => {
    for (const [id, figures] of groups.changed()) {
      const item = items.get(id);
      if (item) item.row = { ...item.row, ...figures };
    }
  };

  const forget = (id: string): Item | null => {
    const item = items.get(id);
    if (!item) return null;
    items.delete(id);
    groups.set(id, null);
    byVillage.get(item.row.village ?? '')?.delete(id);
    byPhone.get(phoneKey(item.texts.reporterPhone))?.delete(id);
    return item;
  };

  return {
    put(cases, removed = []) {
      changed();
      const mend = cases.length + removed.length <= MEND_AT_MOST;
      const gone = [...removed, ...cases.map((one) => one.columns.id)].map(forget).filter((one) => one !== null);
      const come = cases.map((one) => itemOf(one, names, version));
      come.forEach(place);
      regroup();
      for (const [name, sorted] of orders) {
        const compare = compareRows(...orderOf(name));
        if (!mend) {
          orders.set(name, mergeSorted(sorted, { gone: new Set(gone), come, compare }));
          continue;
        }
        for (const item of gone) removeSorted(sorted, item, compare);
        for (const item of come) insertSorted(sorted, item, compare);
      }
    },
    rename(next) {
      const renamed = [changedKeys(names.villages, next.villages), changedKeys(names.units, next.units)] as const;
      names = next;
      changed();
      const [villages, units] = renamed;
      if (villages.size + units.size === 0) return;
      // Nothing is sorted by these names.
      for (const item of items.values()) if (villages.has(item.row.village ?? '') || units.has(item.row.lead ?? '')) item.row = rowOf(item, names, item.row);
    },
    clear() {
      items.clear();
      byVillage.clear();
      byPhone.clear();
      groups.clear();
      orders.clear();
      changed();
    },
    row: (id) => items.get(id)?.row ?? null,
    held: (id) => { const item = items.get(id); return item === undefined || item.columns.withheld ? null : item; },
    kept: (id) => items.get(id) ?? null,
    all: () => items.values(),
    watched: (id) => items.get(id),
    facts: () => Array.from(items.values(), factsOf),
    version: () => version,
    searched: (query) => ({ all: order('received', true).filter((item) => !item.columns.withheld), score: caseScore(query, names) }),
    cases({ filter, sort, descending, offset, limit }) {
      const found = view(filter, sort, descending);
      return { total: found.length, rows: found.slice(offset, offset + limit).map((item) => item.row) };
    },
    counts(today, scope) {
      if (tallied?.version !== version || tallied.today !== today) tallied = { version, today, tally: tallyCases(items.values(), today) };
      return scope === undefined ? tallied.tally.all : tallied.tally.ofScope(scope);
    },
    facets: (filter) => countFacets(items.values(), filter, beyondRow(filter)),
    similar(sought) {
      const { village, reporter } = sought;
      const wanted = { ...sought, grams: bigramsOf(sought.words) };
      const ids = village === null ? order('received', true).slice(0, SIMILAR_WINDOW).map((item) => item.row.id) : byVillage.get(village) ?? [];
      const candidates = new Set([...ids, ...(byPhone.get(phoneKey(reporter?.phone ?? '')) ?? [])]);
      return [...candidates].flatMap((id) => {
        const item = items.get(id);
        const like = item === undefined || item.columns.withheld ? null : likenessOf(wanted, { ...item, grams: gramsOf(item) });
        return item === undefined || like === null ? [] : [{ item, like }];
      })
        .sort((a, b) => b.like.score - a.like.score || compareRows('received', true)(a.item, b.item))
        .slice(0, SIMILAR_MOST)
        .map(({ item, like }) => ({ ...item.row, why: whyAlike(like) }));
    },
    related(id) {
      const rowOfId = (one: string): CaseRow | null => items.get(one)?.row ?? null;
      const mine = items.get(id)?.columns.links ?? [];
      const theirs = groups.linkedFrom(id).flatMap((from) => (items.get(from)?.columns.links ?? []).filter(({ to }) => to === id).map((link): LinkedCase => ({ id: from, relation: link.relation, mine: false, row: rowOfId(from) })));
      const follows = items.get(id)?.columns.follows ?? null;
      return {
        links: [...mine.map(({ to, relation }): LinkedCase => ({ id: to, relation, mine: true, row: rowOfId(to) })), ...theirs],
        followed: follows === null ? null : rowOfId(follows), followers: groups.followers(id).map(rowOfId).filter((row) => row !== null),
      };
    },
    size: () => items.size,
  };
}

function itemOf(held: CaseColumns, names: Names, since: number): Item {
  const row = rowOf(held, names, ALONE);
  return { columns: held.columns, texts: held.texts, watch: held.watch, outcome: held.outcome, row, search: caseSearchText(held), keys: keysOf(row), grams: null, since };
}

/** Keeps `id` under `key`; nothing under an empty key. */
function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  if (key === '') return;
  const known = index.get(key);
  if (known) known.add(id);
  else index.set(key, new Set([id]));
}

function gramsOf(item: Item): ReadonlySet<string> {
  item.grams ??= bigramsOf(`${item.texts.title}\n${item.texts.words}`);
  return item.grams;
}

function orderName(sort: CaseSort, descending: boolean): string {
  return `${sort} ${descending ? 'descending' : 'ascending'}`;
}

function orderOf(name: string): [CaseSort, boolean] {
  const [sort, direction] = name.split(' ');
  return [sort as CaseSort, direction === 'descending'];
}

/** The first place whose item does not come before `item`. */
function placeOf(sorted: readonly Item[], item: Item, compare: (a: Item, b: Item) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle];
    if (at && compare(at, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(sorted: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  sorted.splice(placeOf(sorted, item, compare), 0, item);
}

function removeSorted(sorted: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  const at = placeOf(sorted, item, compare);
  if (sorted[at] === item) sorted.splice(at, 1);
}

interface Merge { readonly gone: ReadonlySet<Item>; readonly come: readonly Item[]; readonly compare: (a: Item, b: Item) => number }

/** The sorted items without those that are gone, and with those that come: one walk instead of sorting all again. */
function mergeSorted(sorted: readonly Item[], { gone, come, compare }: Merge): Item[] {
  const added = [...come].sort(compare);
  const merged: Item[] = [];
  let next = 0;
  for (const item of sorted) {
    if (gone.has(item)) continue;
    for (let one = added[next]; one !== undefined && compare(one, item) < 0; one = added[next]) {
      merged.push(one);
      next += 1;
    }
    merged.push(item);
  }
  for (; next < added.length; next += 1) merged.push(added[next] as Item);
  return merged;
}

/** The ids whose name is another, new or gone; deputies are not named in rows. */
function changedKeys(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): ReadonlySet<string> {
  return new Set([...a.keys(), ...b.keys()].filter((key) => a.get(key) !== b.get(key)));
}
