/** The one-time code that makes this computer a device of its user: typed, pasted or scanned from a 接入单. Asked once; afterwards everything works without the server. */
import { Alert, Button, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { readEnrolmentText } from '../../../shared/identity/enrolment-text.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';
import { useStore } from '../../store/store-context.tsx';
import { ScanQr } from '../../ui/scan/ScanQr.tsx';
import { forgetCode, keptCode } from './kept-code.ts';
import { WelcomeLayout } from './WelcomeLayout.tsx';

/** In a browser the page can only ask the server that it came from. */
const OTHER = 'other:';

interface Props {
  readonly server: string;
  readonly deviceName: string;
  /** Null in a browser, where the server is the one that served the page. */
  readonly onChangeServer: (() => void) | null;
  /** The slip is of another server, which is where this computer should ask; null in a browser. */
  readonly onOtherServer: ((slip: { readonly server: string; readonly code: string }) => void) | null;
  readonly onEnrolled: () => void;
  /** Null in a browser, which has no backups. */
  readonly onRestore: (() => void) | null;
}

export function EnrolForm({ server, deviceName, onChangeServer, onOtherServer, onEnrolled, onRestore }: Props) {
  const store = useStore();
  const [form] = Form.useForm<{ code: string; device: string }>();
  const [kept] = useState(keptCode);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async ({ code, device }: { code: string; device: string }) => {
    setBusy(true);
    setFailure(null);
    const outcome = await store.enrol(server, code.trim(), device.trim());
    setBusy(false);
    if (outcome.ok) { forgetCode(); onEnrolled(); }
    else setFailure(outcome.error);
  };
  /** A slip's QR code, scanned or pasted as text. False when it is not one. */
  const takeSlip = (text: string): boolean => {
    const slip = readEnrolmentText(text);
    if (slip === null) return false;
    setFailure(null);
    if (slip.server === null || slip.server === server) form.setFieldValue('code', slip.code);
    else if (onOtherServer !== null) onOtherServer({ server: slip.server, code: slip.code });
    else setFailure(`${OTHER}${slip.server}`);
    return true;
  };
  return (
    <WelcomeLayout title="接入县里" lead="扫县人大代表工委发给您的接入单，或者输入上面的接入码。只要这一次，以后打开就能用，不联网也行。">
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ device: deviceName, code: kept }} onFinish={(values: { code: string; device: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }}>
        <Form.Item label="接入码" htmlFor="code" required>
          <Flex gap={8}>
            <Form.Item name="code" noStyle rules={[{ required: true, whitespace: true, message: '请输入接入码' }, { min: 8, message: '接入码至少有 8 位，请核对纸条' }]}>
              <Input id="code" autoFocus size="large" maxLength={64} autoComplete="off" spellCheck={false} style={{ letterSpacing: 2 }} onPaste={(event) => { if (takeSlip(event.clipboardData.getData('text'))) event.preventDefault(); }} />
            </Form.Item>
            <ScanQr size="large" take={takeSlip} otherwise="这不是民情簿的接入单，请扫县里发的那张。" />
          </Flex>
        </Form.Item>
        <Form.Item name="device" label="这台电脑叫什么" extra="台账的每一步都会记下是在哪台电脑上做的，起个认得出的名字。" rules={[{ required: true, whitespace: true, message: '请给这台电脑起个名字' }]}>
          <Input maxLength={60} />
        </Form.Item>
        {failure !== null && <Form.Item><Alert type="error" showIcon title={failureWords(failure)} /></Form.Item>}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>接入</Button>
        <Typography.Paragraph type="secondary" style={{ margin: '16px 0 0' }}>
          县服务器：{server}{onChangeServer && <Button type="link" size="small" onClick={onChangeServer}>改地址</Button>}
          {onRestore && <Button type="link" size="small" onClick={onRestore}>从备份恢复</Button>}
        </Typography.Paragraph>
      </Form>
    </WelcomeLayout>
  );
}

/** The sentence for a code; one that is not listed says so with the code, for whoever helps by telephone. */
function failureWords(code: string): string {
  if (code.startsWith(OTHER)) return `这张接入单是另一台县服务器的。请在浏览器里打开 ${code.slice(OTHER.length)} 再扫。`;
  return isStoreFailure(code) ? STORE_FAILURE_TEXT[code] : `没有接入成功（${code}）。请再试一次；不行就把括号里的字告诉县里的技术人员。`;
}
