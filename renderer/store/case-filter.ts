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

/** True when somebody of the present round said that they are not satisfied. */
export function isUnsatisfied(row: CaseRow): boolean {
  return row.citizen === 'unsatisfied' || row.deputy === 'unsatisfied';
}

/** The units that handle a case. */
export function unitsOf(row: CaseRow): readonly string[] {
  return row.lead === null ? row.co : [row.lead, ...row.co];
}

/** An accusation is in no list; only who asks for that way out by name sees that there is one. */
export function isListed(filter: CaseFilter, row: CaseRow): boolean {
  return !row.withheld || filter.route === 'transfer_discipline';
}

/** Makes the test of `filter`: cheap conditions first, then `contains`, which searches for the filter's text (null: there is none). */
export function compileFilter<T extends { readonly row: CaseRow }>(filter: CaseFilter, contains: ((item: T) => boolean) | null): (item: T) => boolean {
  const fits = compileConditions(filter, contains);
  return (item) => isListed(filter, item.row) && fits(item);
}

/** The conditions alone, accusations not left out. */
export function compileConditions<T extends { readonly row: CaseRow }>(filter: CaseFilter, contains: ((item: T) => boolean) | null): (item: T) => boolean {
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
  if (filter.activities) { const wanted = new Set(filter.activities); onRow((row) => row.activity !== null && wanted.has(row.activity)); }
  if (activity !== undefined) onRow((row) => row.activity === activity);
  if (month !== undefined) onRow((row) => row.receivedOn.startsWith(month));
  if (filter.contested) onRow((row) => row.contested);
  if (filter.unrelayed !== undefined) onRow((row) => isUnrelayed(row) === filter.unrelayed);
  if (filter.refused) onRow((row) => row.delivery === 'refused');
  addPlainTests(filter, onRow);
  const due = dueTest(filter);
  if (due) onRow((row) => isOpen(row) && row.dueOn !== null && due(row.dueOn));
  if (contains) tests.push(contains);
  return (item) => tests.every((test) => test(item));
}

function addPlainTests(filter: CaseFilter, onRow: (test: (row: CaseRow) => boolean) => void): void {
  const { ids, unit, channel, receivedFrom, receivedTo, grade, mentions, actor, route, follows } = filter;
  if (ids) { const wanted = new Set(ids); onRow((row) => wanted.has(row.id)); }
  if (filter.urgent) onRow((row) => row.urgent);
  if (unit !== undefined) onRow((row) => row.lead === unit || row.co.includes(unit));
  if (channel !== undefined) onRow((row) => row.channel === channel);
  if (receivedFrom !== undefined) onRow((row) => row.receivedOn >= receivedFrom);
  if (receivedTo !== undefined) onRow((row) => row.receivedOn <= receivedTo);
  if (filter.paused) onRow((row) => row.paused);
  if (filter.promised) onRow((row) => row.promiseOn !== null);
  if (grade !== undefined) onRow((row) => (grade === 'any' ? row.grade !== null : row.grade === grade));
  if (filter.unsatisfied) onRow(isUnsatisfied);
  if (filter.gathered) onRow((row) => row.raised > 1);
  if (filter.repeated) onRow((row) => row.repeated > 1);
  if (mentions !== undefined) onRow((row) => row.mentioned.includes(mentions));
  if (actor !== undefined) onRow((row) => row.actors.includes(actor));
  if (route !== undefined) onRow((row) => row.route === route);
  if (follows !== undefined) onRow((row) => row.follows === follows);
}

/** `overdueOn` alone: due before that day. With `dueBy`: due from that day to `dueBy`. */
function dueTest({ overdueOn, dueBy }: CaseFilter): ((dueOn: string) => boolean) | null {
  if (dueBy !== undefined) return (dueOn) => dueOn <= dueBy && (overdueOn === undefined || dueOn >= overdueOn);
  return overdueOn === undefined ? null : (dueOn) => dueOn < overdueOn;
}
