/** 取消一场: with the reason that everybody reads in the calendar. */
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import { dayWords } from '../format-date.ts';
import { useToday } from '../use-today.ts';

export function CancelModal({ item, onCancel, onClose }: { readonly item: SeasonItem; readonly onCancel: (reason: string) => Promise<boolean>; readonly onClose: () => void }) {
  const today = useToday();
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const submit = async ({ reason }: { readonly reason: string }) => {
    setBusy(true);
    const cancelled = await onCancel(wellFormed(reason.trim()));
    setBusy(false);
    if (cancelled) onClose();
  };
  return (
    <Modal open title={`取消 ${dayWords(item.on, today)} ${item.place}`} okText="取消这一场" okButtonProps={{ danger: true }} cancelText="照常办" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form form={form} layout="vertical" onFinish={(fields: { reason: string }) => { void submit(fields); }}>
        <Form.Item name="reason" label="为什么取消" extra="排期里仍看得到这一场，标明已取消；取消后可以撤销。" rules={[{ required: true, whitespace: true, message: '请写一句原因' }]}><Input autoFocus maxLength={200} placeholder="如：大雨" onPressEnter={() => { form.submit(); }} /></Form.Item>
      </Form>
    </Modal>
  );
}
