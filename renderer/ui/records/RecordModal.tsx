/** Adding or changing one record: only the fields that were changed are written, so that two people's changes to different fields both count. */
import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import type { Directory } from '../../store/api.ts';
import { DateField } from '../DateField.tsx';
import { GrowingText } from '../GrowingText.tsx';
import { useEnrolment } from '../session-context.tsx';
import { useSounds, type Sounds } from '../sounds.ts';
import type { DirectoryRecord, FieldKind, RecordWords } from './record-words.ts';
import { useSaveSetting } from './use-setting.ts';

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly words: RecordWords;
  readonly directory: Directory;
  /** The record to be changed, or null for a new one. */
  readonly record: DirectoryRecord | null;
  /** What is this record's own word, where `record` shows what several places say together: 撤销 goes back to this. Left out: the record itself. */
  readonly own?: Values;
  /** The subject and scope that are written, from the scope that was chosen in the form. */
  readonly target: (scope: string) => { readonly subject: string; readonly scope: string };
  /** False where the record's scope is settled by the page. */
  readonly choosesScope: boolean;
  /** What a new record begins with. */
  readonly initial: Values;
  /** Says why these values cannot be saved, or null. */
  readonly check?: (values: Values) => string | null;
  readonly onClose: () => void;
}

/** Fields that make a form too long for a small screen in one column. */
const ONE_COLUMN = 7;

export function RecordModal({ words, directory, record, own = record ?? {}, target, choosesScope, initial, check, onClose }: Props) {
  const { enrolment: { session, scopes } } = useEnrolment();
  const { busy, refusal, save, clearRefusal } = useSaveSetting();
  const sounds = useSounds();
  const [form] = Form.useForm<Values>();
  const { label, type, fields } = words;
  const writable = scopes.filter(({ code }) => session.writes.includes(code));
  const chosen: unknown = Form.useWatch('scope', form);
  const scopeNow = record?.scope ?? (typeof chosen === 'string' ? chosen : session.home);
  const wide = fields.length > ONE_COLUMN;
  const submit = async () => {
    const values = await form.validateFields().then((found) => found, () => null);
    if (values === null) return;
    const set = { ...(record === null ? initial : {}), ...changedFields(values, record) } as Record<string, FieldValue>;
    if (Object.keys(set).length === 0) { onClose(); return; }
    const { subject, scope } = target(typeof values['scope'] === 'string' ? values['scope'] : session.home);
    // A new record is taken back by putting it out of use: a ledger deletes nothing.
    const before = record === null ? { active: false } : Object.fromEntries(Object.keys(set).map((field) => [field, (own[field] ?? null) as FieldValue]));
    if (await save({ scope, subject, type, label: record?.name ?? (typeof values['name'] === 'string' ? values['name'].trim() : label), before, after: set })) onClose();
  };
  return (
    <Modal open width={wide ? 760 : 520} title={record === null ? `添加${label}` : `修改${record.name}`} okText="保存" cancelText="取消" confirmLoading={busy} onOk={() => { void submit(); }} onCancel={onClose} centered={wide}>
      <Form form={form} layout="vertical" initialValues={record ?? { active: true, scope: session.home, ...initial }} onValuesChange={clearRefusal} onFinish={() => { void submit(); }} {...(wide ? { style: { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 16 } } : {})}>
        {choosesScope && record === null && writable.length > 1 && <Form.Item name="scope" label="范围"><Select options={writable.map(({ code, name }) => ({ value: code, label: name }))} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>}
        {fields.map((field, index) => (
          <Form.Item key={field.name} name={field.name} label={field.label} extra={field.hint} rules={[
            ...(field.required ? [{ required: true, whitespace: field.input === 'text', message: `请填${field.label}` }] : []),
            ...(index === 0 && check ? [{ validator: (_: unknown, value: unknown) => { const fault = check({ [field.name]: value }); return fault === null ? Promise.resolve() : Promise.reject(new Error(fault)); } }] : []),
          ]}>
            {inputOf(field, { options: field.options?.(directory, scopeNow) ?? [], first: index === 0, sounds })}
          </Form.Item>
        ))}
        <Form.Item name="active" label="在用" valuePropName="checked" extra="停用的不再出现在选择里，以前的记录照旧。"><Switch /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

function inputOf(field: FieldKind, { options, first, sounds }: { readonly options: readonly { readonly value: string; readonly label: string }[]; readonly first: boolean; readonly sounds: Sounds }) {
  if (field.input === 'text') return <Input autoFocus={first} maxLength={field.max ?? 200} />;
  if (field.input === 'long') return <GrowingText rows={1} maxLength={field.max ?? 500} />;
  if (field.input === 'date') return <DateField allowClear />;
  if (field.input === 'words') return <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',', ' ']} />;
  return <Select allowClear={field.clearable ?? false} showSearch={{ filterOption: (typed, option) => sounds.matches(String(option?.label ?? ''), typed) }} options={[...options]} {...(field.input === 'choices' ? { mode: 'multiple' as const } : {})} />;
}

/** The fields that differ from the record; for a new one, those that were filled in. What was cleared becomes an empty text. */
function changedFields(values: Values, record: DirectoryRecord | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? wellFormed(value.trim()) : (value === undefined || value === null) && record !== null ? '' : value;
    if (name === 'scope' || kept === undefined || kept === null || JSON.stringify(kept) === JSON.stringify(record?.[name] ?? (record === null ? undefined : ''))) return [];
    return [[name, kept]];
  }));
}
