/** The filter of a case list as one test a row; every condition that is set must hold. */
import type { CaseFilter, CaseRow } from './api.ts';

/** True while something is still to be done with the case. */
export function isOpen(row: CaseRow): boolean {
  return row.status !== 'closed' && row.status !== 'declined';
}

/** True while the citizen has not been told the answer that stands. */
function isUnrelayed(row: CaseRow): boolean {
  return isOpen(row) && row.repliedOn !== null && row.relayedOn === null;
}

/** Makes the test of `filter`: cheap conditions first, then `contains`, which searches for the filter's text (null: there is none). */
export function compileFilter<T extends { readonly row: CaseRow }>(filter: CaseFilter, contains: ((item: T) => boolean) | null): (item: T) => boolean {
  const tests: ((item: T) => boolean)[] = [];
  const onRow = (test: (row: CaseRow) => boolean) => tests.push(({ row }) => test(row));
  const { statuses, scope, category, level, village, lead, activity, month } = filter;
  if (statuses) { const wanted = new Set(statuses); onRow((row) => wanted.has(row.status)); }
  if (filter.open) onRow(isOpen);
  if (scope !== undefined) onRow((row) => row.scope === scope);
  if (category !== undefined) onRow((row) => row.category === category);
  if (level !== undefined) onRow((row) => row.level === level);
  if (village !== undefined) onRow((row) => row.village === village);
  if (lead !== undefined) onRow((row) => row.lead === lead);
  if (activity !== undefined) onRow((row) => row.activity === activity);
  if (month !== undefined) onRow((row) => row.receivedOn.startsWith(month));
  if (filter.contested) onRow((row) => row.contested);
  if (filter.unrelayed !== undefined) onRow((row) => isUnrelayed(row) === filter.unrelayed);
  if (filter.refused) onRow((row) => row.delivery === 'refused');
  const due = dueTest(filter);
  if (due) onRow((row) => isOpen(row) && row.dueOn !== null && due(row.dueOn));
  if (contains) tests.push(contains);
  return (item) => tests.every((test) => test(item));
}

/** `overdueOn` alone: due before that day. With `dueBy`: due from that day to `dueBy`. */
function dueTest({ overdueOn, dueBy }: CaseFilter): ((dueOn: string) => boolean) | null {
  if (dueBy !== undefined) return (dueOn) => dueOn <= dueBy && (overdueOn === undefined || dueOn >= overdueOn);
  return overdueOn === undefined ? null : (dueOn) => dueOn < overdueOn;
}
