/** One activity: when, where and how it stands; what its kind asks for, filled in here; who came; the matters that it brought, its votes, photos and course. */
import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Breadcrumb, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import type { Directory } from '../../store/api.ts';
import { activityAct, planActs } from '../../ui/activity-calendar/item-acts.ts';
import { PreparationPage } from '../../ui/activity-preparation/PreparationPage.tsx';
import { useSeasonItem, type FoundItem } from '../../ui/activity-preparation/use-season-item.ts';
import { HeadCountSettle } from '../../ui/activity/HeadCountSettle.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useOffice } from '../../ui/use-office.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { useToday } from '../../ui/use-today.ts';
import { ActivityCases } from './ActivityCases.tsx';
import { ActivityFields } from './ActivityFields.tsx';
import { ActivityHead } from './ActivityHead.tsx';
import { ActivityNotes } from './ActivityNotes.tsx';
import { ActivityTimeline } from './ActivityTimeline.tsx';
import { Attendance } from './Attendance.tsx';
import { FourSteps } from './FourSteps.tsx';
import { Headcount } from './Headcount.tsx';
import { MattersFound } from './MattersFound.tsx';
import { Polls } from './Polls.tsx';
import { activityPath } from './activity-path.ts';
import { activityPapers, sheetContext } from './sheet-context.ts';
import styles from './stations.module.css';

export function ActivityPage({ id }: { readonly id: string }) {
  const [params] = useSearchParams();
  const found = useSeasonItem(id, params.get('on'));
  if (found === undefined) return <div className={styles['screen']}><Skeleton active={false} paragraph={{ rows: 12 }} /></div>;
  if (found === null) return <EmptyState drawing="search" title="本机还没有这一场活动" action={<Link to="/stations">回到联络站</Link>}>可能还没有从县里传到，也可能排期改了。传到后会自动出现。</EmptyState>;
  const { item, directory } = found;
  if (item.kind === 'night_market') return <Navigate to={activityPath(item)} replace />;
  const { activity } = item;
  return activity !== null && (activity.status === 'open' || activity.status === 'closed') ? <Took id={activity.id} directory={directory} /> : <Ahead found={found} />;
}

/** With its course, which lists leave out. */
function Took({ id, directory }: { readonly id: string; readonly directory: Directory }) {
  const activity = useAnswer((store) => store.activity(id), ['activities'], [id]);
  return activity ? <Page activity={activity} directory={directory} /> : null;
}

/** Before it begins: what is to be made ready, as for an evening, with this kind's papers. */
function Ahead({ found }: { readonly found: FoundItem }) {
  const { item, directory } = found;
  const session = useSession();
  const today = useToday();
  const office = useOffice(directory, item.scope);
  const { busy, refusal, perform } = usePerform();
  const [paper, setPaper] = useState<Paper | null>(null);
  const papers = item.activity === null ? [] : activityPapers(item.activity, sheetContext(directory, office, today));
  const begin = () => {
    const [on, from] = item.on > today ? [today, localTimeOf(Date.now())] : [item.on, item.from === '' ? localTimeOf(Date.now()) : item.from];
    void perform(...planActs(item), activityAct(item, 'activity.opened', { kind: item.kind, place: item.place, on, from }));
  };
  return (
    <>
      <PreparationPage
        {...found} back={{ title: '联络站', path: '/stations' }}
        papers={papers.map(({ key, label, sheet }) => <Button key={key} icon={<PrinterOutlined />} onClick={() => { if (sheet !== null) setPaper({ kind: 'sheet', sheet }); }}>{label}</Button>)}
        start={session.writes.includes(item.scope) && mayAppend(session.role, 'activity.opened') ? <Button type="primary" loading={busy} onClick={begin}>{item.on < today ? '办过了，记结果' : '开始'}</Button> : undefined}
      />
      {item.activity?.status === 'planned' && <div className={styles['below']}><ActivityFields activity={item.activity} directory={directory} today={today} /></div>}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </>
  );
}

function Page({ activity, directory }: { readonly activity: ActivityState; readonly directory: Directory }) {
  const today = useToday();
  const row = KINDS[activity.kind];
  const parts = { activity, directory, today };
  return (
    <div className={styles['screen']}>
      <Breadcrumb items={[{ title: <Link to="/stations">联络站</Link> }, { title: row.name }]} />
      <ActivityHead {...parts} />
      {activity.kind === 'organ_entry' && <FourSteps {...parts} />}
      <HeadCountSettle activity={activity} />
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {row.polls !== null && <Polls {...parts} about={row.polls} />}
          <ActivityFields {...parts} />
          <MattersFound {...parts} />
          <ActivityCases {...parts} />
          <ActivityNotes {...parts} />
        </div>
        <div className={styles['column']}>
          <Headcount {...parts} />
          <Attendance {...parts} />
          <ActivityTimeline {...parts} />
        </div>
      </div>
    </div>
  );
}
