/**
 * The categories of matters (诉求类别) as a place uses them: the ones that ship with the software, changed, hidden or added to by records of the
 * county and of the township. A case keeps its category as text, so that a renamed or hidden one stays what it was called on paper.
 */
import { suggestionWords } from '../case/category-suggestion.ts';
import { CATEGORIES, CATEGORY_GROUPS, categoryGroup, type Category, type CategoryGroup } from '../case/words.ts';
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, UpdatedBody, type FieldValue, type RecordFields } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const CATEGORY_BODIES = { 'category.updated': UpdatedBody } as const;

/** One place's word on one category; fields that were never set are absent, and what is below them counts. */
export interface CategoryRecord {
  readonly id: string;
  readonly scope: string;
  /** Which category: the key of a shipped one, or the county's or township's own. */
  readonly key: string;
  readonly name?: string;
  readonly group?: CategoryGroup;
  /** Place in lists, ascending. */
  readonly order?: number;
  readonly active?: boolean;
  /** Units that usually handle it (subjects), the first one first. */
  readonly units?: readonly string[];
  /** Words of the citizen that speak for it. */
  readonly words?: readonly string[];
  /** Pinyin initials for the keyboard. */
  readonly initials?: string;
}

/** A category in force. */
export interface CaseCategory {
  readonly key: string;
  readonly name: string;
  readonly group: CategoryGroup;
  readonly order: number;
  readonly active: boolean;
  readonly units: readonly string[];
  readonly words: readonly string[];
  readonly initials: string;
  /** Who said so last: the software, the county or the township. */
  readonly origin: 'shipped' | 'county' | 'township';
  /** What it was called before it was renamed here: cases and units may still say so. */
  readonly shippedName: string | null;
}

/** Keys of the shipped categories: subjects are ASCII, and a name may change. */
const KEYS: Readonly<Record<Category, string>> = {
  道路交通: 'roads', 供水供暖供电: 'utilities', 环境卫生: 'sanitation', 生态环保: 'environment', 农业农村: 'farming', 土地征迁: 'land', 住房物业: 'housing', 矛盾纠纷: 'disputes', 教育: 'schools',
  医疗卫生: 'health', 养老助残: 'care', 就业: 'jobs', 食品安全: 'food', 公共安全: 'safety', 营商环境: 'business', 政务服务: 'services', 文化生活: 'culture', 其他: 'other',
};
/** Between two shipped ones there is room for nine of one's own. */
const ORDER_STEP = 10;

/** The record of a category in a scope. */
export function categorySubject(scope: string, key: string): string {
  return `category:${scope}-${key}`;
}

/** What one place's entries of one category add up to; null without one that can be read, or when it speaks for another scope. */
export function foldCategory(entries: readonly Entry[]): CategoryRecord | null {
  const record = foldRecord(entries, 'category.updated');
  const key = record === null ? undefined : /^category:\d{6}(?:\d{3})?-([0-9A-Za-z_-]{1,40})$/.exec(record.id)?.[1];
  if (!record || key === undefined || record.id !== categorySubject(record.scope, key)) return null;
  const { id, scope, fields } = record;
  const name = textOf(fields, 'name'), initials = textOf(fields, 'initials');
  const group = CATEGORY_GROUPS.find((one) => one === fields['group']?.value);
  const order = fields['order']?.value, active = fields['active']?.value, units = fields['units']?.value, words = fields['words']?.value;
  return {
    id, scope, key, ...(name === undefined ? {} : { name }), ...(initials === undefined ? {} : { initials }), ...(group === undefined ? {} : { group }), ...(typeof order === 'number' ? { order } : {}),
    ...(typeof active === 'boolean' ? { active } : {}), ...(Array.isArray(units) ? { units } : {}), ...(Array.isArray(words) ? { words } : {}),
  };
}

/** The categories in force in `scope`, hidden ones included, in the order of lists: shipped ← county ← township. */
export function effectiveCategories(records: readonly CategoryRecord[], scope: string): readonly CaseCategory[] {
  const found = new Map(shipped().map((one) => [one.key, one]));
  for (const layer of new Set([scope.slice(0, 6), scope])) {
    for (const record of records.filter((one) => one.scope === layer)) {
      const below = found.get(record.key);
      const { id: _id, scope: _scope, name = below?.name, ...said } = record;
      // A category of one's own begins with a name; without one it is nothing yet.
      if (name === undefined) continue;
      found.set(record.key, { ...(below ?? OWN), ...said, name, origin: layer.length === 6 ? 'county' : 'township' });
    }
  }
  return [...found.values()].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
}

/** The category in force that `name` means, by its present or its shipped name; null for a name that no category has. */
export function categoryNamed(categories: readonly CaseCategory[], name: string | null): CaseCategory | null {
  return categories.find((one) => one.name === name) ?? categories.find((one) => one.shippedName === name) ?? null;
}

/** The fields that may be set of a category. */
export type CategoryFields = Readonly<Partial<Record<'name' | 'group' | 'order' | 'active' | 'units' | 'words' | 'initials', FieldValue>>>;

const OWN: Omit<CaseCategory, 'key' | 'name' | 'origin'> = { group: 'livelihood_difficulty', order: CATEGORIES.length * ORDER_STEP, active: true, units: [], words: [], initials: '', shippedName: null };

function shipped(): readonly CaseCategory[] {
  return CATEGORIES.map((name, index) => ({
    key: KEYS[name], name, group: categoryGroup(name), order: index * ORDER_STEP, active: true, units: [], ...suggestionWords(name), origin: 'shipped' as const, shippedName: name,
  }));
}

/** A text that says something. */
function textOf(fields: RecordFields, name: string): string | undefined {
  const value = fields[name]?.value;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
