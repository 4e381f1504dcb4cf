/** Which unit has what in hand as lead: every number opens exactly its cases. Ordered by what is overdue, never as a score. */
import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { UnitFigures } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './supervision.module.css';

const PAGE = 50;

export function UnitTable({ units }: { readonly units: readonly UnitFigures[] }) {
  const figure = (key: Exclude<keyof UnitFigures, 'unit' | 'name'>, title: string, list: Readonly<Record<string, string>>): TableColumnsType<UnitFigures>[number] => ({
    title, key, align: 'right', width: '9em', className: styles['numeric'] ?? '', sorter: (a, b) => a[key] - b[key], sortDirections: ['descend', 'ascend'],
    render: (_, row) => (row[key] === 0 ? <span className={styles['zero']}>0</span> : (
      <Link to={`/cases?${new URLSearchParams({ lead: row.unit, status: 'handling', ...list, sort: 'due' }).toString()}`} className={key === 'overdue' ? styles['alarm'] ?? '' : ''}>{row[key]}</Link>
    )),
  });
  const columns: TableColumnsType<UnitFigures> = [
    { title: '主办单位', key: 'name', ellipsis: true, render: (_, { unit, name }) => <Link to={`/cases?${new URLSearchParams({ lead: unit, open: '1' }).toString()}`}>{name || '名录里没有的单位'}</Link> },
    figure('overdue', '逾期', { due: 'overdue' }), figure('dueSoon', '三天内到期', { due: 'soon' }), figure('unsigned', '没有签收', { duty: 'unsigned' }), figure('supervised', '督办过', { grade: 'any' }), figure('handling', '办理中', {}),
  ];
  if (units.length === 0) return <EmptyState drawing="done" title="没有单位手里有件">交办以后，这里能看到每个单位手里有几件、逾期几件。</EmptyState>;
  return <Table<UnitFigures> size="small" rowKey="unit" columns={columns} dataSource={[...units]} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} tableLayout="fixed" showSorterTooltip={false} aria-label="各单位办理情况" />;
}
