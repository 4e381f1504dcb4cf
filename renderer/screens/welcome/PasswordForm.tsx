/**
 * The password of this computer, asked only where the operating system has no key store of its own: it opens the
 * key that seals everything on disk.
 */
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { DesktopApi, VaultFailure, VaultKey } from '../../../shared/desktop-api.ts';
import { WelcomeLayout } from './WelcomeLayout.tsx';

/** The shortest password; the main process insists on it too. */
const SHORTEST = 8;

/** What happened and what to do, for each way in which the vault stays shut. */
export const VAULT_FAILURE_WORDS: Readonly<Record<VaultFailure, string>> = {
  'wrong-password': '密码不对。请检查大写锁定和输入法，再输一次。',
  'no-vault': '本机还没有设置密码。请关闭软件再打开，按提示重新设置。',
  'key-store-changed': '系统的钥匙串变了（可能重装过系统或换了登录用户），本机的数据打不开。没有传到县里的内容请联系县里的技术人员，已到县里的重新接入后会全部取回。',
  'password-too-short': `密码至少要 ${SHORTEST} 个字符，请换一个长一些的。`,
  damaged: '保管钥匙的文件损坏，本机的数据打不开。请不要删除任何文件，联系县里的技术人员；已到县里的内容不受影响。',
};

interface Props {
  readonly desktop: DesktopApi;
  readonly mode: 'create' | 'open';
  readonly onOpen: (key: VaultKey) => void;
  readonly onRestore: () => void;
}

export function PasswordForm({ desktop, mode, onOpen, onRestore }: Props) {
  const [failure, setFailure] = useState<VaultFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const create = mode === 'create';
  const submit = async ({ password }: { password: string }) => {
    setBusy(true);
    const outcome = create ? await desktop.vaultCreate(password) : await desktop.vaultOpen(password);
    setBusy(false);
    if (outcome.ok) onOpen(outcome.value);
    else setFailure(outcome.failure);
  };
  return (
    <WelcomeLayout
      title={create ? '给本机设一个密码' : '请输入本机密码'}
      lead={create
        ? '群众的姓名、电话和原话在这台电脑上是加密保存的，这个密码就是钥匙。电脑丢了，别人也打不开。密码只在本机用，不上传，也无法找回，请写在单位的保密本上。'
        : '本机的民情内容是加密保存的，输入密码后打开。不需要联网。'}
    >
      <Form layout="vertical" onFinish={(values: { password: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }} requiredMark={false}>
        <Form.Item name="password" label="本机密码" rules={[{ required: true, message: '请输入密码' }, ...(create ? [{ min: SHORTEST, message: `至少 ${SHORTEST} 个字符，可以用一句话的拼音` }] : [])]}>
          <Input.Password autoFocus autoComplete={create ? 'new-password' : 'current-password'} maxLength={128} />
        </Form.Item>
        {create && (
          <Form.Item name="again" label="再输一次" dependencies={['password']} rules={[
            { required: true, message: '请再输一次密码' },
            ({ getFieldValue }) => ({ validator: (_rule, value) => (value === undefined || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的不一样，请核对'))) }),
          ]}>
            <Input.Password autoComplete="new-password" maxLength={128} />
          </Form.Item>
        )}
        {failure !== null && <Form.Item><Alert type="error" showIcon title={VAULT_FAILURE_WORDS[failure]} /></Form.Item>}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>{create ? '设好密码，继续' : '打开'}</Button>
        <Button type="text" block onClick={onRestore}>{create ? '以前用过民情簿？从备份恢复' : '打不开？从备份恢复'}</Button>
      </Form>
    </WelcomeLayout>
  );
}
