import { describe, expect, it } from 'vitest';
import { plannedActivityId } from '../../../shared/activity/activity-id.ts';
import { foldActivity } from '../../../shared/activity/fold.ts';
import { joinedActivities } from '../../../shared/activity/joined.ts';
import { missingOf, noticeBy, preparedOf, type Prepared } from '../../../shared/activity/preparation.ts';
import { behind, itemOf, plannedAndHeld, planOf, seasonOf } from '../../../shared/activity/season.ts';
import { OFFICIAL_CALENDAR } from '../../../shared/calendar/calendar.ts';
import { aDesk } from '../case/acts.ts';
import { aSchedule } from '../schedule/a-schedule.ts';
import { anActivity } from './an-activity.ts';

const TODAY = '2026-06-20';
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const SCHEDULE = aSchedule({ id: 'schedule:hdm', holidays: 'keep', startOn: '2026-05-01', roster: [['deputy:a'], ['deputy:b']] });
const JUNE = plannedActivityId('schedule:hdm', '2026-06-12');
const season = (activities: Parameters<typeof seasonOf>[0]['activities'], range = YEAR, schedules = [SCHEDULE]) => seasonOf({ schedules, activities, calendarOf: () => OFFICIAL_CALENDAR, range });

describe('a season', () => {
  it('is what the rules give while nobody has written anything', () => {
    const items = season([], { from: '2026-05-01', to: '2026-06-30' });
    expect(items.map(({ on, standing, deputies, place }) => ({ on, standing, deputies, place }))).toEqual([
      { on: '2026-05-08', standing: 'due', deputies: ['deputy:a'], place: '文化广场' }, { on: '2026-06-12', standing: 'due', deputies: ['deputy:b'], place: '文化广场' },
    ]);
  });

  it('shows what was written in place of what the rule gives, once', () => {
    const closed = anActivity({ id: JUNE, schedule: 'schedule:hdm', on: '2026-06-12', open: false });
    expect(season([closed], { from: '2026-06-01', to: '2026-06-30' }).map(({ id, standing }) => [id, standing])).toEqual([[JUNE, 'closed']]);
  });

  it('shows one that was moved on its new day only, and from which day', () => {
    const moved = anActivity({ id: JUNE, schedule: 'schedule:hdm', on: '2026-07-01', status: 'planned' });
    expect(season([moved], { from: '2026-06-01', to: '2026-06-30' })).toEqual([]);
    expect(season([moved], { from: '2026-07-01', to: '2026-07-05' })).toMatchObject([{ id: JUNE, on: '2026-07-01', movedFrom: '2026-06-12' }]);
  });

  it('shows a cancelled one as such, and those that no rule gave', () => {
    const cancelled = anActivity({ id: JUNE, schedule: 'schedule:hdm', on: '2026-06-12', status: 'cancelled' });
    const beside = anActivity({ id: 'activity:x', kind: 'visit', on: '2026-06-13', open: false });
    expect(season([beside, cancelled], { from: '2026-06-01', to: '2026-06-30' }).map(({ kind, standing }) => `${kind} ${standing}`)).toEqual(['night_market cancelled', 'visit closed']);
  });

  it('does not miss a planned evening that was merged into one on the spot', () => {
    const [planned, spot] = [anActivity({ id: JUNE, schedule: 'schedule:hdm', on: '2026-06-12', open: false, mergedInto: 'activity:spot' }), anActivity({ id: 'activity:spot', on: '2026-06-12', open: false })];
    expect(season(joinedActivities([planned, spot]), { from: '2026-06-01', to: '2026-06-30' }).map(({ id, standing, schedule }) => ({ id, standing, schedule }))).toEqual([{ id: 'activity:spot', standing: 'closed', schedule: 'schedule:hdm' }]);
  });

  it('still gives a second evening of a rule on the day to which another was moved', () => {
    const weekly = aSchedule({ id: 'schedule:hdm', rule: 'weekdays', days: [3], holidays: 'keep' });
    const moved = anActivity({ id: plannedActivityId('schedule:hdm', '2026-06-10'), schedule: 'schedule:hdm', on: '2026-06-17', status: 'planned', open: false });
    expect(season([moved], { from: '2026-06-17', to: '2026-06-17' }, [weekly]).map(({ standing }) => standing).sort()).toEqual(['due', 'planned']);
  });

  it('leaves out a kind that this version does not know', () => {
    expect(season([], YEAR, [aSchedule({ kind: 'moon_market' })])).toEqual([]);
  });

  it('writes a plan that folds to the item itself', () => {
    const [item] = season([], { from: '2026-06-01', to: '2026-06-30' });
    if (!item) throw new Error('no evening in June');
    const state = foldActivity([aDesk().write({ scope: item.scope, subject: item.id, type: 'activity.planned', body: planOf(item) })]);
    if (!state) throw new Error('the plan was not read');
    expect(itemOf(state)).toEqual({ ...item, standing: 'planned', activity: state });
  });

  it('says of 81 points what was planned and what was held, those behind first', () => {
    const schedules = Array.from({ length: 81 }, (_, n) => aSchedule({ id: `schedule:${n}`, station: `station:${n}`, place: `第${n}点`, startOn: '2026-01-01', holidays: 'keep' }));
    const activities = schedules.slice(1).flatMap(({ id, station }) => ['2026-01-09', '2026-02-13', '2026-03-13', '2026-04-10', '2026-05-08', '2026-06-12'].map((day) => anActivity({ id: plannedActivityId(id, day), schedule: id, station, on: day, open: false })));
    const figures = plannedAndHeld(season(activities, YEAR, schedules), TODAY);
    expect(figures).toHaveLength(81);
    expect(figures[0]).toMatchObject({ where: 'station:0', planned: 12, dueByNow: 6, held: 0, next: '2026-07-10', last: null });
    expect(figures.map(behind)).toEqual([6, ...Array.from({ length: 80 }, () => 0)]);
  });

  it('counts one that was planned by hand as planned, as lists know it: without its timeline', () => {
    const write = aDesk();
    const state = foldActivity([
      write.write({ subject: 'activity:x', type: 'activity.planned', body: { kind: 'night_market', place: '文化广场', on: '2026-06-15' } }), write.write({ subject: 'activity:x', type: 'activity.opened', body: { kind: 'night_market', place: '文化广场', on: '2026-06-15', from: '19:00' } }),
    ]);
    if (!state) throw new Error('not opened');
    expect(plannedAndHeld(season([{ ...state, timeline: [] }], YEAR, []), TODAY)).toMatchObject([{ planned: 1, dueByNow: 1, held: 1, beside: 0 }]);
  });

  it('does not count an evening beside the plan for one that was planned', () => {
    const beside = anActivity({ id: 'activity:x', station: 'station:p1', on: '2026-06-15', open: false });
    const [figures] = plannedAndHeld(season([beside]), TODAY);
    expect(figures).toMatchObject({ planned: 8, dueByNow: 2, held: 1, beside: 1 });
    expect(figures && behind(figures)).toBe(2);
  });
});

describe('the checklist before an evening', () => {
  const [bare] = season([], { from: '2026-06-01', to: '2026-06-30' });
  const planned = (changes: Partial<Prepared> = {}): Prepared => ({ ...(bare ? preparedOf(bare) : anActivity()), ...changes });
  const words = (state: Prepared, today: string) => missingOf(state, today).map((one) => one.words);

  it('says of one that nobody has touched everything that its kind asks for', () => {
    expect(missingOf(planned({ from: '' }), '2026-06-01').map(({ about }) => about)).toEqual(['time', 'topic', 'survey', 'notice', 'invitation', 'team', 'materials']);
    expect(missingOf(planned({ kind: 'visit' }), '2026-06-12')).toEqual([]);
  });

  it('knows until when the notice has to be out: three days before', () => {
    expect(noticeBy(planned())).toBe('2026-06-09');
    expect(words(planned(), '2026-06-09')).toContain('还没发通知，6月9日前要发出');
    expect(missingOf(planned(), '2026-06-11').find(({ about }) => about === 'notice')).toEqual({ about: 'notice', words: '还没发通知，应在6月9日前发出，已经晚了 2 天', late: true });
    expect(words(planned({ preparations: { notice: { step: 'notice', done: true, on: '2026-06-10' } } }), '2026-06-11')).toContain('通知是6月10日发的，比应提前的 3 天晚了 1 天，请再口头告知一遍');
    expect(missingOf(planned({ preparations: { notice: { step: 'notice', done: true, on: '2026-06-09' } } }), '2026-06-11').some(({ about }) => about === 'notice')).toBe(false);
  });

  it('wants a chosen topic, a deputy as captain, people and units', () => {
    expect(words(planned({ preparations: { topic: { step: 'topic', done: false, list: ['路灯', '机井'] } } }), '2026-06-01')).toContain('征集了 2 个主题，还没选定一个');
    expect(words(planned({ theme: '路灯' }), '2026-06-01')[0]).toBe('还没记走访调研');
    expect(words(planned({ preparations: { team: { step: 'team', done: true, team: { members: [{ name: '李乡贤' }] } } } }), '2026-06-01')).toContain('团队还没定队长（由人大代表担任）');
    expect(words(planned(), '2026-06-01')).toContain('还没邀请单位');
  });

  it('names the materials that are not there yet, and is content when all are', () => {
    const materials = (ready: string[]) => planned({ preparations: { materials: { step: 'materials', done: false, list: ['桌椅', '灯', '桌牌', '笔'], ready } } });
    expect(words(materials([]), '2026-06-01')).toContain('还有 4 样物资没备齐：桌椅、灯、桌牌等');
    expect(words(materials(['桌椅', '灯', '桌牌']), '2026-06-01')).toContain('还有 1 样物资没备齐：笔');
    expect(missingOf(materials(['桌椅', '灯', '桌牌', '笔']), '2026-06-01').some(({ about }) => about === 'materials')).toBe(false);
  });

  it('asks again for a laptop that was packed days ago', () => {
    const taken = (on: string) => planned({ preparations: { taken_along: { step: 'taken_along', done: true, on } } });
    expect(words(planned(), '2026-06-12')).toContain('还没查电脑带没带齐');
    expect(words(taken('2026-06-05'), '2026-06-12')).toContain('电脑里的资料是6月5日带齐的，请再查一次');
    expect(missingOf(taken('2026-06-12'), '2026-06-12').some(({ about }) => about === 'taken_along')).toBe(false);
  });

  it('has nothing to say when all is ready', () => {
    const done = <T extends object>(step: T) => ({ ...step, done: true });
    const ready = planned({ theme: '路灯', preparations: {
      survey: done({ step: 'survey' as const }), notice: done({ step: 'notice' as const, on: '2026-06-08' }), invitation: done({ step: 'invitation' as const }), materials: done({ step: 'materials' as const }),
      team: done({ step: 'team' as const, team: { captain: 'deputy:a', members: [] } }), taken_along: done({ step: 'taken_along' as const, on: '2026-06-12' }),
    } });
    expect(missingOf(ready, '2026-06-12')).toEqual([]);
  });
});
