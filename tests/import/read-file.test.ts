/** Reading tables as they come from offices: real workbooks, texts in Chinese encodings, and files that only look like tables. */
import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { checkRows } from '../../shared/import/check-rows.ts';
import { IMPORT_KIND, IMPORT_KINDS } from '../../shared/import/import-kind.ts';
import { dataRows, findTable } from '../../shared/import/map-columns.ts';
import { fileFaultText, type FileFault } from '../../shared/import/words.ts';
import { recordsWorkbook, templateWorkbook } from '../../renderer/ui/import/directory-workbook.ts';
import { inspectWorkbook } from '../../renderer/ui/import/inspect-workbook.ts';
import { readTableFile, readText } from '../../renderer/ui/import/read-file.ts';
import { zipListing } from '../../shared/attachment/zip-listing.ts';
import { aContext, HUANG, OPTIONS } from '../shared/import/an-import.ts';
import { aCell, aRawWorkbook, aZip } from './a-zip.ts';

type Build = (sheet: excel.Worksheet, workbook: excel.Workbook) => void;

async function aWorkbook(build: Build): Promise<Uint8Array> {
  const workbook = new excel.Workbook();
  build(workbook.addWorksheet('点位'), workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = async (bytes: Uint8Array, name = '点位.xlsx') => {
  const sheets = await readTableFile(bytes, name);
  if (!sheets.ok) throw new Error(sheets.error);
  return sheets.value;
};
const faultOf = async (bytes: Uint8Array, name: string) => {
  const sheets = await readTableFile(bytes, name);
  return sheets.ok ? null : sheets.error;
};

describe('a workbook', () => {
  it('with merged titles and townships, numbers, formulas and coloured text is read as it is seen', async () => {
    const bytes = await aWorkbook((sheet) => {
      sheet.addRow(['民情夜市点名册']);
      sheet.mergeCells('A1:D1');
      sheet.addRow(['序号', '乡镇', '夜市点名称', '联系电话']);
      sheet.addRow([1, '皇帝庙乡', { richText: [{ text: '文化' }, { font: { bold: true }, text: '广场' }] }, 13800001101]);
      sheet.addRow([{ formula: 'A3+1', result: 2 }, '', { text: '乙点', hyperlink: 'https://example.com' }, '０３９５－８００１００１']);
      sheet.mergeCells('B3:B4');
      sheet.addRow([]);
      sheet.addRow([3, '皇帝庙乡', '丙点']);
    });
    const sheets = await read(bytes);
    const kind = IMPORT_KIND.station;
    const found = findTable(sheets, kind);
    expect(found).toEqual({ sheet: 0, heading: 1, mapping: { no: 0, scope: 1, name: 2, phone: 3 } });
    const rows = checkRows(dataRows(sheets[0]?.rows ?? [], found.heading), { kind, mapping: found.mapping, corrections: {}, options: OPTIONS, context: aContext() });
    expect(rows.map(({ no, scope, values }) => [no, scope, values['no'], values['name'], values['phone']])).toEqual([
      [3, HUANG, '1', '文化广场', '13800001101'], [4, HUANG, '2', '乙点', '0395-8001001'], [6, HUANG, '3', '丙点', undefined],
    ]);
    expect(rows.every(({ faults }) => faults.length === 0)).toBe(true);
  });

  it('is read whatever its name says; hidden sheets are not', async () => {
    const bytes = await aWorkbook((sheet, workbook) => {
      sheet.addRow(['名称']);
      workbook.addWorksheet('旧', { state: 'hidden' }).addRow(['名称', '编号']);
    });
    expect((await read(bytes, '点位.csv')).map(({ name }) => name)).toEqual(['点位']);
  });

  it('of 5,000 rows is read, of more is refused', async () => {
    const rows = (count: number) => aWorkbook((sheet) => { for (let row = 0; row < count; row += 1) sheet.addRow([`点${row}`]); });
    expect((await read(await rows(5001)))[0]?.rows).toHaveLength(5001);
    expect(await faultOf(await rows(5100), '点位.xlsx')).toBe('too-many-rows');
  });

  it('that is cut off, empty or holds something else is refused', async () => {
    const whole = await aWorkbook((sheet) => { sheet.addRow(['名称']); });
    expect(await faultOf(whole.slice(0, whole.length - 40), '点位.xlsx')).toBe('broken');
    const torn = whole.slice();
    torn.fill(0, 200, 900);
    expect(await faultOf(torn, '点位.xlsx')).toBe('broken');
    expect(await faultOf(await aWorkbook(() => undefined), '点位.xlsx')).toBe('empty');
    expect(await faultOf(new Uint8Array(), '点位.xlsx')).toBe('empty');
  });
});

describe('a workbook that would take the computer’s memory', () => {
  const ROWS = `<row r="1">${aCell('A1', '名称')}${aCell('B1', '乡镇')}</row><row r="2">${aCell('A2', '甲点')}${aCell('B2', '皇帝庙乡')}</row><row r="3">${aCell('A3', '乙点')}</row>`;
  const cellsOf = async (behind: string) => (await read(aRawWorkbook(ROWS, behind)))[0]?.rows.map(({ cells }) => cells);

  it('by unpacking to more than it says is refused before it is unpacked', async () => {
    const bomb = aZip([{ name: 'xl/workbook.xml', text: new Uint8Array(110 * 1024 * 1024), said: 1000 }]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await faultOf(bomb, '点位.xlsx')).toBe('too-big');
  });

  it('by a second list that another program would find is not looked into', async () => {
    const whole = aRawWorkbook(ROWS);
    const shifted = whole.slice();
    // The list says that it is shorter than it is: some programs then look for it further on.
    shifted[shifted.length - 10] = (shifted.at(-10) ?? 0) - 1;
    const inspect = async (bytes: Uint8Array) => { const listing = zipListing(bytes); return listing && inspectWorkbook(bytes, listing, 1e6); };
    expect(await inspect(whole)).toMatchObject({ merged: 0 });
    expect(await inspect(shifted)).toBeNull();
    expect(await faultOf(shifted, '点位.xlsx')).toBe('broken');
  });

  it('by ranges over the whole sheet is read by its cells', async () => {
    const whole = 'A1:XFD1048576';
    const plain = [['名称', '乡镇'], ['甲点', '皇帝庙乡'], ['乙点']];
    expect(await cellsOf(`<mergeCells count="1"><mergeCell ref="${whole}"/></mergeCells>`)).toEqual(plain);
    expect(await cellsOf(`<mergeCells count="1"><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>`)).toEqual(plain);
    expect(await cellsOf(`<mergeCells count="1"><mergeCell ${' '.repeat(70_000)}ref="${whole}"/></mergeCells>`)).toEqual(plain);
    expect(await cellsOf(`<dataValidations count="1"><dataValidation type="list" sqref="${whole}"><formula1>"是,否"</formula1></dataValidation></dataValidations>`)).toEqual(plain);
    // An honest one is followed.
    expect(await cellsOf('<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>')).toEqual([...plain.slice(0, 2), ['乙点', '皇帝庙乡']]);
  });

  it('by a text of nothing but lines, or a sheet of nothing but rows, is refused', async () => {
    expect(await faultOf(aRawWorkbook('<row r="1"/>'.repeat(100_001)), '点位.xlsx')).toBe('too-many-rows');
    expect(await faultOf(bytesOf(`名称\n${'\n'.repeat(200_000)}`), '点位.csv')).toBe('too-many-rows');
  });
});

describe('a text', () => {
  /** 名称,乡镇,电话 / 皇帝庙文化广场,皇帝庙乡,１３８００００１１０１ in GBK, as Excel for Windows saves .csv. */
  const GBK = 'c3fbb3c62ccfe7d5f22cb5e7bbb00d0abbcab5dbc3edcec4bbafb9e3b3a12cbbcab5dbc3edcfe72ca3b1a3b3a3b8a3b0a3b0a3b0a3b0a3b1a3b1a3b0a3b10d0a';
  it('in GBK, UTF-8 with a mark, and Excel’s Unicode text is read', async () => {
    const gbk = Uint8Array.from(GBK.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const utf16 = Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...'名称\t乡镇\n甲,点\t皇帝庙乡'].map((one) => one.charCodeAt(0))).buffer)]);
    expect((await read(gbk, '点位.csv'))[0]?.rows[1]?.cells).toEqual(['皇帝庙文化广场', '皇帝庙乡', '１３８００００１１０１']);
    expect((await read(bytesOf('\uFEFF名称,备注\n甲点,"一,二\n三"'), '点位.csv'))[0]?.rows).toEqual([{ no: 1, cells: ['名称', '备注'] }, { no: 2, cells: ['甲点', '一,二\n三'] }]);
    expect((await read(utf16, '点位.txt'))[0]?.rows[1]?.cells).toEqual(['甲,点', '皇帝庙乡']);
  });

  it('that was copied from a spreadsheet keeps commas within its cells', () => {
    const pasted = readText('名称\t地址\n甲点\t一路,二号\n"乙\n点"\t三路');
    expect(pasted.ok && pasted.value[0]?.rows.map(({ cells }) => cells)).toEqual([['名称', '地址'], ['甲点', '一路,二号'], ['乙\n点', '三路']]);
  });
});

describe('what is no table is refused with what to do', () => {
  const COMPOUND = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  it.each<[string, Uint8Array, string, FileFault]>([
    ['an old workbook', COMPOUND, '点位.xls', 'old-excel'],
    ['a WPS table', COMPOUND, '点位.et', 'old-excel'],
    ['a workbook with a password', COMPOUND, '点位.xlsx', 'locked'],
    ['a web page with a table’s name', bytesOf('<html><table><tr><td>名称</td></tr></table></html>'), '点位.xls', 'web-page'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0xff]), '点位.xlsx', 'not-a-table'],
    ['a PDF', bytesOf('%PDF-1.7\n1 0 obj'), '点位.csv', 'not-a-table'],
    ['text of no known encoding', Uint8Array.from([0x61, 0x2c, 0xff, 0xff, 0x80, 0x0a]), '点位.csv', 'encoding'],
    ['a file of only spaces', bytesOf(' \n\n '), '点位.csv', 'empty'],
  ])('%s', async (_, bytes, name, fault) => {
    expect(await faultOf(bytes, name)).toBe(fault);
    expect(fileFaultText(fault)).toMatch(/请/);
  });
});

describe('what the program itself writes', () => {
  it.each(IMPORT_KINDS)('the form for %s is understood as it is, and has no rows until somebody fills them in', async (name) => {
    const kind = IMPORT_KIND[name];
    const sheets = await read(await templateWorkbook(kind));
    const found = findTable(sheets, kind);
    expect(found).toEqual({ sheet: 0, heading: 0, mapping: Object.fromEntries(kind.fields.map((field, column) => [field.name, column])) });
    expect(dataRows(sheets[0]?.rows ?? [], found.heading)).toEqual([]);
  });

  it('an exported list is imported again without changing anything; numbers stay texts', async () => {
    const existing = [{ id: 'station:a', scope: HUANG, name: '甲点', no: '007', tier: 'station', village: 'village:hdm', address: '=1+1', head: '', phone: '0395-8001001', deputies: ['deputy:zhang', 'deputy:liu'], villages: [], note: '', active: true }];
    const words: Readonly<Record<string, string>> = { 编号: '007', 名称: '甲点', 类型: '代表联络站', 乡镇: '皇帝庙乡', 所在村: '皇帝庙村', 地址: '=1+1', 电话: '0395-8001001', 进站代表: '张建国、刘秀兰', 在用: '是' };
    const sheets = await read(await recordsWorkbook('站点', Object.entries(words).map(([heading, text]) => ({ heading, words: () => text })), [{}]));
    const { heading, mapping } = findTable(sheets, IMPORT_KIND.station);
    const [row] = checkRows(dataRows(sheets[0]?.rows ?? [], heading), { kind: IMPORT_KIND.station, mapping, corrections: {}, options: OPTIONS, context: aContext({ existing }) });
    expect(row).toMatchObject({ outcome: 'same', texts: { no: '007', address: '=1+1' }, faults: [], remarks: [] });
  });
});
