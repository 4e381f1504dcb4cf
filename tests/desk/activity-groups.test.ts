/** 今日 lists what activities ask for, each line leading to its page, and at the month's end who has not gone visiting. */
import { expect, it } from 'vitest';
import { unfinishedOf } from '../../renderer/screens/today/unfinished.ts';
import { activityGroups } from '../../renderer/screens/today/activity-groups.ts';
import { anActivity } from '../shared/activity/an-activity.ts';

const deputy = (id: string, also: object = {}) => ({ id: `deputy:${id}`, scope: '411122201', name: id, level: 'township' as const, phone: '', constituency: '', active: true, ...also });
const NOBODY = { scope: '411122201', deputies: [], quota: 1 };

it('lists what was not held and what is late with its notice, the gravest first', () => {
  const plan = { status: 'planned', open: false } as const;
  const [group] = activityGroups([anActivity({ ...plan, id: 'activity:day', kind: 'reception_day', on: '2026-05-20' }), anActivity({ ...plan, id: 'activity:visit', kind: 'visit', on: '2026-05-10' })], NOBODY, '2026-05-18');
  expect(group?.lines.map(({ page, action, dueOn }) => [page, action, dueOn])).toEqual([['/stations/activity:visit', '打开', '2026-05-10'], ['/stations/activity:day', '打开', '2026-05-17']]);
  expect([group?.grave, group?.late]).toEqual([1, 2]);
});

it('asks for visits in the last ten days of a month, of the own township only', () => {
  const deputies = [deputy('li'), deputy('zhang'), deputy('sun', { scope: '411122202' }), deputy('wu', { active: false })];
  const visit = anActivity({ kind: 'visit', status: 'closed', open: false, on: '2026-05-06', deputies: ['deputy:li'] });
  const titles = (today: string, quota: number) => activityGroups([visit], { scope: '411122201', deputies, quota }, today).flatMap(({ lines }) => lines.map(({ title, dueOn }) => `${title} ${dueOn ?? ''}`));
  expect(titles('2026-05-20', 1)).toEqual([]);
  expect(titles('2026-05-21', 1)).toEqual(['还有 1 位代表走访没有满 1 次 2026-05-31']);
  expect(titles('2026-05-31', 2)).toEqual(['还有 2 位代表走访没有满 2 次 2026-05-31']);
  expect(titles('2026-05-31', 0)).toEqual([]);
});

it('offers an activity and fields of one that were begun and not saved, where they go on', () => {
  const known = { activities: [anActivity({ id: 'activity:v', kind: 'visit', place: '大赵村' })], today: '2026-05-18' };
  const draft = (key: string, fields: Readonly<Record<string, unknown>>) => ({ key, fields, savedAt: 1 });
  const lines = unfinishedOf([draft('activity:new', { kind: 'visit', place: '西庄村' }), draft('activity:new', { kind: 'visit' }), draft('activity-fields:activity:v', { findings: ['路灯'] })], known);
  expect(lines.map(({ kind, title, lacks, to }) => [kind, title, lacks, to])).toEqual([['新的活动', '西庄村', ['开始时间'], '/stations'], ['活动记录', '填了还没有保存', [], '/stations/activity:v']]);
});
