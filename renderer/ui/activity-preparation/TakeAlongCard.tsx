/** 带齐: what this computer has for the evening, line by line, and what it was found with, for the ledger. */
import { CheckCircleFilled, CloseCircleFilled, DownloadOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import { Alert, App, Button, Flex, Skeleton, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { isTakenAlong, takenAlongChecks, takenAlongNote, type TakenAlongCheck } from '../../../shared/activity/taken-along.ts';
import { desktopApi } from '../../desktop.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { prepareActs } from '../activity-calendar/item-acts.ts';
import { dayWords } from '../format-date.ts';
import { usePerform } from '../use-perform.ts';
import { useToday } from '../use-today.ts';
import styles from './activity-preparation.module.css';
import { STEP_ABOUT } from './step-words.ts';
import { useFetching, useTakeAlong } from './use-take-along.ts';

const MARKS: Readonly<Record<TakenAlongCheck['grade'], ReactNode>> = {
  ok: <CheckCircleFilled style={{ color: 'var(--ant-color-success)' }} aria-label="好" />, warns: <ExclamationCircleFilled style={{ color: 'var(--ant-color-warning)' }} aria-label="留意" />, lacks: <CloseCircleFilled style={{ color: 'var(--ant-color-error)' }} aria-label="缺" />,
};

export function TakeAlongCard({ item, directory, readOnly }: { readonly item: SeasonItem; readonly directory: Directory; readonly readOnly: boolean }) {
  const store = useStore();
  const today = useToday();
  const { message } = App.useApp();
  const found = useTakeAlong(item, directory);
  const { busy, refusal, perform } = usePerform();
  const { fetching, fetchAll } = useFetching();
  const [notFetched, setNotFetched] = useState(0);
  if (found === undefined) return <Skeleton active />;
  const checks = takenAlongChecks(found.facts, Date.now());
  const taken = item.activity?.preparations.taken_along;
  const ready = isTakenAlong(checks);
  const fetchFiles = async () => {
    const failed = await fetchAll(found.remote);
    setNotFetched(failed);
    if (failed === 0) void message.success('附件都取到本机了');
  };
  const note = async () => {
    const device = (await desktopApi()?.appInfo())?.deviceName ?? '浏览器';
    await perform(...prepareActs(item, { step: 'taken_along', done: ready, on: today, by: device.slice(0, 60), text: takenAlongNote(checks) }));
  };
  return (
    <div data-testid="prepare-taken_along">
      <Typography.Paragraph type="secondary" className={styles['about'] ?? ''}>{STEP_ABOUT.taken_along}</Typography.Paragraph>
      <ul className={styles['checks']} aria-label="这台电脑带齐了没有">
        {checks.map(({ about, grade, words }) => (
          <li key={about} data-grade={grade} data-about={about}>
            {MARKS[grade]}<span>{words}</span>
            {about === 'files' && grade === 'warns' && <Button size="small" icon={<DownloadOutlined />} loading={fetching !== null} onClick={() => { void fetchFiles(); }}>{fetching === null ? '取到本机' : `正在取 ${fetching + 1} / ${found.remote.length}`}</Button>}
            {about === 'synced' && grade === 'warns' && <Button size="small" onClick={() => { void store.syncNow(); }}>现在同步</Button>}
          </li>
        ))}
      </ul>
      {notFetched > 0 && <Alert type="warning" showIcon title={`有 ${notFetched} 个附件没取到。请确认连着网，再取一次`} style={{ marginBottom: 8 }} />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 8 }} />}
      <Flex align="center" gap={12}>
        <Button type="primary" loading={busy} disabled={readOnly} onClick={() => { void note(); }}>{ready ? '记下：这台电脑带齐了' : '记下查的结果'}</Button>
        {taken !== undefined && <Typography.Text type="secondary">{taken.on === undefined ? '' : dayWords(taken.on, today)} {taken.by} {taken.done ? '带齐了' : '查过，还缺'}</Typography.Text>}
      </Flex>
    </div>
  );
}
