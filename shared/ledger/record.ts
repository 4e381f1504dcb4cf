/**
 * Plain records (a deputy, a unit, a village): folded field by field, the last `at` wins per field. The second of
 * the two families of entries; the first, acts, is folded by a state machine.
 */
import { Type, type Static } from 'typebox';
import { compareEntries, type Entry } from './entry.ts';

const FieldValue = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean(), Type.Null(), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500 })]);

/** The body of every `<aggregate>.updated`: the fields that were set, by name. */
export const UpdatedBody = Type.Object({ set: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }), FieldValue) }, { additionalProperties: true });
export type UpdatedBody = Static<typeof UpdatedBody>;
export type FieldValue = Static<typeof FieldValue>;

/** A record's fields, each with the id of the entry that set it (the `base` of the next update). */
export type RecordFields = Readonly<Record<string, { readonly value: FieldValue; readonly entryId: string }>>;

/** The fields of one subject, from its `updated` entries in any order. */
export function foldRecord(entries: readonly Entry[]): RecordFields {
  const fields: Record<string, { value: FieldValue; entryId: string }> = {};
  for (const entry of [...entries].sort(compareEntries)) {
    const { set } = entry.body as UpdatedBody;
    for (const [name, value] of Object.entries(set)) fields[name] = { value, entryId: entry.id };
  }
  return fields;
}

/** A text field, or `fallback` when it was never set or is of another kind. */
export function textField(fields: RecordFields, name: string, fallback = ''): string {
  const value = fields[name]?.value;
  return typeof value === 'string' ? value : fallback;
}
