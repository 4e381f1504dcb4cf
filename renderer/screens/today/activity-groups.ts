/** What 今日 lists of activities: notices to give, what nobody held or closed, 限期整改, results to make known, and at the month's end who has not gone visiting. */
import { activityDuties, ACTIVITY_DUTY_WORDS, GRAVE_ACTIVITY_DUTIES, visitMonth } from '../../../shared/activity/duty.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { addMonths } from '../../../shared/calendar/calendar.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Deputy } from '../../../shared/deputy/deputy.ts';
import { shortDay } from '../../ui/format-date.ts';
import type { ItemGroup, ItemLine } from './item-groups.ts';

/** Days before the month ends from which the visits that lack are asked for. */
const VISITS_ASKED_DAYS = 10;

/** Whose visits are asked for: the deputies of the user's own township, and how many a month its office wants. */
export interface VisitQuota { readonly scope: string; readonly deputies: readonly Deputy[]; readonly quota: number }

/** The group of activities; none when nothing waits. */
export function activityGroups(activities: readonly ActivityState[], { scope, deputies, quota }: VisitQuota, today: LocalDate): readonly ItemGroup[] {
  const duties = activityDuties(activities, today);
  const names = new Map(deputies.map(({ id, name }) => [id, name]));
  const lines = [...duties.map(({ kind, activity, dueOn, who }): ItemLine => {
    const page = `/${activity.kind === 'night_market' ? 'night-market' : 'stations'}/${activity.id}`;
    return {
      id: `${activity.id} ${kind} ${who ?? ''}`, number: shortDay(activity.on, today), title: `${KINDS[activity.kind].name} ${activity.place}${who === null ? '' : ` ${names.get(who) ?? ''}`}`, why: ACTIVITY_DUTY_WORDS[kind], dueOn, page,
      ...(kind === 'contested' ? { action: '核对', to: '/attention' } : { action: '打开', to: page }),
    };
  }), ...visitLine(activities, { scope, deputies, quota }, today)];
  return lines.length === 0 ? [] : [{ id: 'activities', name: '活动', to: '/stations', grave: duties.filter(({ kind }) => GRAVE_ACTIVITY_DUTIES.includes(kind)).length, late: duties.filter(({ dueOn }) => dueOn !== null && dueOn < today).length, lines }];
}

function visitLine(activities: readonly ActivityState[], { scope, deputies, quota }: VisitQuota, today: LocalDate): readonly ItemLine[] {
  const month = today.slice(0, 7);
  const last = addDays(addMonths(`${month}-01`, 1), -1);
  if (quota === 0 || today < addDays(last, -VISITS_ASKED_DAYS)) return [];
  const lacking = visitMonth(activities, { month, deputies: deputies.filter((one) => one.active && one.scope === scope).map(({ id }) => id), quota }).filter(({ enough }) => !enough).length;
  return lacking === 0 ? [] : [{ id: 'visits', number: '本月', title: `还有 ${String(lacking)} 位代表走访没有满 ${String(quota)} 次`, why: '每月走访', dueOn: last, action: '看是谁', to: '/stations?tab=visits', page: '/stations?tab=visits' }];
}
