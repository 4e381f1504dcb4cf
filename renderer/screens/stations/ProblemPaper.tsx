/** 每月问题清单 (F30, 邵原 S2 问题反馈机制): a month's problems on paper, from the presidium to the government. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { addMonths } from '../../../shared/calendar/calendar.ts';
import { problemSheet } from '../../../shared/documents/activity-papers.ts';
import { monthWords } from '../../../shared/documents/chinese-date.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import { allCases } from '../../reports/all-cases.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useOffice } from '../../ui/use-office.ts';
import { sheetContext } from './sheet-context.ts';
import styles from './stations.module.css';

/** So many months back can be printed from here. */
const MONTHS = 6;

export function ProblemPaper({ directory, today }: { readonly directory: Directory; readonly today: LocalDate }) {
  const store = useStore();
  const session = useSession();
  const office = useOffice(directory, session.home);
  const { message } = App.useApp();
  const [paper, setPaper] = useState<Paper | null>(null);
  const [busy, setBusy] = useState(false);
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(`${today.slice(0, 7)}-01`, -back).slice(0, 7));
  const print = async (month: string) => {
    setBusy(true);
    const own = session.home.length === 9 ? { scope: session.home } : {};
    const cases = await allCases(store, { filter: { month, ...own }, sort: 'received', descending: false });
    setBusy(false);
    const sheet = problemSheet(cases, month, sheetContext(directory, office, today));
    if (sheet.rows.length === 0) void message.info(`${monthWords(month)}没有要转去的问题。`);
    else setPaper({ kind: 'sheet', sheet });
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: months.map((month) => ({ key: month, label: monthWords(month) })), onClick: ({ key }) => { void print(key); } }}>
        <Button className={styles['last'] ?? ''} loading={busy} icon={<PrinterOutlined />}>每月问题清单 <DownOutlined /></Button>
      </Dropdown>
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </>
  );
}
