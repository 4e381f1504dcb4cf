/** How many cases stand where: counted for all places in one walk, since the county's desk asks for each of its townships. */
import { CASE_STATES, type CaseStatus } from '../../shared/case/case.ts';
import { addDays, type LocalDate } from '../../shared/kernel/local-date.ts';
import { SOON_DAYS } from '../../shared/rules/urgency.ts';
import type { CaseCounts, CaseRow } from './api.ts';
import { isOpen } from './case-filter.ts';

/** The counts of all cases, and of each place that has some. */
export interface CaseTally { readonly all: CaseCounts; readonly ofScope: (scope: string) => CaseCounts }

type Counting = { -readonly [K in keyof CaseCounts]: K extends 'byStatus' ? Record<CaseStatus, number> : CaseCounts[K] };

/** Counts `rows` on `today`; accusations are in no count. */
export function tallyCases(rows: Iterable<{ readonly row: CaseRow }>, today: LocalDate): CaseTally {
  const soon = addDays(today, SOON_DAYS);
  const all = noCases();
  const scopes = new Map<string, Counting>();
  for (const { row } of rows) {
    if (row.withheld) continue;
    let own = scopes.get(row.scope);
    if (own === undefined) scopes.set(row.scope, own = noCases());
    for (const counts of [all, own]) {
      counts.total += 1;
      counts.byStatus[row.status] += 1;
      if (row.dueOn !== null && isOpen(row)) {
        if (row.dueOn < today) counts.overdue += 1;
        else if (row.dueOn <= soon) counts.dueSoon += 1;
      }
      if (row.contested) counts.contested += 1;
      if (row.delivery === 'refused') counts.refused += 1;
    }
  }
  return { all, ofScope: (scope) => scopes.get(scope) ?? noCases() };
}

function noCases(): Counting {
  return { total: 0, overdue: 0, dueSoon: 0, contested: 0, refused: 0, byStatus: Object.fromEntries(CASE_STATES.map((status) => [status, 0])) as Record<CaseStatus, number> };
}
