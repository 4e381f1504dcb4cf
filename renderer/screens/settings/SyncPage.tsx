/** 同步: what has reached the county, what waits, what was refused and why. */
import { CloudSyncOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Descriptions, Flex, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { EVENT_WORDS as CASE_EVENT_WORDS } from '../../../shared/case/words.ts';
import { ACTIVITY_EVENT_WORDS } from '../../../shared/activity/words.ts';
import { isKnownType, type EntryType } from '../../../shared/entry-types.ts';
import { REFERRAL_EVENT_WORDS } from '../../../shared/referral/words.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { SUGGESTION_EVENT_WORDS } from '../../../shared/suggestion/words.ts';
import type { RefusedEntry } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { FilesWaitingValue } from '../../ui/attachments/FilesWaiting.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { instantWords, momentWords } from '../../ui/format-date.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { clockWarning, pillWords } from '../../ui/sync-words.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { RejoinCard } from './RejoinCard.tsx';
import styles from './settings.module.css';

const EVENT_WORDS = { ...ACTIVITY_EVENT_WORDS, ...CASE_EVENT_WORDS, ...SUGGESTION_EVENT_WORDS, ...REFERRAL_EVENT_WORDS };
/** What happened, for entries of plain records. */
const OTHER_WORDS: Readonly<Record<Exclude<EntryType, keyof typeof EVENT_WORDS>, string>> = {
  'deputy.updated': '修改代表名录', 'unit.updated': '修改单位名录', 'village.updated': '修改村名录', 'user.updated': '更新使用人', 'category.updated': '修改类别', 'office.updated': '修改单位设置', 'rule.updated': '修改期限规则', 'calendar.updated': '修改放假安排',  'view.updated': '保存台账视图', 'station.updated': '修改站点', 'campaign.updated': '修改主题活动', 'schedule.updated': '修改排期', 'figure.updated': '修改引用的数字',
};
const ENTRY_WORDS: Readonly<Record<EntryType, string>> = { ...EVENT_WORDS, ...OTHER_WORDS };

const SECOND = 1000;

export function SyncPage() {
  const store = useStore();
  const { server } = useEnrolment();
  const today = useToday();
  const status = useAnswer((from) => from.syncStatus(), ['sync'], []);
  const refused = useAnswer((from) => from.refusedEntries(), ['sync', 'cases'], []) ?? [];
  if (status === undefined) return null;
  const { pill, explanation } = pillWords(status, today);
  const clock = clockWarning(status.clockOffset);
  const columns: TableColumnsType<RefusedEntry> = [
    { title: '时间', dataIndex: 'wall', width: '11em', render: (wall: string) => instantWords(wall, today) },
    { title: '哪一步', dataIndex: 'type', width: '11em', render: (type: string) => (isKnownType(type) ? ENTRY_WORDS[type] : type) },
    { title: '县里没有收下的原因和办法', dataIndex: 'code', render: (code: string) => refusalText({ code }) },
    { title: '', dataIndex: 'subject', width: '6em', align: 'right', render: (subject: string) => (subject.startsWith('case:') ? <Link to={`/cases/${subject}`}>打开这件</Link> : null) },
  ];
  return (
    <Flex vertical gap={14}>
      <Card title="和县里的往来" extra={<Button type="primary" icon={<CloudSyncOutlined />} onClick={() => { void store.syncNow(); }}>立即同步</Button>}>
        <Descriptions column={2} items={[
          { key: 'now', label: '现在', children: pill }, { key: 'server', label: '县服务器', children: server },
          { key: 'waiting', label: '待传', children: <span className={styles['numeric']}>{status.waiting} 条</span> },
          { key: 'contact', label: '上次联系', children: status.lastContact === null ? '还没有联系过' : momentWords(status.lastContact, today) },
          { key: 'refused', label: '没有收下', children: <span className={styles['numeric']}>{status.refused} 条</span> },
          { key: 'files', label: '照片和录音', children: <FilesWaitingValue /> },
          { key: 'clock', label: '时钟', children: status.clockOffset === null ? '还没有核对' : clock === null ? `和县里相差 ${Math.round(Math.abs(status.clockOffset) / SECOND)} 秒，正常` : '相差太多' },
        ]} />
        <Alert type={status.phase === 'stopped' ? 'error' : 'info'} title={explanation} style={{ marginTop: 12 }} />
        {clock !== null && <Alert type="warning" showIcon title={clock} style={{ marginTop: 8 }} />}
      </Card>
      {status.reason === 'unauthenticated' && <RejoinCard />}
      <Card title="县里没有收下的" styles={{ body: { padding: 0 } }}>
        {refused.length === 0
          ? <EmptyState drawing="done" title="都收下了">县里收到的每一条都通过了核对。</EmptyState>
          : <Table<RefusedEntry> size="small" rowKey="entryId" columns={columns} dataSource={[...refused]} pagination={false} />}
      </Card>
    </Flex>
  );
}
