/** Taking over figures from papers: rows pasted from Excel, or the JSON of a collection. What cannot be read is named by its row; the rest goes in. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Figure } from '../figure/figure.ts';
import { wellFormed } from '../kernel/content-hash.ts';
import { INDICATORS } from './indicators.ts';
import { RATE_ROWS } from './rates.ts';
import { qualifierIn, readQuantity, type Quantity } from './figure-words.ts';

/** A figure that is not in the ledger yet. */
export type FigureDraft = Omit<Figure, 'id' | 'scope'>;
/** A row that was not taken over, counted from 1 without the heading, and why. */
export interface FigureFault { readonly row: number; readonly why: string }
export interface FigureImport { readonly figures: readonly FigureDraft[]; readonly faults: readonly FigureFault[] }

/** Headings by field; the first of each is the one that the page names. */
const HEADINGS = {
  place: ['地方', '地区', '单位名称', '地点'], period: ['时间', '时段', '期间'], indicator: ['指标', '项目', '内容'], number: ['数', '数值', '数字'], unit: ['单位', '量词', '计量单位'], caliber: ['口径', '范围'],
  source: ['出处', '来源'], quote: ['原文', '原句', '备注'], key: ['代号'],
} as const;
type Column = keyof typeof HEADINGS;
/** The columns without headings, in this order. */
const USUAL: readonly Column[] = ['place', 'period', 'indicator', 'number', 'unit', 'source', 'quote'];
export const FIGURE_HEADINGS: readonly string[] = USUAL.map((column) => HEADINGS[column][0]);

/** The longest text that a record takes; no paper's sentence is. */
const MAX_TEXT = 2000;
const JsonRow = Type.Object({
  place: Type.String(), period: Type.String(), indicator: Type.String(), value: Type.Number(), unit: Type.String(), key: Type.Optional(Type.String()), seed: Type.Optional(Type.String()), source: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()), quote: Type.Optional(Type.String()), caliber: Type.Optional(Type.String()),
}, { additionalProperties: true });

/** The figures in pasted text: JSON when it begins with `[`, else rows of tabs. */
export function readFigures(text: string): FigureImport {
  const trimmed = wellFormed(text).trim();
  return trimmed.startsWith('[') ? readJson(trimmed) : readRows(trimmed.split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => line.split('\t').map((cell) => cell.trim())));
}

/** The figures in rows of cells; a first row of headings says which column is which. */
export function readRows(rows: readonly (readonly string[])[]): FigureImport {
  const [first = []] = rows;
  const named = first.map(columnOf);
  const columns = named.includes('number') ? named : USUAL;
  const figures: FigureDraft[] = [], faults: FigureFault[] = [];
  rows.slice(columns === named ? 1 : 0).forEach((row, index) => {
    const cell = (column: Column): string => row[columns.indexOf(column)] ?? '';
    const quantity = readQuantity(`${cell('number')}${/[^0-9.,余多超达近\s]$/.test(cell('number')) ? '' : cell('unit')}`);
    const why = cell('place') === '' ? '没有写地方' : cell('indicator') === '' ? '没有写指标' : quantity === null ? `“${cell('number')}”不是数` : null;
    if (why !== null || quantity === null) faults.push({ row: index + 1, why: why ?? '' });
    else take(draft(quantity, { ...Object.fromEntries((Object.keys(HEADINGS) as Column[]).map((column) => [column, cell(column)])) } as Record<Column, string>), { row: index + 1, figures, faults });
  });
  return { figures, faults };
}

function readJson(text: string): FigureImport {
  const rows = parsed(text);
  if (rows === null) return { figures: [], faults: [{ row: 1, why: 'JSON 没有写完整' }] };
  const figures: FigureDraft[] = [], faults: FigureFault[] = [];
  rows.forEach((row, index) => {
    if (!Value.Check(JsonRow, row)) { faults.push({ row: index + 1, why: '缺地方、时间、指标、数或单位' }); return; }
    const { value, unit } = row;
    const quote = row.quote ?? /「(?<said>.*)」/.exec(row.note ?? '')?.groups?.['said'] ?? row.note ?? '';
    take(draft({ value, unit, qualifier: qualifierIn(quote, { value, unit }) }, { place: row.place, period: row.period, indicator: row.indicator, caliber: row.caliber ?? '', source: row.source ?? row.seed ?? '', quote, key: row.key ?? '', number: '', unit }), { row: index + 1, figures, faults });
  });
  return { figures, faults };
}

/** Puts a figure among those that go in, unless no record could keep it: one bad row must not hold up the others. */
function take(figure: FigureDraft, { row, figures, faults }: { readonly row: number; readonly figures: FigureDraft[]; readonly faults: FigureFault[] }): void {
  if (!Number.isSafeInteger(Math.trunc(figure.value))) faults.push({ row, why: '数太大' });
  else if (Object.values(figure).some((value) => typeof value === 'string' && value.length > MAX_TEXT)) faults.push({ row, why: `文字太长，最多${String(MAX_TEXT)}字` });
  else figures.push(figure);
}

function parsed(text: string): readonly unknown[] | null {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}

function draft(quantity: Quantity, { place, period, indicator, caliber, source, quote, key }: Readonly<Record<Column, string>>): FigureDraft {
  return { ...quantity, place, period, caliber, indicator, key: key === '' ? keyOf(indicator) : key, source, quote, active: true };
}

function columnOf(heading: string): Column | null {
  return (Object.keys(HEADINGS) as Column[]).find((column) => (HEADINGS[column] as readonly string[]).includes(heading)) ?? null;
}

/** The key of the indicator of that name, so that the paper's figure stands beside the ledger's; empty where there is none. */
function keyOf(indicator: string): string {
  return [...INDICATORS, ...RATE_ROWS].find(({ label }) => label === indicator)?.key ?? '';
}
