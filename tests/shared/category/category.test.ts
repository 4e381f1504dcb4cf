import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../shared/case/words.ts';
import { suggestCategory } from '../../../shared/case/category-suggestion.ts';
import { categoryNamed, categorySubject, effectiveCategories, foldCategory, type CategoryFields, type CategoryRecord } from '../../../shared/category/category.ts';
import { meansCategory, signsOf, suggestAmong } from '../../../shared/category/suggest.ts';
import cases from '../../../server/demo/cases.json' with { type: 'json' };
import { aDesk } from '../case/acts.ts';

const COUNTY = '411122', TOWNSHIP = '411122201', NEIGHBOUR = '411122202';

/** One place's record of a category. */
function said(scope: string, key: string, set: CategoryFields): CategoryRecord {
  const record = foldCategory([aDesk().write({ scope, subject: categorySubject(scope, key), type: 'category.updated', body: { set } })]);
  if (!record) throw new Error('the record cannot be read');
  return record;
}
const names = (records: readonly CategoryRecord[], scope = TOWNSHIP) => effectiveCategories(records, scope).filter((one) => one.active).map(({ name }) => name);

describe('the categories in force', () => {
  it('are the shipped ones while nobody said anything', () => {
    expect(names([])).toEqual([...CATEGORIES]);
    expect(new Set(effectiveCategories([], TOWNSHIP).map(({ key }) => key)).size).toBe(CATEGORIES.length);
  });

  it('take the county\'s word, and the township\'s over it, field by field', () => {
    const records = [said(TOWNSHIP, 'roads', { name: '道路与路灯' }), said(COUNTY, 'roads', { name: '交通', words: ['路灯'] }), said(COUNTY, 'food', { active: false })];
    const roads = effectiveCategories(records, TOWNSHIP).find(({ key }) => key === 'roads');
    expect(roads).toMatchObject({ name: '道路与路灯', words: ['路灯'], origin: 'township', shippedName: '道路交通' });
    expect(names(records, NEIGHBOUR)).toContain('交通');
    expect(names(records, NEIGHBOUR)).not.toContain('食品安全');
  });

  it('may be added to, in any place of the list, by whoever names it', () => {
    const records = [said(TOWNSHIP, 'own1', { name: '乡村旅游', order: 5, group: 'development_idea' }), said(TOWNSHIP, 'own2', { order: 1 })];
    expect(names(records).slice(0, 3)).toEqual(['道路交通', '乡村旅游', '供水供暖供电']);
    expect(names(records, NEIGHBOUR)).toEqual([...CATEGORIES]);
    expect(categoryNamed(effectiveCategories(records, TOWNSHIP), '乡村旅游')).toMatchObject({ group: 'development_idea', origin: 'township' });
  });

  it('are found by what they were called when they shipped', () => {
    const renamed = effectiveCategories([said(TOWNSHIP, 'roads', { name: '道路与路灯' })], TOWNSHIP);
    expect(categoryNamed(renamed, '道路交通')?.key).toBe('roads');
    expect(categoryNamed(renamed, '没有的')).toBeNull();
    expect(categoryNamed(renamed, null)).toBeNull();
  });

  it('cannot be set for another place: a record speaks for the scope that it is of', () => {
    const forged = aDesk().write({ scope: TOWNSHIP, subject: categorySubject(COUNTY, 'roads'), type: 'category.updated', body: { set: { name: '别人的' } } });
    expect(foldCategory([forged])).toBeNull();
    expect(foldCategory([aDesk().write({ subject: 'category:nonsense', type: 'category.updated', body: { set: { name: '甲' } } })])).toBeNull();
  });

  it('leave out values of another kind', () => {
    expect(said(TOWNSHIP, 'roads', { name: 3, group: 'else', order: 'first', active: 'no', units: '甲' })).toEqual({ id: 'category:411122201-roads', scope: TOWNSHIP, key: 'roads' });
  });
});

describe('a suggestion', () => {
  const shipped = effectiveCategories([], TOWNSHIP);

  it('among the shipped categories is what it always was, for every real case', () => {
    for (const { content } of cases) expect(suggestAmong(shipped, content), content).toBe(suggestCategory(content));
  });

  it('follows the words that the township gave, and never a hidden category', () => {
    const records = [said(TOWNSHIP, 'tour', { name: '乡村旅游', words: ['民宿', '游客'] }), said(TOWNSHIP, 'roads', { active: false })];
    const mine = effectiveCategories(records, TOWNSHIP);
    expect(suggestAmong(mine, '村里想办民宿，游客多了')).toBe('乡村旅游');
    expect(suggestAmong(mine, '路灯坏了')).toBeNull();
    expect(mine.filter(({ key }) => key === 'tour').map((one) => signsOf(one, '村里想办民宿'))).toEqual([['民宿']]);
  });

  it('is found by characters and by initials', () => {
    const roads = shipped.filter((one) => meansCategory(one, 'dljt')).map(({ name }) => name);
    expect(roads).toEqual(['道路交通']);
    expect(shipped.filter((one) => meansCategory(one, '卫生')).map(({ name }) => name)).toEqual(['环境卫生', '医疗卫生']);
  });
});
