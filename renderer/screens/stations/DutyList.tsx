/** What activities ask of the desk, above their list: each line opens its activity. The same rules list it on 今日. */
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ACTIVITY_DUTY_WORDS, GRAVE_ACTIVITY_DUTIES, type ActivityDuty } from '../../../shared/activity/duty.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { DueTag } from '../../ui/DueTag.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { activityPath } from './activity-path.ts';
import styles from './stations.module.css';

const FIRST = 3;

export function DutyList({ duties, directory, today }: { readonly duties: readonly ActivityDuty[]; readonly directory: Directory; readonly today: LocalDate }) {
  const [all, setAll] = useState(false);
  if (duties.length === 0) return null;
  const shown = all ? duties : duties.slice(0, FIRST);
  return (
    <ul className={styles['duties']} aria-label="活动要办的">
      {shown.map(({ kind, activity, dueOn, who }) => (
        <li key={`${kind} ${activity.id} ${who ?? ''}`}>
          <Tag color={GRAVE_ACTIVITY_DUTIES.includes(kind) ? 'error' : 'warning'}>{KINDS[activity.kind].name}</Tag>
          <Link className={styles['what'] ?? ''} to={activityPath(activity)}>{shortDay(activity.on, today)} {activity.place}{who === null ? '' : `，${directory.deputies.find(({ id }) => id === who)?.name ?? '代表'}`}：{ACTIVITY_DUTY_WORDS[kind]}</Link>
          <DueTag dueOn={dueOn} today={today} />
        </li>
      ))}
      {duties.length > FIRST && <li><Button type="link" size="small" onClick={() => { setAll(!all); }}>{all ? '收起' : `还有 ${String(duties.length - FIRST)} 条`}</Button></li>}
    </ul>
  );
}
