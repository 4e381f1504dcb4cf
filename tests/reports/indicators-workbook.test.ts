/** The workbook of indicators, read back: two sheets, numbers as numbers, papers' figures as text with their qualifier. */
import excel from 'exceljs';
import { expect, it } from 'vitest';
import { figureSheet, indicatorSheet } from '../../shared/documents/indicator-table.ts';
import { measure } from '../../shared/statistics/measure.ts';
import { everything } from '../../shared/statistics/selection.ts';
import { sheetsWorkbook } from '../../renderer/reports/ledger-workbook.ts';
import { readFigures } from '../../shared/statistics/figure-import.ts';
import { aCounty } from '../shared/statistics/a-county.ts';

it('has the indicators and the papers\' figures on sheets of their own', async () => {
  const county = aCounty();
  county.activity({ kind: 'night_market', citizens: 40 });
  const heading = { organ: '皇帝庙乡人大主席团', asOf: '2024-12-31' };
  const { figures, faults } = readFigures('地方\t时间\t指标\t数\t单位\t原文\n睢阳区\t2024年\t接待群众\t３５００余\t人次\t接待群众3500余人次\n睢阳区\t2024年\t接待群众\t很多\t人次\t\n\t2024年\t接待\t3\t次\t');
  expect(faults).toEqual([{ row: 2, why: '“很多”不是数' }, { row: 3, why: '没有写地方' }]);
  const bytes = await sheetsWorkbook([
    { name: '活动指标', sheet: indicatorSheet([{ name: '全县', caliber: '全县', measured: measure(county.pool(), everything('2024-12-31')) }], heading) },
    { name: '引用数字', sheet: figureSheet(figures.map((figure, at) => ({ ...figure, id: `figure:${String(at)}`, scope: '411122' })), heading) },
  ]);
  const workbook = new excel.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['活动指标', '引用数字']);
  const rows = workbook.getWorksheet('活动指标')?.getSheetValues() as (readonly unknown[] | undefined)[];
  expect(rows.find((row) => row?.[2] === '群众参与')?.slice(3, 5)).toEqual([40, '人次']);
  expect(workbook.getWorksheet('引用数字')?.getCell('D4').value).toBe('3500余人次');
});
