/** The county's first look: townships against what waits there; every number opens its cases. Ordered by what is overdue, not by "成绩". */
import { Card, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { CASE_STATES, type CaseStatus } from '../../../shared/case/case.ts';
import { STATUS_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseCounts } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import styles from './today.module.css';

interface TownshipRow { readonly code: string; readonly name: string; readonly counts: CaseCounts }

/** Township scopes have nine digits, the county's six. */
const TOWNSHIP_DIGITS = 9;

export function CountyTable({ today }: { readonly today: LocalDate }) {
  const { enrolment } = useEnrolment();
  const townships = enrolment.scopes.filter((scope) => scope.code.length === TOWNSHIP_DIGITS);
  const rows = useAnswer(
    (store) => Promise.all(townships.map(async ({ code, name }): Promise<TownshipRow> => ({ code, name, counts: await store.counts(today, code) }))),
    ['cases'], [today, enrolment]);
  const ordered = [...(rows ?? [])].sort((a, b) => b.counts.overdue - a.counts.overdue || b.counts.dueSoon - a.counts.dueSoon || b.counts.total - a.counts.total || a.code.localeCompare(b.code));

  const columns: TableColumnsType<TownshipRow> = [
    { title: '乡镇', dataIndex: 'name', render: (name: string, row) => <Link to={`/cases?scope=${row.code}`}>{name}</Link> },
    { title: '逾期', align: 'right', className: styles['numeric'] ?? '', render: (_, row) => <Figure n={row.counts.overdue} to={`/cases?scope=${row.code}&due=overdue&sort=due`} alarm /> },
    { title: '三天内到期', align: 'right', className: styles['numeric'] ?? '', render: (_, row) => <Figure n={row.counts.dueSoon} to={`/cases?scope=${row.code}&due=soon&sort=due`} /> },
    ...CASE_STATES.map((status: CaseStatus) => ({
      title: STATUS_WORDS[status], key: status, align: 'right' as const, className: styles['numeric'] ?? '',
      render: (_: unknown, row: TownshipRow) => <Figure n={row.counts.byStatus[status]} to={`/cases?scope=${row.code}&status=${status}`} />,
    })),
    { title: '合计', align: 'right', className: styles['numeric'] ?? '', render: (_, row) => <Figure n={row.counts.total} to={`/cases?scope=${row.code}`} /> },
  ];
  return (
    <Card title="各乡镇" styles={{ body: { padding: 0 } }}>
      <Table<TownshipRow> size="small" rowKey="code" loading={rows === undefined} dataSource={ordered} columns={columns} pagination={false} className={styles['wide'] ?? ''} aria-label="各乡镇民情件数" />
    </Card>
  );
}

function Figure({ n, to, alarm = false }: { readonly n: number; readonly to: string; readonly alarm?: boolean }) {
  if (n === 0) return <span className={styles['zero']}>0</span>;
  return <Link to={to} className={alarm ? styles['alarmFigure'] ?? '' : ''}>{n}</Link>;
}
