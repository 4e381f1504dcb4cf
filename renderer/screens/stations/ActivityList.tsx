/** All activities of all kinds: filtered by what the address says, one line each; a line opens its page. */
import { Button, Checkbox, DatePicker, Select, Table, Tag, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { ACTIVITY_KINDS, ACTIVITY_STATES, type ActivityState, type ActivityStatus } from '../../../shared/activity/activity.ts';
import { KINDS, missingFields } from '../../../shared/activity/kinds.ts';
import { ACTIVITY_STATUS_WORDS } from '../../../shared/activity/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useDayRange } from '../../ui/use-dayjs.ts';
import { activityPath } from './activity-path.ts';
import { filterActivities, lacks, type ActivityFilter } from './activity-filter.ts';
import styles from './stations.module.css';

/** Rows of a page; the table scrolls within it. */
const PAGE = 50;
const STATUS_COLORS: Readonly<Record<ActivityStatus, string>> = { planned: 'default', open: 'processing', closed: 'success', cancelled: 'default' };

interface Props {
  readonly activities: readonly ActivityState[];
  readonly directory: Directory;
  readonly filter: ActivityFilter;
  readonly today: LocalDate;
  /** Sets values of the address; an empty one is taken out. */
  readonly onFilter: (set: Readonly<Record<string, string>>) => void;
  readonly onNew: (() => void) | null;
}

export function StatusMark({ status }: { readonly status: ActivityStatus }) {
  return <Tag color={STATUS_COLORS[status]}>{ACTIVITY_STATUS_WORDS[status]}</Tag>;
}

export function ActivityList({ activities, directory, filter, today, onFilter, onNew }: Props) {
  const { enrolment } = useEnrolment();
  const range = useDayRange(filter.from, filter.to);
  const many = enrolment.session.reads.filter((scope) => scope.length === 9).length > 1;
  const rows = useMemo(() => filterActivities(activities, filter), [activities, filter]);
  const stations = useMemo(() => new Map(directory.stations.map(({ id, name }) => [id, name])), [directory.stations]);
  const used = (pick: (one: ActivityState) => string | null) => new Set(activities.map(pick));
  const usedKinds = used(({ kind }) => kind), usedScopes = used(({ scope }) => scope), usedStations = used(({ station }) => station), usedCampaigns = used(({ campaign }) => campaign);
  const isFiltered = Object.values(filter).some((value) => value !== null && value !== false);

  const columns: TableColumnsType<ActivityState> = [
    { title: '日期', key: 'on', width: '8.8em', render: (_, { on }) => <span className={styles['numeric']}>{dayWords(on, today)}</span> },
    { title: '活动', key: 'kind', width: 'clamp(9.5em, 14vw, 13em)', ellipsis: true, render: (_, one) => <Link to={activityPath(one)}>{KINDS[one.kind].name}</Link> },
    { title: '地点、主题', key: 'place', ellipsis: true, render: (_, { place, theme, station }) => <span title={[station === null ? '' : stations.get(station) ?? '', place, theme ?? ''].filter((one) => one !== '').join(' · ')}>{place}{theme !== null && <span className={styles['hint']}> · {theme}</span>}</span> },
    ...(many ? [{ title: '乡镇', key: 'scope', width: '7em', ellipsis: true, render: (_: unknown, { scope }: ActivityState) => scopeName(enrolment, scope) }] : []),
    { title: '状态', key: 'status', width: '5.5em', render: (_, { status }) => <StatusMark status={status} /> },
    { title: '代表', key: 'deputies', width: '4em', align: 'right', className: styles['numeric'] ?? '', render: (_, one) => figure(one, one.deputies.length) },
    { title: '单位', key: 'units', width: '4em', align: 'right', className: styles['numeric'] ?? '', render: (_, one) => figure(one, one.units.length) },
    { title: '群众', key: 'citizens', width: '4.5em', align: 'right', className: styles['numeric'] ?? '', render: (_, one) => (KINDS[one.kind].people === null ? '' : figure(one, one.citizens)) },
    { title: '还缺', key: 'missing', width: 'clamp(7em, 12vw, 11em)', ellipsis: true, render: (_, one) => (lacks(one) ? <span className={styles['missing']}>{missingFields(one).map(({ label }) => label).join('、')}</span> : '') },
  ];

  return (
    <>
      <div className={styles['bar']}>
        <Select allowClear aria-label="活动类型" placeholder="全部类型" listHeight={420} {...(filter.kind === null ? {} : { value: filter.kind })} options={ACTIVITY_KINDS.filter((one) => usedKinds.has(one) || one === filter.kind).map((one) => ({ value: one, label: KINDS[one].name }))} onChange={(kind?: string) => { onFilter({ kind: kind ?? '' }); }} />
        <Select allowClear aria-label="状态" placeholder="全部状态" {...(filter.status === null ? {} : { value: filter.status })} options={ACTIVITY_STATES.map((one) => ({ value: one, label: ACTIVITY_STATUS_WORDS[one] }))} onChange={(status?: string) => { onFilter({ status: status ?? '' }); }} />
        {many && <Select allowClear aria-label="乡镇" placeholder="全部乡镇" showSearch={{ optionFilterProp: 'label' }} {...(filter.scope === null ? {} : { value: filter.scope })} options={[...usedScopes].map((scope) => ({ value: scope ?? '', label: scopeName(enrolment, scope ?? '') }))} onChange={(scope?: string) => { onFilter({ scope: scope ?? '' }); }} />}
        {usedStations.size > 1 && <Select allowClear aria-label="站点" placeholder="全部站点" showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={260} {...(filter.station === null ? {} : { value: filter.station })} options={directory.stations.filter(({ id }) => usedStations.has(id)).map(({ id, name }) => ({ value: id, label: name }))} onChange={(station?: string) => { onFilter({ station: station ?? '' }); }} />}
        {usedCampaigns.size > 1 && <Select allowClear aria-label="主题活动" placeholder="全部主题活动" popupMatchSelectWidth={320} {...(filter.campaign === null ? {} : { value: filter.campaign })} options={directory.campaigns.filter(({ id }) => usedCampaigns.has(id)).map(({ id, name }) => ({ value: id, label: name }))} onChange={(campaign?: string) => { onFilter({ campaign: campaign ?? '' }); }} />}
        <DatePicker.RangePicker aria-label="日期范围" format="YYYY年M月D日" allowEmpty={[true, true]} value={range} onChange={(days) => { onFilter({ from: days?.[0]?.format('YYYY-MM-DD') ?? '', to: days?.[1]?.format('YYYY-MM-DD') ?? '' }); }} />
        <Checkbox checked={filter.lacking} onChange={({ target }) => { onFilter({ lacking: target.checked ? '1' : '' }); }}>还缺内容的</Checkbox>
        <span className={`${styles['hint']} ${styles['right']}`}>{rows.length} 场</span>
      </div>
      {rows.length === 0
        ? isFiltered ? <EmptyState drawing="search" title="没有这样的活动" action={<Button onClick={() => { onFilter({ kind: '', status: '', scope: '', station: '', campaign: '', from: '', to: '', lacking: '' }); }}>看全部</Button>} />
          : <EmptyState drawing="market" title="还没有活动" {...(onNew === null ? {} : { action: <Button type="primary" onClick={onNew}>记第一场</Button> })}>接待选民日、站点问政、走访、议事会、述职、学习培训……办过的补记，要办的排进计划。</EmptyState>
        : <Table<ActivityState> size="small" rowKey="id" columns={columns} dataSource={[...rows]} tableLayout="fixed" aria-label="活动" pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} />}
    </>
  );
}

/** What is only planned has no figures yet. */
function figure({ status }: ActivityState, value: number): number | string {
  return status === 'open' || status === 'closed' ? value : '';
}
