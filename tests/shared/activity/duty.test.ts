/** What activities ask of the desk, on each side of the day that counts, and who has not gone visiting. */
import { describe, expect, it } from 'vitest';
import { activityDuties, rectificationsOf, visitMonth, type ActivityDutyKind } from '../../../shared/activity/duty.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { Poll } from '../../../shared/activity/poll.ts';
import { anActivity } from './an-activity.ts';

const kindsOn = (today: string, ...activities: readonly ActivityState[]): readonly ActivityDutyKind[] => activityDuties(activities, today).map(({ kind }) => kind);
const PLANNED = { status: 'planned', open: false } as const;
const CLOSED = { status: 'closed', open: false } as const;
const vote = (who: string, satisfied: number, unsatisfied: number): Poll => ({ about: who, who, issued: 100, returned: satisfied + unsatisfied, invalid: 0, satisfied, basic: 0, unsatisfied, on: '2026-03-31' });

describe('the notice of a reception day (F27: 提前3天发布)', () => {
  const day = anActivity({ ...PLANNED, kind: 'reception_day', on: '2026-05-20' });

  it('is asked for in the days before its last, and late after it', () => {
    expect(kindsOn('2026-05-12', day)).toEqual([]);
    expect(kindsOn('2026-05-13', day)).toEqual(['notice_due']);
    expect(kindsOn('2026-05-17', day)).toEqual(['notice_due']);
    expect(kindsOn('2026-05-18', day)).toEqual(['notice_late']);
    expect(activityDuties([day], '2026-05-18')[0]?.dueOn).toBe('2026-05-17');
  });

  it('is not asked for once it is out, nor of a kind without one', () => {
    expect(kindsOn('2026-05-18', { ...day, preparations: { notice: { step: 'notice', done: true } } })).toEqual([]);
    expect(kindsOn('2026-05-18', { ...day, preparations: { notice: { step: 'notice', done: false } } })).toEqual(['notice_late']);
    expect(kindsOn('2026-05-18', { ...day, kind: 'visit' })).toEqual([]);
  });
});

describe('an activity that nobody held or ended', () => {
  it('is asked about from the day after, and not for ever', () => {
    const plan = anActivity({ ...PLANNED, kind: 'visit', on: '2026-05-18' });
    expect(kindsOn('2026-05-18', plan)).toEqual([]);
    expect(kindsOn('2026-05-19', plan)).toEqual(['not_held']);
    expect(kindsOn('2026-09-01', plan)).toEqual([]);
    expect(kindsOn('2026-05-19', { ...plan, status: 'cancelled' })).toEqual([]);
    expect([kindsOn('2026-05-18', anActivity()), kindsOn('2026-05-19', anActivity())]).toEqual([[], ['left_open']]);
  });
});

describe('满意率低于90%的限期整改 (舞阳 S4)', () => {
  const spring = anActivity({ ...CLOSED, id: 'activity:spring', kind: 'debrief', on: '2026-03-31', polls: [vote('deputy:li', 89, 11), vote('deputy:zhang', 90, 10)], fields: { publishedOn: '2026-04-02' } });
  const summer = (satisfied: number) => anActivity({ ...CLOSED, id: 'activity:summer', kind: 'debrief', on: '2026-06-30', polls: [vote('deputy:li', satisfied, 100 - satisfied)], fields: { publishedOn: '2026-07-01', rectifyBy: '2026-07-31' } });

  it('asks for a day, then for what became of it, of those below the floor only', () => {
    expect(activityDuties([spring], '2026-04-03')).toMatchObject([{ kind: 'rectify_unset', who: 'deputy:li', dueOn: null }]);
    const set = { ...spring, fields: { ...spring.fields, rectifyBy: '2026-04-30' } };
    expect(kindsOn('2026-04-30', set)).toEqual(['rectify_due']);
    expect(kindsOn('2026-05-01', set)).toEqual(['rectify_late']);
    // What is no day is none: no screen counts days from it.
    for (const rectifyBy of ['四月底', '2026-02-30']) expect(activityDuties([{ ...spring, fields: { ...spring.fields, rectifyBy } }], '2026-05-01')).toMatchObject([{ kind: 'rectify_unset', dueOn: null }]);
  });

  it('ends when the desk says so, or when the deputy debriefs again', () => {
    expect(kindsOn('2026-05-01', { ...spring, fields: { ...spring.fields, rectified: ['deputy:li'] } })).toEqual([]);
    expect(kindsOn('2026-07-02', spring, summer(95))).toEqual([]);
    // Below it again: the second debriefing asks, not the first.
    expect(activityDuties([spring, summer(80)], '2026-07-02').map(({ kind, activity }) => [kind, activity.id])).toEqual([['rectify_due', 'activity:summer']]);
    expect(rectificationsOf(spring, [spring, summer(80)])).toMatchObject([{ deputy: 'deputy:li', done: true }]);
    expect(kindsOn('2026-07-02', spring, { ...summer(95), status: 'cancelled' })).toEqual(['rectify_unset']);
  });
});

describe('results', () => {
  it('are to be made known: 全区通报 (龙安 S0)', () => {
    const appraisal = anActivity({ ...CLOSED, kind: 'appraisal', on: '2026-12-20', polls: [{ ...vote('unit:water', 90, 10), on: '2026-12-20' }] });
    expect(kindsOn('2026-12-21', appraisal)).toEqual(['to_publish']);
    expect(kindsOn('2026-12-21', { ...appraisal, fields: { publishedOn: '2026-12-21' } })).toEqual([]);
    expect(kindsOn('2026-12-21', { ...appraisal, polls: [] })).toEqual([]);
  });

  it('of an enforcement check are reported by the day that was set', () => {
    const check = anActivity({ ...CLOSED, kind: 'enforcement_check', fields: { rectifyBy: '2026-06-30' } });
    expect([kindsOn('2026-06-26', check), kindsOn('2026-06-27', check), kindsOn('2026-07-01', check)]).toEqual([[], ['report_due'], ['report_late']]);
    expect(kindsOn('2026-07-01', { ...check, fields: { rectifyBy: '2026-06-30', rectification: '已整改三处' } })).toEqual([]);
  });
});

describe('visiting, at least once a month (邵原 S2)', () => {
  const visit = (on: string, deputies: readonly string[], also: Partial<ActivityState> = {}) => anActivity({ ...CLOSED, id: `activity:${on}${deputies.join('')}`, kind: 'visit', on, deputies, ...also });
  const activities = [visit('2026-05-03', ['deputy:li']), visit('2026-05-20', ['deputy:li', 'deputy:zhang']), visit('2026-04-30', ['deputy:sun']), visit('2026-05-06', ['deputy:sun'], { status: 'cancelled' }), anActivity({ on: '2026-05-07', deputies: ['deputy:sun'] })];
  const deputies = ['deputy:li', 'deputy:zhang', 'deputy:sun'];

  it('counts the visits of the month at which the deputy was, and names first who has none', () => {
    expect(visitMonth(activities, { month: '2026-05', deputies, quota: 1 }).map(({ deputy, visits, enough }) => [deputy, visits, enough])).toEqual([['deputy:sun', 0, false], ['deputy:zhang', 1, true], ['deputy:li', 2, true]]);
  });

  it('asks for as many as the office says', () => {
    expect(visitMonth(activities, { month: '2026-05', deputies, quota: 2 }).filter(({ enough }) => !enough).map(({ deputy }) => deputy)).toEqual(['deputy:sun', 'deputy:zhang']);
    expect(visitMonth(activities, { month: '2026-05', deputies, quota: 0 }).every(({ enough }) => enough)).toBe(true);
  });
});
