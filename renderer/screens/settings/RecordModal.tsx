/** Adding or changing one record: only the fields that were changed are written, so that two people's changes to different fields both count. */
import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { Directory } from '../../store/api.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import type { DirectoryRecord, FieldKind, RecordWords } from './directory-kinds.ts';

type Values = Readonly<Record<string, unknown>>;

interface Props {
  readonly words: RecordWords;
  readonly directory: Directory;
  /** The record to be changed, or null for a new one. */
  readonly record: DirectoryRecord | null;
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

export function RecordModal({ words, directory, record, target, choosesScope, initial, check, onClose }: Props) {
  const { enrolment: { session, scopes } } = useEnrolment();
  const { busy, refusal, perform, clearRefusal } = usePerform();
  const [form] = Form.useForm<Values>();
  const { label, type, fields } = words;
  const writable = scopes.filter(({ code }) => session.writes.includes(code));
  const submit = async () => {
    const values = await form.validateFields().then((found) => found, () => null);
    if (values === null) return;
    const set = { ...(record === null ? initial : {}), ...changedFields(values, record) };
    if (Object.keys(set).length === 0) { onClose(); return; }
    const { subject, scope } = target(typeof values['scope'] === 'string' ? values['scope'] : session.home);
    if (await perform({ scope, subject, type, body: { set } })) onClose();
  };
  return (
    <Modal open title={record === null ? `添加${label}` : `修改${record.name}`} okText="保存" cancelText="取消" confirmLoading={busy} onOk={() => { void submit(); }} onCancel={onClose}>
      <Form form={form} layout="vertical" initialValues={record ?? { active: true, scope: session.home, ...initial }} onValuesChange={clearRefusal} onFinish={() => { void submit(); }}>
        {choosesScope && record === null && writable.length > 1 && <Form.Item name="scope" label="范围"><Select options={writable.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>}
        {fields.map((field, index) => (
          <Form.Item key={field.name} name={field.name} label={field.label} extra={field.hint} rules={[
            ...(field.required ? [{ required: true, whitespace: field.input === 'text', message: `请填${field.label}` }] : []),
            ...(index === 0 && check ? [{ validator: (_: unknown, value: unknown) => { const fault = check({ [field.name]: value }); return fault === null ? Promise.resolve() : Promise.reject(new Error(fault)); } }] : []),
          ]}>
            {inputOf(field, directory, index === 0)}
          </Form.Item>
        ))}
        <Form.Item name="active" label="在用" valuePropName="checked" extra="停用的不再出现在选择里，以前的记录照旧。"><Switch /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

function inputOf(field: FieldKind, directory: Directory, first: boolean) {
  if (field.input === 'text') return <Input autoFocus={first} maxLength={field.max ?? 200} />;
  if (field.input === 'words') return <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',', ' ']} />;
  return <Select showSearch={{ optionFilterProp: 'label' }} options={[...field.options?.(directory) ?? []]} {...(field.input === 'choices' ? { mode: 'multiple' as const } : {})} />;
}

/** The fields that differ from the record; for a new one, those that were filled in. */
function changedFields(values: Values, record: DirectoryRecord | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? wellFormed(value.trim()) : value;
    if (name === 'scope' || kept === undefined || JSON.stringify(kept) === JSON.stringify(record?.[name])) return [];
    return [[name, kept]];
  }));
}
