/** How plain records are shown and changed, as data: the fields of a kind, and their words in tables, forms and histories. */
import type { EntryType } from '../../../shared/entry-types.ts';
import type { ImportKindName } from '../../../shared/import/import-kind.ts';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import type { Directory } from '../../store/api.ts';
import type { FieldWords } from './RecordHistory.tsx';

/** Any record of the directory, as the table and the form see it: values by field name. */
export interface DirectoryRecord { readonly id: string; readonly scope: string; readonly name: string; readonly active: boolean; readonly [field: string]: unknown }

export type Options = readonly { readonly value: string; readonly label: string }[];

export interface FieldKind {
  readonly name: string;
  readonly label: string;
  /** `words`: several words of one's own; `long`: a text of several lines; `date`: a day, which may be empty. */
  readonly input: 'text' | 'long' | 'choice' | 'choices' | 'words' | 'date';
  /** What can be chosen; of a form, for a record of this scope, otherwise (a table's words) of all. */
  readonly options?: (directory: Directory, scope?: string) => Options;
  readonly required?: boolean;
  readonly hint?: string;
  readonly max?: number;
  /** True where the table has no room for it: shown in the form, and found by the search. */
  readonly unlisted?: boolean;
  /** The widest that its column may be: what does not fit is shown on hovering. */
  readonly width?: string;
  /** A choice that may be taken back. */
  readonly clearable?: boolean;
}

/** What the form of a record needs to know. */
export interface RecordWords { readonly label: string; readonly type: EntryType; readonly fields: readonly FieldKind[] }

/** What a list of records needs to know besides. */
export interface KindWords extends RecordWords {
  /** What the ids of its records begin with. */
  readonly aggregate: 'village' | 'deputy' | 'unit' | 'station' | 'campaign';
  readonly records: (directory: Directory) => readonly DirectoryRecord[];
  /** The kind of its import; null where there is none. */
  readonly imports: ImportKindName | null;
  /** A choice by which the list is narrowed. */
  readonly filter?: string;
}

/** Records in use first, then by name. */
export const byName = (a: DirectoryRecord, b: DirectoryRecord): number => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'zh-CN');

/** The options of a fixed list. */
export function optionsOf<K extends string>(values: readonly K[], words: Readonly<Record<K, string>>): () => Options {
  return () => values.map((value) => ({ value, label: words[value] }));
}

/** The words of a record's fields, for its history. */
export function historyWords(fields: readonly FieldKind[], directory: Directory): FieldWords {
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  return {
    name: (name) => (name === 'active' ? '在用' : name === 'order' ? '次序' : fieldOf(name)?.label ?? name),
    value: (name, value: FieldValue) => {
      const field = fieldOf(name);
      return typeof value === 'boolean' ? (value ? '是' : '否') : field === undefined ? String(value) : fieldWords(field, directory, value) || String(value);
    },
  };
}

/** A value of a record as tables show it. */
export function fieldWords(field: FieldKind, directory: Directory, value: unknown): string {
  const options = field.options?.(directory) ?? [];
  const word = (one: string): string => options.find((option) => option.value === one)?.label ?? one;
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').map(word).join('、');
  return typeof value === 'string' ? word(value) : '';
}
