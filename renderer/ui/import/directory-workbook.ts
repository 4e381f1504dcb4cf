/** Directories as workbooks: the list as it is shown, and the empty form that a township fills in and gives back. Both can be imported as they are. */
import type { Workbook, Worksheet } from 'exceljs';
import type { ImportKind } from '../../../shared/import/import-kind.ts';
import { saveBlob } from '../save-blob.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const LINE = { style: 'thin', color: { argb: 'FF8A94A6' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
/** The narrowest and the widest column, in characters of Excel. */
const [NARROW, WIDE] = [8, 40];
/** Empty rows with borders that the form has. */
const ROWS_TO_FILL = 100;

interface Column<R> { readonly heading: string; readonly words: (record: R) => string }

/** Saves `rows` as a workbook called after its title. Returns the file's name, or null when the user changed their mind. */
export async function exportRecords<R>({ title, columns, rows }: { readonly title: string; readonly columns: readonly Column<R>[]; readonly rows: readonly R[] }): Promise<string | null> {
  return save(`${title}名录.xlsx`, await recordsWorkbook(title, columns, rows));
}

/** Saves the form of a kind: its headings, and on a second sheet what the fields mean, each with an example. */
export async function saveTemplate(kind: ImportKind): Promise<string | null> {
  return save(`${kind.label}导入模板.xlsx`, await templateWorkbook(kind));
}

/** The bytes of a list; every cell is text, so that numbers and telephones stay as they are. */
export async function recordsWorkbook<R>(title: string, columns: readonly Column<R>[], rows: readonly R[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(sheetName(title), { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0, printTitlesRow: '1:1' } });
  const lines = rows.map((row) => columns.map(({ words }) => words(row)));
  writeHeading(sheet, columns.map(({ heading }) => heading));
  lines.forEach((line, index) => { writeLine(sheet, index + 2, line); });
  columns.forEach(({ heading }, index) => { sheet.getColumn(index + 1).width = Math.min(WIDE, Math.max(NARROW, ...[heading, ...lines.map((line) => line[index] ?? '')].map((text) => widthOf(text) + 2))); });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: lines.length + 1, column: columns.length } };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The bytes of the form. */
export async function templateWorkbook({ label, fields }: ImportKind): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  const sheet = workbook.addWorksheet(sheetName(label), { views: [{ state: 'frozen', ySplit: 1 }] });
  writeHeading(sheet, fields.map((field) => `${field.label}${field.required === true ? '*' : ''}`));
  for (let row = 2; row < ROWS_TO_FILL + 2; row += 1) writeLine(sheet, row, fields.map(() => ''));
  fields.forEach((field, index) => {
    sheet.getColumn(index + 1).width = Math.min(WIDE, Math.max(12, widthOf(field.example) + 4));
    const words = field.choices?.map((choice) => choice.words[0] ?? choice.value);
    if (words === undefined) return;
    for (let row = 2; row < ROWS_TO_FILL + 2; row += 1) sheet.getCell(row, index + 1).dataValidation = { type: 'list', allowBlank: true, formulae: [`"${words.join(',')}"`] };
  });
  const about = workbook.addWorksheet('填写说明');
  about.getColumn(1).width = 16;
  about.getColumn(2).width = 80;
  about.getColumn(3).width = 30;
  about.addRow(['带 * 的必填；列可以换次序，用不着的列可以删去。']);
  writeLine(about, 2, ['列', '怎么填', '例']);
  fields.forEach((field, index) => { writeLine(about, index + 3, [field.label, ABOUT[field.cell] + (field.choices === undefined ? '' : field.choices.map((choice) => choice.words[0]).join('、')), field.example]); });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const ABOUT: Readonly<Record<ImportKind['fields'][number]['cell'], string>> = {
  text: '照实填写。', phone: '手机或固定电话；几个号码用顿号隔开。', choice: '填其中一种：', township: '写乡镇名；只有本乡镇的可不填。',
  village: '写村名，导入时对照村名录；名录里没有的可以一并新建。', villages: '几个村用顿号隔开。', deputies: '代表姓名，几位用顿号隔开；要在代表名录里。', categories: '诉求类别，几个用顿号隔开。',
};

async function newWorkbook(): Promise<Workbook> {
  // Half a megabyte that is needed only here.
  const { default: excel } = await import('exceljs');
  const workbook: Workbook = new excel.Workbook();
  workbook.creator = '民情簿';
  return workbook;
}

function writeHeading(sheet: Worksheet, headings: readonly string[]): void {
  writeLine(sheet, 1, headings);
  sheet.getRow(1).eachCell((cell) => {
    cell.font = { name: '宋体', size: 11, bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EFF8' } };
  });
}

function writeLine(sheet: Worksheet, row: number, texts: readonly string[]): void {
  texts.forEach((text, index) => { Object.assign(sheet.getCell(row, index + 1), { value: text === '' ? null : text, numFmt: '@', font: { name: '宋体', size: 11 }, border: BORDER, alignment: { vertical: 'middle' } }); });
}

/** A name that Excel takes for a sheet. */
function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}

/** How wide a text is: a Chinese character is two. */
function widthOf(text: string): number {
  return [...text].reduce((width, one) => width + (one.charCodeAt(0) > 0xff ? 2 : 1), 0);
}

async function save(name: string, bytes: Uint8Array): Promise<string | null> {
  return saveBlob(name.replaceAll(/[（）/]/g, ''), new Blob([bytes.slice()], { type: XLSX }));
}
