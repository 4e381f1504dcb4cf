/** Which units usually handle a category: the suggestion when assigning, with the reason. The office still chooses. */
import type { Level } from '../../../../shared/case/case.ts';
import { categoryNamed, type CaseCategory } from '../../../../shared/category/category.ts';
import type { Unit } from '../../../../shared/unit/unit.ts';

/**
 * Ids of the active units that handle `category`, best first: those that the category itself names in their order, then for a small matter the
 * township's own (小事即时办), for a common or major one the county's departments. A village's committee is proposed for that village's matters only: `village` is
 * the name of the case's.
 */
export function suggestUnits(units: readonly Unit[], category: string | null, { level, named = [], village = '' }: { readonly level: Level | null; readonly named?: readonly string[]; readonly village?: string }): readonly string[] {
  if (category === null) return [];
  const isNear = ({ tier }: Unit): boolean => (level === 'minor') === (tier !== 'county');
  const isFit = ({ active, tier, name }: Unit): boolean => active && (tier !== 'village' || (village !== '' && name.includes(village)));
  const others = units
    .filter((unit) => isFit(unit) && unit.categories.includes(category) && !named.includes(unit.id))
    .sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || a.name.localeCompare(b.name, 'zh-CN'))
    .map((unit) => unit.id);
  return [...named.filter((id) => units.some((unit) => unit.id === id && isFit(unit))), ...others];
}

/** The units that the settings name for a category. */
export function unitsNamed(categories: readonly CaseCategory[], category: string | null): readonly string[] {
  return categoryNamed(categories, category)?.units ?? [];
}

/** Why the unit stands first: `“道路交通”一般由县交通运输局办理`; null where it was not suggested. */
export function whyUnit(units: readonly Unit[], suggested: readonly string[], { category, lead }: { readonly category: string | null; readonly lead: string | undefined }): string | null {
  const unit = units.find(({ id }) => id === lead);
  return unit === undefined || category === null || !suggested.includes(unit.id) ? null : `“${category}”一般由${unit.name}办理，可改。`;
}
