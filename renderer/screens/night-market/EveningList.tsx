/** The evenings of the night market: the open one first and big, the others below, newest first. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Spin, Table, Typography } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Store } from '../../store/client.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { scopeName, useEnrolment, useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { StartMarketModal } from './StartMarketModal.tsx';
import styles from './night-market.module.css';

interface Evening { readonly activity: ActivityState; readonly cases: number }

export function EveningList() {
  const navigate = useNavigate();
  const session = useSession();
  const today = useToday();
  const [starting, setStarting] = useState(false);
  const evenings = useAnswer(allEvenings, ['activities', 'cases'], []);
  if (evenings === undefined) return <Spin className={styles['waiting'] ?? ''} />;
  const mayStart = mayAppend(session.role, 'activity.opened') && session.writes.some((scope) => scope.length === 9);
  const open = evenings.filter(({ activity }) => activity.open);
  const closed = evenings.filter(({ activity }) => !activity.open);
  const start = mayStart && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setStarting(true); }}>开始夜市</Button>;
  return (
    <div className={styles['page']}>
      <Flex align="center" justify="space-between"><Typography.Title level={3} className={styles['title'] ?? ''}>民情夜市</Typography.Title>{evenings.length > 0 && start}</Flex>
      {evenings.length === 0 && (
        <EmptyState drawing="market" title="还没有办过夜市" {...(start ? { action: start } : {})}>到了现场点“开始夜市”，填上地点和到场代表，就能一件一件登记。没有网也能用。</EmptyState>
      )}
      {open.map((evening) => <OpenEvening key={evening.activity.id} evening={evening} today={today} />)}
      {closed.length > 0 && <ClosedEvenings evenings={closed} today={today} />}
      <StartMarketModal open={starting} known={evenings.map(({ activity }) => activity)} onCancel={() => { setStarting(false); }} onStarted={(id) => { void navigate(`/night-market/${id}`); }} />
    </div>
  );
}

function OpenEvening({ evening: { activity, cases }, today }: { readonly evening: Evening; readonly today: LocalDate }) {
  const navigate = useNavigate();
  return (
    <Card className={styles['open'] ?? ''}>
      <Flex align="center" gap={24} wrap>
        <div>
          <Typography.Title level={4} className={styles['title'] ?? ''}>{activity.place}</Typography.Title>
          <Typography.Text type="secondary">正在进行 · {dayWords(activity.on, today)} {activity.from} 开始{activity.theme ? ` · ${activity.theme}` : ''}</Typography.Text>
        </div>
        <Flex gap={24} className={styles['right'] ?? ''}>{[['代表', activity.deputies.length], ['群众', activity.citizens], ['登记', cases]].map(([label, value]) => <span key={label} className={styles['openFigure']}><b>{value}</b>{label}</span>)}</Flex>
        <Button type="primary" size="large" onClick={() => { void navigate(`/night-market/${activity.id}`); }}>回到现场</Button>
      </Flex>
    </Card>
  );
}

function ClosedEvenings({ evenings, today }: { readonly evenings: readonly Evening[]; readonly today: LocalDate }) {
  const { enrolment } = useEnrolment();
  const manyTownships = enrolment.session.reads.filter((scope) => scope.length === 9).length > 1;
  return (
    <Table<Evening>
      size="middle" rowKey={({ activity }) => activity.id} pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={[...evenings]} aria-label="办过的夜市"
      columns={[
        { title: '日期', key: 'on', render: (_, { activity }) => dayWords(activity.on, today) },
        { title: '时间', key: 'time', render: (_, { activity }) => `${activity.from}–${activity.until ?? ''}` },
        ...(manyTownships ? [{ title: '乡镇', key: 'scope', render: (_: unknown, { activity }: Evening) => scopeName(enrolment, activity.scope) }] : []),
        { title: '地点', key: 'place', render: (_, { activity }) => <Link to={`/night-market/${activity.id}`}>{activity.place}</Link> },
        { title: '主题', key: 'theme', render: (_, { activity }) => activity.theme },
        { title: '代表', key: 'deputies', align: 'right', className: styles['number'] ?? '', render: (_, { activity }) => activity.deputies.length },
        { title: '群众', key: 'citizens', align: 'right', className: styles['number'] ?? '', render: (_, { activity }) => activity.citizens },
        { title: '登记', key: 'cases', align: 'right', className: styles['number'] ?? '', render: (_, { cases }) => cases },
        { title: '现场化解', key: 'settled', align: 'right', className: styles['number'] ?? '', render: (_, { activity }) => activity.settled },
        { title: '金点子', key: 'ideas', align: 'right', className: styles['number'] ?? '', render: (_, { activity }) => activity.ideas },
      ]}
    />
  );
}

async function allEvenings(store: Store): Promise<readonly Evening[]> {
  const activities = [...await store.activities()].sort((a, b) => (`${b.on}${b.from}` < `${a.on}${a.from}` ? -1 : 1));
  return Promise.all(activities.map(async (activity) => ({ activity, cases: (await store.cases({ filter: { activity: activity.id }, sort: 'received', descending: true, offset: 0, limit: 1 })).total })));
}
