/** Which row is the heading and which column is which field, in tables as offices write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORT_KIND, IMPORT_KINDS } from '../../../shared/import/import-kind.ts';
import { dataRows, findTable, mapColumns } from '../../../shared/import/map-columns.ts';
import { cleanCell, nameKey } from '../../../shared/import/sheet.ts';
import { rowsOf } from './an-import.ts';

const { fields } = IMPORT_KIND.station;

describe('columns', () => {
  it.each([
    [['序号', '乡镇（街道）', '夜市点名称', '所在村', '详细地址', '队长', '负责人电话'], { no: 0, scope: 1, name: 2, village: 3, address: 4, head: 5, phone: 6 }],
    [['点位\n名称', ' 编 号 ', '所属乡镇', '村（社区）', '站长（队长）', '联系方式*'], { name: 0, no: 1, scope: 2, village: 3, head: 4, phone: 5 }],
    [['站点名称', '负责人', '负责人联系电话'], { name: 0, head: 1, phone: 2 }],
    [['ＡＢＣ', '名称', '名称'], { name: 1 }],
    [['今天天气很好大家都来参加民情夜市点的活动', '名称'], { name: 1 }],
  ])('%j', (headings, mapping) => {
    expect(mapColumns(headings, fields)).toEqual(mapping);
  });

  it('any order of the template’s own headings is found, whatever spaces and marks are around them', () => {
    fc.assert(fc.property(fc.constantFrom(...IMPORT_KINDS).chain((kind) => fc.tuple(fc.constant(kind), fc.shuffledSubarray([...IMPORT_KIND[kind].fields], { minLength: 1 }))), fc.constantFrom('', ' ', '*', '：', '　'), ([kind, shuffled], mark) => {
      const mapping = mapColumns(shuffled.map(({ label }) => `${mark}${label}${mark}`), IMPORT_KIND[kind].fields);
      expect(mapping).toEqual(Object.fromEntries(shuffled.map(({ name }, column) => [name, column])));
    }));
  });

  it('a column is one field and a field one column, whatever the headings', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom(...fields.flatMap(({ headings }) => headings)), fc.constantFrom('负责人电话', '村编号', '')), { maxLength: 20 });
    fc.assert(fc.property(words, (headings) => {
      const columns = Object.values(mapColumns(headings, fields));
      expect(new Set(columns).size).toBe(columns.length);
      expect(columns.every((column) => column < headings.length)).toBe(true);
    }));
  });
});

describe('the heading', () => {
  const title = ['临颍县“民情夜市”点位名册', '临颍县“民情夜市”点位名册', '临颍县“民情夜市”点位名册'];
  it('is found below titles, and rows that are no records are left out', () => {
    const rows = rowsOf([title, ['填报单位：县人大', '', ''], [], ['序号', '夜市点', '乡镇'], ['1', '甲点', '皇帝庙乡'], ['', '', ''], ['序号', '夜市点', '乡镇'], ['2', '乙点', '杜曲镇'], ['合计', '2', ''], ['填表人：王', '', '']]);
    const { heading, mapping } = findTable([{ name: '说明', rows: rowsOf([['请按名称填写']]) }, { name: '点位', rows }], IMPORT_KIND.station);
    expect(mapping).toEqual({ no: 0, name: 1, scope: 2 });
    expect(dataRows(rows, heading).map(({ no, cells }) => [no, cells[1]])).toEqual([[5, '甲点'], [8, '乙点']]);
  });

  it('is the better of two sheets’', () => {
    const found = findTable([{ name: '汇总', rows: rowsOf([['名称', '数量'], ['甲', '3']]) }, { name: '明细', rows: rowsOf([['名称', '编号', '电话'], ['甲', '1', '']]) }], IMPORT_KIND.station);
    expect(found).toMatchObject({ sheet: 1, heading: 0 });
  });

  it('is not needed for a list of nothing but names; without one nothing is guessed', () => {
    expect(findTable([{ name: '', rows: rowsOf([['皇帝庙村'], ['大赵村']]) }], IMPORT_KIND.village)).toEqual({ sheet: 0, heading: null, mapping: { name: 0 } });
    expect(findTable([{ name: '', rows: rowsOf([['甲', '乙'], ['丙', '丁']]) }], IMPORT_KIND.village)).toEqual({ sheet: 0, heading: null, mapping: {} });
  });
});

describe('a cell', () => {
  it('has its digits at their usual width and no invisible characters; Chinese marks stay', () => {
    expect(cleanCell('　１３８００００１１０１\u200b ')).toBe('13800001101');
    expect(cleanCell('皇帝庙村（北）、大赵村，\r\n Ａ区')).toBe('皇帝庙村（北）、大赵村， A区');
    expect(nameKey('皇帝庙 村（北）')).toBe(nameKey('皇帝庙村(北)'));
  });
  it('cleaned twice is cleaned once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(cleanCell(cleanCell(text))).toBe(cleanCell(text)); }));
  });
});
