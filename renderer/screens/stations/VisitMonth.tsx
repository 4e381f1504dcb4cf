/** 走访月度: which deputies went visiting this month, those who have not first (邵原 S2: 每月至少一次; how many is set in 设置 › 单位信息). */
import { Button, DatePicker, Flex, Progress, Select, Table, Tag, type TableColumnsType } from 'antd';
import type dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { visitMonth, type VisitLine } from '../../../shared/activity/duty.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useDayjs } from '../../ui/use-dayjs.ts';
import { useOffice } from '../../ui/use-office.ts';
import { activityPath } from './activity-path.ts';
import styles from './stations.module.css';

const PAGE = 50;

interface Props { readonly activities: readonly ActivityState[]; readonly directory: Directory; readonly today: LocalDate; readonly month: string | null; readonly onMonth: (month: string) => void }

export function VisitMonth({ activities, directory, today, month: asked, onMonth }: Props) {
  const { enrolment } = useEnrolment();
  const scopes = enrolment.session.reads.filter((scope) => scope.length === 9 && directory.deputies.some((one) => one.scope === scope));
  const [chosen, setScope] = useState<string | null>(null);
  const scope = chosen ?? scopes.find((one) => one === enrolment.session.home) ?? scopes[0] ?? enrolment.session.home;
  const office = useOffice(directory, scope);
  const month = /^\d{4}-\d{2}$/.test(asked ?? '') ? asked ?? '' : today.slice(0, 7);
  const shownMonth = useDayjs(month);
  const deputies = directory.deputies.filter((one) => one.active && one.scope === scope);
  const byId = new Map(deputies.map((one) => [one.id, one]));
  const lines = visitMonth(activities, { month, deputies: deputies.map(({ id }) => id), quota: office.visitsMonthly });
  const done = lines.filter(({ enough }) => enough).length;
  const columns: TableColumnsType<VisitLine> = [
    { title: '代表', key: 'name', width: '9em', ellipsis: true, render: (_, { deputy }) => byId.get(deputy)?.name },
    { title: '选区', key: 'from', width: '14em', ellipsis: true, render: (_, { deputy }) => byId.get(deputy)?.constituency },
    { title: '本月走访', key: 'visits', width: '7em', align: 'right', className: styles['numeric'] ?? '', render: (_, { visits }) => `${String(visits)} 次` },
    { title: '', key: 'enough', width: '8em', render: (_, { enough, visits }) => (enough ? <Tag color="success">够了</Tag> : <Tag color={visits === 0 ? 'error' : 'warning'}>{visits === 0 ? '还没有走访' : `差 ${String(office.visitsMonthly - visits)} 次`}</Tag>) },
    { title: '哪几次', key: 'which', ellipsis: true, render: (_, one) => <Flex gap={10}>{one.activities.map((visit) => <Link key={visit.id} to={activityPath(visit)}>{shortDay(visit.on, today)} {visit.place}</Link>)}</Flex> },
  ];
  return (
    <>
      <div className={styles['bar']}>
        <DatePicker picker="month" aria-label="月份" format="YYYY年M月" allowClear={false} value={shownMonth} onChange={(day: dayjs.Dayjs | null) => { if (day !== null) onMonth(day.format('YYYY-MM')); }} />
        {scopes.length > 1 && <Select aria-label="乡镇" showSearch={{ optionFilterProp: 'label' }} value={scope} options={scopes.map((one) => ({ value: one, label: scopeName(enrolment, one) }))} onChange={setScope} />}
        {deputies.length > 0 && office.visitsMonthly > 0 && <><Progress percent={Math.floor((done * 100) / deputies.length)} size="small" style={{ width: 160 }} aria-label="走访够了的代表" /><span className={styles['hint']}>{deputies.length} 位代表里 {done} 位走访满 {office.visitsMonthly} 次</span></>}
        <span className={`${styles['hint']} ${styles['right']}`}>按走访时的签到算；次数在 <Link to="/settings/office" className={styles['textLink'] ?? ''}>设置 › 单位信息</Link> 里改</span>
      </div>
      {deputies.length === 0
        ? <EmptyState title="名录里还没有代表" action={<Link to="/settings/deputy"><Button>去添加代表</Button></Link>}>名录传来或者添加后，这里能看到谁这个月还没有走访。</EmptyState>
        : <Table<VisitLine> size="small" rowKey="deputy" columns={columns} dataSource={[...lines]} tableLayout="fixed" aria-label="走访月度" pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} />}
    </>
  );
}
