/** Activities as a list: what is still missing before each, and what can be done about it. */
import { Button, Flex, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { missingOf, preparedOf } from '../../../shared/activity/preparation.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { dayWords, shortDay } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import styles from './activity-calendar.module.css';
import { isAhead } from './item-acts.ts';
import { toneOf, toneWords, type ItemTone } from './item-words.ts';

export interface SeasonTableProps {
  readonly items: readonly SeasonItem[];
  readonly directory: Directory;
  readonly today: LocalDate;
  readonly namesKinds: boolean;
  readonly mayMove: (item: SeasonItem) => boolean;
  readonly mayCancel: (item: SeasonItem) => boolean;
  readonly onOpen: (item: SeasonItem) => void;
  readonly onMove: (item: SeasonItem) => void;
  readonly onCancel: (item: SeasonItem) => void;
  readonly pageSize?: number;
}

const COLOURS: Readonly<Record<ItemTone, string>> = { due: 'default', planned: 'default', open: 'processing', closed: 'success', cancelled: 'default', missed: 'warning' };

export function SeasonTable({ items, directory, today, namesKinds, mayMove, mayCancel, onOpen, onMove, onCancel, pageSize = 15 }: SeasonTableProps) {
  const { enrolment } = useEnrolment();
  const manyPlaces = new Set(items.map(({ scope }) => scope)).size > 1;
  const nameOf = (id: string) => directory.deputies.find((one) => one.id === id)?.name ?? '';
  const columns: TableColumnsType<SeasonItem> = [
    { title: '日期', key: 'on', width: '11.6em', render: (_, item) => <>{dayWords(item.on, today)} {item.from}{item.movedFrom !== null && <div className={styles['aside']}>由{shortDay(item.movedFrom, today)}改期</div>}</> },
    ...(namesKinds ? [{ title: '活动', key: 'kind', width: '9.4em', render: (_: unknown, item: SeasonItem) => KINDS[item.kind].name }] : []),
    ...(manyPlaces ? [{ title: '乡镇', key: 'scope', width: '7.4em', render: (_: unknown, item: SeasonItem) => scopeName(enrolment, item.scope) }] : []),
    { title: '地点', key: 'place', render: (_, item) => <Button type="link" className={styles['inline'] ?? ''} onClick={() => { onOpen(item); }}>{item.place}</Button> },
    ...(items.some(({ theme }) => theme !== '') ? [{ title: '主题', key: 'theme', width: '12em', ellipsis: true, render: (_: unknown, item: SeasonItem) => item.theme }] : []),
    ...(items.some(({ deputies }) => deputies.length > 0) ? [{ title: '代表', key: 'deputies', width: '10em', ellipsis: true, render: (_: unknown, item: SeasonItem) => item.deputies.map(nameOf).filter((name) => name !== '').join('、') }] : []),
    { title: '还缺', key: 'missing', width: '5.5em', render: (_, item) => <MissingCount item={item} today={today} /> },
    { title: '状态', key: 'standing', width: '6em', render: (_, item) => <Tag color={COLOURS[toneOf(item, today)]} title={item.activity?.cancelled?.reason ?? ''}>{toneWords(item, today)}</Tag> },
    {
      title: '', key: 'acts', width: '11em', align: 'right', render: (_, item) => (
        <Flex gap={4} justify="flex-end">
          <Button type="link" size="small" onClick={() => { onOpen(item); }}>{isAhead(item) && item.on >= today ? '准备' : '打开'}</Button>
          {isAhead(item) && mayMove(item) && <Button type="link" size="small" onClick={() => { onMove(item); }}>改期</Button>}
          {isAhead(item) && mayCancel(item) && <Button type="link" size="small" onClick={() => { onCancel(item); }}>取消</Button>}
        </Flex>
      ),
    },
  ];
  // Opened at what is next; what was is a page before it.
  const next = items.findIndex(({ on }) => on >= today);
  return <Table<SeasonItem> key={items[0]?.on} size="small" rowKey="id" columns={columns} dataSource={[...items]} pagination={{ defaultCurrent: Math.floor(Math.max(next, 0) / pageSize) + 1, pageSize, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `${total} 场` }} aria-label="活动排期" />;
}

function MissingCount({ item, today }: { readonly item: SeasonItem; readonly today: LocalDate }) {
  if (!isAhead(item) || item.on < today) return null;
  const missing = missingOf(preparedOf(item), today);
  if (missing.length === 0) return <Tag color="success">齐了</Tag>;
  return <Tooltip title={missing.map(({ words }) => words).join('；')}><Tag color={missing.some(({ late }) => late) ? 'error' : 'default'}>{missing.length} 项</Tag></Tooltip>;
}
