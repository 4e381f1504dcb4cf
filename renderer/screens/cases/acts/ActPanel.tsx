/**
 * One act's form, in place in the case. Half-typed values are kept as a sealed draft with every keystroke and come
 * back after a crash; leaving by Esc keeps them too.
 */
import { App, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ActContext, CaseActType } from './act-form.ts';
import type { FormValues } from '../../../ui/form-frame/form-values.ts';
import { ACT_FORMS } from './act-forms.ts';
import { FocusFirst } from './fields.tsx';
import { useStore } from '../../../store/store-context.tsx';
import { actDraftKey } from '../../../ui/act-draft-key.ts';
import { MEDIA_BUSY_WORDS, mediaBusy } from '../../../ui/attachments/media-busy.ts';
import { FormFrame } from '../../../ui/form-frame/FormFrame.tsx';
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
  const { refusal, busy, performMade, clearRefusal } = usePerform();
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
    const here = { scope: context.state.scope, subject: context.state.id };
    const settled = settles === null ? [] : [{ ...here, type: 'case.noted', body: { text: '已重做这一步', resolves: [settles] } }];
    const done = await performMade(async () => {
      const { before = [], after = [] } = await together?.(values, context, () => store.nextTempNo()) ?? {};
      return [...before, { ...here, type, body: body(values, context) }, ...after, ...settled];
    });
    if (!done) return;
    onDone(type);
    await kept.drop();
  };
  return (
    <FormFrame
      ref={panel} name={name} form={form} start={start} resumed={resumed} possible={possible} busy={busy} refusal={refusal}
      onChange={onChange} onSubmit={() => { void submit(); }} onClose={onClose} onClear={() => { void kept.drop().then(onClose); }}
    >
      <FocusFirst value={focus}><Fields context={context} /></FocusFirst>
    </FormFrame>
  );
}
