/** The password that opens a backup of another computer. */
import { Alert, Button, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';

interface Props {
  /** Whose password is asked for. */
  readonly device: string;
  readonly failure: string | null;
  readonly action: string;
  readonly onGiven: (password: string) => Promise<void>;
}

export function PasswordField({ device, failure, action, onGiven }: Props) {
  const [busy, setBusy] = useState(false);
  const give = async ({ password }: { password: string }) => {
    setBusy(true);
    await onGiven(password);
    setBusy(false);
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: { password: string }) => { void give(values); }} style={{ maxWidth: 460 }}>
      <Typography.Paragraph>{`这个备份是“${device === '' ? '另一台电脑' : device}”的，要用那台电脑的密码（或在那里设的备份密码）打开。`}</Typography.Paragraph>
      <Form.Item name="password" label="那台电脑的密码" rules={[{ required: true, message: '请输入密码' }]}>
        <Input.Password autoFocus autoComplete="off" maxLength={128} />
      </Form.Item>
      {failure !== null && <Form.Item><Alert type="error" showIcon title={failure} role="alert" /></Form.Item>}
      <Flex justify="end"><Button type="primary" htmlType="submit" loading={busy}>{action}</Button></Flex>
    </Form>
  );
}
