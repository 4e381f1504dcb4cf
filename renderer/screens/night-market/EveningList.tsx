/** 夜市: the open evening first and big, then tonight's, then the season's calendar and the evenings that were held. */
import { CalendarOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Skeleton, Table, Tabs, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { ActivityKind, ActivityState } from '../../../shared/activity/activity.ts';
import { missingOf, preparedOf } from '../../../shared/activity/preparation.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Store } from '../../store/client.ts';
import { ActivityCalendar } from '../../ui/activity-calendar/ActivityCalendar.tsx';
import { isAhead } from '../../ui/activity-calendar/item-acts.ts';
import { SchedulesDrawer } from '../../ui/activity-calendar/schedules/SchedulesDrawer.tsx';
import { useSeason } from '../../ui/activity-calendar/use-season.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { scopeName, useEnrolment, useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { eveningAddress } from './evening-address.ts';
import { StartMarketModal } from './StartMarketModal.tsx';
import { useBegin } from './use-begin.ts';
import styles from './night-market.module.css';


const MARKETS: readonly ActivityKind[] = ['night_market'];

export function EveningList() {
  const navigate = useNavigate();
  const session = useSession();
  const today = useToday();
  const [starting, setStarting] = useState(false);
  const [planning, setPlanning] = useState(false);
  const evenings = useAnswer(allEvenings, ['activities'], []);
  const range = useMemo(() => ({ from: today, to: today }), [today]);
  const season = useSeason(range, { kinds: MARKETS });
  if (evenings === undefined || season === undefined) return <div className={styles['page']}><Skeleton active paragraph={{ rows: 8 }} /></div>;
  const mayStart = mayAppend(session.role, 'activity.opened') && session.writes.some((scope) => scope.length === 9);
  const mayPlan = mayAppend(session.role, 'schedule.updated') && session.writes.length > 0;
  const open = evenings.filter((evening) => evening.open);
  const closed = evenings.filter(({ status }) => status === 'closed');
  const tonight = season.items.filter((item) => isAhead(item) && session.writes.includes(item.scope));
  const start = mayStart && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setStarting(true); }}>开始夜市</Button>;
  const plan = mayPlan && <Button icon={<CalendarOutlined />} onClick={() => { setPlanning(true); }}>排期</Button>;
  const nothing = evenings.length === 0 && !season.any;
  return (
    <div className={styles['page']}>
      <Flex align="center" justify="space-between"><Typography.Title level={3} className={styles['title'] ?? ''}>民情夜市</Typography.Title>{!nothing && <Flex gap={8}>{plan}{start}</Flex>}</Flex>
      {nothing && (
        <EmptyState drawing="market" title="还没有办过夜市" {...(start || plan ? { action: <Flex gap={8}>{start}{plan}</Flex> } : {})}>到了现场点“开始夜市”，填上地点和到场代表，就能一件一件登记，没有网也能用。想先把一季排好，点“排期”。</EmptyState>
      )}
      {open.map((evening) => <OpenEvening key={evening.id} activity={evening} today={today} />)}
      {mayStart && tonight.map((item) => <TonightEvening key={item.id} item={item} today={today} />)}
      {!nothing && (
        <Tabs
          className={styles['tabs'] ?? ''} destroyOnHidden defaultActiveKey={season.any && (season.directory.schedules.some(({ active, kind }) => active && kind === 'night_market') || evenings.some(({ status }) => status === 'planned')) ? 'season' : 'held'}
          items={[
            { key: 'season', label: '排期', children: <ActivityCalendar kinds={MARKETS} onOpen={(item) => { void navigate(eveningAddress(item)); }} /> },
            { key: 'held', label: `办过的 ${closed.length}`, children: closed.length === 0 ? <EmptyState drawing="market" title="还没有办过夜市" /> : <ClosedEvenings evenings={closed} today={today} /> },
          ]}
        />
      )}
      <StartMarketModal open={starting} known={evenings} tonight={tonight} onCancel={() => { setStarting(false); }} />
      {planning && <SchedulesDrawer kinds={MARKETS} onClose={() => { setPlanning(false); }} />}
    </div>
  );
}

function OpenEvening({ activity, today }: { readonly activity: ActivityState; readonly today: LocalDate }) {
  const navigate = useNavigate();
  const cases = useCasesOf([activity.id])?.[activity.id] ?? 0;
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

/** One that is planned for today: what is missing, and the button that begins it. */
function TonightEvening({ item, today }: { readonly item: SeasonItem; readonly today: LocalDate }) {
  const { busy, begin } = useBegin();
  const missing = missingOf(preparedOf(item), today);
  return (
    <Card size="small" data-testid="tonight">
      <Flex align="center" gap={16} wrap>
        <div>
          <Typography.Text strong>今天 {item.from} {item.place}</Typography.Text>{item.theme === '' ? '' : ` · ${item.theme}`}
          <div><Typography.Text type={missing.length === 0 ? 'success' : 'secondary'}>{missing.length === 0 ? '都准备好了' : `还缺 ${missing.length} 项：${missing.slice(0, 2).map(({ words }) => words).join('；')}${missing.length > 2 ? '…' : ''}`}</Typography.Text></div>
        </div>
        <Flex gap={8} className={styles['right'] ?? ''}>
          <Link to={eveningAddress(item)}><Button>准备</Button></Link>
          <Button type="primary" loading={busy} onClick={() => { void begin(item); }}>开始这一场</Button>
        </Flex>
      </Flex>
    </Card>
  );
}

/** Evenings of one page of the table. */
const PAGE = 15;

function ClosedEvenings({ evenings, today }: { readonly evenings: readonly ActivityState[]; readonly today: LocalDate }) {
  const { enrolment } = useEnrolment();
  const [page, setPage] = useState(1);
  const manyTownships = enrolment.session.reads.filter((scope) => scope.length === 9).length > 1;
  // Only those in sight are counted: a county has hundreds of evenings a year.
  const cases = useCasesOf(evenings.slice((page - 1) * PAGE, page * PAGE).map(({ id }) => id));
  return (
    <Table<ActivityState>
      size="middle" rowKey="id" pagination={{ pageSize: PAGE, current: page, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `${total} 场` }} dataSource={[...evenings]} aria-label="办过的夜市"
      columns={[
        { title: '日期', key: 'on', render: (_, { on }) => dayWords(on, today) },
        { title: '时间', key: 'time', render: (_, { from, until }) => `${from}–${until ?? ''}` },
        ...(manyTownships ? [{ title: '乡镇', key: 'scope', render: (_: unknown, { scope }: ActivityState) => scopeName(enrolment, scope) }] : []),
        { title: '地点', key: 'place', render: (_, { id, place }) => <Link to={`/night-market/${id}`}>{place}</Link> },
        { title: '主题', dataIndex: 'theme' },
        { title: '代表', key: 'deputies', align: 'right', className: styles['number'] ?? '', render: (_, { deputies }) => deputies.length },
        { title: '群众', dataIndex: 'citizens', align: 'right', className: styles['number'] ?? '' },
        { title: '登记', key: 'cases', align: 'right', className: styles['number'] ?? '', render: (_, { id }) => cases?.[id] ?? '' },
        { title: '现场化解', dataIndex: 'settled', align: 'right', className: styles['number'] ?? '' },
        { title: '金点子', dataIndex: 'ideas', align: 'right', className: styles['number'] ?? '' },
      ]}
    />
  );
}

/** How many cases each of these evenings has; live. */
function useCasesOf(ids: readonly string[]): Readonly<Record<string, number>> | undefined {
  return useAnswer(async (store) => Object.fromEntries(await Promise.all(ids.map(async (id) => [id, (await store.cases({ filter: { activity: id }, sort: 'received', descending: true, offset: 0, limit: 1 })).total] as const))), ['cases'], [ids]);
}

/** The evenings that are planned, take or took place, newest first. */
async function allEvenings(store: Store): Promise<readonly ActivityState[]> {
  const activities = (await store.activities()).filter(({ kind, status }) => kind === 'night_market' && status !== 'cancelled');
  return [...activities].sort((a, b) => (`${b.on}${b.from}` < `${a.on}${a.from}` ? -1 : 1));
}
