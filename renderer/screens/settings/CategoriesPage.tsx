/** 诉求类别: the list in force here. Changing a shipped or a county's category writes this place's own word on it and leaves the others theirs. */
import { ArrowDownOutlined, ArrowUpOutlined, HistoryOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton, Table, Tag, Tooltip, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { categorySubject, effectiveCategories, type CaseCategory } from '../../../shared/category/category.ts';
import { CATEGORY_GROUP_WORDS } from '../../../shared/case/words.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { historyWords, type DirectoryRecord } from '../../ui/records/record-words.ts';
import { CATEGORY_WORDS } from './directory-kinds.ts';
import { RecordHistory } from '../../ui/records/RecordHistory.tsx';
import { RecordModal } from '../../ui/records/RecordModal.tsx';
import styles from './settings.module.css';
import { SettingsCard } from './SettingsCard.tsx';
import { usePlace, type SettingsPlace } from './use-place.tsx';
import { useSaveSetting } from '../../ui/records/use-setting.ts';

const ORIGIN_WORDS: Readonly<Record<CaseCategory['origin'], string>> = { shipped: '默认', county: '县里定的', township: '本地定的' };
/** Places in the list are tens, as the shipped ones are: a category moves past its neighbour and no other record is written. */
const PAST = 1;

export function CategoriesPage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('category.updated');
  return directory === undefined ? <Skeleton active /> : <CategoryList directory={directory} place={place} />;
}

function CategoryList({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const { save, refusal } = useSaveSetting();
  const [editing, setEditing] = useState<CaseCategory | 'new' | null>(null);
  const [history, setHistory] = useState<CaseCategory | null>(null);
  const categories = effectiveCategories(directory.categoryRecords, place.scope);
  const own = (key: string) => directory.categoryRecords.find((one) => one.scope === place.scope && one.key === key);
  const write = (one: CaseCategory, label: string, change: { readonly order: number } | { readonly active: boolean }) => save({
    scope: place.scope, subject: categorySubject(place.scope, one.key), type: 'category.updated', label,
    before: 'order' in change ? { order: own(one.key)?.order ?? null } : { active: own(one.key)?.active ?? null }, after: change,
  });
  /** Past the neighbour: halfway to the one after it, or beyond the end. */
  const move = (index: number, step: -1 | 1) => {
    const [one, past, beyond] = [categories[index], categories[index + step], categories[index + 2 * step]];
    if (one === undefined || past === undefined) return;
    void write(one, `${one.name}的次序`, { order: beyond === undefined ? past.order + step * PAST : (past.order + beyond.order) / 2 });
  };
  const columns: TableColumnsType<CaseCategory> = [
    { title: '名称', dataIndex: 'name', render: (name: string, one) => <>{name}{one.shippedName !== null && one.shippedName !== name && <small>（原“{one.shippedName}”）</small>}{!one.active && <Tag style={{ marginInlineStart: 8 }}>不再用</Tag>}</> },
    { title: '夜市三类', dataIndex: 'group', width: '9em', render: (group: CaseCategory['group']) => CATEGORY_GROUP_WORDS[group] },
    { title: '提示词', dataIndex: 'words', ellipsis: true, render: (words: readonly string[]) => words.join('、') },
    { title: '谁定的', dataIndex: 'origin', width: '6.5em', render: (origin: CaseCategory['origin']) => ORIGIN_WORDS[origin] },
    { title: '', key: 'acts', width: '17em', align: 'right', render: (_, one, index) => (
      <>
        {place.mayEdit && <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={index === 0} aria-label={`${one.name}往前移`} onClick={() => { move(index, -1); }} />}
        {place.mayEdit && <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={index === categories.length - 1} aria-label={`${one.name}往后移`} onClick={() => { move(index, 1); }} />}
        <Tooltip title="改动记录"><Button type="text" size="small" icon={<HistoryOutlined />} aria-label={`${one.name}的改动记录`} onClick={() => { setHistory(one); }} /></Tooltip>
        {place.mayEdit && <Button type="link" size="small" aria-label={one.active ? `停用${one.name}` : `恢复${one.name}`} onClick={() => { void write(one, `${one.active ? '停用' : '恢复'}${one.name}`, { active: !one.active }); }}>{one.active ? '停用' : '恢复'}</Button>}
        {place.mayEdit && <Button type="link" size="small" aria-label={`修改${one.name}`} onClick={() => { setEditing(one); }}>修改</Button>}
      </>
    ) },
  ];
  const nameTaken = (name: unknown): boolean => categories.some((one) => one.name === String(name).trim() && (editing === 'new' || one.key !== editing?.key));
  return (
    <SettingsCard
      title="诉求类别" place={place} refusal={refusal} history={null} about="登记和梳理时按这个次序选；停用的不再出现，以前的件照旧。提示词决定登记时建议哪个类别。"
      extra={place.mayEdit ? <Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>添加类别</Button> : null}
    >
      <Table<CaseCategory> size="small" rowKey="key" columns={columns} dataSource={[...categories]} pagination={false} className={styles['list'] ?? ''} />
      {editing !== null && (
        <RecordModal
          key={editing === 'new' ? 'new' : editing.key} words={CATEGORY_WORDS} directory={directory} record={editing === 'new' ? null : asRecord(editing, place.scope)} own={{ ...(editing === 'new' ? {} : own(editing.key)) }} choosesScope={false}
          initial={{ group: 'livelihood_difficulty', order: (categories.at(-1)?.order ?? 0) + PAST }} check={(values) => (nameTaken(values['name']) ? '已有这个名字的类别。请换一个名字，或直接修改那一个。' : null)}
          target={() => ({ scope: place.scope, subject: categorySubject(place.scope, editing === 'new' ? crypto.randomUUID().replaceAll('-', '') : editing.key) })} onClose={() => { setEditing(null); }}
        />
      )}
      {history !== null && <RecordHistory title={history.name} subject={categorySubject(place.scope, history.key)} words={historyWords(CATEGORY_WORDS.fields, directory)} onClose={() => { setHistory(null); }} />}
    </SettingsCard>
  );
}

function asRecord(one: CaseCategory, scope: string): DirectoryRecord {
  return { ...one, id: categorySubject(scope, one.key), scope };
}
