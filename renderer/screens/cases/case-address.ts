/**
 * The filter, the order and the open case as an address (`#/cases/<id>?open=1&category=…`), so that a number
 * anywhere in the program is a link to exactly its cases, and going back is going back.
 */
import { SOON_DAYS } from '../../../shared/rules/urgency.ts';
import { CASE_STATES, LEVELS } from '../../../shared/case/case.ts';
import type { CaseFilter, CaseSort } from '../../store/api.ts';
import { addDays, isLocalDate, type LocalDate } from '../../../shared/kernel/local-date.ts';

/** What the list shows, as the address holds it. `due` is relative to today, so that a link stays true tomorrow. */
export interface CaseListView {
  readonly filter: CaseFilter;
  readonly due: 'overdue' | 'soon' | null;
  readonly sort: CaseSort;
  readonly descending: boolean;
}

/** The orders of a list, in the order of the menu. */
export const CASE_SORTS = ['received', 'due', 'changed', 'number'] as const satisfies readonly CaseSort[];

/** The list that an address asks for; parameters that make no sense are left out. Without any: everything still open. */
export function readCaseAddress(params: URLSearchParams, today: LocalDate): CaseListView {
  const statuses = (params.get('status') ?? '').split('.').flatMap((text) => CASE_STATES.filter((one) => one === text));
  const level = LEVELS.find((one) => one === params.get('level'));
  const due = params.get('due') === 'overdue' ? 'overdue' : params.get('due') === 'soon' ? 'soon' : null;
  const month = params.get('month') ?? '';
  const filter: CaseFilter = {
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(params.get('open') === '1' ? { open: true } : {}),
    ...(due === 'overdue' ? { overdueOn: today } : due === 'soon' ? { overdueOn: today, dueBy: addDays(today, SOON_DAYS) } : {}),
    ...(params.get('contested') === '1' ? { contested: true } : {}),
    ...(params.get('relay') === 'waiting' ? { unrelayed: true } : params.get('relay') === 'done' ? { unrelayed: false } : {}),
    ...(params.get('refused') === '1' ? { refused: true } : {}),
    ...(level === undefined ? {} : { level }),
    ...(isLocalDate(`${month}-01`) ? { month } : {}),
    ...textParams(params),
  };
  const sort = CASE_SORTS.find((one) => one === params.get('sort')) ?? 'received';
  return { filter, due, sort, descending: params.get('order') === null ? sort !== 'due' : params.get('order') === 'down' };
}

/** The parameters that carry plain text. */
export const TEXT_PARAMS = ['scope', 'category', 'village', 'lead', 'activity', 'text'] as const;

/** The address of a list, or of one case in it. */
export function caseAddress(id: string | null, params: URLSearchParams | Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(params).toString();
  return `/cases${id === null ? '' : `/${id}`}${search === '' ? '' : `?${search}`}`;
}

/** `params` with `name` set, or removed when `value` is null or empty. */
export function withParam(params: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

function textParams(params: URLSearchParams): CaseFilter {
  return Object.fromEntries(TEXT_PARAMS.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  }));
}
