/** A block of cells from Excel, WPS or a table in Word, as the clipboard's plain text has it, and which column of the sheet each of its columns is. */
import { COLUMNS, columnHeaded, type Column } from './sheet-columns.ts';

/** A block laid out for the sheet. `unused` are headings that no column takes. */
export interface PlacedBlock {
  readonly rows: readonly Readonly<Partial<Record<Column, string>>>[];
  readonly unused: readonly string[];
  readonly headed: boolean;
}

/** The first line counts as headings from so many recognised ones on; of a single column one is enough. */
const HEADINGS_WANTED = 2;

/**
 * The cells of tab-separated text. A cell with a line break, a tab or a quotation mark is quoted, its own quotation marks doubled, as spreadsheets
 * write it; a quotation mark that does not enclose a cell is one of the words.
 */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const quoted = quotedAt(source, at);
    const end = quoted?.end ?? plainEnd(source, at);
    rows.at(-1)?.push(quoted?.text ?? source.slice(at, end));
    if (end >= source.length) return rows;
    if (source[end] === '\n') rows.push([]);
    at = end + 1;
  }
}

/** True for text that is more than one cell. */
export function isBlock(text: string): boolean {
  const [first, ...others] = cellsOf(text);
  return others.length > 0 || (first?.length ?? 0) > 1;
}

/** The block as rows of the sheet: by its headings when it has them, otherwise from `from` on to the right. A column of running numbers in front is left out. */
export function placed(cells: readonly (readonly string[])[], from: Column): PlacedBlock {
  const filled = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
  const [first = []] = filled;
  const headings = first.map(columnHeaded);
  const known = headings.filter((column) => column !== null).length;
  if (known >= Math.min(HEADINGS_WANTED, first.length) && known > 0) {
    return { rows: filled.slice(1).map((row) => rowOf(row, headings)), unused: first.filter((heading, index) => headings[index] === null && heading.trim() !== ''), headed: true };
  }
  const numbered = first.length > 1 && filled.length > 1 && filled.every((row, index) => row[0]?.normalize('NFKC').trim() === String(index + Number(first[0]?.normalize('NFKC'))));
  const start = COLUMNS.indexOf(from);
  const columns = (numbered ? [null, ...COLUMNS.slice(start)] : COLUMNS.slice(start));
  return { rows: filled.map((row) => rowOf(row, columns)), unused: [], headed: false };
}

function rowOf(row: readonly string[], columns: readonly (Column | null)[]): Readonly<Partial<Record<Column, string>>> {
  return Object.fromEntries(columns.flatMap((column, index) => (column === null || row[index] === undefined ? [] : [[column, row[index].trim()]])));
}

function plainEnd(source: string, from: number): number {
  const end = source.slice(from).search(/[\t\n]/);
  return end < 0 ? source.length : from + end;
}

/** The quoted cell that begins at `from`, and where it ends; null when none does. */
function quotedAt(source: string, from: number): { readonly text: string; readonly end: number } | null {
  const match = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
  match.lastIndex = from;
  const found = match.exec(source);
  return found === null ? null : { text: (found[1] ?? '').replaceAll('""', '"'), end: from + found[0].length };
}
