/**
 * One form, in place or in a drawer. Half-typed values are kept as a sealed draft with every keystroke.
 */
import { Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Act } from '../../../../shared/act.ts';
import { FormFrame } from '../../../ui/form-frame/FormFrame.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { usePerform } from '../../../ui/use-perform.ts';
import { FieldItem } from './FieldItem.tsx';
import type { Desk, Field } from './item-form.ts';
import type { FormValues } from '../../../ui/form-frame/form-values.ts';
import styles from './form-panel.module.css';

interface Props {
  readonly name: string;
  readonly desk: Desk;
  readonly draftKey: string;
  readonly start: FormValues;
  /** What was half typed before. */
  readonly draft: FormValues | null;
  readonly fields: (values: FormValues) => readonly Field[];
  readonly derive?: ((values: FormValues) => FormValues) | undefined;
  readonly derivesFrom?: readonly string[] | undefined;
  readonly acts: (values: FormValues, names: readonly string[]) => Promise<readonly Act[]> | readonly Act[];
  /** False when somebody else has meanwhile done it: what was typed stays readable. */
  readonly possible?: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function FormPanel({ name, desk, draftKey, start, draft, fields, derive, derivesFrom = [], acts, possible = true, onClose, onDone }: Props) {
  const { refusal, busy, performMade, clearRefusal } = usePerform();
  const [form] = Form.useForm<FormValues>();
  const [first] = useState<FormValues>(() => ({ ...start, ...draft }));
  const [resumed] = useState(draft !== null);
  const [values, setValues] = useState<FormValues>(first);
  const kept = useDraft(draftKey);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  }, []);

  const shown = fields(values);
  const onChange = (changed: FormValues) => {
    clearRefusal();
    const before = form.getFieldsValue(true) as FormValues;
    if (derive !== undefined && Object.keys(changed).some((one) => derivesFrom.includes(one))) form.setFieldsValue(derive(before));
    const after = form.getFieldsValue(true) as FormValues;
    setValues({ ...first, ...after });
    kept.keep(after);
  };
  const submit = async () => {
    if (busy || !possible) return;
    const valid = await form.validateFields().then(() => true, () => false);
    if (!valid) return;
    const typed = { ...first, ...(form.getFieldsValue(true) as FormValues) };
    if (!await performMade(() => acts(typed, shown.filter(({ kind }) => kind !== 'note').map((field) => field.name)))) return;
    await kept.drop();
    onDone();
  };
  return (
    <FormFrame
      ref={panel} name={name} form={form} start={first} resumed={resumed} possible={possible} busy={busy} refusal={refusal}
      onChange={onChange} onSubmit={() => { void submit(); }} onClose={onClose} onClear={() => { void kept.drop().then(onClose); }}
    >
      <div className={styles['fields']}>
        {shown.map((field) => <div key={field.name} className={isWide(field) ? styles['wide'] : undefined}><FieldItem field={field} desk={desk} /></div>)}
      </div>
    </FormFrame>
  );
}

/** Texts, and choices that would wrap, take the whole width. */
function isWide({ kind, options = [] }: Field): boolean {
  return kind === 'text' || kind === 'check' || kind === 'note' || (kind === 'choice' && options.reduce((sum, { label }) => sum + label.length, 0) > 9);
}
