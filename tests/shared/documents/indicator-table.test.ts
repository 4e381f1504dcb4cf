/** The exported sheets say what the screen says: numbers with their measure words and calibers, columns side by side and never summed. */
import { describe, expect, it } from 'vitest';
import { figureSheet, footnotes, indicatorSheet, remarkWords } from '../../../shared/documents/indicator-table.ts';
import { measure } from '../../../shared/statistics/measure.ts';
import { everything } from '../../../shared/statistics/selection.ts';
import { aCounty, AT_THE_TABLE, SOLVED } from '../statistics/a-county.ts';

const ALL = everything('2024-12-31');
const county = aCounty();
const evening = county.activity({ kind: 'night_market', citizens: 40 });
county.activity({ kind: 'visit', citizens: 7 });
county.matter({ activity: evening, ...AT_THE_TABLE }, SOLVED);
county.matter({ activity: evening });
const pool = county.pool();
const [all, evenings] = [measure(pool, ALL), measure(pool, { ...ALL, kinds: ['night_market'] })];
const heading = { organ: '皇帝庙乡人大主席团', asOf: '2024-12-31' };

describe('the sheet of indicators', () => {
  it('has a row for each that can be asked, with its measure word and what it counts', () => {
    const { title, subtitle, columns, rows } = indicatorSheet([{ name: '全县', caliber: '全县；全部时间', measured: all }], heading);
    expect([title, subtitle, columns.map((one) => one.heading)]).toEqual(['皇帝庙乡人大主席团活动指标', '口径：全县；全部时间', ['类别', '指标', '数', '量词', '计什么（口径）']]);
    expect(rows.find((row) => row[1]?.value === '群众参与')?.slice(2, 4)).toEqual([{ kind: 'number', value: 40 }, { kind: 'text', value: '人次' }]);
    expect(rows.filter((row) => row[0]?.value === '注').map((row) => row[4]?.value)).toEqual(footnotes(all));
    expect(footnotes(all)).toContain('解决率50.0%（1/2，期内登记的件里已解决的 ÷ 期内登记的件（注明“建议”的、金点子、政策咨询不算））');
  });

  it('columns of different calibers stand side by side; what one cannot ask is empty there, not 0', () => {
    const { subtitle, rows } = indicatorSheet([{ name: '第1列', caliber: '各种活动', measured: all }, { name: '第2列', caliber: '民情夜市', measured: evenings }], heading);
    expect(subtitle).toContain('不能相加');
    const row = (label: string) => rows.find((one) => one[1]?.value === label)?.slice(2, 4);
    expect([row('开展活动'), row('民情夜市点')]).toEqual([[{ kind: 'number', value: 2 }, { kind: 'number', value: 1 }], [{ kind: 'number', value: 0 }, null]]);
    expect(rows.flatMap((one) => (one[0]?.value === '第2列：口径' ? [one.at(-1)?.value] : []))).toEqual(['民情夜市']);
  });
});

it('figures of papers keep their qualifier', () => {
  const { rows } = figureSheet([{ id: 'figure:1', scope: '411122', place: '睢阳区', period: '2024年', caliber: '', indicator: '接待群众', key: 'citizensReceived', value: 3500, unit: '人次', qualifier: '余', source: '《代表工作》', quote: '接待群众3500余人次', active: true }], heading);
  expect(rows[0]?.[3]).toEqual({ kind: 'text', value: '3500余人次' });
});

it('every remark is a sentence that says how many', () => {
  expect(remarkWords({ kind: 'heads-unsettled', activities: ['activity:1', 'activity:2'] })).toContain('2场');
  expect(remarkWords({ kind: 'more-handled-than-collected', handled: 341, collected: 210 })).toContain('办理数（341）大于收集数（210）');
});
