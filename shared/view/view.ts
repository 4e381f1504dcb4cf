/**
 * A saved view (视图) of the case list: a name for a filter and an order, so that what somebody asks for every morning is one click on every
 * computer of the office. A plain record; this file is the only place with its fields.
 */
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const VIEW_BODIES = { 'view.updated': UpdatedBody } as const;

/** Longest name that fits the list's head. */
export const MAX_VIEW_NAME = 20;

export interface View {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  /** The list's address parameters (`open=1&due=overdue`), as `viewQuery` writes them; what a version does not know it leaves out when reading. */
  readonly query: string;
  /** The user who saved it. */
  readonly owner: string;
  /** Shown to everybody of the office, not to its owner only. */
  readonly shared: boolean;
  /** Its place among the views, ascending. */
  readonly order: number;
  /** False once it was deleted. */
  readonly active: boolean;
}

/** The fields of a view's record. */
export function viewFields({ name, query, owner, shared, order, active }: Omit<View, 'id' | 'scope'>): Readonly<Record<string, FieldValue>> {
  return { name, query, owner, shared, order, active };
}

/** The view that `entries` of one subject add up to; null without one that can be read. */
export function foldView(entries: readonly Entry[]): View | null {
  const record = foldRecord(entries, 'view.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  const order = fields['order']?.value;
  return {
    id, scope, name: textField(fields, 'name'), query: textField(fields, 'query'), owner: textField(fields, 'owner'),
    shared: fields['shared']?.value === true, order: typeof order === 'number' ? order : 0, active: fields['active']?.value !== false,
  };
}

/** The views that `user` is offered: their own and the shared ones, in their order; of equal places the older record's id decides, on every computer alike. */
export function viewsFor(views: readonly View[], user: string): readonly View[] {
  return views.filter((view) => view.active && view.name !== '' && (view.owner === user || view.shared)).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Parameters as one text, sorted: two ways to the same list are one view. Which case is open is no part of it. */
export function viewQuery(params: Iterable<readonly [string, string]>): string {
  return [...params].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** The changes that put `views` into this order: only of those whose place changes. */
export function reordered(views: readonly View[]): readonly { readonly view: View; readonly order: number }[] {
  return views.flatMap((view, index) => (view.order === index + 1 ? [] : [{ view, order: index + 1 }]));
}
