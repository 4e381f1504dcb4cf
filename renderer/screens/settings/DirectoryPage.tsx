/** 名录: villages, deputies and units. What is changed here is an entry like any other, and reaches every device of its scope. */
import { HistoryOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Input, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { NO_DIRECTORY, type Directory } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { newSubject } from '../../ui/new-subject.ts';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { DIRECTORY_KINDS, type DirectoryRecord, type FieldKind, type RecordKind } from './directory-kinds.ts';
import styles from './settings.module.css';
import { RecordHistory, type FieldWords } from './RecordHistory.tsx';
import { RecordModal } from './RecordModal.tsx';

const PAGE_SIZE = 50;

export function DirectoryPage({ kind }: { readonly kind: RecordKind }) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const answer = useAnswer((store) => store.directory(), ['directory'], []);
  const directory = answer ?? NO_DIRECTORY;
  const [editing, setEditing] = useState<DirectoryRecord | 'new' | null>(null);
  const [history, setHistory] = useState<DirectoryRecord | null>(null);
  const [wanted, setWanted] = useState('');
  const { label, type, fields, records } = DIRECTORY_KINDS[kind];
  const all = records(directory);
  const rows = all.filter((row) => matches(row, fields, { directory, wanted }));
  const mayEdit = mayAppend(session.role, type);

  const columns: TableColumnsType<DirectoryRecord> = [
    ...fields.filter((field) => field.unlisted !== true).map((field) => ({ title: field.label, dataIndex: field.name, key: field.name, render: (value: unknown) => fieldWords(field, directory, value) })),
    { title: '范围', dataIndex: 'scope', render: (scope: string) => scopeName(enrolment, scope) },
    { title: '', key: 'active', render: (_, row) => (row.active ? null : <Tag>已停用</Tag>) },
    { title: '', key: 'edit', align: 'right', render: (_, row) => (
      <>
        <Tooltip title="改动记录"><Button type="text" size="small" icon={<HistoryOutlined />} aria-label={`${row.name}的改动记录`} onClick={() => { setHistory(row); }} /></Tooltip>
        {mayEdit && session.writes.includes(row.scope) && <Button type="link" size="small" aria-label={`修改${row.name}`} onClick={() => { setEditing(row); }}>修改</Button>}
      </>
    ) },
  ];
  return (
    <Card
      title={label}
      extra={(
        <Flex gap={12} align="center">
          <Input.Search allowClear aria-label={`在${label}里查找`} placeholder="名称、电话、首字母" value={wanted} onChange={(event) => { setWanted(event.target.value); }} style={{ width: 220 }} />
          {answer !== undefined && <span className={styles['numeric']}>{rows.length === all.length ? `${all.length} 个` : `${rows.length} / ${all.length} 个`}</span>}
          {mayEdit && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>添加{label}</Button>}
        </Flex>
      )}
      styles={{ body: { padding: 0 } }}
    >
      <Table<DirectoryRecord>
        size="small" rowKey="id" columns={columns} dataSource={[...rows]} loading={answer === undefined} pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, placement: ['bottomEnd'] }} className={styles['wide'] ?? ''}
        locale={{ emptyText: wanted === '' ? <EmptyState title={`还没有${label}`}>点右上角添加，加了以后各处都能选到。</EmptyState> : <EmptyState drawing="search" title="没有找到">换几个字试试，名称、电话、拼音首字母都可以。</EmptyState> }}
      />
      {editing !== null && (
        <RecordModal
          key={editing === 'new' ? 'new' : editing.id} words={DIRECTORY_KINDS[kind]} directory={directory} record={editing === 'new' ? null : editing} choosesScope initial={{}} onClose={() => { setEditing(null); }}
          target={(scope) => (editing === 'new' ? { scope, subject: newSubject(kind) } : { scope: editing.scope, subject: editing.id })}
        />
      )}
      {history !== null && <RecordHistory title={history.name} subject={history.id} words={historyWords(fields, directory)} onClose={() => { setHistory(null); }} />}
    </Card>
  );
}

/** The words of a record's fields, for its history. */
export function historyWords(fields: readonly FieldKind[], directory: Directory): FieldWords {
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  return {
    name: (name) => (name === 'active' ? '在用' : name === 'order' ? '次序' : fieldOf(name)?.label ?? name),
    value: (name, value: FieldValue) => {
      const field = fieldOf(name);
      return typeof value === 'boolean' ? (value ? '是' : '否') : field === undefined ? String(value) : fieldWords(field, directory, value) || String(value);
    },
  };
}

/** A value of a record as tables show it. */
export function fieldWords(field: FieldKind, directory: Directory, value: unknown): string {
  const options = field.options?.(directory) ?? [];
  const word = (one: string): string => options.find((option) => option.value === one)?.label ?? one;
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').map(word).join('、');
  return typeof value === 'string' ? word(value) : '';
}

function matches(row: DirectoryRecord, fields: readonly FieldKind[], { directory, wanted }: { readonly directory: Directory; readonly wanted: string }): boolean {
  const text = wanted.trim().toLowerCase();
  return text === '' || fields.some((field) => fieldWords(field, directory, row[field.name]).toLowerCase().includes(text));
}
