/**
 * The filter, the order and the open case as an address (`#/cases/<id>?open=1&category=…`), so that a number
 * anywhere in the program is a link to exactly its cases, and going back is going back.
 */
import { SOON_DAYS } from '../../../shared/rules/urgency.ts';
import { CASE_STATES, CHANNELS, EXIT_ROUTES, LEVELS, SUPERVISION_GRADES } from '../../../shared/case/case.ts';
import { DUTY_KINDS } from '../../../shared/case/duties.ts';
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

/** Conditions that hold or are not asked for: address parameter → the filter's field. */
export const FLAGS = { open: 'open', contested: 'contested', refused: 'refused', urgent: 'urgent', paused: 'paused', promised: 'promised', unsatisfied: 'unsatisfied', gathered: 'gathered', repeated: 'repeated' } as const satisfies Readonly<Record<string, keyof CaseFilter>>;
export type Flag = keyof typeof FLAGS;
export const FLAG_NAMES = Object.keys(FLAGS) as readonly Flag[];

/** The list that an address asks for; parameters that make no sense are left out. `user` is who asks: `mine` and `mentions` are about them. */
export function readCaseAddress(params: URLSearchParams, today: LocalDate, user: string): CaseListView {
  const statuses = (params.get('status') ?? '').split('.').flatMap((text) => CASE_STATES.filter((one) => one === text));
  const due = params.get('due') === 'overdue' ? 'overdue' : params.get('due') === 'soon' ? 'soon' : null;
  const duty = DUTY_KINDS.find((kind) => kind === params.get('duty'));
  const filter: CaseFilter = {
    ...Object.fromEntries(FLAG_NAMES.filter((flag) => params.get(flag) === '1').map((flag) => [FLAGS[flag], true])),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(due === 'overdue' ? { overdueOn: today } : due === 'soon' ? { overdueOn: today, dueBy: addDays(today, SOON_DAYS) } : {}),
    ...(params.get('relay') === 'waiting' ? { unrelayed: true } : params.get('relay') === 'done' ? { unrelayed: false } : {}),
    ...(duty === undefined ? {} : { duty: { kind: duty, on: today } }),
    ...(params.get('mine') === '1' ? { actor: user } : {}),
    ...(params.get('mentions') === 'me' ? { mentions: user } : {}),
    ...oneOf(params, 'level', LEVELS), ...oneOf(params, 'channel', CHANNELS), ...oneOf(params, 'grade', ['any', ...SUPERVISION_GRADES]), ...oneOf(params, 'route', EXIT_ROUTES),
    ...dayParams(params),
    ...textParams(params),
  };
  const sort = CASE_SORTS.find((one) => one === params.get('sort')) ?? 'received';
  return { filter, due, sort, descending: params.get('order') === null ? sort !== 'due' : params.get('order') === 'down' };
}

/** The parameters that carry plain text. */
export const TEXT_PARAMS = ['scope', 'category', 'village', 'lead', 'unit', 'activity', 'follows', 'text'] as const;

/** The address of a list, or of one case in it. */
export function caseAddress(id: string | null, params: URLSearchParams | Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(params).toString();
  return `/cases${id === null ? '' : `/${id}`}${search === '' ? '' : `?${search}`}`;
}

/** The parameters that make a list what it is: those that this version can read. */
export function listParams(params: URLSearchParams): readonly (readonly [string, string])[] {
  return [...params].filter(([name]) => LIST_PARAMS.has(name));
}
const LIST_PARAMS: ReadonlySet<string> = new Set([...FLAG_NAMES, 'status', 'due', 'relay', 'mine', 'mentions', 'level', 'channel', 'grade', 'route', 'month', 'from', 'to', 'duty', ...TEXT_PARAMS, 'sort', 'order']);

/** `params` with `name` set, or removed when `value` is null or empty. */
export function withParam(params: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** The filter's field `name` when its parameter is one of `values`. */
function oneOf<N extends keyof CaseFilter, T extends string>(params: URLSearchParams, name: N, values: readonly T[]): CaseFilter {
  const found = values.find((one) => one === params.get(name));
  return found === undefined ? {} : { [name]: found };
}

/** The days of receipt: a month, or from and until. */
function dayParams(params: URLSearchParams): CaseFilter {
  const month = params.get('month') ?? '';
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  return {
    ...(isLocalDate(`${month}-01`) ? { month } : {}),
    ...(isLocalDate(from) ? { receivedFrom: from } : {}),
    ...(isLocalDate(to) ? { receivedTo: to } : {}),
  };
}

function textParams(params: URLSearchParams): CaseFilter {
  return Object.fromEntries(TEXT_PARAMS.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  }));
}
