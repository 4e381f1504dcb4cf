/** What the desk's list stands on, in the real store: saved views, links resolved to rows, the choices of a filter, a batch and its undo. */
import { describe, expect, it } from 'vitest';
import { viewFields, viewsFor } from '../../shared/view/view.ts';
import { aCaseId, assigning, registering, sorting, TOWNSHIP } from './acts.ts';
import { anOfflineDevice } from './device.ts';

const act = (subject: string, type: string, body: Record<string, unknown>) => ({ scope: TOWNSHIP, subject, type, body });

describe('the desk', () => {
  it('keeps saved views over a restart, renamed and shared', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const fields = viewFields({ name: '道路', query: 'category=道路交通', owner: 'wang', shared: false, order: 1, active: true });
    expect((await store.perform([act('view:one', 'view.updated', { set: fields })])).ok).toBe(true);
    expect((await store.perform([act('view:one', 'view.updated', { set: { name: '道路的', shared: true } })])).ok).toBe(true);
    await device.close();
    const { store: again } = await device.open();
    expect(viewsFor((await again.directory()).views, 'li').map(({ name, query }) => [name, query])).toEqual([['道路的', 'category=道路交通']]);
    expect((await again.history('view:one')).map(({ changes }) => changes.map(({ field }) => field))).toEqual([['name', 'shared'], ['name', 'query', 'owner', 'shared', 'order', 'active']]);
    await device.wipe();
  });

  it('shows what belongs to a case as rows, counted the same before and after a restart', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const [first, second, third] = [aCaseId(), aCaseId(), aCaseId()];
    for (const [id, name] of [[first, '张三'], [second, '李四'], [third, '张三']] as const) {
      expect((await store.perform([registering(id, { reporter: { name }, tempNo: `临-${name}-${id.slice(-3)}` }), sorting(id)])).ok).toBe(true);
    }
    expect((await store.perform([act(second, 'case.merged', { into: first, on: '2026-05-19' }), act(third, 'case.linked', { to: first, relation: 'raised_again', on: '2026-05-19' })])).ok).toBe(true);
    const shown = async (from: typeof store) => {
      const view = await from.case(first);
      return { row: [view?.row.raised, view?.row.repeated, view?.row.followers], followers: view?.followers.map(({ id }) => id), links: view?.links.map(({ id, mine, row }) => [id, mine, row?.title]), followed: (await from.case(second))?.followed?.id };
    };
    const expected = { row: [2, 2, 1], followers: [second], links: [[third, false, '村东头路灯不亮']], followed: first };
    expect(await shown(store)).toEqual(expected);
    expect((await store.facets({})).status).toEqual({ assigning: 2, following: 1 });
    await device.close();
    const { store: again } = await device.open();
    expect(await shown(again)).toEqual(expected);
    expect((await again.cases({ filter: { repeated: true }, sort: 'received', descending: true, offset: 0, limit: 10 })).rows.map(({ id }) => id).sort()).toEqual([first, third].sort());
    await device.wipe();
  });

  it('takes a batch back by counter-entries, except what somebody has built on', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const ids = [aCaseId(), aCaseId(), aCaseId()];
    const entries: string[] = [];
    for (const id of ids) {
      expect((await store.perform([registering(id), sorting(id)])).ok).toBe(true);
      const assigned = await store.perform([assigning(id, 'unit:u1')]);
      if (assigned.ok) entries.push(...assigned.value);
    }
    const [built = ''] = ids;
    expect((await store.perform([act(built, 'case.acknowledged', { on: '2026-05-20' })])).ok).toBe(true);
    const outcomes = [];
    for (const [index, id] of ids.entries()) outcomes.push(await store.perform([act(id, 'case.undone', { act: entries[index] })]));
    expect(outcomes.map((outcome) => (outcome.ok ? 'undone' : outcome.error.code))).toEqual(['not-last-act', 'undone', 'undone']);
    expect((await store.counts('2026-05-21')).byStatus).toMatchObject({ handling: 1, assigning: 2 });
    await device.wipe();
  });

  it('finds nothing of an accusation, nor shows it among what was looked at lately', async () => {
    const device = await anOfflineDevice();
    const { store } = await device.open();
    const id = aCaseId();
    expect((await store.perform([registering(id, { words: '举报有人收钱', title: '举报收钱' })])).ok).toBe(true);
    expect((await store.hits([id])).map(({ title }) => title.text)).toEqual(['举报收钱']);
    expect((await store.perform([act(id, 'case.declined', { route: 'transfer_discipline', reason: '属于检举控告', where: '县纪委监委', on: '2026-05-19' })])).ok).toBe(true);
    expect(await store.hits([id])).toEqual([]);
    expect((await store.search('举报', 10, [])).groups).toEqual([]);
    expect((await store.cases({ filter: {}, sort: 'received', descending: true, offset: 0, limit: 10 })).total).toBe(0);
    expect((await store.case(id))?.row.title).toBe('检举控告，内容不在这里显示');
    await device.wipe();
  });
});
