/** A device that the county no longer knows joins again with a new code; everything that waits here is sent afterwards. */
import { Alert, Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { desktopApi } from '../../desktop.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';
import { useStore } from '../../store/store-context.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';

export function RejoinCard() {
  const store = useStore();
  const { server } = useEnrolment();
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
  return (
    <Card title="重新接入">
      <Form onFinish={(values: { code: string }) => { void submit(values); }} onValuesChange={() => { setFailure(null); }}>
        <Flex vertical gap={10}>
          <Typography.Text type="secondary">本机的内容都在，接入后自动补传。</Typography.Text>
          <Flex gap={8} align="flex-start">
            <Form.Item name="code" noStyle rules={[{ required: true, whitespace: true, message: '请输入接入码' }]}><Input aria-label="新的接入码" placeholder="新的接入码" maxLength={64} autoComplete="off" spellCheck={false} style={{ maxWidth: 320 }} /></Form.Item>
            <Button type="primary" htmlType="submit" loading={busy}>重新接入</Button>
          </Flex>
          {failure !== null && <Alert type="error" showIcon title={failure} />}
        </Flex>
      </Form>
    </Card>
  );
}
