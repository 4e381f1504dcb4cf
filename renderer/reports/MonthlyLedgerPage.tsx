/** 报表: a month's ledger of a township, its figures above, and the Excel file that goes to the county. */
import { FileExcelOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Flex, Select, Spin, Table, Typography } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { monthlyLedger, type LedgerCell, type MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import { monthlyFigures, type Figure } from '../../shared/documents/monthly-report.ts';
import { monthlyTally } from '../../shared/statistics/monthly-tally.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { organOf, scopeName, useEnrolment } from '../ui/session-context.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { useToday } from '../ui/use-today.ts';
import { allCases, namesOf } from './all-cases.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';
import { saveWorkbook } from './save-workbook.ts';
import { percentWords } from './percent-words.ts';
import { useTableHeight } from './use-table-height.ts';
import styles from './reports.module.css';

/** The whole county rather than one of its townships. */
const COUNTY = 'county';

interface LedgerRow { readonly key: number; readonly cells: readonly LedgerCell[] }

export function MonthlyLedgerPage() {
  const { message } = App.useApp();
  const { enrolment } = useEnrolment();
  const today = useToday();
  const { session } = enrolment;
  const townships = session.reads.filter((scope) => scope.length === 9);
  const [month, setMonth] = useState(today.slice(0, 7));
  const [scope, setScope] = useState(townships.length === 1 ? townships[0] ?? COUNTY : COUNTY);
  const [saving, setSaving] = useState(false);
  const [box, height] = useTableHeight();
  const organ = organOf(enrolment, scope === COUNTY ? enrolment.county.code : scope);

  const report = useAnswer(async (store) => {
    const filter = { month, ...(scope === COUNTY ? {} : { scope }) };
    const [cases, activities, directory] = await Promise.all([allCases(store, { filter, sort: 'received', descending: false }), store.activities(), store.directory()]);
    const tally = monthlyTally(cases, activities.filter((one) => scope === COUNTY || one.scope === scope), { month, asOf: today });
    return { month, scope, ledger: monthlyLedger(cases, { organ, month, asOf: today }, namesOf(directory)), figures: monthlyFigures(tally) };
  }, ['cases', 'activities', 'directory'], [month, scope, organ, today]);
  // The last answer is kept while the next is on its way; it is not the answer to another month.
  const shown = report?.month === month && report.scope === scope ? report : undefined;

  const save = async () => {
    if (shown === undefined) return;
    setSaving(true);
    try {
      const name = await saveWorkbook(`${shown.ledger.title}.xlsx`, await ledgerWorkbook(shown.ledger, shown.figures));
      if (name !== null) void message.success(`已导出 ${name}`);
    } catch {
      void message.error('没有导出成。请检查磁盘空间，或关掉正开着的同名文件，再试一次。');
    }
    setSaving(false);
  };

  return (
    <div className={styles['page']}>
      <Flex align="center" gap={12} wrap>
        <Typography.Title level={3} className={styles['title'] ?? ''}>台账月报</Typography.Title>
        <DatePicker picker="month" allowClear={false} aria-label="月份" format="YYYY年M月" value={dayjs(`${month}-01`)} onChange={(day: dayjs.Dayjs | null) => { if (day !== null) setMonth(day.format('YYYY-MM')); }} />
        {townships.length > 1 && (
          <Select
            aria-label="乡镇" className={styles['scope'] ?? ''} value={scope} onChange={setScope} showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: COUNTY, label: `${enrolment.county.name}（全县）` }, ...townships.map((one) => ({ value: one, label: scopeName(enrolment, one) }))]}
          />
        )}
        <Button type="primary" className={styles['right'] ?? ''} icon={<FileExcelOutlined />} loading={saving} disabled={shown === undefined || shown.ledger.rows.length === 0} onClick={() => { void save(); }}>导出 Excel</Button>
      </Flex>
      {shown === undefined ? <Spin className={styles['waiting'] ?? ''} /> : (
        <>
          <Figures figures={shown.figures} />
          <div ref={box} className={styles['table']}>
            {shown.ledger.rows.length === 0
              ? <EmptyState title="这个月没有登记民情件">换一个月份看看，或到“夜市”“民情台账”里登记。</EmptyState>
              : <LedgerTable ledger={shown.ledger} height={height} />}
          </div>
        </>
      )}
    </div>
  );
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={styles['figures']} aria-label="本月的数">
      {figures.map(({ label, value, rate, scope }) => (
        <div key={label} title={scope}>
          <dt>{label}</dt>
          <dd><b>{rate === null ? value : percentWords(value)}</b>{rate !== null && <span>{rate.numerator}/{rate.denominator}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function LedgerTable({ ledger, height }: { readonly ledger: MonthlyLedger; readonly height: number }) {
  const rows = useMemo<LedgerRow[]>(() => ledger.rows.map((cells, key) => ({ key, cells })), [ledger]);
  const columns = useMemo(() => ledger.columns.map(({ heading, width }, index) => ({
    title: heading, key: heading, width: Math.min(width, 34) * 9 + 24, ellipsis: true, ...(index < 2 ? { fixed: 'left' as const } : {}),
    align: ledger.rows.some((row) => row[index]?.kind === 'number') ? 'right' as const : 'left' as const,
    render: (_: unknown, row: LedgerRow) => cellWords(row.cells[index] ?? null),
  })), [ledger]);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return <Table<LedgerRow> virtual size="small" pagination={false} rowKey="key" dataSource={rows} columns={columns} scroll={{ x: width, y: height }} aria-label={ledger.title} />;
}

function cellWords(cell: LedgerCell): string | number {
  return cell === null ? '' : cell.value;
}
