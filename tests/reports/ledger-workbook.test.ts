import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerCell, MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import { ledgerWorkbook } from '../../renderer/reports/ledger-workbook.ts';
import type { Figure } from '../../shared/documents/monthly-report.ts';

const run = promisify(execFile);
const text = (value: string): LedgerCell => ({ kind: 'text', value });

/** What citizens write, and what spreadsheets and XML would like to make of it. */
const WORDS = [
  '=1+1', '@SUM(A1:A9)', '+86 13812345678', '-5', '=HYPERLINK("http://x","点我")', '\'\'带引号', '<b>粗</b> & "引号"', '😀👨‍👩‍👧‍👦', '𠮷㐂野家', '第一行\n第二行', '  前后有空格  ', '00123', '2026-05-18', 'TRUE', '1e5', 'a,b;c\td',
  '民'.repeat(10_000),
];
const LEDGER: MonthlyLedger = {
  title: '皇帝庙乡人大主席团2026年5月民情台账', subtitle: '填报单位：皇帝庙乡人大主席团　数据截至：2026-05-31',
  columns: [{ heading: '序号', width: 6 }, { heading: '编号', width: 20 }, { heading: '登记日期', width: 12 }, { heading: '原话记录', width: 44 }, { heading: '督办次数', width: 9 }],
  rows: WORDS.map((words, index) => [{ kind: 'number', value: index + 1 }, text(`皇帝庙民〔2026〕${index + 1}号`), { kind: 'date', value: '2026-02-28' }, text(words), index === 0 ? null : { kind: 'number', value: 0 }]),
};
const FIGURES: readonly Figure[] = [
  { label: '收集件数', value: 17, rate: null, scope: '本月登记的民情件' },
  { label: '办结率', value: 0.25, rate: { numerator: 3, denominator: 12, scope: '已销号的' }, scope: '已销号的' },
  { label: '群众满意率', value: null, rate: { numerator: 0, denominator: 0, scope: '已评议的' }, scope: '已评议的' },
];

let folder = '';
let bytes: Uint8Array = new Uint8Array();
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'ledger-')); bytes = await ledgerWorkbook(LEDGER, FIGURES); });
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the ledger as a workbook', () => {
  it('read back by its own library is the model, cell for cell and kind for kind', async () => {
    const sheet = (await read()).getWorksheet('民情台账');
    expect(sheet?.getCell(1, 1).value).toBe(LEDGER.title);
    expect(sheet?.getCell(2, 1).value).toBe(LEDGER.subtitle);
    expect(LEDGER.columns.map((_, index) => sheet?.getCell(3, index + 1).value)).toEqual(LEDGER.columns.map(({ heading }) => heading));
    LEDGER.rows.forEach((row, index) => { row.forEach((cell, column) => { expect(kindAndValue(sheet?.getCell(4 + index, column + 1))).toEqual(cell); }); });
    expect(sheet?.rowCount).toBe(3 + LEDGER.rows.length);
  });

  it('has no formula anywhere', async () => {
    (await read()).eachSheet((sheet) => { sheet.eachRow((row) => { row.eachCell((cell) => { expect([cell.type, cell.formula]).not.toContain(excel.ValueType.Formula); }); }); });
    await writeFile(path.join(folder, 'raw.xlsx'), bytes);
    const { stdout } = await run('unzip', ['-p', path.join(folder, 'raw.xlsx'), 'xl/worksheets/sheet1.xml'], { maxBuffer: 1 << 24 });
    expect(stdout).not.toContain('<f>');
  });

  it('read by LibreOffice shows the same texts, dates and numbers', async () => {
    const shown = await libreOfficeRows();
    expect(shown[0]?.[0]).toBe(LEDGER.title);
    LEDGER.rows.forEach((row, index) => {
      expect(shown[3 + index]).toEqual(row.map((cell) => (cell === null ? '' : String(cell.value))));
    });
  });

  it('prints on A4 landscape with its heading on every page, and keeps the heading in sight on the screen', async () => {
    const sheet = (await read()).getWorksheet('民情台账');
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0, printTitlesRow: '1:3', printTitlesColumn: 'A:B' });
    expect(sheet?.headerFooter.oddFooter).toContain('&P');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3, xSplit: 2 });
    expect(sheet?.getColumn(4).width).toBe(44);
    expect(sheet?.getCell(4, 4)).toMatchObject({ numFmt: '@', alignment: { wrapText: true, vertical: 'top' } });
    expect(sheet?.getCell(4, 4).border.bottom?.style).toBe('thin');
  });

  it('carries the figures with what they divide; nothing to divide by is a dash', async () => {
    const sheet = (await read()).getWorksheet('月报');
    expect([4, 5, 6].map((row) => [1, 2, 3].map((column) => sheet?.getCell(row, column).value))).toEqual([
      ['收集件数', 17, '本月登记的民情件'], ['办结率', 0.25, '已销号的：3/12'], ['群众满意率', '—', '已评议的：0/0'],
    ]);
    expect(sheet?.getCell(5, 2).numFmt).toBe('0.0%');
  });

  it('of an empty month is a sheet with its heading', async () => {
    const empty = new excel.Workbook();
    await empty.xlsx.load((await ledgerWorkbook({ ...LEDGER, rows: [] })).buffer as ArrayBuffer);
    expect(empty.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([['民情台账', 3]]);
  });

  it('drops only what XML cannot carry', async () => {
    const book = new excel.Workbook();
    await book.xlsx.load((await ledgerWorkbook({ ...LEDGER, rows: [[text('响\u0007铃\u0000完')]] })).buffer as ArrayBuffer);
    expect(book.worksheets[0]?.getCell(4, 1).value).toBe('响铃完');
  });
});

async function read(): Promise<excel.Workbook> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
}

function kindAndValue(cell: excel.Cell | undefined): LedgerCell {
  const value = cell?.value;
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'number') return { kind: 'number', value };
  if (value instanceof Date) return { kind: 'date', value: value.toISOString().slice(0, 10) };
  throw new Error(`a cell of another kind: ${JSON.stringify(value)}`);
}

/** The first sheet's rows as LibreOffice shows them: converted to CSV in UTF-8, every field quoted. */
async function libreOfficeRows(): Promise<string[][]> {
  await writeFile(path.join(folder, 'ledger.xlsx'), bytes);
  await run('soffice', [`-env:UserInstallation=file://${path.join(folder, 'profile')}`, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,1', '--outdir', folder, path.join(folder, 'ledger.xlsx')], { timeout: 100_000 });
  return parseCsv(await readFile(path.join(folder, 'ledger-民情台账.csv'), 'utf8'));
}

function parseCsv(content: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of content.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain ?? '' : quoted.replaceAll('""', '"'));
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}
