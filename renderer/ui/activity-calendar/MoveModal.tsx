/** 改期: another day or hour, with what the calendar says of that day. */
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { DateField } from '../DateField.tsx';
import { dayWords } from '../format-date.ts';
import { TimeField } from '../TimeField.tsx';
import { useToday } from '../use-today.ts';
import type { Move } from './use-item-acts.tsx';

interface Props {
  readonly item: SeasonItem;
  /** The day that it was dragged to; else its own. */
  readonly to: LocalDate;
  readonly calendar: Calendar;
  readonly onMove: (to: Move) => Promise<boolean>;
  readonly onClose: () => void;
}

interface Fields { readonly on: LocalDate; readonly from?: string; readonly reason?: string }

export function MoveModal({ item, to, calendar, onMove, onClose }: Props) {
  const today = useToday();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const on = Form.useWatch('on', form) ?? to;
  const { holiday, makeUp } = calendar.day(on);
  const submit = async ({ on: day, from, reason }: Fields) => {
    setBusy(true);
    const moved = await onMove({ on: day, from: from ?? item.from, reason: wellFormed(reason?.trim() ?? '') });
    setBusy(false);
    if (moved) onClose();
  };
  return (
    <Modal open title={`改期：${item.place}`} okText="改期" cancelText="不改" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Fields> form={form} layout="vertical" initialValues={{ on: to, ...(item.from === '' ? {} : { from: item.from }) }} onFinish={(fields) => { void submit(fields); }}>
        <p>原定 {dayWords(item.on, today)} {item.from}</p>
        <Form.Item name="on" label="改到哪天"><DateField /></Form.Item>
        {holiday !== null && <Alert type="warning" showIcon title={`这天${holiday}放假`} style={{ marginBottom: 12 }} />}
        {makeUp && <Alert type="info" showIcon title="这天调休上班" style={{ marginBottom: 12 }} />}
        {on < today && <Alert type="warning" showIcon title="这天已经过去了" style={{ marginBottom: 12 }} />}
        <Form.Item name="from" label="几点开始"><TimeField /></Form.Item>
        <Form.Item name="reason" label="为什么改"><Input maxLength={200} placeholder="如：下雨。写进记录，可不填" onPressEnter={() => { form.submit(); }} /></Form.Item>
      </Form>
    </Modal>
  );
}
