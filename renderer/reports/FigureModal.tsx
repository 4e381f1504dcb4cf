/** One figure of a paper: the number is written as the paper writes it, and read while it is typed. */
import { Alert, AutoComplete, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Act } from '../../shared/act.ts';
import { figureFields, type Figure } from '../../shared/figure/figure.ts';
import { wellFormed } from '../../shared/kernel/content-hash.ts';
import { quantityWords, readQuantity } from '../../shared/statistics/figure-words.ts';
import type { FigureDraft } from '../../shared/statistics/figure-import.ts';
import { INDICATORS } from '../../shared/statistics/indicators.ts';
import { RATE_ROWS } from '../../shared/statistics/rates.ts';
import { GrowingText } from '../ui/GrowingText.tsx';
import { useStore } from '../store/store-context.tsx';
import { refusalWords } from '../ui/refusal-words.ts';
import { figureSubject } from './figure-acts.ts';
import styles from './reports.module.css';

interface Values { readonly place: string; readonly period: string; readonly indicator: string; readonly number: string; readonly caliber?: string; readonly source?: string; readonly quote?: string }

const NAMED = [...INDICATORS, ...RATE_ROWS].filter(({ key }) => key !== '');
const LABELS = [...new Set(NAMED.map(({ label }) => label))].map((value) => ({ value }));

interface Props {
  readonly figure: Figure | null;
  /** Where a new one goes. */
  readonly scope: string;
  readonly onClose: () => void;
  /** Written: what it is called, and the acts that take it back. */
  readonly onSaved: (words: string, undo: readonly Act[]) => void;
}

export function FigureModal({ figure, scope, onClose, onSaved }: Props) {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [form] = Form.useForm<Values>();
  const number = Form.useWatch<string | undefined>('number', form) ?? '';
  const submit = async () => {
    const values = await form.validateFields().then((found) => found, () => null);
    const quantity = values === null ? null : readQuantity(values.number);
    if (values === null || quantity === null) return;
    const clean = (text = ''): string => wellFormed(text.trim());
    const indicator = clean(values.indicator);
    const draft: FigureDraft = {
      ...quantity, place: clean(values.place), period: clean(values.period), caliber: clean(values.caliber), indicator, source: clean(values.source), quote: clean(values.quote), active: true,
      key: NAMED.find(({ label }) => label === indicator)?.key ?? (figure?.indicator === indicator ? figure.key : ''),
    };
    const set = Object.fromEntries(Object.entries(figureFields(draft)).filter(([name, value]) => figure === null || value !== figureFields(figure)[name]));
    if (Object.keys(set).length === 0) { onClose(); return; }
    const record = { scope: figure?.scope ?? scope, subject: figure?.id ?? figureSubject(scope, draft), type: 'figure.updated' as const };
    const before = figure === null ? { active: false } : Object.fromEntries(Object.entries(figureFields(figure)).filter(([name]) => name in set));
    setBusy(true);
    const outcome = await store.perform([{ ...record, body: { set } }]);
    setBusy(false);
    if (outcome.ok) onSaved(`${indicator} ${quantityWords(draft)}`, [{ ...record, body: { set: before } }]);
    else setRefusal(refusalWords(outcome.error));
  };
  return (
    <Modal open width={680} title={figure === null ? '添加引用数字' : '修改引用数字'} okText="保存" cancelText="取消" confirmLoading={busy} onOk={() => { void submit(); }} onCancel={onClose}>
      <Form<Values> form={form} layout="vertical" initialValues={figure === null ? {} : { ...figure, number: quantityWords(figure) }} onValuesChange={() => { setRefusal(null); }} onFinish={() => { void submit(); }}>
        <div className={styles['pair']}>
          <Form.Item name="place" label="哪里的" rules={[{ required: true, whitespace: true, message: '请写地方' }]}><Input autoFocus maxLength={200} /></Form.Item>
          <Form.Item name="period" label="什么时候的" rules={[{ required: true, whitespace: true, message: '请照原文写时间' }]}><Input maxLength={200} placeholder="照原文写，如：2024年以来" /></Form.Item>
          <Form.Item name="indicator" label="什么数" rules={[{ required: true, whitespace: true, message: '请写指标' }]} extra="选了名单里的，就和活动指标里的同一项并排"><AutoComplete options={LABELS} maxLength={200} showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }} /></Form.Item>
          <Form.Item
            name="number" label="数" extra={readWords(number)}
            rules={[{ validator: (_, value: unknown) => (typeof value === 'string' && readQuantity(value) !== null ? Promise.resolve() : Promise.reject(new Error('请照原文写数和量词，如：3500余人次'))) }]}
          >
            <Input maxLength={60} placeholder="照原文写，如：3500余人次" />
          </Form.Item>
          <Form.Item name="caliber" label="口径"><Input maxLength={200} placeholder="原文说明的范围，如：主题活动以来" /></Form.Item>
          <Form.Item name="source" label="出处"><Input maxLength={200} placeholder="如：《代表工作》2024年第31期" /></Form.Item>
        </div>
        <Form.Item name="quote" label="原文"><GrowingText rows={2} maxLength={2000} /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

/** What was understood of the number. */
function readWords(typed: string): string {
  const quantity = typed.trim() === '' ? null : readQuantity(typed);
  if (quantity === null) return '';
  return `${String(quantity.value)}，量词“${quantity.unit || '（没有）'}”，${quantity.qualifier === 'exact' ? '是准数' : `带“${quantity.qualifier}”，不是准数`}`;
}
