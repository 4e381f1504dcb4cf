import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as words from '../../../shared/case/words.ts';

interface SourceCase { readonly category: string }
const cases = JSON.parse(readFileSync(new URL('../../../server/demo/cases.json', import.meta.url), 'utf8')) as readonly SourceCase[];

describe('the field\'s words', () => {
  it('the default categories are those of the 108 real cases, each once', () => {
    expect([...words.CATEGORIES].sort()).toEqual([...new Set(cases.map((one) => one.category))].sort());
    expect(cases).toHaveLength(108);
  });

  it('every category has one of the field\'s three groups; a county\'s own too', () => {
    for (const category of [...words.CATEGORIES, '乡村旅游', 'toString']) expect(words.CATEGORY_GROUPS).toContain(words.categoryGroup(category));
    expect(words.categoryGroup('矛盾纠纷')).toBe('neighbour_dispute');
  });

  it('no value is without a word, and no two values of one kind have the same', () => {
    const tables = Object.entries(words).flatMap(([name, table]) => (name.endsWith('_WORDS') && typeof table === 'object' ? [[name, Object.values<string>(table)] as const] : []));
    expect(tables.length).toBeGreaterThanOrEqual(14);
    for (const [name, values] of tables) {
      expect(values.filter((word) => !/^[\p{Script=Han}\d·/]+$/u.test(word)), name).toEqual([]);
      expect(new Set(values).size, name).toBe(values.length);
    }
  });
});
