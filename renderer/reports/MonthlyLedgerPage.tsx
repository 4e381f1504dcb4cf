/** 报表: a month's ledger of a township, its figures above, and the Excel file that goes to the county. */
import { FileExcelOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Flex, Select, Spin, Typography } from 'antd';
import type dayjs from 'dayjs';
import { useState } from 'react';
import { monthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import { monthlyFigures, type Figure } from '../../shared/documents/monthly-report.ts';
import { monthlyTally } from '../../shared/statistics/monthly-tally.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { organOf, scopeName, useEnrolment } from '../ui/session-context.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { useDayjs } from '../ui/use-dayjs.ts';
import { useToday } from '../ui/use-today.ts';
import { allCases, namesOf } from './all-cases.ts';
import { LedgerGrid } from './LedgerGrid.tsx';
import { ledgerWorkbook } from './ledger-workbook.ts';
import { saveWorkbook } from './save-workbook.ts';
import { percentWords } from './percent-words.ts';
import styles from './reports.module.css';

/** The whole county rather than one of its townships. */
const COUNTY = 'county';

export function MonthlyLedgerPage() {
  const { message } = App.useApp();
  const { enrolment } = useEnrolment();
  const today = useToday();
  const { session } = enrolment;
  const townships = session.reads.filter((scope) => scope.length === 9);
  const [month, setMonth] = useState(today.slice(0, 7));
  const shownMonth = useDayjs(month);
  const [scope, setScope] = useState(townships.length === 1 ? townships[0] ?? COUNTY : COUNTY);
  const [saving, setSaving] = useState(false);
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
    <>
      <Flex align="center" gap={12} wrap>
        <Typography.Title level={3} className={styles['title'] ?? ''}>台账月报</Typography.Title>
        <DatePicker picker="month" allowClear={false} aria-label="月份" format="YYYY年M月" value={shownMonth} onChange={(day: dayjs.Dayjs | null) => { if (day !== null) setMonth(day.format('YYYY-MM')); }} />
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
          <div className={styles['table']}>
            {shown.ledger.rows.length === 0
              ? <EmptyState title="这个月没有登记民情件">换一个月份看看，或到“夜市”“民情台账”里登记。</EmptyState>
              : <LedgerGrid ledger={shown.ledger} />}
          </div>
        </>
      )}
    </>
  );
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className={styles['figures']} aria-label="本月的数">
      {figures.map(({ label, value, rate, scope }) => (
        <div key={label} title={scope}>
          <dt>{label}</dt>
          <dd><b>{rate === null ? value ?? '—' : percentWords(value)}</b>{rate !== null && <span>{rate.numerator}/{rate.denominator}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
