/** A computer without data (new, reinstalled, with a broken key) gets everything back from a backup: choose one, open it, and the app starts anew with it. */
import { FolderOpenOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Spin, Typography } from 'antd';
import { useState } from 'react';
import type { BackupInfo, BackupOpened, DesktopApi } from '../../../shared/desktop-api.ts';
import { FAULT_WORDS, OPEN_FAILURE_TEXT, PUT_BACK_FAILURE_TEXT } from '../../ui/backup/backup-words.ts';
import { BackupTable } from '../../ui/backup/BackupTable.tsx';
import { PasswordField } from '../../ui/backup/PasswordField.tsx';
import { useBackups } from '../../ui/backup/use-backups.ts';
import styles from './welcome.module.css';

export function PutBack({ desktop, onBack }: { readonly desktop: DesktopApi; readonly onBack: () => void }) {
  const { backups, reload } = useBackups(desktop);
  const [chosen, setChosen] = useState<{ readonly opened: BackupOpened; readonly failure: string | null } | null>(null);
  const [reading, setReading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const put = async (opened: BackupOpened, password: string | null) => {
    const outcome = await desktop.backupPutBack(password);
    if (outcome.ok) { location.reload(); return; }
    if (outcome.failure === 'password-needed' || outcome.failure === 'wrong-password') setChosen({ opened, failure: password === null ? null : PUT_BACK_FAILURE_TEXT[outcome.failure] });
    else { setChosen(null); setFailure(PUT_BACK_FAILURE_TEXT[outcome.failure]); }
  };
  const choose = async ({ place, id }: BackupInfo) => {
    setFailure(null);
    setReading(true);
    const opened = await desktop.backupOpen(place, id);
    setReading(false);
    if (!opened.ok) { setFailure(OPEN_FAILURE_TEXT[opened.failure]); return; }
    if (opened.value.fault !== null) setFailure(`这个备份坏了一部分（${FAULT_WORDS[opened.value.fault]}），能读多少取多少；有更早的完好备份时，以后可以再补。`);
    await put(opened.value, null);
  };
  const look = async () => {
    setFailure(null);
    const found = await desktop.backupLookIn();
    reload();
    if (found === 0) setFailure('这个文件夹里没有民情簿的备份。请打开U盘里名叫“民情簿备份”的文件夹，或换一个盘。');
  };
  return (
    <div className={styles['page']}>
      <main className={styles['restore']}>
        <Typography.Title level={3} style={{ margin: 0 }}>从备份恢复</Typography.Title>
        <Typography.Paragraph type="secondary" style={{ margin: 0 }}>选一个备份，这台电脑就接着用它的身份和记录，没有上报的也会补报。请先关掉原来那台电脑上的民情簿。</Typography.Paragraph>
        {failure !== null && <Alert type="warning" showIcon title={failure} role="alert" />}
        {reading && <Flex gap={12} align="center" role="status"><Spin size="small" /><Typography.Text>正在从头到尾核对这个备份…</Typography.Text></Flex>}
        {chosen === null
          ? <BackupTable list={backups?.list ?? []} loading={backups === null} onRestore={(backup) => { void choose(backup); }} />
          : <PasswordField device={chosen.opened.info.device} failure={chosen.failure} action="打开并恢复" onGiven={(password) => put(chosen.opened, password)} />}
        <Flex justify="space-between">
          <Button type="text" onClick={chosen === null ? onBack : () => { setChosen(null); }}>返回</Button>
          {chosen === null && <Button icon={<FolderOpenOutlined />} onClick={() => { void look(); }}>在U盘或别的文件夹里找</Button>}
        </Flex>
      </main>
    </div>
  );
}
