/** Every row as it would be taken over: what is new, what changes, what is wrong and can be put right here. */
import { Flex, Input, Select, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { CheckedRow } from '../../../shared/import/check-rows.ts';
import type { ImportField } from '../../../shared/import/import-kind.ts';
import { rowNoteText } from '../../../shared/import/words.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import styles from './import.module.css';
import type { Review } from './use-review.ts';

type Shown = 'all' | CheckedRow['outcome'] | 'remarks';
const OUTCOME_WORDS: Readonly<Record<CheckedRow['outcome'], string>> = { new: '新增', update: '更新', same: '不变', fault: '有问题' };
const OUTCOME_COLOURS: Readonly<Record<CheckedRow['outcome'], string>> = { new: 'success', update: 'processing', same: 'default', fault: 'error' };
const PAGE = 50;

export function PreviewTable({ review }: { readonly review: Review }) {
  const { enrolment } = useEnrolment();
  const { rows, kind, mapping, skipped } = review;
  const [shown, setShown] = useState<Shown>('all');
  const counts = { all: rows.length, new: count(rows, 'new'), update: count(rows, 'update'), same: count(rows, 'same'), fault: count(rows, 'fault'), remarks: rows.filter(({ remarks }) => remarks.length > 0).length };
  const now = counts[shown] === 0 ? 'all' : shown;
  const list = rows.filter((row) => now === 'all' || (now === 'remarks' ? row.remarks.length > 0 : row.outcome === now));
  const options: readonly { readonly value: Shown; readonly label: string }[] = [{ value: 'all', label: '全部' }, { value: 'new', label: '新增' }, { value: 'update', label: '更新' }, { value: 'same', label: '不变' }, { value: 'fault', label: '有问题' }, { value: 'remarks', label: '有提示' }];
  const columns: TableColumnsType<CheckedRow> = [
    { title: '行', dataIndex: 'no', width: 56, fixed: 'left' },
    { title: '', dataIndex: 'outcome', width: 72, fixed: 'left', render: (outcome: CheckedRow['outcome'], row) => (skipped.has(row.no) && outcome !== 'fault' ? <Tag>跳过</Tag> : <Tag color={OUTCOME_COLOURS[outcome]}>{OUTCOME_WORDS[outcome]}</Tag>) },
    ...(counts.fault + counts.remarks === 0 ? [] : [{ title: '问题和提示', key: 'notes', width: 340, fixed: 'left' as const, render: (_: unknown, { faults, remarks }: CheckedRow) => (
      <>
        {faults.map((fault, index) => <div key={index}><Typography.Text type="danger">{labelOf(kind.fields, fault.field)}：{rowNoteText(fault)}</Typography.Text></div>)}
        {remarks.map((remark, index) => <div key={index}><Typography.Text type="secondary">{labelOf(kind.fields, remark.field)}：{rowNoteText(remark)}</Typography.Text></div>)}
      </>
    ) }]),
    ...kind.fields.filter((field) => mapping[field.name] !== undefined || rows.some(({ faults }) => faults.some((fault) => fault.field === field.name))).map((field) => ({
      title: field.label, key: field.name, width: widthOf(field), ellipsis: true, render: (_: unknown, row: CheckedRow) => <PreviewCell field={field} row={row} review={review} place={field.cell === 'township' ? scopeName(enrolment, row.scope) : ''} />,
    })),
  ];
  return (
    <Flex vertical gap={8}>
      <Flex gap={6} align="center" wrap role="group" aria-label="只看">
        {options.map(({ value, label }) => (
          <Tag.CheckableTag key={value} checked={now === value} onChange={() => { setShown(value); }} className={styles['count'] ?? ''}>{label} {counts[value]}</Tag.CheckableTag>
        ))}
        <Typography.Text type="secondary" className={styles['hint'] ?? ''}>空着的格不会清掉已有的内容；不想导入的行去掉勾。</Typography.Text>
      </Flex>
      <Table<CheckedRow>
        size="small" rowKey="no" columns={columns} dataSource={[...list]} scroll={{ x: 'max-content', y: 'max(150px, calc(100vh - 37em))' }} className={styles['preview'] ?? ''} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
        rowSelection={{
          columnWidth: 36, fixed: true, preserveSelectedRowKeys: true, selectedRowKeys: rows.filter(({ no, outcome }) => outcome !== 'fault' && !skipped.has(no)).map(({ no }) => no), getCheckboxProps: ({ outcome }) => ({ disabled: outcome === 'fault' }),
          onChange: (keys) => { const kept = new Set(keys); review.skip(new Set(rows.filter(({ no, outcome }) => outcome !== 'fault' && !kept.has(no)).map(({ no }) => no))); },
        }}
        locale={{ emptyText: '表头下面没有内容。请换一个表头行或工作表。' }}
      />
    </Flex>
  );
}

/** A cell: as it stands, or an input where it is wrong. A change shows what was there before. */
function PreviewCell({ field, row, review, place }: { readonly field: ImportField; readonly row: CheckedRow; readonly review: Review; readonly place: string }) {
  const { enrolment: { session, scopes } } = useEnrolment();
  const text = row.texts[field.name] ?? '';
  const wrong = row.faults.some((fault) => fault.field === field.name);
  const correct = (next: string) => { if (next !== text) review.correct(row.no, field.name, next); };
  const name = `第 ${row.no} 行${field.label}`;
  if (wrong && field.cell === 'choice') return <Select size="small" status="error" aria-label={name} allowClear value={text} style={{ width: '100%' }} options={(field.choices ?? []).map(({ words }) => ({ value: words[0] ?? '' }))} onChange={(next: string | undefined) => { correct(next ?? ''); }} />;
  if (wrong && field.cell === 'township') return <Select size="small" status="error" aria-label={name} value={text} showSearch style={{ width: '100%' }} options={scopes.filter(({ code }) => session.writes.includes(code)).map((one) => ({ value: one.name }))} onChange={correct} />;
  if (wrong) return <Input size="small" status="error" aria-label={name} defaultValue={text} onBlur={(event) => { correct(event.target.value.trim()); }} onPressEnter={(event) => { event.currentTarget.blur(); }} />;
  if (field.cell === 'township') return text === '' ? <Typography.Text type="secondary">{place}</Typography.Text> : place;
  const before = row.target?.[field.name];
  if (row.outcome === 'update' && row.values[field.name] !== undefined && typeof before === 'string' && before !== '' && field.cell !== 'village') {
    const shown = field.choices?.find(({ value }) => value === before)?.words[0] ?? before;
    return <Tooltip title={`原来：${shown}`}><Typography.Text delete type="secondary">{shown}</Typography.Text> {text}</Tooltip>;
  }
  return text;
}

function count(rows: readonly CheckedRow[], outcome: CheckedRow['outcome']): number {
  return rows.filter((row) => row.outcome === outcome).length;
}

function labelOf(fields: readonly ImportField[], name: string): string {
  return fields.find((field) => field.name === name)?.label ?? name;
}

function widthOf({ cell, name }: ImportField): number {
  if (name === 'name' || name === 'address') return 190;
  return { text: 110, phone: 140, choice: 120, township: 110, village: 110, villages: 150, deputies: 150, categories: 130 }[cell];
}
