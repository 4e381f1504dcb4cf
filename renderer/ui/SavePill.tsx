/** One pill, always visible: where the user's words are. A click explains and offers 立即同步. */
import { CloudOutlined, CloudSyncOutlined, ExclamationCircleFilled, SaveOutlined } from '@ant-design/icons';
import { Button, Flex, Popover, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { SyncStatus } from '../store/api.ts';
import { useStore } from '../store/store-context.tsx';
import { FilesWaiting } from './attachments/FilesWaiting.tsx';
import { useAnswer } from './use-answer.ts';
import styles from './save-pill.module.css';
import { pillWords, type PillTone } from './sync-words.ts';
import { useGoOn } from './use-go-on.ts';
import { useNow } from './use-now.ts';
import { useToday } from './use-today.ts';

const ICONS: Readonly<Record<PillTone, ReactNode>> = { calm: <CloudOutlined />, waiting: <SaveOutlined />, attention: <ExclamationCircleFilled /> };

/** `onDetails` opens the page that lists what waits and what was refused; without it the link is not shown. */
export function SavePill({ onDetails, testId = 'save-pill' }: { readonly onDetails?: () => void; readonly testId?: string }) {
  const store = useStore();
  const today = useToday();
  const now = useNow();
  const goOn = useGoOn();
  const [open, setOpen] = useState(false);
  const status = useCalm(useAnswer(() => store.syncStatus(), ['sync'], []));
  if (status === undefined) return null;
  const { tone, pill, explanation } = pillWords(status, today, now);
  const isHeld = status.held !== undefined && status.held !== null;
  const card = (
    <div className={styles['card']}>
      <Typography.Paragraph>{explanation}</Typography.Paragraph>
      <FilesWaiting />
      {status.refused > 0 && <Typography.Paragraph type="danger">县里没有收下其中 {status.refused} 条，已列在“需处理”，内容仍在本机。</Typography.Paragraph>}
      <Flex justify="space-between" gap={8}>
        {isHeld
          ? <Button type="primary" icon={<CloudSyncOutlined />} onClick={() => { void goOn(); }}>恢复同步</Button>
          : <Button type="primary" icon={<CloudSyncOutlined />} onClick={() => { void store.syncNow(); }}>立即同步</Button>}
        {onDetails && <Button type="text" onClick={() => { setOpen(false); onDetails(); }}>查看明细</Button>}
      </Flex>
    </div>
  );
  return (
    <Popover content={card} trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen}>
      <button type="button" className={`${styles['pill']} ${styles[tone]}`} data-testid={testId} aria-label={`数据状态：${pill}`}>
        {ICONS[tone]}<span aria-live="polite">{pill}</span>
      </button>
    </Popover>
  );
}

/** An exchange shorter than this is not worth a flicker of the pill. */
const FLICKER_MS = 800;

/** The status, except that a short `syncing` is not shown. */
function useCalm(status: SyncStatus | undefined): SyncStatus | undefined {
  const [shown, setShown] = useState(status);
  useEffect(() => {
    if (status?.phase !== 'syncing') { setShown(status); return undefined; }
    const timer = setTimeout(() => { setShown(status); }, FLICKER_MS);
    return () => { clearTimeout(timer); };
  }, [status]);
  return shown ?? status;
}
