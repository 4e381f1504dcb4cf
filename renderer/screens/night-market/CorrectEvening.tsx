/** 更正这一场: what was written down wrongly or not at all; every change is an entry of its own and stays traceable. */
import { EditOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { correctionActs, correctionOf, textFields, type Correction } from './correction-acts.ts';
import { DeputyChecklist } from './DeputyChecklist.tsx';
import styles from './night-market.module.css';

export function CorrectEvening({ activity }: { readonly activity: ActivityState }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<EditOutlined />} onClick={() => { setOpen(true); }}>更正这一场</Button>
      {open && <CorrectModal activity={activity} onClose={() => { setOpen(false); }} />}
    </>
  );
}

function CorrectModal({ activity, onClose }: { readonly activity: ActivityState; readonly onClose: () => void }) {
  const [form] = Form.useForm<Correction>();
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const { busy, refusal, perform } = usePerform();
  const row = KINDS[activity.kind];
  if (directory === undefined) return null;
  const save = async (values: Correction) => {
    const acts = correctionActs(activity, values, new Map(directory.units.map(({ id, name }) => [id, name])));
    if (acts.length === 0 || await perform(...acts)) onClose();
  };
  const villages = directory.villages.filter(({ scope, active, id }) => (scope === activity.scope && active) || id === activity.village);
  const half = { className: styles['half'] ?? '' };
  return (
    <Modal open title="更正这一场" width={940} styles={{ body: { maxHeight: 'calc(100vh - 170px)', overflowY: 'auto', paddingRight: 8 } }} centered okText="保存（Ctrl+Enter）" cancelText="不改了" confirmLoading={busy} onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<Correction>
        form={form} layout="vertical" className={styles['correct'] ?? ''} initialValues={correctionOf(activity)} onFinish={(values) => { void save({ ...correctionOf(activity), ...values, village: values.village ?? '' }); }}
        onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); form.submit(); } }}
      >
        <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请写下在哪里办的' }]} {...half}><Input maxLength={200} /></Form.Item>
        <Form.Item name="village" label="所在村" {...half}><Select allowClear showSearch={{ optionFilterProp: 'search' }} options={[...villages.map(({ id, name, initials }) => ({ value: id, label: name, search: `${name} ${initials}` })), { value: '', label: '全乡的', search: '全乡的' }]} /></Form.Item>
        <Form.Item name="on" label="日期" rules={[{ required: true, message: '请选择日期' }]} {...half}><DateField /></Form.Item>
        <Form.Item name="theme" label="主题" {...half}><Input maxLength={200} /></Form.Item>
        <Form.Item name="from" label="开始" {...half}><TimeField /></Form.Item>
        <Form.Item name="until" label="结束" {...half}><TimeField /></Form.Item>
        {row.people !== null && <Form.Item name="citizens" label={`到场${row.people}`} rules={[{ required: true, message: '请填人数' }]} {...half}><InputNumber<number> min={0} max={100_000} precision={0} suffix="人次" style={{ width: '100%' }} /></Form.Item>}
        {row.counters.map(({ name, label, unit }) => <Form.Item key={name} name={['counters', name]} label={`${label}（没有登记成件的）`} rules={[{ required: true, message: '请填数，没有填 0' }]} {...half}><InputNumber<number> min={0} max={100_000} precision={0} suffix={unit} style={{ width: '100%' }} /></Form.Item>)}
        {textFields(activity).map(({ name, label }) => <Form.Item key={name} name={['fields', name]} label={label} {...half}><Input maxLength={200} /></Form.Item>)}
        <Form.Item name="units" label="到会单位" className={styles['whole'] ?? ''}><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={directory.units.filter(({ active, id }) => active || activity.units.some(({ unit }) => unit === id)).map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
        <Form.Item name="guests" label="其他人员" extra="一行一位：姓名，空格，身份" className={styles['whole'] ?? ''}><GrowingText rows={1} maxLength={5000} placeholder="如：刘律师 律师" /></Form.Item>
        <Form.Item name="deputies" label={row.deputies} className={styles['whole'] ?? ''}><DeputyChecklist scope={activity.scope} deputies={directory.deputies} /></Form.Item>
        <Form.Item name="note" label="备注" className={styles['whole'] ?? ''}><GrowingText rows={1} maxLength={5000} /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} className={styles['whole'] ?? ''} />}
      </Form>
    </Modal>
  );
}
