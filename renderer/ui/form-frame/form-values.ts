/** What was typed into a form, read the same way by every form. */
import { wellFormed } from '../../../shared/kernel/content-hash.ts';

/** Values by field name. */
export type FormValues = Readonly<Record<string, unknown>>;

/** The values that say something: texts trimmed (half of a broken emoji cannot be stored and becomes �), empty ones left out. */
export function filledIn(values: FormValues): Record<string, unknown> {
  return filledOf(values, Object.keys(values));
}

/** The same of these names only. */
export function filledOf(values: FormValues, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = values[name];
    const kept = typeof value === 'string' ? wellFormed(value.trim()) : value;
    return kept === '' || kept === undefined || kept === null || (Array.isArray(kept) && kept.length === 0) ? [] : [[name, kept]];
  }));
}

/** A text value, or the empty text. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A list of texts (units, users, deputies); empty where there is none. */
export function listOf(values: FormValues, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** A group of fields under one name, with what is empty left out; nothing where all of it is. */
export function groupOf(values: FormValues, name: string): Record<string, unknown> {
  const value = values[name];
  const filled = typeof value === 'object' && value !== null && !Array.isArray(value) ? filledIn(value as FormValues) : {};
  return Object.keys(filled).length === 0 ? {} : { [name]: filled };
}
