/**
 * The sheet that paper registrations are copied into: rows, each with the id of the case that it becomes, so that registering it twice (a retry, a power
 * cut in the middle) is registering it once. Pure; `use-sheet.ts` adds the store.
 */
import { COLUMNS, type Column } from './sheet-columns.ts';

export type Cells = Readonly<Record<Column, string>>;

export interface SheetRow {
  /** Subject of the case that the row becomes. */
  readonly subject: string;
  readonly cells: Cells;
  /** Why it was not registered when it was tried. */
  readonly refusal: string | null;
}

export interface Sheet {
  /** Without the blank lines below the last written one, which the grid shows. */
  readonly rows: readonly SheetRow[];
  /** What went before, newest last: what Ctrl+Z goes back to. */
  readonly before: readonly (readonly SheetRow[])[];
  /** The cell of the last key: a word typed is one step to go back. */
  readonly typing: string | null;
}

export type SheetEvent =
  /** `subjects`: new ids for the lines down to `row`; as many as `lacking(sheet, row)` says. */
  | { readonly type: 'written'; readonly row: number; readonly column: Column; readonly text: string; readonly subjects: readonly string[] }
  /** `at`: the line that the block begins in. */
  | { readonly type: 'pasted'; readonly at: number; readonly rows: readonly Readonly<Partial<Record<Column, string>>>[]; readonly subjects: readonly string[] }
  | { readonly type: 'row-removed'; readonly row: number }
  | { readonly type: 'registered'; readonly subjects: readonly string[] }
  | { readonly type: 'refused'; readonly why: Readonly<Record<string, string>> }
  /** Rows of a batch that was taken back, with new ids. */
  | { readonly type: 'returned'; readonly rows: readonly SheetRow[] }
  | { readonly type: 'stepped-back' };

/** The longest sheet: more than an evening of paper, and still smooth. */
export const MOST_ROWS = 500;
const MOST_STEPS = 50;
const EMPTY = Object.fromEntries(COLUMNS.map((column) => [column, ''])) as Record<Column, string>;

/** A sheet of these rows. */
export function sheetOf(rows: readonly SheetRow[]): Sheet {
  return { rows, before: [], typing: null };
}

/** A new row. */
export function blankRow(subject: string): SheetRow {
  return { subject, cells: EMPTY, refusal: null };
}

/** How many rows are missing before something can be written into line `row`. */
export function lacking({ rows }: Pick<Sheet, 'rows'>, row: number): number {
  return Math.max(0, row + 1 - rows.length);
}

/** The sheet after `event`. */
export function nextSheet(sheet: Sheet, event: SheetEvent): Sheet {
  switch (event.type) {
    case 'written': {
      const rows = lengthened(sheet.rows, event.subjects);
      const typing = `${event.row} ${event.column}`;
      return { rows: withoutTail(rows.map((row, index) => (index === event.row ? { ...row, cells: { ...row.cells, [event.column]: event.text }, refusal: null } : row))), before: sheet.typing === typing ? sheet.before : remembered(sheet), typing };
    }
    case 'pasted': {
      const rows = lengthened(sheet.rows, event.subjects);
      return { rows: withoutTail(rows.map((row, index) => ({ ...row, ...(event.rows[index - event.at] === undefined ? {} : { cells: { ...row.cells, ...event.rows[index - event.at] }, refusal: null }) }))), before: remembered(sheet), typing: null };
    }
    case 'row-removed': return { rows: sheet.rows.filter((_, index) => index !== event.row), before: remembered(sheet), typing: null };
    // What is in the ledger cannot be typed back onto the sheet.
    case 'registered': return sheetOf(sheet.rows.filter(({ subject }) => !event.subjects.includes(subject)));
    case 'refused': return { ...sheet, rows: sheet.rows.map((row) => ({ ...row, refusal: event.why[row.subject] ?? row.refusal })) };
    case 'returned': return sheetOf([...event.rows, ...sheet.rows].slice(0, MOST_ROWS));
    case 'stepped-back': {
      const rows = sheet.before.at(-1);
      return rows === undefined ? sheet : { rows, before: sheet.before.slice(0, -1), typing: null };
    }
  }
}

/** The draft of the sheet; null when nothing stands on it. */
export function sheetToDraft({ rows }: Pick<Sheet, 'rows'>): Readonly<Record<string, unknown>> | null {
  return rows.length === 0 ? null : { rows: rows.map(({ subject, cells }) => ({ subject, cells })) };
}

/** The rows of a draft; what cannot be read is left out. */
export function rowsOfDraft(fields: Readonly<Record<string, unknown>>): readonly SheetRow[] {
  const rows: readonly unknown[] = Array.isArray(fields['rows']) ? fields['rows'] : [];
  return rows.flatMap((kept): readonly SheetRow[] => {
    if (kept === null || typeof kept !== 'object') return [];
    const { subject, cells } = kept as Readonly<Record<string, unknown>>;
    if (typeof subject !== 'string' || !subject.startsWith('case:') || cells === null || typeof cells !== 'object') return [];
    const texts = cells as Readonly<Record<string, unknown>>;
    return [{ subject, cells: Object.fromEntries(COLUMNS.map((column) => [column, typeof texts[column] === 'string' ? texts[column] : ''])) as Cells, refusal: null }];
  });
}

function lengthened(rows: readonly SheetRow[], subjects: readonly string[]): readonly SheetRow[] {
  return [...rows, ...subjects.map(blankRow)].slice(0, MOST_ROWS);
}

/** Blank lines at the end are not rows: a cell that was cleared again leaves nothing behind. */
function withoutTail(rows: readonly SheetRow[]): readonly SheetRow[] {
  const last = rows.findLastIndex(({ cells }) => COLUMNS.some((column) => cells[column] !== ''));
  return rows.slice(0, last + 1);
}

function remembered({ rows, before }: Sheet): readonly (readonly SheetRow[])[] {
  return [...before, rows].slice(-MOST_STEPS);
}
