/**
 * One form, in place or in a drawer. Half-typed values are kept as a sealed draft with every keystroke; Enter moves on, Ctrl+Enter does the
 * act, Esc leaves without loss.
 */
import { Alert, Button, Flex, Form, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Act } from '../../../../shared/act.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { usePerform } from '../../../ui/use-perform.ts';
import { FieldItem } from './FieldItem.tsx';
import type { Desk, Field, FormValues } from './item-form.ts';
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
  const { refusal, busy, perform, clearRefusal } = usePerform();
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
    if (!await perform(...await acts(typed, shown.filter(({ kind }) => kind !== 'note').map((field) => field.name)))) return;
    await kept.drop();
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void submit(); }
    else if (event.key === 'Escape' && !isPopupOpen(event.target)) { event.preventDefault(); event.stopPropagation(); onClose(); }
    else if (event.key === 'Enter' && isPlainInput(event.target)) { event.preventDefault(); focusNext(event.currentTarget, event.target); }
  };

  return (
    <section ref={panel} className={styles['panel']} aria-label={name} onKeyDown={onKeyDown}>
      <Flex justify="space-between" align="baseline" className={styles['head'] ?? ''}>
        <Typography.Text strong>{name}</Typography.Text>
        <Typography.Text type="secondary" className={styles['hint'] ?? ''}>{resumed ? '接着上次没写完的' : 'Enter 下一项　Ctrl+Enter 提交　Esc 收起，不会丢'}</Typography.Text>
      </Flex>
      <Form form={form} layout="vertical" initialValues={first} onValuesChange={onChange} scrollToFirstError={{ focus: true }}>
        <div className={styles['fields']}>
          {shown.map((field) => <div key={field.name} className={isWide(field) ? styles['wide'] : undefined}><FieldItem field={field} desk={desk} /></div>)}
        </div>
        {!possible && !busy && <Form.Item><Alert type="warning" showIcon title="这一步刚被别人办过了" description="下面是最新的办理过程。您写的还留在这里，需要的话可以抄到备注里。" /></Form.Item>}
        {refusal !== null && <Form.Item><Alert type="error" showIcon title={refusal} role="alert" /></Form.Item>}
        <Flex gap={8}>
          <Button type="primary" onClick={() => { void submit(); }} loading={busy} disabled={!possible}>{name}</Button>
          <Button onClick={onClose}>收起</Button>
          {resumed && <Button type="text" onClick={() => { void kept.drop().then(onClose); }}>清掉没写完的</Button>}
        </Flex>
      </Form>
    </section>
  );
}

/** Texts, and choices that would wrap, take the whole width. */
function isWide({ kind, options = [] }: Field): boolean {
  return kind === 'text' || kind === 'check' || kind === 'note' || (kind === 'choice' && options.reduce((sum, { label }) => sum + label.length, 0) > 9);
}

/** Text inputs of one line; choices and dates have their own Enter. */
function isPlainInput(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'text' && target.getAttribute('role') !== 'combobox' && target.closest('.ant-picker') === null;
}

/** Esc first closes an open choice or calendar. */
function isPopupOpen(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.getAttribute('aria-expanded') === 'true' || target.closest('.ant-picker-focused') !== null);
}

function focusNext(panel: HTMLElement, from: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('input:not([type=hidden]):not(:disabled), textarea, button.ant-btn-primary')];
  stops[stops.indexOf(from) + 1]?.focus();
}
