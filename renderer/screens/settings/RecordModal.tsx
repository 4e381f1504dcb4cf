/** Adding or changing one record: only the fields that were changed are written, so that two people's changes to different fields both count. */
import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { newSubject } from '../../ui/new-subject.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { DIRECTORY_KINDS, type DirectoryRecord, type FieldKind, type RecordKind } from './directory-kinds.ts';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';

type Values = Readonly<Record<string, unknown>>;

export function RecordModal({ kind, record, onClose }: { readonly kind: RecordKind; readonly record: DirectoryRecord | null; readonly onClose: () => void }) {
  const { enrolment: { session, scopes } } = useEnrolment();
  const { busy, refusal, perform, clearRefusal } = usePerform();
  const [form] = Form.useForm<Values>();
  const { label, type, fields } = DIRECTORY_KINDS[kind];
  const writable = scopes.filter(({ code }) => session.writes.includes(code));
  const submit = async () => {
    const values = await form.validateFields().then((found) => found, () => null);
    if (values === null) return;
    const set = changedFields(values, record);
    if (Object.keys(set).length === 0) { onClose(); return; }
    const scope = record?.scope ?? (typeof values['scope'] === 'string' ? values['scope'] : session.home);
    if (await perform({ scope, subject: record?.id ?? newSubject(kind), type, body: { set } })) onClose();
  };
  return (
    <Modal open title={record === null ? `添加${label}` : `修改${record.name}`} okText="保存" cancelText="取消" confirmLoading={busy} onOk={() => { void submit(); }} onCancel={onClose}>
      <Form form={form} layout="vertical" initialValues={record ?? { active: true, scope: session.home }} onValuesChange={clearRefusal} onFinish={() => { void submit(); }}>
        {record === null && writable.length > 1 && <Form.Item name="scope" label="范围"><Select options={writable.map(({ code, name }) => ({ value: code, label: name }))} /></Form.Item>}
        {fields.map((field, index) => (
          <Form.Item key={field.name} name={field.name} label={field.label} extra={field.hint} rules={field.required ? [{ required: true, message: `请填${field.label}` }] : []}>
            {inputOf(field, index === 0)}
          </Form.Item>
        ))}
        <Form.Item name="active" label="在用" valuePropName="checked" extra="停用的不再出现在选择里，以前的记录照旧。"><Switch /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}

function inputOf(field: FieldKind, first: boolean) {
  if (field.input === 'text') return <Input autoFocus={first} maxLength={field.max ?? 200} />;
  return <Select showSearch={{ optionFilterProp: 'label' }} options={[...field.options ?? []]} {...(field.input === 'choices' ? { mode: 'multiple' as const } : {})} />;
}

/** The fields that differ from the record; for a new one, those that were filled in. */
function changedFields(values: Values, record: DirectoryRecord | null): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    const kept = typeof value === 'string' ? wellFormed(value.trim()) : value;
    if (name === 'scope' || kept === undefined || JSON.stringify(kept) === JSON.stringify(record?.[name])) return [];
    return [[name, kept]];
  }));
}
