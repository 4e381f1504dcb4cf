/** Where the county's server is. The page may only talk to this one address, so it loads again after it is set. */
import { Alert, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import type { DesktopApi } from '../../../shared/desktop-api.ts';
import { readEnrolmentText } from '../../../shared/identity/enrolment-text.ts';
import { ScanQr } from '../../ui/scan/ScanQr.tsx';
import { completeAddress } from './complete-address.ts';
import { keepCode } from './kept-code.ts';
import { WelcomeLayout } from './WelcomeLayout.tsx';

const FAILURE_WORDS = {
  'not-an-origin': '这不像一个服务器地址。请照县里发的纸条填，例如 https://minqing.linying.gov.cn 。',
  'not-secure': '地址要以 https:// 开头，这样群众的信息在路上才是加密的。请向县里核对地址。',
} as const;

export function AddressForm({ desktop, initial, onCancel, onDone, onRestore }: { readonly desktop: DesktopApi; readonly initial: string; readonly onCancel: (() => void) | null; readonly onDone: () => void; readonly onRestore: () => void }) {
  const [failure, setFailure] = useState<keyof typeof FAILURE_WORDS | null>(null);
  const submit = async ({ address }: { address: string }) => {
    const outcome = await desktop.setCountyOrigin(completeAddress(address));
    if (outcome.ok) onDone();
    else setFailure(outcome.failure);
  };
  /** A slip names the server, and has the code that is asked for next. */
  const takeSlip = (text: string): boolean => {
    const slip = readEnrolmentText(text);
    if (slip?.server == null) return false;
    keepCode(slip.code);
    void submit({ address: slip.server });
    return true;
  };
  return (
    <WelcomeLayout title="县里的服务器在哪里" lead="县人大代表工委发的接入单上有这个地址，也可以直接扫上面的二维码。以后换地方办公也不用改。">
      <Form layout="vertical" initialValues={{ address: initial }} requiredMark={false} onFinish={(values: { address: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }}>
        <Form.Item label="县服务器地址" htmlFor="address" required>
          <Flex gap={8}>
            <Form.Item name="address" noStyle rules={[{ required: true, whitespace: true, message: '请填写县服务器的地址' }]}>
              <Input id="address" autoFocus maxLength={200} placeholder="https://" spellCheck={false} onPaste={(event) => { if (takeSlip(event.clipboardData.getData('text'))) event.preventDefault(); }} />
            </Form.Item>
            <ScanQr take={takeSlip} otherwise="这不是民情簿的接入单，或者上面没有服务器地址。" />
          </Flex>
        </Form.Item>
        {failure !== null && <Form.Item><Alert type="error" showIcon title={FAILURE_WORDS[failure]} /></Form.Item>}
        <Button type="primary" htmlType="submit" size="large" block>继续</Button>
        <Button type="text" block onClick={onRestore}>以前用过民情簿？从备份恢复</Button>
        {onCancel && <Button type="text" block onClick={onCancel}>不改了，返回</Button>}
      </Form>
    </WelcomeLayout>
  );
}
