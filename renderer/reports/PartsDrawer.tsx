/** 明细: the activities, cases, suggestions and stations that one number counted; each opens where it lives. */
import { Drawer, Skeleton, Table, Typography, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { kindWords } from '../../shared/activity/words.ts';
import { STATUS_WORDS } from '../../shared/case/words.ts';
import { STATION_TIER_WORDS } from '../../shared/station/station.ts';
import type { Indicator } from '../../shared/statistics/indicators.ts';
import type { Contribution } from '../../shared/statistics/measure.ts';
import type { Selection } from '../../shared/statistics/selection.ts';
import type { Directory, IndicatorParts } from '../store/api.ts';
import type { Store } from '../store/client.ts';
import { scopeName, useEnrolment } from '../ui/session-context.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import styles from './reports.module.css';

interface Props { readonly indicator: Indicator; readonly selection: Selection; readonly caliber: string; readonly directory: Directory; readonly onClose: () => void }

/** A line of the list. */
interface Line { readonly id: string; readonly on: string; readonly scope: string; readonly title: string; readonly about: string; readonly to: string | null; readonly n: number }

/** More are not listed: who wants them all exports the ledger. */
const MOST = 2000;
const PAGE = 50;

export function PartsDrawer({ indicator, selection, caliber, directory, onClose }: Props) {
  const { enrolment } = useEnrolment();
  const answer = useAnswer(async (store) => {
    const parts = await store.indicatorParts(selection, indicator.id, MOST);
    return { total: parts.total, lines: await linesOf(store, parts, directory) };
  }, ['cases', 'activities', 'suggestions'], [indicator.id, selection]);
  const unit = indicator.units[0];
  const columns: TableColumnsType<Line> = [
    { title: '日期', dataIndex: 'on', width: '7.5em' },
    ...(enrolment.session.reads.length > 2 ? [{ title: '乡镇', dataIndex: 'scope', width: '7.5em', ellipsis: true, render: (scope: string) => scopeName(enrolment, scope) }] : []),
    { title: '内容', dataIndex: 'title', ellipsis: true, render: (title: string, { to }) => (to === null ? title : <Link to={to}>{title}</Link>) },
    { title: '', dataIndex: 'about', width: '9em', ellipsis: true },
    { title: indicator.distinct || indicator.grouped ? `到场${unit}` : unit, dataIndex: 'n', align: 'right', width: '5.5em', className: styles['numeric'] ?? '' },
  ];
  return (
    <Drawer open size={720} title={indicator.label} onClose={onClose}>
      <Typography.Paragraph type="secondary">{indicator.caliber}。{caliber}。{(indicator.distinct ?? indicator.grouped) !== undefined && '同一名（家）在几处都有，各处都列，合计只计一次。'}</Typography.Paragraph>
      {answer === undefined ? <Skeleton active={false} paragraph={{ rows: 8 }} /> : (
        <Table<Line>
          size="small" rowKey="id" columns={columns} dataSource={[...answer.lines]} tableLayout="fixed" pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} aria-label={`${indicator.label}明细`}
          {...(answer.total > answer.lines.length ? { footer: () => `共${String(answer.total)}条，这里列前${String(answer.lines.length)}条。要全部的，到民情台账按条件导出。` } : {})}
        />
      )}
    </Drawer>
  );
}

async function linesOf(store: Store, { parts, rows }: IndicatorParts, directory: Directory): Promise<readonly Line[]> {
  const asks = (aggregate: string): boolean => parts.some(({ id }) => id.startsWith(aggregate));
  const [activities, suggestions] = await Promise.all([asks('activity:') ? store.activities() : [], asks('suggestion:') ? store.suggestions() : []]);
  const lines = new Map<string, Omit<Line, 'n'>>([
    ...rows.map(({ id, receivedOn, scope, number, title, status }) => [id, { id, on: receivedOn, scope, title: `${number} ${title}`, about: STATUS_WORDS[status], to: `/cases/${id}` }] as const),
    ...activities.map(({ id, kind, on, scope, place }) => [id, { id, on, scope, title: place, about: kindWords(kind), to: kind === 'night_market' ? `/night-market/${id}` : `/stations/${id}` }] as const),
    ...suggestions.map(({ id, scope, number, tempNo, registered }) => [id, { id, on: registered.receivedOn, scope, title: `${number ?? tempNo} ${registered.title}`, about: '代表建议', to: `/suggestions/${id}` }] as const),
    ...directory.stations.map(({ id, scope, no, name, tier }) => [id, { id, on: '', scope, title: `${no} ${name}`.trim(), about: STATION_TIER_WORDS[tier], to: null }] as const),
  ]);
  return parts.map(({ id, n }: Contribution) => ({ ...(lines.get(id) ?? { id, on: '', scope: '', title: '本机还没有传到', about: '', to: null }), n }));
}
