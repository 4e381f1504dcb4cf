/**
 * Reading a table from whatever file a person chose: what it is told by its first bytes, never by its name. Runs in a worker, so that the
 * page stays alive; the functions themselves know no worker.
 */
import type { CellValue, Workbook } from 'exceljs';
import Papa from 'papaparse';
import { zipListing } from '../../../shared/attachment/zip-listing.ts';
import { MAX_COLUMNS, MAX_ROWS, type Sheet, type SheetRow } from '../../../shared/import/sheet.ts';
import type { FileFault } from '../../../shared/import/words.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { inspectWorkbook } from './inspect-workbook.ts';

const MAX_BYTES = 20 * 1024 * 1024;
/** A sheet of 5,000 rows unpacks to a few megabytes. */
const MAX_UNPACKED = 100 * 1024 * 1024;
/** Titles across the sheet and townships down it; what covers more is no list, and its ranges are not followed. */
const MAX_MERGED = 200_000;
/** Rows with only borders in them are rows too, but nobody fills in so many; of a text, lines. */
const MAX_LINES = 100_000;
/** What is not asked for: the library would make an object of every cell of a column with a list to choose from. */
const NOT_READ = ['dataValidations', 'conditionalFormatting', 'cols', 'autoFilter', 'rowBreaks', 'pageMargins', 'pageSetup', 'headerFooter', 'printOptions', 'picture', 'drawing', 'sheetProtection', 'tableParts', 'extLst'];
/** Titles and sums beside the rows themselves. */
const SPARE_ROWS = 50;
const [ZIP, COMPOUND] = [[0x50, 0x4b], [0xd0, 0xcf, 0x11, 0xe0]] as const;

/** The sheets of a file; `name` is only asked what kind of old or locked file a compound one is. */
export async function readTableFile(bytes: Uint8Array, name: string): Promise<Result<readonly Sheet[], FileFault>> {
  if (bytes.byteLength === 0) return err('empty');
  if (bytes.byteLength > MAX_BYTES) return err('too-big');
  if (beginsWith(bytes, ZIP)) return readWorkbook(bytes);
  // Excel puts a workbook with a password into the container of its old format.
  if (beginsWith(bytes, COMPOUND)) return err(/\.xls[xm]$/i.test(name) ? 'locked' : 'old-excel');
  const text = decodeText(bytes);
  if (text === null) return err(bytes.slice(0, 4096).includes(0) ? 'not-a-table' : 'encoding');
  return readText(text);
}

/** The sheet of a text: comma, tab or semicolon between cells, as spreadsheets save and copy it. */
export function readText(text: string): Result<readonly Sheet[], FileFault> {
  if (text.trim() === '') return err('empty');
  if (/^\s*(<!doctype|<html|<\?xml|<table)/i.test(text)) return err('web-page');
  if (text.startsWith('%PDF-') || text.startsWith('{\\rtf')) return err('not-a-table');
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: delimiterOf(text), skipEmptyLines: false, preview: MAX_LINES });
  if (data.length === MAX_LINES) return err('too-many-rows');
  return limited([{ name: '', rows: data.map((cells, index) => ({ no: index + 1, cells: cells.slice(0, MAX_COLUMNS) })) }]);
}

async function readWorkbook(bytes: Uint8Array): Promise<Result<readonly Sheet[], FileFault>> {
  const listing = zipListing(bytes);
  if (listing === null) return err('broken');
  if (listing.unpacked > MAX_UNPACKED) return err('too-big');
  if (!listing.names.some((name) => name.startsWith('xl/'))) return err('not-a-table');
  const inspected = await inspectWorkbook(bytes, listing, MAX_UNPACKED);
  if (inspected === null) return err('broken');
  if (inspected.unpacked > MAX_UNPACKED) return err('too-big');
  if (inspected.rows > MAX_LINES) return err('too-many-rows');
  const { default: excel } = await import('exceljs');
  const workbook: Workbook = new excel.Workbook();
  // The library's types know nothing of its `maxRows`.
  const options: { readonly ignoreNodes: string[]; readonly maxRows: number } = { maxRows: MAX_LINES, ignoreNodes: [...NOT_READ, ...(inspected.merged > MAX_MERGED ? ['mergeCells'] : [])] };
  try {
    await workbook.xlsx.load(bytes.slice().buffer, options);
  } catch {
    return err('broken');
  }
  return limited(workbook.worksheets.filter(({ state }) => state === 'visible').map((sheet) => {
    const rows: SheetRow[] = [];
    sheet.eachRow({ includeEmpty: false }, (row, no) => {
      // A cell of a merged range has the value of the range: a township that is written once beside all its points.
      const cells = Array.from({ length: Math.min(row.cellCount, MAX_COLUMNS) }, (_, index) => textOf(row.getCell(index + 1).value));
      rows.push({ no, cells });
    });
    return { name: sheet.name, rows };
  }));
}

function limited(sheets: readonly Sheet[]): Result<readonly Sheet[], FileFault> {
  const filled = sheets.map(({ name, rows }) => ({ name, rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) })).filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return err('empty');
  return filled.some(({ rows }) => rows.length > MAX_ROWS + SPARE_ROWS) ? err('too-many-rows') : ok(filled);
}

/** What a cell shows: a formula its result, a telephone number that Excel took for a number all its digits. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(0) : String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return textOf(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
}

/** UTF-8, the Chinese encoding of Windows, or what Excel calls Unicode text; null when it is none of them. */
function decodeText(bytes: Uint8Array): string | null {
  if (beginsWith(bytes, [0xff, 0xfe])) return decoded(bytes, 'utf-16le');
  if (beginsWith(bytes, [0xfe, 0xff])) return decoded(bytes, 'utf-16be');
  if (bytes.includes(0)) return null;
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The mark that the first lines have most of; a single column has none. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4000);
  const count = (mark: string): number => head.split(mark).length - 1;
  const [best] = ['\t', ',', ';', '，'].map((mark) => ({ mark, times: count(mark) })).sort((a, b) => b.times - a.times);
  return count('\t') > 0 ? '\t' : best !== undefined && best.times > 0 ? best.mark : ',';
}

function beginsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, index) => bytes[index] === byte);
}
