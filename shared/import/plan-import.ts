/** From checked rows to what is written, and back again: one import is undone as one, and what somebody has changed since stays. */
import type { Act } from '../act.ts';
import type { EntryType } from '../entry-types.ts';
import { contentId } from '../kernel/content-hash.ts';
import type { FieldValue } from '../ledger/record.ts';
import type { CheckedRow, ExistingRecord } from './check-rows.ts';
import type { ImportKind } from './import-kind.ts';
import { nameKey } from './sheet.ts';

/** One record that an import makes or changes. */
export interface ImportChange {
  readonly subject: string;
  readonly scope: string;
  readonly type: EntryType;
  readonly name: string;
  /** What the changed fields were; null for a record that the import makes. */
  readonly before: Readonly<Record<string, FieldValue>> | null;
  readonly after: Readonly<Record<string, FieldValue>>;
}

/** The act that writes a change. */
export function changeAct({ scope, subject, type, after }: ImportChange): Act {
  return { scope, subject, type, body: { set: after } };
}

/**
 * What taking over `rows` writes: first the villages that they name and that are not there, then their records. A new record's id is
 * made of what it is known by, so that two computers that import one file without a network make one record; `taken` are the ids that are used.
 */
export function planImport(rows: readonly CheckedRow[], { kind, taken, initialsOf }: { readonly kind: ImportKind; readonly taken: (id: string) => boolean; readonly initialsOf: (name: string) => string }): readonly ImportChange[] {
  const wanted = rows.filter(({ outcome }) => outcome === 'new' || outcome === 'update');
  const villages = new Map(wanted.flatMap(({ newVillages }) => newVillages.map((one) => [one.id, one] as const)));
  const used = new Set<string>();
  const idOf = (row: CheckedRow): string => {
    for (let copy = 0; ; copy += 1) {
      const id = `${kind.kind}:${contentId({ import: kind.kind, scope: row.scope, name: nameKey(row.name), no: row.values[kind.number ?? ''] ?? '', apart: row.values[kind.apart ?? ''] ?? '', ...(copy === 0 ? {} : { copy }) })}`;
      if (used.has(id) || taken(id)) continue;
      used.add(id);
      return id;
    }
  };
  return [
    ...[...villages.values()].map(({ id, scope, name }): ImportChange => ({ subject: id, scope, type: 'village.updated', name, before: null, after: { name, initials: initialsOf(name), active: true } })),
    ...wanted.map((row): ImportChange => {
      const { target, values, scope, name } = row;
      if (target !== null) return { subject: target.id, scope: target.scope, type: kind.type, name, before: beforeOf(target, values), after: values };
      const after = kind.kind === 'village' && values['initials'] === undefined ? { ...values, initials: initialsOf(name) } : values;
      return { subject: idOf(row), scope, type: kind.type, name, before: null, after };
    }),
  ];
}

/** Something of an import that is left as it is, since somebody has changed it since. */
export interface KeptChange { readonly subject: string; readonly name: string; readonly fields: readonly string[] }

/**
 * What undoing an import writes. Fields that still are what the import made them become what they were; a record that the import made
 * is put out of use, unless somebody has changed it. What was never written (the power went) needs no undoing.
 */
export function planUndo(changes: readonly ImportChange[], currentOf: (subject: string) => ExistingRecord | null): { readonly changes: readonly ImportChange[]; readonly kept: readonly KeptChange[] } {
  const kept: KeptChange[] = [];
  const undone = changes.toReversed().flatMap((change): readonly ImportChange[] => {
    const current = currentOf(change.subject);
    if (current === null) return [];
    const { before, after } = change;
    const moved = Object.keys(after).filter((field) => !same(current[field], after[field]) && (before === null || !same(current[field], before[field])));
    if (before === null) {
      if (!current.active) return [];
      moved.push(...Object.keys(current).filter((field) => !NOT_FIELDS.includes(field) && after[field] === undefined && !isEmpty(current[field])));
      if (moved.length === 0) return [{ ...change, before: { active: true }, after: { active: false } }];
    }
    if (moved.length > 0) kept.push({ subject: change.subject, name: current.name, fields: moved });
    if (before === null) return [];
    const back = Object.entries(before).filter(([field, value]) => same(current[field], after[field]) && !same(current[field], value));
    return back.length === 0 ? [] : [{ ...change, before: Object.fromEntries(back.map(([field]) => [field, after[field] ?? null])), after: Object.fromEntries(back) }];
  });
  return { changes: undone, kept: kept.reverse() };
}

/** How many records an import makes, changes, and leaves as they are. */
export interface ImportCounts { readonly made: number; readonly changed: number; readonly same: number; readonly faulty: number }

export function countRows(rows: readonly CheckedRow[]): ImportCounts {
  const count = (outcome: CheckedRow['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  return { made: count('new'), changed: count('update'), same: count('same'), faulty: count('fault') };
}

function beforeOf(target: ExistingRecord, values: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(Object.keys(values).map((field) => [field, asField(target[field])]));
}

/** A folded value as a field: what was never set folds to an empty text, an empty list or null. */
function asField(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(asField(a)) === JSON.stringify(asField(b)) || (isEmpty(a) && isEmpty(b));
}

/** What a folded record has beside its fields. */
const NOT_FIELDS: readonly string[] = ['id', 'scope', 'active'];

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
