/**
 * Forms as data: what a form asks, what it is filled with before anyone types, and the entries that it makes. Everything that is known
 * already is filled in (nothing is typed twice).
 */
import type { Act } from '../../../../shared/act.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import type { Session } from '../../../../shared/access.ts';
import type { Office } from '../../../../shared/office/office.ts';
import type { SuggestionState } from '../../../../shared/suggestion/suggestion.ts';
import type { Directory } from '../../../store/api.ts';
import type { FormValues } from '../../../ui/form-frame/form-values.ts';
import type { PlaceTime } from '../../../ui/use-time.ts';

export interface Choice { readonly value: string; readonly label: string; readonly disabled?: boolean }

/** One field; a `note` asks nothing, its label explains the fields before it. `required` is the sentence that asks for it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'line' | 'day' | 'unit' | 'units' | 'deputy' | 'deputies' | 'choice' | 'select' | 'check' | 'count' | 'note';
  readonly required?: string;
  readonly rows?: number;
  readonly max?: number;
  readonly placeholder?: string;
  readonly extra?: string;
  /** Of a choice or a select; of deputies: only these. */
  readonly options?: readonly Choice[];
  readonly from?: LocalDate;
}

/** Everything that a form may fill itself in from. */
export interface Desk {
  readonly directory: Directory;
  readonly office: Office;
  readonly session: Session;
  readonly today: LocalDate;
  readonly time: PlaceTime;
  /** All suggestions of the device: their numbers, and what one may be merged into. */
  readonly suggestions: readonly SuggestionState[];
}

export interface ItemForm<S> {
  readonly initial: (state: S, desk: Desk) => FormValues;
  readonly fields: (state: S, desk: Desk, values: FormValues) => readonly Field[];
  /** What follows from a change: days that are counted from another. */
  readonly derive?: (values: FormValues, desk: Desk) => FormValues;
  /** Names whose change asks `derive`. */
  readonly derivesFrom?: readonly string[];
  /** The entry's body beyond the values of the fields shown. */
  readonly body?: (state: S, desk: Desk, values: FormValues) => Record<string, unknown>;
  /** Acts that are done in the same step, all or none. */
  readonly also?: (state: S, desk: Desk, values: FormValues) => readonly Act[];
}

/** Choices of a table of words. */
export function choicesOf<K extends string>(keys: readonly K[], words: Readonly<Record<K, string>>): readonly Choice[] {
  return keys.map((value) => ({ value, label: words[value] }));
}
