/** 本机: who uses it, what it holds, whether everything is in its place, and rebuilding the read tables. */
import { Alert, Button, Card, Descriptions, Flex, Popconfirm, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { ROLE_WORDS } from '../../../shared/words.ts';
import type { JournalOpened } from '../../../shared/desktop-api.ts';
import { desktopApi } from '../../desktop.ts';
import { useStore } from '../../store/store-context.tsx';
import { organOf, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { longWorkWords, useLongWork } from '../../ui/use-long-work.ts';
import { useToday } from '../../ui/use-today.ts';
import styles from './settings.module.css';

interface Storage { readonly used: number | null; readonly persistent: boolean; readonly journal: JournalOpened | null; readonly journalFailure: string | null }

const MEGABYTE = 1024 * 1024;

export function DevicePage() {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const today = useToday();
  const counts = useAnswer((from) => from.counts(today), ['cases'], [today]);
  const storage = useStorage();
  const [rebuilding, setRebuilding] = useState(false);
  const [rebuilt, setRebuilt] = useState<number | null>(null);
  const work = useLongWork();
  const rebuild = async () => {
    setRebuilding(true);
    setRebuilt(await store.rebuild());
    setRebuilding(false);
  };
  return (
    <Flex vertical gap={14}>
      <Card title="使用人">
        <Descriptions column={2} items={[
          { key: 'name', label: '姓名', children: session.userName }, { key: 'role', label: '角色', children: ROLE_WORDS[session.role] },
          { key: 'organ', label: '单位', children: organOf(enrolment, session.home) }, { key: 'county', label: '县', children: enrolment.county.name },
          { key: 'device', label: '设备编号', children: <Typography.Text copyable>{enrolment.deviceId}</Typography.Text> },
        ]} />
      </Card>
      <Card title="存放">
        <Descriptions column={2} items={[
          { key: 'cases', label: '民情件', children: <span className={styles['numeric']}>{counts?.total ?? '…'} 件</span> },
          { key: 'used', label: '占用', children: <span className={styles['numeric']}>{storage?.used === null || storage === null ? '…' : `${(storage.used / MEGABYTE).toFixed(1)} MB`}</span> },
          { key: 'journal', label: '日志', children: journalWords(storage) },
          { key: 'free', label: '磁盘剩余', children: storage?.journal === null || storage === null ? '由浏览器管理' : <span className={styles['numeric']}>{(storage.journal.freeBytes / MEGABYTE / 1024).toFixed(1)} GB</span> },
          { key: 'kept', label: '长期保存', children: storage === null ? '…' : storage.persistent || storage.journal !== null ? '是' : '浏览器可能在磁盘紧张时清理；已传到县里的不受影响' },
          { key: 'sealed', label: '加密', children: '群众的姓名、电话和原话在本机磁盘上全部加密' },
        ]} />
      </Card>
      <Card title="重建列表">
        <Flex vertical gap={10} align="flex-start">
          <Typography.Text type="secondary">列表、统计和搜索都是从一条条记录算出来的。如果看到的数字不对，可以全部重新算一遍；记录本身不会动，随时可以做。</Typography.Text>
          <Popconfirm title="全部重新算一遍？" description="几万件也只要一会儿，其间照常使用。" okText="重建" cancelText="先不" onConfirm={() => { void rebuild(); }}>
            <Button loading={rebuilding}>{rebuilding ? '正在重新算' : '重建列表'}</Button>
          </Popconfirm>
          {work !== null && <Typography.Text role="status">{longWorkWords(work).words}</Typography.Text>}
          {rebuilt !== null && !rebuilding && <Alert type="success" showIcon title={`重新算好了，共 ${rebuilt} 件。`} />}
        </Flex>
      </Card>
    </Flex>
  );
}

function useStorage(): Storage | null {
  const [storage, setStorage] = useState<Storage | null>(null);
  useEffect(() => {
    let gone = false;
    void readStorage().then((found) => { if (!gone) setStorage(found); });
    return () => { gone = true; };
  }, []);
  return storage;
}

async function readStorage(): Promise<Storage> {
  const manager = navigator.storage as StorageManager | undefined;
  const [estimate, persistent, journal] = await Promise.all([manager?.estimate(), manager?.persisted(), desktopApi()?.journalOpen()]);
  return {
    used: estimate?.usage ?? null, persistent: persistent ?? false,
    journal: journal?.ok ? journal.value : null, journalFailure: journal && !journal.ok ? journal.failure : null,
  };
}

function journalWords(storage: Storage | null): string {
  if (storage === null) return '…';
  if (storage.journal !== null && storage.journal.damaged > 0) return `${storage.journal.lines} 条完好；另有 ${storage.journal.damaged} 字节因磁盘损坏读不出，请尽快检查磁盘`;
  if (storage.journal !== null) return `${storage.journal.lines} 条，每条都已写进磁盘`;
  return storage.journalFailure === null ? '浏览器版没有本机日志，内容即时传到县里' : '日志打不开，请检查磁盘空间后重新打开软件';
}
