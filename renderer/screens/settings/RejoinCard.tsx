/** A device that the county no longer knows joins again with a new slip, typed, pasted or scanned; everything that waits here is sent afterwards. */
import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { readEnrolmentText } from '../../../shared/identity/enrolment-text.ts';
import { desktopApi } from '../../desktop.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';
import { useStore } from '../../store/store-context.tsx';
import { ScanQr } from '../../ui/scan/ScanQr.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';

export function RejoinCard() {
  const store = useStore();
  const { server } = useEnrolment();
  const [form] = Form.useForm<{ code: string }>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async ({ code }: { code: string }) => {
    setBusy(true);
    setFailure(null);
    const device = (await desktopApi()?.appInfo())?.deviceName ?? '办公室的浏览器';
    const outcome = await store.enrol(server, code, device);
    setBusy(false);
    // The page begins anew: the code may belong to another person with other rights.
    if (outcome.ok) location.reload();
    else setFailure(isStoreFailure(outcome.error) ? STORE_FAILURE_TEXT[outcome.error] : `没有接入成功（${outcome.error}）。请再试一次。`);
  };
  /** The slip may name another server only when this computer moved, which is a matter for its own page. */
  const takeSlip = (text: string): boolean => {
    const slip = readEnrolmentText(text);
    if (slip === null || (slip.server !== null && slip.server !== server)) return false;
    form.setFieldValue('code', slip.code);
    return true;
  };
  return (
    <Card title="重新接入">
      <Form form={form} onFinish={(values: { code: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }}>
        <Flex vertical gap={10}>
          <Typography.Text type="secondary">本机的内容都在，照样能看、能登记；接入后自动补传。一时接不上的，可以<Link to="/settings/bundle">用U盘</Link>把没传的带到县里。</Typography.Text>
          <Flex gap={8} align="flex-start">
            <Form.Item name="code" noStyle rules={[{ required: true, whitespace: true, message: '请输入接入码' }]}><Input aria-label="新的接入码" placeholder="新的接入码" maxLength={64} autoComplete="off" spellCheck={false} style={{ maxWidth: 320 }} onPaste={(event) => { if (takeSlip(event.clipboardData.getData('text'))) event.preventDefault(); }} /></Form.Item>
            <ScanQr take={takeSlip} otherwise="这不是本县服务器的接入单，请扫县里发的那张。" />
            <Button type="primary" htmlType="submit" loading={busy}>重新接入</Button>
          </Flex>
          {failure !== null && <Alert type="error" showIcon title={failure} />}
        </Flex>
      </Form>
    </Card>
  );
}
