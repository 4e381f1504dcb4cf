/**
 * Plain records (a deputy, a unit, a village): folded field by field, the last `at` wins per field. The second of
 * the two families of entries; the first, acts, is folded by a state machine.
 */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { compareEntries, FIELD_PATTERN, type Entry } from './entry.ts';

const FieldValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean(), Type.Null(), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500 })]);

/**
 * The body of every `<aggregate>.updated`: the fields that were set, by name. Names of another form are refused, not let through: a
 * record schema by itself says nothing about them.
 */
export const UpdatedBody = Type.Object({ set: Type.Record(Type.String({ pattern: FIELD_PATTERN }), FieldValue, { additionalProperties: false }) }, { additionalProperties: true });
export type UpdatedBody = Static<typeof UpdatedBody>;
export type FieldValue = Static<typeof FieldValue>;

/** A record's fields, each with the id of the entry that set it (the `base` of the next update). */
export type RecordFields = Readonly<Record<string, { readonly value: FieldValue; readonly entryId: string }>>;

/** A record as its entries add up. */
export interface FoldedRecord { readonly id: string; readonly scope: string; readonly fields: RecordFields }

/** The version of `UpdatedBody`. */
const RECORD_BODY_VERSION = 1;

/**
 * The record of one subject from its entries of `type` (`unit.updated`), in any order; null without one that can be read. Entries
 * of other types, newer versions or another shape stay in the ledger and count when this software learns to read them. A record belongs
 * to the widest scope that wrote it (the county before a township): who may write only a township's log cannot change the county's records.
 */
export function foldRecord(entries: readonly Entry[], type: string): FoldedRecord | null {
  const own = countedOf(entries, type);
  const first = own[0];
  if (!first) return null;
  const fields: Record<string, { value: FieldValue; entryId: string }> = {};
  for (const entry of own) for (const [name, value] of Object.entries((entry.body as UpdatedBody).set)) fields[name] = { value, entryId: entry.id };
  return { id: first.subject, scope: first.scope, fields };
}

/** A text field, or `fallback` when it was never set or is of another kind. */
export function textField(fields: RecordFields, name: string, fallback = ''): string {
  const value = fields[name]?.value;
  return typeof value === 'string' ? value : fallback;
}

/** A list field, or none when it was never set or is of another kind. */
export function listField(fields: RecordFields, name: string): readonly string[] {
  const value = fields[name]?.value;
  return Array.isArray(value) ? value : [];
}

/** One change of a record: who set what, from which value to which. */
export interface RecordChange {
  readonly entryId: string;
  readonly actor: string;
  /** The device's clock when it was written, ISO 8601: for display. */
  readonly wall: string;
  readonly changes: readonly { readonly field: string; readonly before: FieldValue | undefined; readonly after: FieldValue }[];
}

/** The changes of one subject's record, newest first, as `foldRecord` counts them; what changed nothing is left out. */
export function recordHistory(entries: readonly Entry[]): readonly RecordChange[] {
  const [first] = entries;
  const own = first === undefined ? [] : countedOf(entries, `${first.subject.split(':')[0] ?? ''}.updated`);
  const now = new Map<string, FieldValue>();
  const history = own.map((entry): RecordChange => {
    const changes = Object.entries((entry.body as UpdatedBody).set).flatMap(([field, after]) => {
      const before = now.get(field);
      now.set(field, after);
      return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
    });
    return { entryId: entry.id, actor: entry.actor, wall: entry.wall, changes };
  });
  return history.filter(({ changes }) => changes.length > 0).reverse();
}

/** The entries that count for a record: readable ones of its owner, in fold order. */
function countedOf(entries: readonly Entry[], type: string): readonly Entry[] {
  const readable = entries.filter((entry) => entry.type === type && entry.v <= RECORD_BODY_VERSION && Value.Check(UpdatedBody, entry.body));
  const owner = readable.map((entry) => entry.scope).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  return readable.filter((entry) => entry.scope === owner).sort(compareEntries);
}
