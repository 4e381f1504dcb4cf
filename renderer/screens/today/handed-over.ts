/** What evenings and other activities handed to the desk: their cases that nobody has sorted yet, with what these still lack. Pure. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseRow } from '../../store/api.ts';
import { shortDay } from '../../ui/format-date.ts';

export interface HandedOver {
  readonly activity: ActivityState;
  /** `5月18日 皇帝庙村民情夜市交来 14 件，还缺 3 项`. */
  readonly sentence: string;
  /** What the gaps are: `没有村 2、没有级别 1`. */
  readonly detail: string;
  readonly cases: number;
  readonly gaps: number;
}

/** The activities that ended and have cases in `sorting`, the oldest first. `sorting` are all such rows of the device. */
export function handedOver(activities: readonly ActivityState[], sorting: readonly CaseRow[], today: LocalDate): readonly HandedOver[] {
  return activities.filter(({ status }) => status === 'closed').flatMap((activity) => {
    const rows = sorting.filter((row) => row.activity === activity.id);
    if (rows.length === 0) return [];
    const counts = [
      { label: '没有村', count: rows.filter(({ village, villageName }) => village === null && villageName === '').length },
      { label: '没有类别', count: rows.filter(({ category }) => category === null).length },
      { label: '没有级别', count: rows.filter(({ level }) => level === null).length },
      { label: '人数没有核定', count: activity.headCounts.length > 1 ? 1 : 0 },
    ].filter(({ count }) => count > 0);
    const gaps = counts.reduce((sum, { count }) => sum + count, 0);
    return [{
      activity, cases: rows.length, gaps, detail: counts.map(({ label, count }) => `${label} ${count}`).join('、'),
      sentence: `${shortDay(activity.on, today)} ${activity.place}${KINDS[activity.kind].name}交来 ${rows.length} 件${gaps > 0 ? `，还缺 ${gaps} 项` : ''}`,
    }];
  }).sort((a, b) => (a.activity.on < b.activity.on ? -1 : a.activity.on > b.activity.on ? 1 : 0));
}
