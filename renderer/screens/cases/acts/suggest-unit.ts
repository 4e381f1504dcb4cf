/** Which units usually handle a category: the suggestion when assigning. The office still chooses. */
import type { Level } from '../../../../shared/case/case.ts';
import type { Unit } from '../../../../shared/unit/unit.ts';

/**
 * Ids of the active units that handle `category`, best first: for a small matter the township's own (小事即时办),
 * for a common or major one the county's departments.
 */
export function suggestUnits(units: readonly Unit[], category: string | null, level: Level | null): readonly string[] {
  if (category === null) return [];
  const isNear = ({ tier }: Unit): boolean => (level === 'minor') === (tier !== 'county');
  return units
    .filter((unit) => unit.active && unit.categories.includes(category))
    .sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || a.name.localeCompare(b.name, 'zh-CN'))
    .map((unit) => unit.id);
}
