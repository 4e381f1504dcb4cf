/** 名录: villages, deputies and units. What is changed here is an entry like any other, and reaches every device of its scope. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Segmented, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { DIRECTORY_KINDS, RECORD_KINDS, type DirectoryRecord, type FieldKind, type RecordKind } from './directory-kinds.ts';
import styles from './settings.module.css';
import { RecordModal } from './RecordModal.tsx';

const PAGE_SIZE = 50;

export function DirectoryPage() {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const [kind, setKind] = useState<RecordKind>('village');
  const [editing, setEditing] = useState<DirectoryRecord | 'new' | null>(null);
  const { label, type, fields, records } = DIRECTORY_KINDS[kind];
  const rows = directory === undefined ? undefined : records(directory);
  const mayEdit = mayAppend(session.role, type);

  const columns: TableColumnsType<DirectoryRecord> = [
    ...fields.map((field) => ({ title: field.label, dataIndex: field.name, key: field.name, render: (value: unknown) => fieldWords(field, value) })),
    { title: '范围', dataIndex: 'scope', render: (scope: string) => scopeName(enrolment, scope) },
    { title: '', key: 'active', render: (_, row) => (row.active ? null : <Tag>已停用</Tag>) },
    { title: '', key: 'edit', align: 'right', render: (_, row) => (mayEdit && session.writes.includes(row.scope) ? <Button type="link" size="small" aria-label={`修改${row.name}`} onClick={() => { setEditing(row); }}>修改</Button> : null) },
  ];
  return (
    <Card
      title={<Segmented<RecordKind> aria-label="名录的种类" value={kind} onChange={setKind} options={RECORD_KINDS.map((one) => ({ value: one, label: DIRECTORY_KINDS[one].label }))} />}
      extra={<Flex gap={12} align="center">{rows !== undefined && <span>{rows.length} 个</span>}{mayEdit && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>添加{label}</Button>}</Flex>}
      styles={{ body: { padding: 0 } }}
    >
      <Table<DirectoryRecord> size="small" rowKey="id" columns={columns} dataSource={rows ? [...rows] : []} loading={rows === undefined} pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, placement: ['bottomEnd'] }} className={styles['wide'] ?? ''} />
      {editing !== null && <RecordModal key={editing === 'new' ? 'new' : editing.id} kind={kind} record={editing === 'new' ? null : editing} onClose={() => { setEditing(null); }} />}
    </Card>
  );
}

function fieldWords(field: FieldKind, value: unknown): string {
  if (Array.isArray(value)) return value.join('、');
  if (typeof value !== 'string') return '';
  return field.options?.find((option) => option.value === value)?.label ?? value;
}
