/** What 报表 asks of everything that this device knows: folded here in the worker, 100,000 cases in one walk. */
import { INDICATOR } from '../../shared/statistics/indicators.ts';
import { contributions, type Pool } from '../../shared/statistics/measure.ts';
import type { Selection } from '../../shared/statistics/selection.ts';
import type { IndicatorParts } from './api.ts';
import type { ReadModel } from './read-model.ts';
import type { RecordsModel } from './records-model.ts';

interface Known { readonly cases: ReadModel; readonly records: RecordsModel }

/** Everything that can be measured. */
export function poolOf({ cases, records }: Known): Pool {
  return { activities: records.all('activities'), cases: cases.facts(), suggestions: records.all('suggestions'), stations: records.all('stations'), deputies: records.all('deputies') };
}

/** What one indicator counted, in the order of the activities and cases; nothing of an indicator that this version does not know. */
export function indicatorParts(known: Known, { selection, indicator, limit }: { readonly selection: Selection; readonly indicator: string; readonly limit: number }): IndicatorParts {
  const row = INDICATOR.get(indicator);
  const found = row === undefined ? [] : contributions(poolOf(known), selection, row);
  const parts = found.slice(0, limit);
  return { total: found.length, parts, rows: parts.flatMap(({ id }) => known.cases.row(id) ?? []) };
}
