/** 备份与恢复: what is backed up where and when, and taking back what this computer has lost. */
import { FolderAddOutlined, FolderOpenOutlined, SaveOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Descriptions, Flex, Form, Input, Modal, Popconfirm, Progress, Typography } from 'antd';
import { useState } from 'react';
import type { BackupInfo, BackupStatus, DesktopApi } from '../../../shared/desktop-api.ts';
import { desktopApi } from '../../desktop.ts';
import { MAKE_FAILURE_TEXT, PLACE_WORDS, REASON_WORDS } from '../../ui/backup/backup-words.ts';
import { BackupTable } from '../../ui/backup/BackupTable.tsx';
import { RestoreModal } from '../../ui/backup/RestoreModal.tsx';
import { useBackups } from '../../ui/backup/use-backups.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { momentWords } from '../../ui/format-date.ts';
import { useToday } from '../../ui/use-today.ts';

/** The shortest password; the main process insists on it too. */
const SHORTEST = 8;

export function BackupPage() {
  const desktop = desktopApi();
  if (desktop === null) return <Card title="备份与恢复"><EmptyState title="浏览器版不用自己备份">写下的内容即时传到县里，由县里备份。要在本机留备份，请安装桌面版。</EmptyState></Card>;
  return <Desk desktop={desktop} />;
}

function Desk({ desktop }: { readonly desktop: DesktopApi }) {
  const { message } = App.useApp();
  const { backups, reload } = useBackups(desktop);
  const [making, setMaking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<BackupInfo | null>(null);
  const list = backups?.list ?? [];
  const make = async () => {
    setMaking(true);
    setFailure(null);
    const asked = desktop.backupNow('asked');
    reload();
    const made = await asked;
    setMaking(false);
    reload();
    if (made.ok) void message.success(`备份好了，已读回核对：${made.value.entries} 条记录、${made.value.attachments} 个附件。`);
    else setFailure(MAKE_FAILURE_TEXT[made.failure]);
  };
  const choose = async () => {
    setFailure(null);
    const chosen = await desktop.backupChooseFolder();
    reload();
    if (!chosen.ok) setFailure(MAKE_FAILURE_TEXT[chosen.failure]);
  };
  const look = async () => {
    const found = await desktop.backupLookIn();
    reload();
    if (found === 0) void message.info('这个文件夹里没有民情簿的备份。');
    else if (found !== null) void message.success(`找到 ${found} 个备份，已列在下面。`);
  };
  return (
    <Flex vertical gap={14}>
      <Card title="备份" extra={<Button type="primary" icon={<SaveOutlined />} loading={making} onClick={() => { void make(); }}>立即备份</Button>}>
        <Standing desktop={desktop} list={list} status={backups?.status ?? null} onChoose={() => { void choose(); }} onForget={() => { void desktop.backupForgetFolder().then(reload); }} onPassword={reload} />
        {failure !== null && <Alert type="error" showIcon title={failure} role="alert" style={{ marginTop: 12 }} />}
        {failure === null && !making && backups !== null && <LastFailure status={backups.status} />}
      </Card>
      <Card title="已有的备份" extra={<Button icon={<FolderOpenOutlined />} onClick={() => { void look(); }}>在U盘或别的文件夹里找</Button>} styles={{ body: { paddingTop: 4 } }}>
        <BackupTable list={list} loading={backups === null} onRestore={setRestoring} />
      </Card>
      {restoring !== null && <RestoreModal desktop={desktop} backup={restoring} list={list} onChoose={setRestoring} onClose={() => { setRestoring(null); reload(); }} />}
    </Flex>
  );
}

interface StandingProps {
  readonly desktop: DesktopApi;
  readonly list: readonly BackupInfo[];
  readonly status: BackupStatus | null;
  readonly onChoose: () => void;
  readonly onForget: () => void;
  readonly onPassword: () => void;
}

function Standing({ desktop, list, status, onChoose, onForget, onPassword }: StandingProps) {
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const last = list.find((one) => one.place === 'here' && one.own && one.checked?.fault === null);
  const second = status?.second ?? null;
  return (
    <>
      <Descriptions column={1} size="small" items={[
        { key: 'last', label: '最近一次', children: status?.running != null
          ? <Flex gap={10} align="center" style={{ width: '100%' }}><span style={{ whiteSpace: 'nowrap' }}>{`正在备份到${PLACE_WORDS[status.running.place]}…`}</span><Progress percent={Math.round(status.running.part * 100)} size="small" style={{ maxWidth: 260 }} aria-label="进度" /></Flex>
          : last === undefined ? '还没有。写下第一条以后会自动备份，也可以现在就备份。' : `${momentWords(last.madeAt, today)}（${REASON_WORDS[last.why]}），${last.entries} 条记录、${last.attachments} 个附件，已读回核对` },
        { key: 'when', label: '什么时候', children: '每用 4 小时、每天第一次打开后、关闭软件时、升级前和恢复前自动备份；留 6 份隔 4 小时的、7 份每天的、5 份每周的。内容全部加密。' },
        { key: 'second', label: '另一个位置', children: (
          <Flex gap={10} align="center" wrap>
            {second === null ? <Typography.Text type="secondary">没有选。电脑坏了，本机的备份也会一起丢；请选一个U盘或另一块硬盘。</Typography.Text> : <Typography.Text>{second.folder}</Typography.Text>}
            {second !== null && (second.there ? <Typography.Text type="success">在，每次一起备份</Typography.Text> : <Typography.Text type="warning">现在不在，插上后自动补存</Typography.Text>)}
            <Button size="small" icon={<FolderAddOutlined />} onClick={onChoose}>{second === null ? '选择另一个位置' : '换一个'}</Button>
            {second !== null && <Popconfirm title="不再存到那里？" description="已存在那里的备份不会删。" okText="不再存" cancelText="先不" onConfirm={onForget}><Button size="small" type="text">不再存</Button></Popconfirm>}
          </Flex>
        ) },
        { key: 'password', label: '换电脑时', children: (
          <Flex gap={10} align="center" wrap>
            {status === null ? '…' : <Typography.Text {...(status.password === 'none' ? { type: 'warning' as const } : {})}>{PASSWORD_WORDS[status.password]}</Typography.Text>}
            {status !== null && <Button size="small" onClick={() => { setAsking(true); }}>{status.password === 'none' ? '设一个备份密码' : '另设备份密码'}</Button>}
          </Flex>
        ) },
      ]} />
      {asking && <PasswordModal desktop={desktop} onClose={() => { setAsking(false); onPassword(); }} />}
    </>
  );
}

const PASSWORD_WORDS: Readonly<Record<BackupStatus['password'], string>> = {
  vault: '在别的电脑上恢复时，用这台电脑的密码打开。',
  set: '在别的电脑上恢复时，用设好的备份密码打开。',
  none: '这台电脑的钥匙由系统保管，没有备份密码，别的电脑打不开这些备份。',
};

function LastFailure({ status: { failed } }: { readonly status: BackupStatus }) {
  const today = useToday();
  if (failed === null) return null;
  return <Alert type="warning" showIcon title={`${momentWords(failed.at, today)} 备份到${PLACE_WORDS[failed.place]}没有成：${MAKE_FAILURE_TEXT[failed.failure]}`} style={{ marginTop: 12 }} />;
}

function PasswordModal({ desktop, onClose }: { readonly desktop: DesktopApi; readonly onClose: () => void }) {
  const { message } = App.useApp();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = async ({ password }: { password: string }) => {
    setBusy(true);
    const outcome = await desktop.backupSetPassword(password);
    setBusy(false);
    if (!outcome.ok) { setFailure(outcome.failure === 'password-too-short' ? `密码至少要 ${SHORTEST} 个字符，请换一个长一些的。` : '没有设成，请重新打开软件后再试。'); return; }
    void message.success('备份密码设好了，从下一次备份起有效。');
    onClose();
  };
  return (
    <Modal title="备份密码" open onCancel={onClose} footer={null} width={460} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(values: { password: string }) => { void set(values); }} onValuesChange={() => { setFailure(null); }}>
        <Typography.Paragraph type="secondary">电脑坏了、换了，靠它在新电脑上打开备份。不上传，也无法找回，请写在单位的保密本上。</Typography.Paragraph>
        <Form.Item name="password" label="备份密码" rules={[{ required: true, message: '请输入密码' }, { min: SHORTEST, message: `至少 ${SHORTEST} 个字符，可以用一句话的拼音` }]}><Input.Password autoFocus autoComplete="new-password" maxLength={128} /></Form.Item>
        <Form.Item name="again" label="再输一次" dependencies={['password']} rules={[
          { required: true, message: '请再输一次密码' },
          ({ getFieldValue }) => ({ validator: (_rule, value) => (value === undefined || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的不一样，请核对'))) }),
        ]}><Input.Password autoComplete="new-password" maxLength={128} /></Form.Item>
        {failure !== null && <Form.Item><Alert type="error" showIcon title={failure} role="alert" /></Form.Item>}
        <Flex justify="end" gap={8}><Button onClick={onClose}>取消</Button><Button type="primary" htmlType="submit" loading={busy}>设好</Button></Flex>
      </Form>
    </Modal>
  );
}
