/** One field of a form, by its kind. */
import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { MAX_TEXT } from '../../../../shared/case/case.ts';
import { UNIT_TIER_WORDS, UNIT_TIERS } from '../../../../shared/unit/unit.ts';
import type { Directory } from '../../../store/api.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { GrowingText } from '../../../ui/GrowingText.tsx';
import styles from './form-panel.module.css';
import type { Desk, Field } from './item-form.ts';

export function FieldItem({ field, desk }: { readonly field: Field; readonly desk: Desk }) {
  const { name, label, kind, required, extra } = field;
  if (kind === 'note') return <p className={styles['note']}>{label}</p>;
  const rules = required === undefined ? [] : kind === 'check'
    ? [{ validator: (_: unknown, value: unknown) => (value === true ? Promise.resolve() : Promise.reject(new Error(required))) }]
    : [{ required: true, ...(kind === 'text' || kind === 'line' ? { whitespace: true } : {}), message: required }];
  if (kind === 'check') return <Form.Item name={name} valuePropName="checked" extra={extra} rules={rules}><Checkbox>{label}</Checkbox></Form.Item>;
  return <Form.Item name={name} label={label} extra={extra} rules={rules}>{input(field, desk)}</Form.Item>;
}

function input({ kind, rows = 2, max = MAX_TEXT, placeholder, options = [], from, required }: Field, { directory }: Desk) {
  const hint = placeholder === undefined ? (required === undefined ? { placeholder: '可不填' } : {}) : { placeholder };
  const choose = required === undefined ? { placeholder: placeholder ?? '可不选', allowClear: true } : { placeholder: placeholder ?? '请选择' };
  const search = { showSearch: { optionFilterProp: 'label' } };
  switch (kind) {
    case 'text': return <GrowingText rows={rows} maxLength={max} {...hint} />;
    case 'line': return <Input maxLength={max} {...hint} />;
    case 'day': return <DateField allowClear={required === undefined} {...(from === undefined ? {} : { from })} />;
    case 'count': return <InputNumber min={1} max={99} style={{ width: '100%' }} />;
    case 'choice': return <Radio.Group optionType="button" options={[...options]} />;
    case 'select': return <Select {...search} options={[...options]} {...choose} />;
    case 'unit': return <Select {...search} options={unitOptions(directory)} {...choose} />;
    case 'units': return <Select {...search} mode="multiple" options={unitOptions(directory)} {...choose} />;
    case 'deputy': return <Select {...search} options={options.length > 0 ? [...options] : deputyOptions(directory)} {...choose} />;
    case 'deputies': return <Select {...search} mode="multiple" options={options.length > 0 ? [...options] : deputyOptions(directory)} {...choose} />;
    case 'check':
    case 'note': return null;
  }
}

function unitOptions({ units }: Directory) {
  return UNIT_TIERS.map((tier) => ({ label: UNIT_TIER_WORDS[tier], options: units.filter((unit) => unit.active && unit.tier === tier).map(({ id, name }) => ({ value: id, label: name })) })).filter((group) => group.options.length > 0);
}

function deputyOptions({ deputies }: Directory) {
  return deputies.filter(({ active }) => active).map(({ id, name, constituency }) => ({ value: id, label: constituency === '' ? name : `${name}（${constituency}）` }));
}
