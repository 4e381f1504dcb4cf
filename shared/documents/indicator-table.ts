/** The indicators as sheets of a workbook: the columns that stand side by side on the screen, each under its caliber, and the papers' figures on a sheet of their own. */
import type { Figure } from '../figure/figure.ts';
import { quantityWords } from '../statistics/figure-words.ts';
import { INDICATOR_GROUP_WORDS, INDICATORS } from '../statistics/indicators.ts';
import type { Measured, Remark } from '../statistics/measure.ts';
import { RATE_ROWS, rateFootnote } from '../statistics/rates.ts';
import type { LedgerCell, MonthlyLedger } from './monthly-ledger.ts';

/** One selection: what stands above its column, its caliber in words, and what it came to. */
export interface IndicatorColumn { readonly name: string; readonly caliber: string; readonly measured: Measured }

const text = (value: string): LedgerCell => (value === '' ? null : { kind: 'text', value });

/** The sheet 活动指标. Columns are of different calibers: nothing is summed across them, and what a selection cannot ask stays empty. */
export function indicatorSheet(columns: readonly IndicatorColumn[], heading: { readonly organ: string; readonly asOf: string }): MonthlyLedger {
  const several = columns.length > 1;
  const rows = INDICATORS.filter(({ id }) => columns.some(({ measured }) => measured.values[id] !== undefined)).map(({ id, label, units, group, caliber }): readonly LedgerCell[] => [
    text(INDICATOR_GROUP_WORDS[group]), text(label), ...columns.map(({ measured }): LedgerCell => { const value = measured.values[id]; return value === undefined ? null : { kind: 'number', value }; }), text(units[0]), text(caliber),
  ]);
  const blank = columns.map((): LedgerCell => null);
  const line = (label: string, words: string): readonly LedgerCell[] => [text(label), null, ...blank, null, text(words)];
  return {
    title: `${heading.organ}活动指标`,
    subtitle: several ? `数据截至：${heading.asOf}　各列口径不同，不能相加` : `口径：${columns[0]?.caliber ?? ''}`,
    columns: [{ heading: '类别', width: 16 }, { heading: '指标', width: 24 }, ...columns.map(({ name }) => ({ heading: several ? name : '数', width: 12 })), { heading: '量词', width: 8 }, { heading: '计什么（口径）', width: 70 }],
    rows: [
      ...rows,
      ...(several ? columns.map(({ name, caliber }) => line(`${name}：口径`, caliber)) : []),
      ...columns.flatMap(({ name, measured }) => footnotes(measured).map((words) => line(several ? `${name}：注` : '注', words))),
      ...columns.flatMap(({ name, measured }) => measured.remarks.map((remark) => line(several ? `${name}：提示` : '提示', remarkWords(remark)))),
    ],
  };
}

/** The sheet 引用数字: as the papers say them, each a row; never summed. */
export function figureSheet(figures: readonly Figure[], heading: { readonly organ: string }): MonthlyLedger {
  return {
    title: `${heading.organ}引用数字`, subtitle: '照文件、报道原样抄录，余、多、超等字保留；来源和口径各不相同，不能相加',
    columns: [{ heading: '地方', width: 18 }, { heading: '时间', width: 20 }, { heading: '指标', width: 24 }, { heading: '数', width: 14 }, { heading: '口径', width: 18 }, { heading: '出处', width: 24 }, { heading: '原文', width: 50 }],
    rows: figures.map((figure) => [figure.place, figure.period, figure.indicator, quantityWords(figure), figure.caliber, figure.source, figure.quote].map(text)),
  };
}

/** The rates of a selection as footnotes; those without a denominator are left out. */
export function footnotes({ rates }: Measured): readonly string[] {
  return RATE_ROWS.flatMap(({ id, label }) => { const rate = rates[id]; return rate === undefined ? [] : rateFootnote(label, rate) ?? []; });
}

/** What a reader should know, as a sentence. */
export function remarkWords(remark: Remark): string {
  switch (remark.kind) {
    case 'more-handled-than-collected': return `办理数（${String(remark.handled)}）大于收集数（${String(remark.collected)}）：办理按答复日计，以前收集的也在内，是口径不同，不是算错。`;
    case 'heads-unsettled': return `有${String(remark.activities.length)}场活动的群众人数有两种数，还没有核定，这里按大的算。`;
    case 'still-open': return `有${String(remark.activities.length)}场活动正在进行或没有点结束，数还会变。`;
  }
}
