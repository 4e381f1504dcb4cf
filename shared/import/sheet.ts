/** A table as a person typed it: sheets of rows of text, whatever file they came from. */

import { wellFormed } from '../kernel/content-hash.ts';

/** One row; `no` is its number in the file, which faults are reported by. */
export interface SheetRow { readonly no: number; readonly cells: readonly string[] }
export interface Sheet { readonly name: string; readonly rows: readonly SheetRow[] }

/** Rows that one import takes: a county's directory is hundreds; more is another file by mistake. */
export const MAX_ROWS = 5000;
/** Columns that are looked at. */
export const MAX_COLUMNS = 60;
const MAX_CELL = 2000;

/** Full-width letters, digits and the marks of numbers, as Chinese input methods type them. Brackets and commas stay as they are written. */
const WIDE = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0B\uFF0D\uFF0E\uFF0F]/g;

/** A cell's text without what nobody sees: control characters, spaces at the ends and doubled ones; digits and letters at their usual width. */
export function cleanCell(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  return wellFormed(text.slice(0, MAX_CELL)).replace(WIDE, (one) => one.normalize('NFKC')).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200d\u2060\ufeff]/g, '').replace(/[\s\u3000]+/g, ' ').trim();
}

/** A name as it is compared: width, spaces and letters' case do not count. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Rows that have something in them, cut to the columns that are looked at. */
export function filledRows(rows: readonly SheetRow[]): readonly SheetRow[] {
  return rows.flatMap(({ no, cells }) => {
    const clean = cells.slice(0, MAX_COLUMNS).map(cleanCell);
    return clean.some((cell) => cell !== '') ? [{ no, cells: clean }] : [];
  });
}
