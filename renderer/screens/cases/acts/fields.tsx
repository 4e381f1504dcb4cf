/** Fields that several act forms share. */
import { Form, Input, Select, type FormRule } from 'antd';
import { createContext, use, type ReactNode } from 'react';
import { CONTACT_WAYS, MAX_TEXT } from '../../../../shared/case/case.ts';
import { CONTACT_WAY_WORDS } from '../../../../shared/case/words.ts';
import { UNIT_TIER_WORDS, UNIT_TIERS } from '../../../../shared/unit/unit.ts';
import type { Directory } from '../../../store/api.ts';
import { MediaBar } from '../../../ui/attachments/MediaBar.tsx';
import { DateField } from '../../../ui/DateField.tsx';
import { GrowingText } from '../../../ui/GrowingText.tsx';
import type { ActContext } from './act-form.ts';
import styles from './fields.module.css';

/** Whether the first field of the form takes the keyboard: not when the form came back by itself. */
export const FocusFirst = createContext(true);

/** Two or three fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles['row']}>{children}</div>;
}

/** The day of the act. */
export function DayItem({ name = 'on', label = '日期', extra, from, optional = false }: { readonly name?: string; readonly label?: string; readonly extra?: ReactNode; readonly from?: string; readonly optional?: boolean }) {
  return <Form.Item name={name} label={label} extra={extra} rules={optional ? [] : [{ required: true, message: `请选择${label}` }]}><DateField allowClear={optional} {...(from === undefined ? {} : { from })} /></Form.Item>;
}

/** A field's name, or the way to it within a group. */
type Name = string | readonly string[];
const path = (name: Name) => (typeof name === 'string' ? name : [...name]);

interface TextItemProps { readonly name: Name; readonly label: string; readonly required?: string; readonly rows?: number; readonly placeholder?: string; readonly extra?: ReactNode; readonly max?: number; readonly first?: boolean }

/** A text of several lines, or of one with `rows` 1. `required` is the sentence that asks for it. */
export function TextItem({ name, label, required, rows = 2, placeholder, extra, max = MAX_TEXT, first = false }: TextItemProps) {
  const takesFocus = use(FocusFirst) && first;
  const common = { maxLength: max, autoFocus: takesFocus, ...(placeholder === undefined ? {} : { placeholder }) };
  return (
    <Form.Item name={path(name)} label={label} extra={extra} rules={required === undefined ? [] : [{ required: true, whitespace: true, message: required }]}>
      {rows === 1 ? <Input {...common} /> : <GrowingText rows={rows} {...common} />}
    </Form.Item>
  );
}

/** How someone was told or asked. */
export function WayItem({ label }: { readonly label: string }) {
  return (
    <Form.Item name="way" label={label} rules={[{ required: true, message: '请选择方式' }]}>
      <Select options={CONTACT_WAYS.map((way) => ({ value: way, label: CONTACT_WAY_WORDS[way] }))} />
    </Form.Item>
  );
}

/** Units to choose from; `first` ones (suggested) are listed in a group of their own at the top. */
export function unitOptions(directory: Directory, first: readonly string[]) {
  const active = directory.units.filter((unit) => unit.active);
  const option = (unit: (typeof active)[number]) => ({ value: unit.id, label: unit.name });
  const suggested = first.flatMap((id) => active.filter((unit) => unit.id === id)).map(option);
  const others = active.filter((unit) => !first.includes(unit.id));
  return [
    ...(suggested.length > 0 ? [{ label: '常办这类事的', options: suggested }] : []),
    ...UNIT_TIERS.map((tier) => ({ label: UNIT_TIER_WORDS[tier], options: others.filter((unit) => unit.tier === tier).map(option) })),
  ].filter((group) => group.options.length > 0);
}

/** A searchable choice of units. */
export function UnitItem({ name, label, directory, suggested = [], required, extra, multiple = false, first = false }: {
  readonly name: string; readonly label: string; readonly directory: Directory; readonly suggested?: readonly string[];
  readonly required?: string; readonly extra?: ReactNode; readonly multiple?: boolean; readonly first?: boolean;
}) {
  const takesFocus = use(FocusFirst) && first;
  return (
    <Form.Item name={name} label={label} extra={extra} rules={required === undefined ? [] : [{ required: true, message: required }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }} options={unitOptions(directory, suggested)} allowClear={required === undefined} autoFocus={takesFocus}
        {...(multiple ? { mode: 'multiple' as const } : {})} placeholder={multiple ? '可不选' : '选择承办单位，可输入几个字查找'}
      />
    </Form.Item>
  );
}

/** One or several deputies; those of `first` (who heard it) stand in a group of their own. */
export function DeputyItem({ name, label, directory, present = [], required, rule, multiple = false }: {
  readonly name: Name; readonly label: string; readonly directory: Directory; readonly present?: readonly string[]; readonly required?: string; readonly rule?: FormRule; readonly multiple?: boolean;
}) {
  const deputies = directory.deputies.filter((one) => one.active || present.includes(one.id));
  const option = (one: (typeof deputies)[number]) => ({ value: one.id, label: one.name });
  return (
    <Form.Item name={path(name)} label={label} rules={[...(required === undefined ? [] : [{ required: true, message: required }]), ...(rule === undefined ? [] : [rule])]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }} placeholder={required === undefined ? '可不选' : '选择代表'} allowClear={required === undefined} {...(multiple ? { mode: 'multiple' as const } : {})}
        options={[
          { label: '当时在场', options: deputies.filter((one) => present.includes(one.id)).map(option) },
          { label: '其他代表', options: deputies.filter((one) => !present.includes(one.id)).map(option) },
        ].filter((group) => group.options.length > 0)}
      />
    </Form.Item>
  );
}

/** A line that explains, under the fields. */
export function Explained({ children }: { readonly children: ReactNode }) {
  return <p className={styles['explained']}>{children}</p>;
}

/** Which of the handling units it was: asked only where there is more than one. */
export function HandlingUnitItem({ name = 'unit', label, context: { state: { assignment }, directory } }: { readonly name?: string; readonly label: string; readonly context: Pick<ActContext, 'state' | 'directory'> }) {
  const units = assignment === null ? [] : [assignment.lead, ...assignment.co];
  if (units.length < 2) return <Form.Item name={name} hidden><Input /></Form.Item>;
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: `请选择${label}` }]}>
      <Select options={units.map((id, index) => ({ value: id, label: `${directory.units.find((unit) => unit.id === id)?.name ?? id}${index === 0 ? '' : '（协办）'}` }))} />
    </Form.Item>
  );
}

/** Files of the act: photographs of the outcome, the unit's letter, a memo of what the citizen said, a signature. */
export function FilesItem({ required }: { readonly required?: string }) {
  return <Form.Item name="attachments" label="附件" rules={required === undefined ? [] : [{ required: true, type: 'array', message: required }]}><MediaBar /></Form.Item>;
}
