/**
 * One act's form, in place in the case. Half-typed values are kept as a sealed draft with every keystroke and come
 * back after a crash; leaving by Esc keeps them too. Enter moves on, Ctrl+Enter does the act.
 */
import { Alert, App, Button, Flex, Form, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ActContext, CaseActType, FormValues } from './act-form.ts';
import { ACT_FORMS } from './act-forms.ts';
import { FocusFirst } from './fields.tsx';
import styles from './act-panel.module.css';
import { useStore } from '../../../store/store-context.tsx';
import { actDraftKey } from '../../../ui/act-draft-key.ts';
import { MEDIA_BUSY_WORDS, mediaBusy } from '../../../ui/attachments/media-busy.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { usePerform } from '../../../ui/use-perform.ts';

interface Props {
  readonly type: CaseActType;
  /** What the act is called here: a note that settles something is 核对. */
  readonly name: string;
  readonly context: ActContext;
  /** What was half typed before. */
  readonly draft: FormValues | null;
  /** The body of an act without effect that is to be done again. */
  readonly again?: FormValues | null;
  /** The entry without effect that this act takes the place of. */
  readonly settles?: string | null;
  /** True when the user asked for it: the first field takes the keyboard. */
  readonly focus: boolean;
  /** False when somebody else has meanwhile done it: what was typed stays readable. */
  readonly possible: boolean;
  readonly onClose: () => void;
  readonly onDone: (type: CaseActType) => void;
}

export function ActPanel({ type, name, context, draft, again = null, settles = null, focus, possible, onClose, onDone }: Props) {
  const { message } = App.useApp();
  const { refusal, busy, perform, clearRefusal } = usePerform();
  const [form] = Form.useForm<FormValues>();
  const store = useStore();
  const { initial, Fields, body, together, values: valuesOf = (made) => made } = ACT_FORMS[type];
  const [start] = useState<FormValues>(() => ({ ...initial(context), ...(again === null ? {} : valuesOf(again)), ...draft }));
  const [resumed] = useState(draft !== null);
  const kept = useDraft(actDraftKey(context.state.id, type));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => { if (focus) panel.current?.scrollIntoView({ block: 'nearest' }); }, [focus]);

  const onChange = () => {
    clearRefusal();
    kept.keep(form.getFieldsValue(true) as FormValues);
  };
  const submit = async () => {
    if (busy || !possible) return;
    const media = mediaBusy(panel.current);
    if (media !== null) { void message.warning(MEDIA_BUSY_WORDS[media]); return; }
    const values = await form.validateFields().then(() => form.getFieldsValue(true) as FormValues, () => null);
    if (values === null) return;
    const { before = [], after = [] } = await together?.(values, context, () => store.nextTempNo()) ?? {};
    const here = { scope: context.state.scope, subject: context.state.id };
    const settled = settles === null ? [] : [{ ...here, type: 'case.noted', body: { text: '已重做这一步', resolves: [settles] } }];
    const done = await perform(...before, { ...here, type, body: body(values, context) }, ...after, ...settled);
    if (!done) return;
    onDone(type);
    await kept.drop();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A window of the camera or of a sketch stands elsewhere in the page: its keys are its own.
    if (event.nativeEvent.isComposing || !(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
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
      <Form form={form} layout="vertical" initialValues={start} onValuesChange={onChange} scrollToFirstError={{ focus: true }}>
        <FocusFirst value={focus}><Fields context={context} /></FocusFirst>
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
