import { describe, expect, it } from 'vitest';
import { foldView, reordered, viewFields, viewQuery, viewsFor, type View } from '../../../shared/view/view.ts';
import { aDesk } from '../case/acts.ts';

const aView = (id: string, over: Partial<View> = {}): View => ({ id, scope: '411122201', name: id, query: 'open=1', owner: 'wang', shared: false, order: 1, active: true, ...over });

describe('a saved view', () => {
  it('is what was set last of each field, also after it was deleted and taken back', () => {
    const desk = aDesk();
    const subject = 'view:one';
    const set = (fields: Record<string, unknown>) => desk.write({ subject, type: 'view.updated', body: { set: fields } });
    const entries = [set(viewFields(aView(subject, { name: '道路' }))), set({ name: '道路逾期', query: 'due=overdue' }), set({ active: false }), set({ active: true })];
    expect(foldView(entries.toReversed())).toEqual(aView(subject, { name: '道路逾期', query: 'due=overdue' }));
    expect(foldView(entries.slice(0, 3))?.active).toBe(false);
    expect(foldView([])).toBeNull();
  });
  it('is offered to its owner, and to all when shared, in the same order everywhere', () => {
    const views = [aView('view:c', { order: 2 }), aView('view:b'), aView('view:a'), aView('view:gone', { active: false }), aView('view:theirs', { owner: 'li' }), aView('view:shared', { owner: 'li', shared: true, order: 0 })];
    expect(viewsFor(views, 'wang').map(({ id }) => id)).toEqual(['view:shared', 'view:a', 'view:b', 'view:c']);
    expect(viewsFor(views, 'li').map(({ id }) => id)).toEqual(['view:shared', 'view:theirs']);
  });
  it('is the same list whichever way its conditions were chosen', () => {
    expect(viewQuery([['open', '1'], ['category', '道路交通'], ['text', '']])).toBe(viewQuery([['category', '道路交通'], ['open', '1']]));
    expect([...new URLSearchParams(viewQuery([['text', 'a&b=1 路']]))]).toEqual([['text', 'a&b=1 路']]);
  });
  it('moves by changing only the places that change', () => {
    expect(reordered([aView('view:a', { order: 1 }), aView('view:c', { order: 3 }), aView('view:b', { order: 2 })]).map(({ view, order }) => [view.id, order])).toEqual([['view:c', 2], ['view:b', 3]]);
  });
});
