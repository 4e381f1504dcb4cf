/**
 * What one act's form is: its words, what it is filled with before anyone types, its fields, and the entry body
 * they make. Everything that is known already is filled in (nothing is typed twice).
 */
import type { ReactNode } from 'react';
import type { Session } from '../../../../shared/access.ts';
import type { CaseEntryType, CaseState } from '../../../../shared/case/case.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import type { Office } from '../../../../shared/office/office.ts';
import type { CaseRow, Directory } from '../../../store/api.ts';
import { wellFormed } from '../../../../shared/kernel/content-hash.ts';

/** The acts that people do on an existing case: all but registering, numbering (which is the server's), showing and undoing. */
export type CaseActType = Exclude<CaseEntryType, 'case.registered' | 'case.numbered' | 'case.revealed' | 'case.undone'>;

/** Everything a form may fill itself in from. */
export interface ActContext {
  readonly state: CaseState;
  readonly row: CaseRow;
  readonly directory: Directory;
  /** How the case's township signs, numbers and words its papers. */
  readonly office: Office;
  readonly session: Session;
  readonly today: LocalDate;
}

/** Values by field name; a name is that of the body's field, unless `body` says otherwise. */
export type FormValues = Readonly<Record<string, unknown>>;

export interface ActForm {
  readonly initial: (context: ActContext) => FormValues;
  readonly Fields: (props: { readonly context: ActContext }) => ReactNode;
  /** The entry's body; `filledIn` where it is the values as they are. */
  readonly body: (values: FormValues, context: ActContext) => Record<string, unknown>;
}

/** The values that say something: texts trimmed (half of a broken emoji cannot be stored and becomes �), empty ones left out. */
export function filledIn(values: FormValues): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? wellFormed(value.trim()) : value;
    return kept === '' || kept === undefined || kept === null ? [] : [[name, kept]];
  }));
}

/** A text value, or the empty text. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}
