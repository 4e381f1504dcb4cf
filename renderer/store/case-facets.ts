/** How many cases each choice of a filter would leave under all the other conditions: one pass over the rows, for all facets together. */
import { FACETS, type CaseFacets, type CaseFilter, type CaseRow, type Facet } from './api.ts';
import { compileConditions, isListed, unitsOf } from './case-filter.ts';

/** What a row counts for in each facet. */
const VALUES: Readonly<Record<Facet, (row: CaseRow) => string | null | readonly string[]>> = {
  status: (row) => row.status, category: (row) => row.category, level: (row) => row.level, village: (row) => row.village,
  unit: unitsOf, channel: (row) => row.channel, grade: (row) => row.grade, route: (row) => row.route,
};

/** The filter's fields that a facet stands for: its own choice does not narrow what it offers. */
const FIELDS: Readonly<Record<Facet, readonly (keyof CaseFilter)[]>> = {
  status: ['statuses'], category: ['category'], level: ['level'], village: ['village'], unit: ['unit', 'lead'], channel: ['channel'], grade: ['grade'], route: ['route'],
};
const ALL_FIELDS: ReadonlySet<string> = new Set(Object.values(FIELDS).flat());

/** The counts over `items`; `beyondRow` is the part of the filter that a row alone does not say. */
export function countFacets<T extends { readonly row: CaseRow }>(items: Iterable<T>, filter: CaseFilter, beyondRow: ((item: T) => boolean) | null): CaseFacets {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, {}])) as unknown as Record<Facet, Record<string, number>>;
  const elsewhere = compileConditions<T>(pick(filter, (name) => !ALL_FIELDS.has(name)), beyondRow);
  const own = FACETS.flatMap((facet) => {
    const chosen = pick(filter, (name) => FIELDS[facet].some((field) => field === name));
    return Object.keys(chosen).length === 0 ? [] : [{ facet, fits: compileConditions<T>(chosen, null) }];
  });
  for (const item of items) {
    if (!isListed(filter, item.row)) continue;
    // What fails one facet's choice counts for that facet only; what fails two, for none.
    const failed = own.filter(({ fits }) => !fits(item));
    const [only] = failed;
    if (failed.length > 1 || !elsewhere(item)) continue;
    for (const facet of only === undefined ? FACETS : [only.facet]) count(counts[facet], VALUES[facet](item.row));
  }
  return counts;
}

function count(counts: Record<string, number>, value: string | null | readonly string[]): void {
  if (value === null) return;
  for (const one of typeof value === 'string' ? [value] : value) counts[one] = (counts[one] ?? 0) + 1;
}

function pick(filter: CaseFilter, wanted: (name: string) => boolean): CaseFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => wanted(name)));
}
