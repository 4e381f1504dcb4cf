/** 开始夜市 (F01): where, about what, who is here. Everything that every card of the evening inherits is asked once, here. */
import { App, AutoComplete, Form, Input, InputNumber, Modal, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState, type KeyboardEvent } from 'react';
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import { useStore } from '../../store/store-context.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { DeputyChecklist } from './DeputyChecklist.tsx';
import { faultAsRefusal, refusalSentence } from './refusal-sentence.ts';
import { villagesMatching } from './village-match.ts';
import styles from './night-market.module.css';

interface Fields {
  readonly scope: string;
  readonly place: string;
  readonly village?: string;
  readonly theme?: string;
  readonly on: string;
  readonly from: string;
  readonly citizens?: number;
  readonly deputies?: readonly string[];
}

interface Props {
  readonly open: boolean;
  /** Earlier evenings: their places and themes are offered. */
  readonly known: readonly ActivityState[];
  readonly onCancel: () => void;
  readonly onStarted: (id: string) => void;
}

export function StartMarketModal({ open, known, onCancel, onStarted }: Props) {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { message } = App.useApp();
  const today = useToday();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const directory = useAnswer(() => store.directory(), ['directory'], []);
  const scopes = enrolment.session.writes.filter((scope) => scope.length === 9);
  const scope = Form.useWatch('scope', form) ?? scopes[0] ?? '';
  useEffect(() => { if (open) form.setFieldsValue({ ...(scopes[0] === undefined ? {} : { scope: scopes[0] }), on: today, from: localTimeOf(Date.now()) }); }, [open]); // eslint-disable-line react-hooks/exhaustive-deps -- only as it opens: afterwards the fields are the user's

  const start = async (fields: Fields) => {
    setBusy(true);
    const id = newSubject('activity');
    const started = await store.perform(startActs(id, fields)).catch((fault: unknown) => ({ ok: false as const, error: faultAsRefusal(fault) }));
    setBusy(false);
    if (started.ok) onStarted(id);
    else void message.error(refusalSentence(started.error));
  };
  const villages = (directory?.villages ?? []).filter((village) => village.scope === scope);
  return (
    <Modal title="开始夜市" open={open} width={760} centered destroyOnHidden okText="开始（Ctrl+Enter）" cancelText="先不开" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onCancel}>
      <Form<Fields> form={form} layout="vertical" onFinish={(fields) => { void start(fields); }} onKeyDown={(event) => { if (event.key === 'Enter') onEnter(event, () => { form.submit(); }); }} className={styles['start'] ?? ''}>
        {scopes.length > 1 && <Form.Item name="scope" label="乡镇" className={styles['half'] ?? ''}><Select options={scopes.map((one) => ({ value: one, label: scopeName(enrolment, one) }))} /></Form.Item>}
        {scopes.length === 1 && <Form.Item name="scope" hidden><Input /></Form.Item>}
        <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里办' }]} className={styles['half'] ?? ''}>
          <AutoComplete autoFocus maxLength={200} placeholder="如：皇帝庙村文化广场" options={choices(known.map(({ place }) => place))} showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }} />
        </Form.Item>
        <Form.Item name="village" label="所在村" className={styles['half'] ?? ''} extra="填了就作为每一件的村，登记时可改">
          <Select allowClear placeholder="全乡的夜市可不选" options={villages.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ filterOption: (typed, option) => villagesMatching(villages, typed).some(({ id }) => id === option?.value) }} />
        </Form.Item>
        <Form.Item name="theme" label="主题" className={styles['half'] ?? ''}><AutoComplete maxLength={200} placeholder="可不填" options={choices(known.map(({ theme }) => theme ?? ''))} /></Form.Item>
        <Form.Item name="citizens" label="到场群众" className={styles['half'] ?? ''}><InputNumber<number> min={0} max={100_000} precision={0} placeholder="可到现场再数" suffix="人" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="on" label="日期" rules={[{ required: true, message: '请选择日期' }]} className={styles['half'] ?? ''}><DateField /></Form.Item>
        <Form.Item name="from" label="开始时间" rules={[{ required: true, message: '请选择开始时间' }]} className={styles['half'] ?? ''}><TimeField /></Form.Item>
        <Form.Item name="deputies" label="到场代表" className={styles['whole'] ?? ''}><DeputyChecklist scope={scope} deputies={directory?.deputies ?? []} /></Form.Item>
      </Form>
    </Modal>
  );
}

function TimeField({ id, value, onChange }: { readonly id?: string; readonly value?: string; readonly onChange?: (value: string) => void }) {
  return <TimePicker {...(id === undefined ? {} : { id })} format="HH:mm" minuteStep={5} needConfirm={false} allowClear={false} style={{ width: '100%' }} value={value === undefined ? null : dayjs(`2000-01-01T${value}`)} onChange={(time: dayjs.Dayjs | null) => { if (time !== null) onChange?.(time.format('HH:mm')); }} />;
}

function startActs(id: string, { scope, place, village, theme, on, from, citizens = 0, deputies = [] }: Fields): readonly Act[] {
  const about = { scope, subject: id };
  return [
    { ...about, type: 'activity.opened', body: { kind: 'night_market', place: place.trim(), on, from, ...(village === undefined ? {} : { village }), ...(theme === undefined || theme.trim() === '' ? {} : { theme: theme.trim() }) } },
    ...(deputies.length === 0 ? [] : [{ ...about, type: 'activity.attended', body: { deputies: [...deputies] } }]),
    ...(citizens === 0 ? [] : [{ ...about, type: 'activity.counted', body: { citizens } }]),
  ];
}

/** Ctrl+Enter starts; Enter goes to the next box, as everywhere. */
function onEnter(event: KeyboardEvent<HTMLFormElement>, submit: () => void): void {
  if (event.ctrlKey) { event.preventDefault(); submit(); return; }
  const target = event.target as HTMLElement;
  if (event.nativeEvent.isComposing || !target.matches('input') || target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([disabled])')].filter((box) => box.offsetParent !== null);
  boxes[boxes.indexOf(target) + 1]?.focus();
}

function choices(texts: readonly string[]): { readonly value: string }[] {
  return [...new Set(texts)].filter((text) => text !== '').map((value) => ({ value }));
}
