/**
 * The ledger as an Excel workbook, as an office would have laid it out: title, heading that stays, borders, A4 landscape with
 * page numbers. What a citizen said is a text cell whatever it begins with, dates are dates, numbers are numbers.
 */
import type { Cell, Workbook, Worksheet } from 'exceljs';
import type { LedgerCell, MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import type { Figure } from '../../shared/documents/monthly-report.ts';
import { toDayNumber } from '../../shared/kernel/local-date.ts';

const HEADING_ROW = 3;
const DAY_MS = 86_400_000;
const SONG = '宋体';
const LINE = { style: 'thin', color: { argb: 'FF8A94A6' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
/** Excel shows at most so many characters of a cell. */
const CELL_LIMIT = 32_767;

/** A sheet that is no ledger of cases: its name on the tab, and what it says. */
export interface NamedSheet { readonly name: string; readonly sheet: MonthlyLedger }

/** A workbook of such sheets, laid out like the ledger. */
export async function sheetsWorkbook(sheets: readonly NamedSheet[]): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs');
  const workbook: Workbook = new excel.Workbook();
  workbook.creator = '民情簿';
  for (const { name, sheet } of sheets) writeLedger(workbook.addWorksheet(name, pageOf(sheet.title, 1)), sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The workbook's bytes: the ledger, and the month's figures on a second sheet when they are given. */
export async function ledgerWorkbook(ledger: MonthlyLedger, figures: readonly Figure[] = []): Promise<Uint8Array> {
  // Half a megabyte that is needed only here.
  const { default: excel } = await import('exceljs');
  const workbook: Workbook = new excel.Workbook();
  workbook.creator = '民情簿';
  writeLedger(workbook.addWorksheet('民情台账', pageOf(ledger.title, 2)), ledger);
  if (figures.length > 0) writeFigures(workbook.addWorksheet('月报', pageOf(ledger.title, 1)), ledger, figures);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A4 landscape, `wide` pages across; the heading and the numbers are repeated on every page. */
function pageOf(title: string, wide: number): Parameters<Workbook['addWorksheet']>[1] {
  return {
    pageSetup: {
      paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: wide, fitToHeight: 0, horizontalCentered: true, printTitlesRow: `1:${HEADING_ROW}`,
      ...(wide > 1 ? { printTitlesColumn: 'A:B' } : {}), margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.35 },
    },
    headerFooter: { oddFooter: `&L${title.replaceAll('&', '&&').slice(0, 60)}&R第 &P 页，共 &N 页` },
  };
}

function writeLedger(sheet: Worksheet, ledger: MonthlyLedger): void {
  const last = ledger.columns.length;
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: HEADING_ROW }];
  ledger.columns.forEach(({ width }, index) => { sheet.getColumn(index + 1).width = width; });
  writeTitle(sheet, ledger, last);
  writeHeading(sheet, ledger.columns.map(({ heading }) => heading));
  ledger.rows.forEach((row, index) => {
    row.forEach((cell, column) => { writeCell(sheet.getRow(HEADING_ROW + 1 + index).getCell(column + 1), cell); });
  });
  sheet.autoFilter = { from: { row: HEADING_ROW, column: 1 }, to: { row: HEADING_ROW + ledger.rows.length, column: last } };
}

function writeFigures(sheet: Worksheet, ledger: MonthlyLedger, figures: readonly Figure[]): void {
  [22, 14, 60].forEach((width, index) => { sheet.getColumn(index + 1).width = width; });
  writeTitle(sheet, ledger, 3);
  writeHeading(sheet, ['项目', '数', '口径']);
  figures.forEach(({ label, value, rate, scope }, index) => {
    const row = sheet.getRow(HEADING_ROW + 1 + index);
    writeCell(row.getCell(1), { kind: 'text', value: label });
    writeCell(row.getCell(2), value === null ? { kind: 'text', value: '—' } : { kind: 'number', value });
    if (rate) row.getCell(2).numFmt = '0.0%';
    writeCell(row.getCell(3), { kind: 'text', value: rate ? `${scope}：${rate.numerator}/${rate.denominator}` : scope });
  });
}

function writeTitle(sheet: Worksheet, { title, subtitle }: MonthlyLedger, last: number): void {
  sheet.mergeCells(1, 1, 1, last);
  sheet.mergeCells(2, 1, 2, last);
  Object.assign(sheet.getCell(1, 1), { value: cellText(title), font: { name: SONG, size: 18, bold: true }, alignment: { horizontal: 'center', vertical: 'middle' } });
  Object.assign(sheet.getCell(2, 1), { value: cellText(subtitle), font: { name: SONG, size: 11 }, alignment: { horizontal: 'left', vertical: 'middle' } });
  sheet.getRow(1).height = 32;
  sheet.getRow(2).height = 20;
}

function writeHeading(sheet: Worksheet, headings: readonly string[]): void {
  const row = sheet.getRow(HEADING_ROW);
  row.height = 28;
  headings.forEach((heading, index) => {
    Object.assign(row.getCell(index + 1), {
      value: heading, font: { name: SONG, size: 11, bold: true }, border: BORDER, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EFF8' } },
    });
  });
}

function writeCell(cell: Cell, content: LedgerCell): void {
  cell.font = { name: SONG, size: 10.5 };
  cell.border = BORDER;
  cell.alignment = { vertical: 'top', wrapText: true, horizontal: content?.kind === 'text' ? 'left' : 'center' };
  if (content === null) return;
  switch (content.kind) {
    case 'text': cell.value = cellText(content.value); cell.numFmt = '@'; return;
    case 'number': cell.value = content.value; return;
    case 'date': cell.value = new Date(toDayNumber(content.value) * DAY_MS); cell.numFmt = 'yyyy-mm-dd'; return;
  }
}

/**
 * A text as the file format can carry it. Control characters are not allowed in XML; `_x0041_` in a text would be read back as
 * an escape, so its underscore is escaped (ECMA-376, ST_Xstring).
 */
function cellText(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').slice(0, CELL_LIMIT);
}
