/** 同步: what has reached the county, what waits and since when, what was refused and why, what it cost, and how to hold it back or find out what is wrong. */
import { ApiOutlined, CloudSyncOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Descriptions, Flex, Tabs, Typography } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { SyncStatus } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { FilesWaitingValue } from '../../ui/attachments/FilesWaiting.tsx';
import { momentWords } from '../../ui/format-date.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { clockWarning, pillWords, spanWords, waitsTooLong } from '../../ui/sync-words.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useGoOn } from '../../ui/use-go-on.ts';
import { useNow } from '../../ui/use-now.ts';
import { useToday } from '../../ui/use-today.ts';
import { RejoinCard } from './RejoinCard.tsx';
import styles from './settings.module.css';
import { ConnectionTest } from './sync/ConnectionTest.tsx';
import { DataUsedTable } from './sync/DataUsedTable.tsx';
import { RefusedTable, WaitingTable } from './sync/EntryTables.tsx';
import { PauseSettings } from './sync/PauseSettings.tsx';
import { ScopesTable } from './sync/ScopesTable.tsx';
import { SupportCard } from './sync/SupportCard.tsx';
import syncStyles from './sync/sync.module.css';

const SECOND = 1000;
/** A person's computer has its county's log and its township's; more than these are worth a table. */
const FEW_LOGS = 2;

export function SyncPage() {
  const store = useStore();
  const { server, enrolment } = useEnrolment();
  const [today, now] = [useToday(), useNow()];
  const goOn = useGoOn();
  const navigate = useNavigate();
  const [testing, setTesting] = useState(false);
  const [tab, setTab] = useState<string | null>(null);
  const status = useAnswer((from) => from.syncStatus(), ['sync'], []);
  const refused = useAnswer((from) => from.refusedEntries(), ['sync', 'cases'], []) ?? [];
  if (status === undefined) return null;
  const { explanation } = pillWords(status, today, now);
  const clock = clockWarning(status.clockOffset);
  const long = waitsTooLong(status, now);
  const isHeld = status.held !== undefined && status.held !== null;
  return (
    <Flex vertical gap={14}>
      <Card title="和县里的往来" extra={(
        <Flex gap={8}>
          <Button icon={<ApiOutlined />} onClick={() => { setTesting(true); }}>测试连接</Button>
          {isHeld
            ? <Button type="primary" icon={<CloudSyncOutlined />} onClick={() => { void goOn(); }}>恢复同步</Button>
            : <Button type="primary" icon={<CloudSyncOutlined />} onClick={() => { void store.syncNow(); }}>立即同步</Button>}
        </Flex>
      )}>
        <Standing status={status} server={server} today={today} now={now} />
        <Alert type={status.phase === 'stopped' ? 'error' : isHeld ? 'warning' : 'info'} title={explanation} style={{ marginTop: 12 }} />
        {long !== null && (
          <Alert type="error" showIcon title={`最早的一条已经等了 ${spanWords(long)}，这些内容还只在这台电脑上。`} data-testid="waits-long" style={{ marginTop: 8 }} action={<Button size="small" danger onClick={() => { void navigate('/settings/bundle'); }}>用U盘带到县里</Button>} />
        )}
        {clock !== null && <Alert type="warning" showIcon title={clock} style={{ marginTop: 8 }} />}
      </Card>
      {status.reason === 'unauthenticated' && <RejoinCard />}
      <Card styles={{ body: { paddingTop: 4 } }}>
        <Tabs
          activeKey={tab ?? (refused.length > 0 && status.waiting === 0 ? 'refused' : 'waiting')} onChange={setTab}
          items={[
            { key: 'waiting', label: withCount('等着传的', status.waiting), children: <WaitingTable refused={refused.length} /> },
            { key: 'refused', label: withCount('没有收下的', refused.length), children: <RefusedTable refused={refused} /> },
            ...(enrolment.session.reads.length > FEW_LOGS ? [{ key: 'scopes', label: '各地', children: <ScopesTable /> }] : []),
            { key: 'line', label: '流量和暂停', children: <div className={syncStyles['traffic']}><section><h4>暂停和省流量</h4><PauseSettings /></section><section><h4>用了多少流量</h4><DataUsedTable /></section></div> },
            { key: 'support', label: '给技术支持', children: <SupportCard /> },
          ]}
        />
      </Card>
      {testing && <ConnectionTest onClose={() => { setTesting(false); }} />}
    </Flex>
  );
}

interface StandingProps { readonly status: SyncStatus; readonly server: string; readonly today: LocalDate; readonly now: number }

function Standing({ status, server, today, now }: StandingProps) {
  const store = useStore();
  const { waiting, oldest = null, refused, lastContact, verifiedAt, clockOffset } = status;
  const waits = waiting === 0 ? '没有' : `${waiting} 条${oldest === null ? '' : `，最早 ${momentWords(oldest, today)}${now - oldest > SECOND * 60 ? `，已等 ${spanWords(now - oldest)}` : ''}`}`;
  return (
    <Descriptions column={2} items={[
      { key: 'now', label: '现在', children: pillWords(status, today, now).pill }, { key: 'server', label: '县服务器', children: <Typography.Text copyable>{server}</Typography.Text> },
      { key: 'waiting', label: '待传', children: <span className={styles['numeric']}>{waitsTooLong(status, now) === null ? waits : <Typography.Text type="danger">{waits}</Typography.Text>}</span> },
      { key: 'contact', label: '上次联系', children: lastContact === null ? '还没有联系过' : momentWords(lastContact, today) },
      { key: 'files', label: '照片和录音', children: <FilesWaitingValue /> },
      { key: 'verified', label: '逐条核对', children: <Flex gap={8} align="center"><span>{verifiedAt === null ? '还没有核对过' : `${momentWords(verifiedAt, today)}，两边一致`}</span><Button size="small" type="link" style={{ height: 'auto', padding: 0 }} disabled={status.phase !== 'synced'} onClick={() => { void store.verifyNow(); }}>现在核对</Button></Flex> },
      { key: 'refused', label: '没有收下', children: <span className={styles['numeric']}>{refused} 条</span> },
      { key: 'clock', label: '时钟', children: clockOffset === null ? '还没有核对' : clockWarning(clockOffset) === null ? `和县里相差 ${Math.round(Math.abs(clockOffset) / SECOND)} 秒，正常` : '相差太多' },
    ]} />
  );
}

function withCount(name: string, count: number): string {
  return count === 0 ? name : `${name} ${count}`;
}
