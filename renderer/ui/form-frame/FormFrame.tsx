/** The frame of an act's form: its name, its keys (Enter moves on, Ctrl+Enter does the act, Esc leaves without loss), why it was not done, and its buttons. */
import { Alert, Button, Flex, Form, Typography, type FormInstance } from 'antd';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import styles from './form-frame.module.css';

interface Props<V> {
  readonly ref: Ref<HTMLElement>;
  readonly name: string;
  readonly form: FormInstance<V>;
  readonly start: V;
  /** It goes on with what was half typed before. */
  readonly resumed: boolean;
  /** False when somebody else has meanwhile done it: what was typed stays readable. */
  readonly possible: boolean;
  readonly busy: boolean;
  readonly refusal: string | null;
  readonly onChange: (changed: Partial<V>) => void;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Forgets what was half typed. */
  readonly onClear: () => void;
  readonly children: ReactNode;
}

export function FormFrame<V extends object>({ ref, name, form, start, resumed, possible, busy, refusal, onChange, onSubmit, onClose, onClear, children }: Props<V>) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A window of the camera or of a sketch stands elsewhere in the page: its keys are its own.
    if (event.nativeEvent.isComposing || !(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); onSubmit(); }
    else if (event.key === 'Escape' && !isPopupOpen(event.target)) { event.preventDefault(); event.stopPropagation(); onClose(); }
    else if (event.key === 'Enter' && isPlainInput(event.target)) { event.preventDefault(); focusNext(event.currentTarget, event.target); }
  };
  return (
    <section ref={ref} className={styles['panel']} aria-label={name} onKeyDown={onKeyDown}>
      <Flex justify="space-between" align="baseline" className={styles['head'] ?? ''}>
        <Typography.Text strong>{name}</Typography.Text>
        <Typography.Text type="secondary" className={styles['hint'] ?? ''}>{resumed ? '接着上次没写完的' : 'Enter 下一项　Ctrl+Enter 提交　Esc 收起，不会丢'}</Typography.Text>
      </Flex>
      <Form form={form} layout="vertical" initialValues={start} onValuesChange={onChange} scrollToFirstError={{ focus: true }}>
        {children}
        {!possible && !busy && <Form.Item><Alert type="warning" showIcon title="这一步刚被别人办过了" description="下面是最新的办理过程。您写的还留在这里，需要的话可以抄到备注里。" /></Form.Item>}
        {refusal !== null && <Form.Item><Alert type="error" showIcon title={refusal} role="alert" /></Form.Item>}
        <Flex gap={8}>
          <Button type="primary" onClick={onSubmit} loading={busy} disabled={!possible}>{name}</Button>
          <Button onClick={onClose}>收起</Button>
          {resumed && <Button type="text" onClick={onClear}>清掉没写完的</Button>}
        </Flex>
      </Form>
    </section>
  );
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
