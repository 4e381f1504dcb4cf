/**
 * What activities ask of the desk: a notice that is not out, one that nobody held or closed, a debriefing below the floor (限期整改), results that were
 * not made known, and who has not yet gone visiting this month. Pure rules over folded activities; the cases that came of them have duties of their own.
 */
import { addDays, isLocalDate, type LocalDate } from '../kernel/local-date.ts';
import { SOON_DAYS } from '../rules/urgency.ts';
import type { ActivityState } from './activity.ts';
import { isBelowFloor } from './poll.ts';
import { noticeBy } from './preparation.ts';

/** Why an activity stands in the list, the gravest first. */
export const ACTIVITY_DUTIES = ['contested', 'rectify_late', 'report_late', 'not_held', 'left_open', 'notice_late', 'rectify_unset', 'rectify_due', 'report_due', 'notice_due', 'to_publish'] as const;
export type ActivityDutyKind = (typeof ACTIVITY_DUTIES)[number];

export const ACTIVITY_DUTY_WORDS: Readonly<Record<ActivityDutyKind, string>> = {
  contested: '有一步没有生效，要核对', rectify_late: '述职整改到期，还没有整改情况', report_late: '执法检查整改汇报到期', not_held: '到了日子没有办，改期、补记或者取消', left_open: '过了一天还没有结束',
  notice_late: '公告没有按时发布', rectify_unset: '满意率低于90%，要定整改期限', rectify_due: '述职整改快到期', report_due: '执法检查整改汇报快到期', notice_due: '该发公告了', to_publish: '测评结果还没有公布',
};
export const GRAVE_ACTIVITY_DUTIES: readonly ActivityDutyKind[] = ['contested', 'rectify_late', 'report_late', 'not_held'];

/** One thing to do on one activity; `who` is the deputy whom it is about. */
export interface ActivityDuty { readonly kind: ActivityDutyKind; readonly activity: ActivityState; readonly dueOn: LocalDate | null; readonly who: string | null }

/** How long the desk is asked to make a result known, and reminded of a plan that came to nothing: light ones are not asked for ever. */
const ASKED_FOR_DAYS = 60;
/** How many days before its last day a notice is asked for. */
const NOTICE_SOON_DAYS = 4;

/** The duties of `activities` on `today`, the gravest first, then by day. */
export function activityDuties(activities: readonly ActivityState[], today: LocalDate): readonly ActivityDuty[] {
  const counted = activities.filter(({ mergedInto }) => mergedInto === null);
  const debriefs = counted.filter(({ kind, status }) => kind === 'debrief' && status !== 'cancelled');
  return counted
    .flatMap((activity) => [...ownDuties(activity, today), ...(activity.kind === 'debrief' ? rectifications(activity, debriefs, today) : [])])
    .sort((a, b) => ACTIVITY_DUTIES.indexOf(a.kind) - ACTIVITY_DUTIES.indexOf(b.kind) || compare(a.dueOn ?? '9999', b.dueOn ?? '9999') || compare(a.activity.id, b.activity.id));
}

function ownDuties(activity: ActivityState, today: LocalDate): readonly ActivityDuty[] {
  const duties: ActivityDuty[] = [];
  const add = (kind: ActivityDutyKind, dueOn: LocalDate | null) => { duties.push({ kind, activity, dueOn, who: null }); };
  if (activity.contested) add('contested', null);
  if (activity.status === 'planned') {
    if (activity.on < today && addDays(activity.on, ASKED_FOR_DAYS) >= today) add('not_held', activity.on);
    const due = noticeBy(activity);
    if (due !== null && activity.on >= today && !isNoticeOut(activity)) {
      if (due < today) add('notice_late', due);
      else if (due <= addDays(today, NOTICE_SOON_DAYS)) add('notice_due', due);
    }
  }
  if (activity.status === 'open' && activity.on < today) add('left_open', activity.on);
  if (activity.status === 'closed' && activity.polls.length > 0 && isEmpty(activity, 'publishedOn') && addDays(activity.on, ASKED_FOR_DAYS) >= today) add('to_publish', null);
  if (activity.kind === 'enforcement_check' && activity.status !== 'cancelled' && isEmpty(activity, 'rectification')) {
    const due = dayField(activity, 'rectifyBy');
    if (due !== null && due < today) add('report_late', due);
    else if (due !== null && due <= addDays(today, SOON_DAYS)) add('report_due', due);
  }
  return duties;
}

/** True once the notice was written down as given. */
export function isNoticeOut({ preparations }: Pick<ActivityState, 'preparations'>): boolean {
  return preparations.notice?.done === true;
}

/** Deputies whose debriefing stayed below the floor, and what became of it. */
export interface Rectification { readonly deputy: string; readonly debrief: ActivityState; readonly by: LocalDate | null; readonly done: boolean }

/**
 * 满意率低于90%的限期整改 (舞阳 S4): who, by when. It ends when the desk says that it is done, or when the deputy debriefs again: that vote then speaks.
 * `debriefs` are all that took place.
 */
export function rectificationsOf(debrief: ActivityState, debriefs: readonly ActivityState[]): readonly Rectification[] {
  const told = listField(debrief, 'rectified');
  return debrief.polls.flatMap(({ who, ...poll }): Rectification[] => {
    if (who === undefined || !isBelowFloor(poll)) return [];
    const again = debriefs.some((one) => one.on > debrief.on && one.polls.some((later) => later.who === who));
    return [{ deputy: who, debrief, by: dayField(debrief, 'rectifyBy'), done: again || told.includes(who) }];
  });
}

function rectifications(debrief: ActivityState, debriefs: readonly ActivityState[], today: LocalDate): readonly ActivityDuty[] {
  return rectificationsOf(debrief, debriefs).flatMap(({ deputy, by, done }): ActivityDuty[] => {
    if (done) return [];
    const duty = { activity: debrief, dueOn: by, who: deputy };
    if (by === null) return [{ ...duty, kind: 'rectify_unset' }];
    return [{ ...duty, kind: by < today ? 'rectify_late' : 'rectify_due' }];
  });
}

/** What one deputy did of the month's visiting. */
export interface VisitLine { readonly deputy: string; readonly visits: number; readonly activities: readonly ActivityState[]; readonly enough: boolean }

/**
 * 每月至少走访一次 (邵原 S2; 舞阳 S4 每周): each of `deputies` with the visits of `month` (YYYY-MM) at which they were checked in, those who lack some first.
 * A visit that is planned or was called off is none. `quota` is how many a month the office asks for.
 */
export function visitMonth(activities: readonly ActivityState[], { month, deputies, quota }: { readonly month: string; readonly deputies: readonly string[]; readonly quota: number }): readonly VisitLine[] {
  const visits = activities.filter(({ kind, on, status, mergedInto }) => kind === 'visit' && mergedInto === null && on.startsWith(`${month}-`) && (status === 'open' || status === 'closed'));
  return deputies
    .map((deputy) => {
      const own = visits.filter((one) => one.deputies.includes(deputy)).sort((a, b) => compare(a.on, b.on));
      return { deputy, visits: own.length, activities: own, enough: own.length >= quota };
    })
    .sort((a, b) => a.visits - b.visits);
}

/** A kind's field is any text to the ledger; what is no day is none, since days are counted from it. */
function dayField({ fields }: ActivityState, name: string): LocalDate | null {
  const value = fields[name];
  return typeof value === 'string' && isLocalDate(value) ? value : null;
}

function listField({ fields }: ActivityState, name: string): readonly string[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

function isEmpty({ fields }: ActivityState, name: string): boolean {
  const value = fields[name];
  return value === undefined || value === null || value === '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
