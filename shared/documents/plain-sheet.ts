/** A paper of the office that is a title, some sentences and a table: lists, registers, notices, bulletins. Content only; the renderer lays it out on A4. */
import type { LocalDate } from '../kernel/local-date.ts';

/** A column: its heading, and its share of the width. */
export interface SheetColumn { readonly heading: string; readonly share: number }

export interface PlainSheet {
  readonly title: string;
  /** Under the title: for which period, out of what; may be empty. */
  readonly subtitle: string;
  /** Whom it is for (`县水利局`); empty for everybody. */
  readonly to: string;
  readonly paragraphs: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Under the table: how it was counted, what is asked for. */
  readonly closing: readonly string[];
  readonly issuer: string;
  readonly issuedOn: LocalDate;
  /** Wide tables lie across. */
  readonly landscape: boolean;
}
