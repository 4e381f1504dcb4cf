/** Ending an activity, and the two acts that need a reason. */
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { missingFields } from '../../../shared/activity/kinds.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { useToday } from '../../ui/use-today.ts';
import { actOn } from './activity-acts.ts';
import { TimeField } from '../../ui/TimeField.tsx';

interface Closing { readonly until: string; readonly note?: string; readonly handedTo?: string }

export function CloseModal({ activity, onClose }: { readonly activity: ActivityState; readonly onClose: () => void }) {
  const [form] = Form.useForm<Closing>();
  const today = useToday();
  const { busy, refusal, perform } = usePerform();
  const missing = missingFields(activity);
  const close = async ({ until, note, handedTo }: Closing) => {
    const body = { until, ...(note?.trim() ? { note: note.trim() } : {}), ...(handedTo?.trim() ? { handedTo: handedTo.trim() } : {}) };
    if (await perform(actOn(activity, 'activity.closed', body))) onClose();
  };
  return (
    <Modal open title="结束这一场" centered destroyOnHidden okText="结束" cancelText="先不结束" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Closing> form={form} layout="vertical" initialValues={{ until: activity.until ?? (activity.on === today ? localTimeOf(Date.now()) : undefined), note: activity.note ?? undefined }} onFinish={(values) => { void close(values); }}>
        {missing.length > 0 && <Alert type="warning" showIcon style={{ marginBottom: 12 }} title={`还缺：${missing.map(({ label }) => label).join('、')}`} description="可以先结束，以后再补。" />}
        <Form.Item name="until" label="结束时间" rules={[{ required: true, message: '请选择结束时间' }]}><TimeField /></Form.Item>
        <Form.Item name="handedTo" label="材料交给谁"><Input maxLength={60} placeholder="可不填" /></Form.Item>
        <Form.Item name="note" label="备注"><GrowingText rows={2} maxLength={5000} placeholder="可不填" /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      </Form>
    </Modal>
  );
}

interface ReasonProps { readonly title: string; readonly hint: string; readonly ok: string; readonly actOf: (reason: string) => Act; readonly onClose: () => void }

export function ReasonModal({ title, hint, ok, actOf, onClose }: ReasonProps) {
  const { busy, refusal, perform } = usePerform();
  const [reason, setReason] = useState('');
  const save = async () => { if (reason.trim() !== '' && await perform(actOf(reason.trim()))) onClose(); };
  return (
    <Modal open title={title} centered destroyOnHidden okText={ok} cancelText="不了" okButtonProps={{ disabled: reason.trim() === '', loading: busy }} onOk={() => { void save(); }} onCancel={onClose}>
      <Input.TextArea autoFocus rows={2} maxLength={500} aria-label="原因" placeholder={hint} value={reason} onChange={({ target }) => { setReason(target.value); }} />
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginTop: 8 }} />}
    </Modal>
  );
}
