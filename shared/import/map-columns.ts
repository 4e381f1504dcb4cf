/** Finding the heading row among titles and notes, and which column is which field. What is found is a proposal: the user may change each column. */
import type { ImportField, ImportKind } from './import-kind.ts';
import { filledRows, nameKey, type Sheet, type SheetRow } from './sheet.ts';

/** The column of each field by its index from 0; a field without one is not in the file. */
export type Mapping = Readonly<Record<string, number>>;

/** Where the data lies: which sheet, the heading's place among its filled rows (null: there is none), and the columns. */
export interface FoundTable { readonly sheet: number; readonly heading: number | null; readonly mapping: Mapping }

/** Titles, units of measure and dates stand above a heading, never this many rows of them. */
const ROWS_LOOKED_AT = 30;

/** The best table of a file: the sheet and row whose headings name most fields. */
export function findTable(sheets: readonly Sheet[], kind: ImportKind): FoundTable {
  let best: FoundTable & { readonly score: number } = { sheet: Math.max(0, sheets.findIndex(({ rows }) => filledRows(rows).length > 0)), heading: null, mapping: {}, score: 0 };
  sheets.forEach(({ rows }, sheet) => {
    filledRows(rows).slice(0, ROWS_LOOKED_AT).forEach(({ cells }, heading) => {
      const mapping = mapColumns(cells, kind.fields);
      const score = scoreOf(mapping, cells, kind);
      if (score > best.score) best = { sheet, heading, mapping, score };
    });
  });
  const { score: _, ...found } = best;
  if (found.heading !== null) return found;
  const only = filledRows(sheets[found.sheet]?.rows ?? []);
  const name = kind.fields.find(({ required }) => required);
  // A list of nothing but names needs no heading.
  return name !== undefined && only.length > 0 && only.every(({ cells }) => cells.slice(1).every((cell) => cell === '')) ? { ...found, mapping: { [name.name]: 0 } } : found;
}

/** Which column is which field, by the words above it: the same word first, then a word that ends with the field's (负责人电话 is a 电话), then one that holds it. */
export function mapColumns(headings: readonly string[], fields: readonly ImportField[]): Mapping {
  const keys = headings.map(headingKey);
  const fits = fields.flatMap((field) => keys.flatMap((key, column) => {
    const fit = fitOf(key, field);
    // A heading that was merged over two columns belongs to the first.
    return fit === 0 || keys.indexOf(key) < column ? [] : [{ field: field.name, column, fit }];
  })).sort((a, b) => b.fit - a.fit || a.column - b.column);
  const mapping: Record<string, number> = {};
  for (const { field, column } of fits) if (!Object.hasOwn(mapping, field) && !Object.values(mapping).includes(column)) mapping[field] = column;
  return mapping;
}

/** The rows below the heading; the heading itself, which long lists repeat on every page, sums and notes at the foot are left out. */
export function dataRows(rows: readonly SheetRow[], heading: number | null): readonly SheetRow[] {
  const filled = filledRows(rows);
  if (heading === null) return filled;
  const above = filled[heading]?.cells.join('\n');
  return filled.slice(heading + 1).filter(({ cells }) => cells.join('\n') !== above && !isNote(cells));
}

/** A heading as it is compared: without spaces, marks, and what stands in brackets only as a remark. */
export function headingKey(text: string): string {
  return nameKey(text).replace(/[*:：_.、,，/\\\-|"'“”]/g, '');
}

const IN_BRACKETS = /[([【〔].*?[)\]】〕]/g;
const EXACT = 1000, END = 500, INSIDE = 100;

function fitOf(heading: string, { headings }: ImportField): number {
  if (heading === '') return 0;
  const bare = heading.replace(IN_BRACKETS, '');
  return Math.max(...headings.map((one) => {
    const word = headingKey(one);
    if (heading === word || bare === word) return EXACT + word.length;
    // A single character ends too many words, and a whole sentence is no heading.
    if (word.length < 2 || heading.length > word.length + 8) return 0;
    return bare.endsWith(word) ? END + word.length : bare.includes(word) ? INSIDE + word.length : 0;
  }));
}

/** How sure it is that this row is the heading: fields that were found, those found by the very word twice. */
function scoreOf(mapping: Mapping, cells: readonly string[], kind: ImportKind): number {
  const found = kind.fields.filter(({ name }) => mapping[name] !== undefined);
  const needed = kind.fields.filter(({ required }) => required).every(({ name }) => mapping[name] !== undefined);
  const words = new Set(cells.filter((cell) => cell !== ''));
  if (!needed && found.length < 2) return 0;
  const exact = found.filter((field) => fitOf(headingKey(cells[mapping[field.name] ?? 0] ?? ''), field) >= EXACT).length;
  // A title stands alone in its row: it may hold the word 夜市点, but it is no heading.
  return words.size < 2 && exact === 0 ? 0 : found.length + exact + (needed ? 1 : 0);
}

const SUM = /^(合计|总计|小计|共计|总数)/;
const REMARK = /^(填表|填报|制表|审核|说明|备注|注)[^:：]{0,6}[:：]/;

/** A sum or a note below the table. */
function isNote(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? '';
  return SUM.test(first) || (REMARK.test(first) && new Set(cells).size <= 3);
}
