/** A list of plain records: searched, narrowed, added to, changed, put out of use, exported, and imported from a table. What is changed is an entry like any other. */
import { HistoryOutlined, MoreOutlined, PlusOutlined, RollbackOutlined, StopOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Card, Dropdown, Flex, Input, Select, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import { IMPORT_KIND } from '../../../shared/import/import-kind.ts';
import { NO_DIRECTORY, type Directory } from '../../store/api.ts';
import { EmptyState } from '../EmptyState.tsx';
import { exportRecords, saveTemplate } from '../import/directory-workbook.ts';
import { ImportLog } from '../import/ImportLog.tsx';
import { ImportWizard } from '../import/ImportWizard.tsx';
import { newSubject } from '../new-subject.ts';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { useSounds, type Sounds } from '../sounds.ts';
import { useAnswer } from '../use-answer.ts';
import { fieldWords, historyWords, type DirectoryRecord, type FieldKind, type KindWords } from './record-words.ts';
import { RecordHistory } from './RecordHistory.tsx';
import { RecordModal } from './RecordModal.tsx';
import styles from './records.module.css';
import { useSaveSetting } from './use-setting.ts';

const PAGE_SIZE = 50;
type Use = 'all' | 'active' | 'inactive';

interface Props {
  readonly kind: KindWords;
  /** What the list is for, where the title does not say it. */
  readonly about?: string;
  /** Acts of one row beside the usual. */
  readonly rowActs?: (record: DirectoryRecord, directory: Directory) => ReactNode;
  /** Acts on the rows that are shown, beside the usual. */
  readonly listActs?: (records: readonly DirectoryRecord[], directory: Directory) => readonly { readonly key: string; readonly label: string; readonly onClick: () => void }[];
  /** What a new record begins with. */
  readonly initial?: Readonly<Record<string, unknown>>;
  /** True inside a frame that has a title of its own, such as a tab. */
  readonly framed?: boolean;
}

export function RecordPage({ kind, about, rowActs, listActs, initial = {}, framed = false }: Props) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const { message } = App.useApp();
  const sounds = useSounds();
  const answer = useAnswer((store) => store.directory(), ['directory'], []);
  const directory = answer ?? NO_DIRECTORY;
  const { save } = useSaveSetting();
  const [editing, setEditing] = useState<DirectoryRecord | 'new' | null>(null);
  const [history, setHistory] = useState<DirectoryRecord | null>(null);
  const [opened, setOpened] = useState<'import' | 'log' | null>(null);
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [use, setUse] = useState<Use>('active');
  const { label, type, fields, records, filter, imports } = kind;
  const all = useMemo(() => records(directory), [records, directory]);
  const rows = useMemo(
    () => all.filter((row) => (use === 'all' || row.active === (use === 'active')) && (chosen === null || filter === undefined || row[filter] === chosen) && matches(row, fields, { directory, wanted, sounds })),
    [all, use, chosen, filter, fields, directory, wanted, sounds],
  );
  const mayEdit = mayAppend(session.role, type);
  const narrowing = fields.find(({ name }) => name === filter);
  const several = new Set(all.map(({ scope }) => scope)).size > 1;

  const exported = async () => {
    const name = await exportRecords({ title: label, columns: [...fields.map((field) => ({ heading: headingOf(kind, field), words: (row: DirectoryRecord) => fieldWords(field, directory, row[field.name]) })), { heading: '乡镇', words: (row: DirectoryRecord) => scopeName(enrolment, row.scope) }, { heading: '在用', words: (row: DirectoryRecord) => (row.active ? '是' : '否') }], rows });
    if (name !== null) void message.success(`已存为 ${name}`);
  };
  const columns: TableColumnsType<DirectoryRecord> = [
    ...fields.filter((field) => field.unlisted !== true).map((field) => ({ title: field.label, dataIndex: field.name, key: field.name, render: (value: unknown) => clipped(fieldWords(field, directory, value), field.width) })),
    ...(several ? [{ title: '范围', dataIndex: 'scope', render: (scope: string) => clipped(scopeName(enrolment, scope), '6em') }] : []),
    { title: '', key: 'acts', align: 'right', render: (_, row) => (
      <span className={styles['acts']}>
        {!row.active && <Tag>已停用</Tag>}
        {rowActs?.(row, directory)}
        <Tooltip title="改动记录"><Button type="text" size="small" icon={<HistoryOutlined />} aria-label={`${row.name}的改动记录`} onClick={() => { setHistory(row); }} /></Tooltip>
        {mayEdit && session.writes.includes(row.scope) && (
          <>
            <Tooltip title={row.active ? '停用' : '恢复使用'}><Button type="text" size="small" icon={row.active ? <StopOutlined /> : <RollbackOutlined />} aria-label={`${row.active ? '停用' : '恢复'}${row.name}`} onClick={() => { void save({ scope: row.scope, subject: row.id, type, label: `${row.active ? '停用' : '恢复'}${row.name}`, before: { active: row.active }, after: { active: !row.active } }); }} /></Tooltip>
            <Button type="link" size="small" aria-label={`修改${row.name}`} onClick={() => { setEditing(row); }}>修改</Button>
          </>
        )}
      </span>
    ) },
  ];
  const more = [
    ...(listActs?.(rows, directory) ?? []),
    { key: 'export', label: `导出 Excel（${rows.length} 个）`, onClick: () => { void exported(); } },
    ...(imports === null ? [] : [
      { key: 'template', label: '下载空白模板', onClick: () => { void saveTemplate(IMPORT_KIND[imports]).then((name) => { if (name !== null) void message.success(`已存为 ${name}`); }); } },
      ...(mayEdit ? [{ key: 'log', label: '导入记录（可撤销）', onClick: () => { setOpened('log'); } }] : []),
    ]),
  ];
  const adding = imports === null || !mayEdit ? undefined : <Button icon={<UploadOutlined />} onClick={() => { setOpened('import'); }}>从 Excel 导入</Button>;
  const narrow = (
    <>
      <Input.Search allowClear aria-label={`在${label}里查找`} placeholder="名称、电话、首字母" value={wanted} onChange={(event) => { setWanted(event.target.value); }} style={{ width: '17em' }} />
      {narrowing !== undefined && <Select<string> allowClear aria-label={narrowing.label} placeholder={`${narrowing.label}不限`} style={{ width: 140 }} options={[...narrowing.options?.(directory) ?? []]} {...(chosen === null ? {} : { value: chosen })} onChange={(value: string | undefined) => { setChosen(value ?? null); }} />}
      <Select<Use> aria-label="在用或停用" style={{ width: 92 }} value={use} onChange={setUse} options={[{ value: 'active', label: '在用' }, { value: 'inactive', label: '已停用' }, { value: 'all', label: '全部' }]} />
      {answer !== undefined && <span className={styles['numeric']}>{rows.length === all.length ? `${all.length} 个` : `${rows.length} / ${all.length} 个`}</span>}
    </>
  );
  const doing = (
    <>
      {adding}
      {mayEdit && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>添加{label}</Button>}
      <Dropdown menu={{ items: more.map(({ key, label: words, onClick }) => ({ key, label: words, onClick })) }} trigger={['click']}><Button icon={<MoreOutlined />} aria-label="更多" /></Dropdown>
    </>
  );
  return (
    <Card
      {...(framed ? { variant: 'borderless' as const, className: styles['framed'] ?? '' } : { title: label, extra: <Flex gap={8} align="center">{narrow}{doing}</Flex> })}
      styles={{ body: { padding: 0 }, header: { gap: 12 } }}
    >
      {framed && <Flex justify="space-between" gap={8} className={styles['bar'] ?? ''}><Flex gap={8} align="center">{narrow}</Flex><Flex gap={8} align="center">{doing}</Flex></Flex>}
      {about !== undefined && <Typography.Paragraph type="secondary" className={styles['about'] ?? ''}>{about}</Typography.Paragraph>}
      <Table<DirectoryRecord>
        size="small" rowKey="id" columns={columns} dataSource={[...rows]} loading={answer === undefined} pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, placement: ['bottomEnd'], showSizeChanger: false }} className={styles['wide'] ?? ''} rowClassName={(row) => (row.active ? '' : styles['off'] ?? '')}
        locale={{ emptyText: all.length === 0 ? <EmptyState title={`还没有${label}`} {...(adding === undefined ? {} : { action: adding })}>{mayEdit ? '点右上角添加，加了以后各处都能选到。' : '由人大秘书、主席团主席或县里添加。'}</EmptyState> : <EmptyState drawing="search" title="没有找到">换几个字试试，名称、电话、拼音首字母都可以。</EmptyState> }}
      />
      {editing !== null && (
        <RecordModal
          key={editing === 'new' ? 'new' : editing.id} words={kind} directory={directory} record={editing === 'new' ? null : editing} choosesScope initial={initial} onClose={() => { setEditing(null); }}
          target={(scope) => (editing === 'new' ? { scope, subject: newSubject(kind.aggregate) } : { scope: editing.scope, subject: editing.id })}
        />
      )}
      {history !== null && <RecordHistory title={history.name} subject={history.id} words={historyWords(fields, directory)} onClose={() => { setHistory(null); }} />}
      {opened === 'import' && imports !== null && <ImportWizard kind={IMPORT_KIND[imports]} directory={directory} onClose={() => { setOpened(null); }} />}
      {opened === 'log' && <ImportLog directory={directory} onClose={() => { setOpened(null); }} />}
    </Card>
  );
}

/** An exported list can be imported again: its headings are those of the import. */
function headingOf({ imports }: KindWords, field: FieldKind): string {
  return imports === null ? field.label : IMPORT_KIND[imports].fields.find(({ name }) => name === field.name)?.label ?? field.label;
}

/** Long words are cut at `width`, and whole on hovering. */
function clipped(words: string, width: string | undefined): ReactNode {
  return width === undefined ? words : <span className={styles['clip']} style={{ maxWidth: width }} title={words}>{words}</span>;
}

function matches(row: DirectoryRecord, fields: readonly FieldKind[], { directory, wanted, sounds }: { readonly directory: Directory; readonly wanted: string; readonly sounds: Sounds }): boolean {
  const text = wanted.trim().toLowerCase();
  return text === '' || fields.some((field) => { const words = fieldWords(field, directory, row[field.name]); return words !== '' && sounds.matches(words, text); });
}
