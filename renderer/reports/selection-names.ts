/** The names behind a selection, for its caliber in words. */
import type { DeputyLevel } from '../../shared/deputy/deputy.ts';
import type { SelectedPlace, SelectionNames } from '../../shared/statistics/selection.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Directory } from '../store/api.ts';
import { scopeName } from '../ui/session-context.tsx';

export const DEPUTY_LEVEL_NAMES: Readonly<Record<DeputyLevel, string>> = { national: '全国代表', provincial: '省代表', municipal: '市代表', county: '县代表', township: '乡镇代表' };

/** Townships have nine digits, the county six. */
const TOWNSHIP_DIGITS = 9;

/** The places that may be asked for, the widest first. A township's desk has one. */
export function placesOf(enrolment: Enrolment): readonly { readonly value: SelectedPlace; readonly label: string }[] {
  const { county, scopes, session } = enrolment;
  const townships = scopes.filter(({ code }) => code.length === TOWNSHIP_DIGITS && session.reads.includes(code));
  const each = townships.map(({ code, name }) => ({ value: code, label: name }));
  if (townships.length === 1) return each;
  return [{ value: 'all', label: `${county.name}（全县合计）` }, { value: 'townships', label: '各乡镇（街道）合计' }, { value: county.code, label: '县本级' }, ...each];
}

/** Names for `caliberWords`. */
export function selectionNames(enrolment: Enrolment, directory: Directory): SelectionNames {
  const named = (records: readonly { readonly id: string; readonly name: string }[]) => (id: string): string => records.find((one) => one.id === id)?.name ?? '名录里没有的';
  return {
    place: (place) => (place === 'all' ? `${enrolment.county.name}（全县合计）` : place === 'townships' ? '各乡镇（街道）合计' : place === enrolment.county.code ? '县本级' : scopeName(enrolment, place)),
    village: named(directory.villages), station: named(directory.stations), campaign: named(directory.campaigns), deputy: named(directory.deputies), level: (level) => DEPUTY_LEVEL_NAMES[level],
  };
}
