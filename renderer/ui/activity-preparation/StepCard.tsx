/** One step of the preparation: its form, saved with the button, with Ctrl+Enter, and by itself when one leaves it; until then a draft of this device. */
import { Alert, Button, Checkbox, Flex, Form, Typography } from 'antd';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Preparation } from '../../../shared/activity/activity.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import { useStore } from '../../store/store-context.tsx';
import { prepareActs } from '../activity-calendar/item-acts.ts';
import { useDraft } from '../use-draft.ts';
import { refusalWords } from '../refusal-words.ts';
import styles from './activity-preparation.module.css';
import { stepDraftFields, stepDraftKey } from './step-draft.ts';
import { StepFields, type StepProps } from './StepFields.tsx';
import { leanBody, STEP_ABOUT, type PreparedBody } from './step-words.ts';

interface Props extends StepProps {
  readonly step: Exclude<Preparation, 'taken_along'>;
  readonly readOnly: boolean;
  /** What was half typed when the page, or the power, went away; null where nothing was. */
  readonly kept: PreparedBody | null;
}

export function StepCard({ step, item, directory, topics, readOnly, kept }: Props) {
  const store = useStore();
  const [form] = Form.useForm<PreparedBody>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  // What was saved last: leaving a form that was not changed writes nothing.
  const [last, setLast] = useState(() => textOf(bodyOf(step, initialOf(step, item))));
  const values = Form.useWatch<PreparedBody | undefined>([], form);
  const changed = values !== undefined && textOf(bodyOf(step, values)) !== last;
  const draft = useDraft(stepDraftKey(item.id, step));
  const drafted = useRef(kept !== null);
  const { on, kind, place } = item;
  useEffect(() => {
    if (values === undefined || readOnly) return;
    if (changed) draft.keep(stepDraftFields({ on, kind, place }, values));
    else if (drafted.current) void draft.drop();
    drafted.current = changed;
  }, [values, changed, readOnly, draft, on, kind, place]);

  const save = async () => {
    const valid = await form.validateFields().then((found) => found, () => null);
    if (valid === null || busy) return;
    const body = bodyOf(step, valid);
    if (textOf(body) === last) return;
    setBusy(true);
    const done = await store.perform(prepareActs(item, body));
    setBusy(false);
    if (done.ok) setLast(textOf(body));
    setRefusal(done.ok ? null : refusalWords(done.error));
  };
  const onLeave = (event: FocusEvent<HTMLElement>) => {
    const to = event.relatedTarget;
    // A list that a field opens is drawn elsewhere on the page and belongs to the form.
    if (changed && to instanceof HTMLElement && !event.currentTarget.contains(to) && to.closest('.ant-select-dropdown, .ant-picker-dropdown, .ant-modal') === null) void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    void save();
  };
  return (
    // Named: the forms of the other steps are on the page as well, and have fields of the same names.
    <Form<PreparedBody> form={form} name={`prepare-${step}`} layout="vertical" disabled={readOnly} initialValues={kept ?? initialOf(step, item)} onBlur={onLeave} onKeyDown={onKeyDown} data-testid={`prepare-${step}`}>
      <Typography.Paragraph type="secondary" className={styles['about'] ?? ''}>{STEP_ABOUT[step]}</Typography.Paragraph>
      <StepFields step={step} item={item} directory={directory} topics={topics} />
      <Flex align="center" gap={12}>
        <Form.Item name="done" valuePropName="checked" noStyle><Checkbox>这一步做好了</Checkbox></Form.Item>
        <Button type="primary" loading={busy} disabled={readOnly || !changed} onClick={() => { void save(); }}>保存</Button>
        <Typography.Text type="secondary" role="status">{changed ? '改了还没保存' : ''}</Typography.Text>
      </Flex>
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginTop: 8 }} />}
    </Form>
  );
}

/** What a step begins with: what was saved; else what the plan already says. */
function initialOf(step: Preparation, { activity, deputies, theme }: SeasonItem): PreparedBody {
  const kept = activity?.preparations[step];
  if (kept) return { ...kept };
  const bare: PreparedBody = { step, done: false };
  if (step === 'invitation') return { ...bare, deputies: [...deputies], units: [...activity?.expected.units ?? []] };
  return step === 'topic' && theme !== '' ? { ...bare, list: [theme], chosen: theme } : bare;
}

/** As it is written: texts whole, members with a name, nothing that a field left empty. */
function bodyOf(step: Preparation, { text, by, list, team, done, ...rest }: PreparedBody): PreparedBody {
  const captain = team?.captain;
  const members = (team?.members ?? []).filter(({ name }) => name.trim() !== '').map(({ name, role = '' }) => ({ name: wellFormed(name.trim()), ...(role.trim() === '' ? {} : { role: wellFormed(role.trim()).slice(0, 60) }) }));
  return leanBody({
    ...rest, step, done: (done as boolean | undefined) === true, ...(text === undefined ? {} : { text: wellFormed(text.trim()) }), ...(by === undefined ? {} : { by: wellFormed(by.trim()) }),
    ...(list === undefined ? {} : { list: list.map((one) => wellFormed(one.trim()).slice(0, 500)).filter((one) => one !== '') }),
    ...(captain === undefined && members.length === 0 ? {} : { team: { ...(captain === undefined ? {} : { captain }), members } }),
  });
}

/** The same text for the same body, whatever the order in which a form holds its fields. */
function textOf(body: PreparedBody): string {
  return JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)));
}
