/** The one-time code that makes this computer a device of its user. Asked once; afterwards everything works without the server. */
import { Alert, Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';
import { useStore } from '../../store/store-context.tsx';
import { WelcomeLayout } from './WelcomeLayout.tsx';

interface Props {
  readonly server: string;
  readonly deviceName: string;
  /** Null in a browser, where the server is the one that served the page. */
  readonly onChangeServer: (() => void) | null;
  readonly onEnrolled: () => void;
}

export function EnrolForm({ server, deviceName, onChangeServer, onEnrolled }: Props) {
  const store = useStore();
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ code, device }: { code: string; device: string }) => {
    setBusy(true);
    setFailure(null);
    const outcome = await store.enrol(server, code.trim(), device.trim());
    setBusy(false);
    if (outcome.ok) onEnrolled();
    else setFailure(outcome.error);
  };
  return (
    <WelcomeLayout title="接入县里" lead="输入县人大代表工委发给您的接入码。只要这一次，以后打开就能用，不联网也行。">
      <Form layout="vertical" requiredMark={false} initialValues={{ device: deviceName }} onFinish={(values: { code: string; device: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }}>
        <Form.Item name="code" label="接入码" rules={[{ required: true, whitespace: true, message: '请输入接入码' }, { min: 8, message: '接入码至少有 8 位，请核对纸条' }]}>
          <Input autoFocus size="large" maxLength={64} autoComplete="off" spellCheck={false} style={{ letterSpacing: 2 }} />
        </Form.Item>
        <Form.Item name="device" label="这台电脑叫什么" extra="台账的每一步都会记下是在哪台电脑上做的，起个认得出的名字。" rules={[{ required: true, whitespace: true, message: '请给这台电脑起个名字' }]}>
          <Input maxLength={60} />
        </Form.Item>
        {failure !== null && <Form.Item><Alert type="error" showIcon title={failureWords(failure)} /></Form.Item>}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>接入</Button>
        <Typography.Paragraph type="secondary" style={{ margin: '16px 0 0' }}>
          县服务器：{server}{onChangeServer && <Button type="link" size="small" onClick={onChangeServer}>改地址</Button>}
        </Typography.Paragraph>
      </Form>
    </WelcomeLayout>
  );
}

/** The sentence for a code; one that is not listed says so with the code, for whoever helps by telephone. */
function failureWords(code: string): string {
  return isStoreFailure(code) ? STORE_FAILURE_TEXT[code] : `没有接入成功（${code}）。请再试一次；不行就把括号里的字告诉县里的技术人员。`;
}
