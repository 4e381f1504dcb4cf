/** How each log stands: a county device has one of every township, and one that is stuck must be seen among forty-seven. */
import { Table, Tag, type TableColumnsType } from 'antd';
import type { ScopeStanding } from '../../../store/sync-api.ts';
import { momentWords } from '../../../ui/format-date.ts';
import { scopeName, useEnrolment } from '../../../ui/session-context.tsx';
import { reasonWords } from '../../../ui/sync-words.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import styles from '../settings.module.css';

const PHASES: Readonly<Record<ScopeStanding['phase'], { readonly words: string; readonly colour: string }>> = {
  synced: { words: '已同步', colour: 'success' }, checking: { words: '正在核对', colour: 'processing' }, syncing: { words: '正在同步', colour: 'processing' },
  offline: { words: '连不上', colour: 'default' }, stopped: { words: '已停', colour: 'error' },
};
const PAGE = 12;
const count = (n: number) => <span className={styles['numeric']}>{n}</span>;

export function ScopesTable() {
  const today = useToday();
  const { enrolment } = useEnrolment();
  const standings = useAnswer((store) => store.scopeStandings(), ['sync'], []);
  const columns: TableColumnsType<ScopeStanding> = [
    { title: '哪里的', dataIndex: 'scope', ellipsis: true, render: (scope: string) => scopeName(enrolment, scope) },
    { title: '现在', key: 'phase', width: '8em', render: (_, { phase, reason }) => <Tag color={PHASES[phase].colour} title={reasonWords(reason)}>{PHASES[phase].words}</Tag> },
    { title: '本机有', dataIndex: 'entries', width: '7em', align: 'right', render: count },
    { title: '待传', dataIndex: 'waiting', width: '6em', align: 'right', render: count },
    { title: '上次回答', dataIndex: 'contact', width: '10em', align: 'right', render: (at: number | null) => (at === null ? '还没有' : momentWords(at, today)) },
  ];
  return <Table<ScopeStanding> size="small" rowKey="scope" aria-label="各地的往来" loading={standings === undefined} columns={columns} dataSource={[...standings ?? []]} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `共 ${total} 处` }} />;
}
