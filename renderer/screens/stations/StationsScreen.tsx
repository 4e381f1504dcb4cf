/** 联络站: every way of meeting people beside the evening, the stations themselves, what was promised, and who went visiting. The address holds the tab and the filter. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Skeleton, Tabs, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { ACTIVITY_KINDS } from '../../../shared/activity/activity.ts';
import { activityDuties } from '../../../shared/activity/duty.ts';
import { isPromiseOpen, promiseStanding } from '../../../shared/case/promises.ts';
import { ActivityCalendar } from '../../ui/activity-calendar/ActivityCalendar.tsx';
import { SchedulesDrawer } from '../../ui/activity-calendar/schedules/SchedulesDrawer.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useAsk } from '../../ui/use-ask.ts';
import { useToday } from '../../ui/use-today.ts';
import { ActivityDrawer } from './ActivityDrawer.tsx';
import { ActivityList } from './ActivityList.tsx';
import { ActivityPage } from './ActivityPage.tsx';
import { itemPath } from './activity-path.ts';
import { readFilter } from './activity-filter.ts';
import { DutyList } from './DutyList.tsx';
import { ProblemPaper } from './ProblemPaper.tsx';
import { PromiseList } from './PromiseList.tsx';
import { StationRegister } from './register/StationRegister.tsx';
import styles from './stations.module.css';
import { VisitMonth } from './VisitMonth.tsx';

const TABS = ['activities', 'calendar', 'promises', 'visits', 'register'] as const;
/** What is planned here; evenings have their own plan in 夜市, and stand in this calendar too. */
const PLANNED_KINDS = ACTIVITY_KINDS.filter((kind) => kind !== 'night_market');

export function StationsScreen() {
  const id = useParams()['*'] || null;
  return id === null ? <StationsDesk /> : <ActivityPage key={id} id={id} />;
}

function StationsDesk() {
  const session = useSession();
  const today = useToday();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const [planning, setPlanning] = useState(false);
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const activities = useAnswer((store) => store.activities(), ['activities'], []);
  const promises = useAnswer((store) => store.promises(), ['cases', 'directory'], []);
  const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
  const filter = useMemo(() => readFilter(params), [params]);
  const duties = useMemo(() => activityDuties(activities ?? [], today), [activities, today]);
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'activities';
  const set = (values: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(values)) if (value === '') next.delete(name); else next.set(name, value);
    setParams(next, { replace: true });
  };
  useAsk('register', () => { setAdding(true); });
  if (directory === undefined || activities === undefined || promises === undefined || drafts === undefined) return <div className={styles['screen']}><Card><Skeleton active={false} paragraph={{ rows: 10 }} /></Card></div>;
  const open = promises.filter(({ promise }) => isPromiseOpen(promiseStanding(promise, today)));
  const mayAdd = mayAppend(session.role, 'activity.opened') && session.writes.length > 0;
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Typography.Title level={3} className={styles['title'] ?? ''}>联络站</Typography.Title>
        <Typography.Text type="secondary" className={styles['about'] ?? ''}>接待、问政、进站、走访、议事、述职……每一场都有记录，每一句承诺都有下文</Typography.Text>
        <ProblemPaper directory={directory} today={today} />
        {mayAdd && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setAdding(true); }}>新的活动</Button>}
      </header>
      <Card styles={{ body: { padding: 0 } }}>
        <Tabs
          activeKey={tab} onChange={(key) => { setParams(key === 'activities' ? {} : { tab: key }, { replace: true }); }} className={styles['tabs'] ?? ''} destroyOnHidden
          items={[
            {
              key: 'activities', label: '活动',
              children: <><DutyList duties={duties} directory={directory} today={today} /><ActivityList activities={activities} directory={directory} filter={filter} today={today} onFilter={set} onNew={mayAdd ? () => { setAdding(true); } : null} /></>,
            },
            {
              key: 'calendar', label: '日历',
              children: <div className={styles['inset']}><ActivityCalendar onOpen={(item) => { void navigate(itemPath(item)); }} extra={mayAdd ? <Button onClick={() => { setPlanning(true); }}>排期</Button> : undefined} /></div>,
            },
            { key: 'promises', label: `承诺清单 ${String(open.length)}`, children: <PromiseList promises={promises} directory={directory} today={today} unit={params.get('unit')} shown={params.get('show')} onSet={set} /> },
            { key: 'visits', label: '走访月度', children: <VisitMonth activities={activities} directory={directory} today={today} month={params.get('month')} onMonth={(month) => { set({ month }); }} /> },
            { key: 'register', label: `站点 ${String(directory.stations.filter(({ active }) => active).length)}`, children: <StationRegister /> },
          ]}
        />
      </Card>
      {planning && <SchedulesDrawer kinds={PLANNED_KINDS} onClose={() => { setPlanning(false); }} />}
      {adding && mayAdd && <ActivityDrawer directory={directory} activities={activities} drafts={drafts} today={today} kind={filter.kind === 'night_market' ? null : filter.kind} onClose={() => { setAdding(false); }} onSaved={(id) => { setAdding(false); void navigate(`/stations/${id}`); }} />}
    </div>
  );
}
