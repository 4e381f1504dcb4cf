/**
 * What one act's form is: its words, what it is filled with before anyone types, its fields, and the entry body
 * they make. Everything that is known already is filled in (nothing is typed twice).
 */
import type { ReactNode } from 'react';
import type { Session } from '../../../../shared/access.ts';
import type { Act } from '../../../../shared/act.ts';
import type { CaseEntryType, CaseState } from '../../../../shared/case/case.ts';
import type { CaseCategory } from '../../../../shared/category/category.ts';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';
import type { Office } from '../../../../shared/office/office.ts';
import type { CaseRow, Directory } from '../../../store/api.ts';
import type { PlaceTime } from '../../../ui/use-time.ts';
import type { FormValues } from '../../../ui/form-frame/form-values.ts';

/** The acts that people do on an existing case: all but registering, numbering (which is the server's), showing and undoing. */
export type CaseActType = Exclude<CaseEntryType, 'case.registered' | 'case.numbered' | 'case.revealed' | 'case.undone'>;

/** Everything a form may fill itself in from. */
export interface ActContext {
  readonly state: CaseState;
  readonly row: CaseRow;
  readonly directory: Directory;
  /** How the case's township signs, numbers and words its papers. */
  readonly office: Office;
  /** The rules and the calendar in force there, and its categories. */
  readonly time: PlaceTime;
  readonly categories: readonly CaseCategory[];
  /** Cases that were merged into this one and wait for its answer. */
  readonly followers: readonly CaseRow[];
  /** The case that this one was merged into; absent where there is none, or this device does not have it. */
  readonly followed?: CaseState | null;
  readonly session: Session;
  readonly today: LocalDate;
}

/** Values go by field name: that of the body's field, unless `body` says otherwise. */
export interface ActForm {
  readonly initial: (context: ActContext) => FormValues;
  readonly Fields: (props: { readonly context: ActContext }) => ReactNode;
  /** The entry's body; `filledIn` where it is the values as they are. */
  readonly body: (values: FormValues, context: ActContext) => Record<string, unknown>;
  /** The values that make a body again: of an act without effect that is tried once more. The body itself where this is missing. */
  readonly values?: (body: FormValues) => FormValues;
  /** Acts that are done before and after it in the same step, all or none; `tempNo` draws a temporary number. */
  readonly together?: (values: FormValues, context: ActContext, tempNo: () => Promise<string>) => Promise<{ readonly before?: readonly Act[]; readonly after?: readonly Act[] }>;
}
