/** 计划与实际: what each place has held of what was planned for it, those behind first. Numbers, no percentages: a season is a handful of evenings. */
import { Table, Typography, type TableColumnsType } from 'antd';
import { behind, plannedAndHeld, type PlannedAndHeld, type SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { shortDay } from '../format-date.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import styles from './activity-calendar.module.css';

interface Props {
  readonly items: readonly SeasonItem[];
  readonly directory: Directory;
  readonly today: LocalDate;
  readonly onPlace: (where: PlannedAndHeld) => void;
}

export function PlannedAndHeldTable({ items, directory, today, onPlace }: Props) {
  const { enrolment } = useEnrolment();
  const figures = plannedAndHeld(items, today);
  const manyPlaces = new Set(figures.map(({ scope }) => scope)).size > 1;
  const total = (pick: (one: PlannedAndHeld) => number) => figures.reduce((sum, one) => sum + pick(one), 0);
  const name = ({ where, place }: PlannedAndHeld) => directory.stations.find(({ id }) => id === where)?.name ?? place;
  const number = (key: string, title: string, pick: (one: PlannedAndHeld) => number) => ({ title, key, align: 'right' as const, width: 90, className: styles['figures'] ?? '', sorter: (a: PlannedAndHeld, b: PlannedAndHeld) => pick(a) - pick(b), render: (_: unknown, one: PlannedAndHeld) => pick(one) });
  const columns: TableColumnsType<PlannedAndHeld> = [
    { title: '点位', key: 'place', render: (_, one) => <Typography.Link onClick={() => { onPlace(one); }}>{name(one)}</Typography.Link> },
    ...(manyPlaces ? [{ title: '乡镇', key: 'scope', width: 120, render: (_: unknown, one: PlannedAndHeld) => scopeName(enrolment, one.scope) }] : []),
    number('planned', '计划', (one) => one.planned), number('due', '应办', (one) => one.dueByNow), number('held', '已办', (one) => one.held), number('cancelled', '取消', (one) => one.cancelled),
    { title: '还差', key: 'behind', align: 'right', width: 90, className: styles['figures'] ?? '', sorter: (a, b) => behind(a) - behind(b), render: (_, one) => (behind(one) === 0 ? '—' : <Typography.Text type="warning" strong>{behind(one)}</Typography.Text>) },
    { title: '上一场', key: 'last', width: 100, render: (_, one) => (one.last === null ? '—' : shortDay(one.last, today)) },
    { title: '下一场', key: 'next', width: 100, render: (_, one) => (one.next === null ? '—' : shortDay(one.next, today)) },
  ];
  return (
    <Table<PlannedAndHeld>
      size="small" rowKey={({ scope, where }) => `${scope} ${where}`} columns={columns} dataSource={[...figures]} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false, showTotal: (all) => `${all} 处` }} aria-label="计划与实际" footer={() => <Typography.Text type="secondary">应办：到今天为止排到了的。还差：应办的里头没有办的；取消的也算没有办，没排期临时办的另算。</Typography.Text>}
      summary={() => (figures.length < 2 ? null : (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={manyPlaces ? 2 : 1}>合计 {figures.length} 处</Table.Summary.Cell>
          {[total((one) => one.planned), total((one) => one.dueByNow), total((one) => one.held), total((one) => one.cancelled), total(behind)].map((value, index) => <Table.Summary.Cell key={index} index={index + 2} align="right" className={styles['figures'] ?? ''}>{value}</Table.Summary.Cell>)}
          <Table.Summary.Cell index={8} colSpan={2} />
        </Table.Summary.Row>
      ))}
    />
  );
}
