/** Above the list: what it shows, as chips that can be taken away; search, order, registering, exporting. */
import { FileExcelOutlined, FilterOutlined, PlusOutlined, SearchOutlined, SortAscendingOutlined } from '@ant-design/icons';
import { Badge, Button, DatePicker, Dropdown, Flex, Form, Input, Popover, Select, Tag, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { CASE_STATES, LEVELS } from '../../../shared/case/case.ts';
import { CATEGORIES, LEVEL_WORDS, STATUS_WORDS } from '../../../shared/case/words.ts';
import type { CaseSort, Directory } from '../../store/api.ts';
import { withParam, type CaseListView } from './case-address.ts';
import type { FilterChip } from './filter-chips.ts';
import styles from './cases-screen.module.css';

const SORT_WORDS: Readonly<Record<CaseSort, string>> = { received: '收到先后', due: '时限先后', number: '编号', changed: '最近办理' };
const SORTS = Object.keys(SORT_WORDS) as CaseSort[];

interface Props {
  readonly view: CaseListView;
  readonly chips: readonly FilterChip[];
  readonly params: URLSearchParams;
  readonly onParams: (params: URLSearchParams) => void;
  readonly directory: Directory;
  /** Townships to choose from; the county sees several. */
  readonly scopes: readonly { readonly code: string; readonly name: string }[];
  readonly total: number;
  readonly onRegister: (() => void) | null;
  readonly onExport: () => Promise<void>;
}

export function FilterBar({ view, chips, params, onParams, directory, scopes, total, onRegister, onExport }: Props) {
  const set = (name: string, value: string | null) => { onParams(withParam(params, name, value)); };
  return (
    <div className={styles['bar']}>
      <Flex gap={8}>
        <SearchField text={params.get('text') ?? ''} onText={(text) => { set('text', text); }} />
        <Popover trigger="click" placement="bottomLeft" content={<FilterForm params={params} set={set} directory={directory} scopes={scopes} />}>
          <Badge count={chips.filter((chip) => chip.param !== 'text').length} size="small" color="#1D4E89"><Button icon={<FilterOutlined />}>筛选</Button></Badge>
        </Popover>
        <Dropdown trigger={['click']} menu={{
          selectable: true, selectedKeys: [view.sort, view.descending ? 'down' : 'up'],
          items: [...SORTS.map((sort) => ({ key: sort, label: SORT_WORDS[sort] })), { type: 'divider' }, { key: 'up', label: '从前往后' }, { key: 'down', label: '从后往前' }],
          onClick: ({ key }) => { if (key === 'up' || key === 'down') set('order', key); else onParams(withParam(withParam(params, 'sort', key), 'order', null)); },
        }}>
          <Tooltip title={`按${SORT_WORDS[view.sort]}，${view.descending ? '从后往前' : '从前往后'}`}><Button icon={<SortAscendingOutlined />} aria-label={`排序：${SORT_WORDS[view.sort]}`} /></Tooltip>
        </Dropdown>
        <ExportButton disabled={total === 0} onExport={onExport} />
        {onRegister !== null && <Button type="primary" icon={<PlusOutlined />} onClick={onRegister}>登记</Button>}
      </Flex>
      <div className={styles['chips']}>
        {chips.length === 0 && <span className={styles['all']}>全部民情件</span>}
        {chips.map((chip) => <Tag key={chip.param} closable closeIcon={<span aria-label={`去掉条件：${chip.words}`} role="button">×</span>} color="processing" onClose={(event) => { event.preventDefault(); set(chip.param, null); }}>{chip.words}</Tag>)}
        {chips.length > 1 && <Button type="link" size="small" onClick={() => { onParams(new URLSearchParams()); }}>全部去掉</Button>}
        <span className={styles['total']} aria-live="polite" data-testid="case-total">{total} 件</span>
      </div>
    </div>
  );
}

/** Typing searches as it goes; the box follows the address when that changes elsewhere. */
function SearchField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => { setTyped(text); }, [text]);
  return (
    <Input
      prefix={<SearchOutlined />} placeholder="编号、姓名、村、原话里的字" allowClear aria-label="在台账里搜索" value={typed}
      onChange={(event) => { setTyped(event.target.value); if (!isComposing(event.nativeEvent)) onText(event.target.value.trim()); }}
      onCompositionEnd={(event) => { onText(event.currentTarget.value.trim()); }}
    />
  );
}

function isComposing(event: Event): boolean {
  return event instanceof InputEvent && event.isComposing;
}

function FilterForm({ params, set, directory, scopes }: { readonly params: URLSearchParams; readonly set: (name: string, value: string | null) => void; readonly directory: Directory; readonly scopes: Props['scopes'] }) {
  const choice = (name: string, options: readonly { readonly value: string; readonly label: string }[]) => (
    <Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder="不限" value={params.get(name)} options={[...options]} onChange={(value: string | null | undefined) => { set(name, value ?? null); }} />
  );
  const statuses = (params.get('status') ?? '').split('.').filter((one) => one !== '');
  const month = params.get('month');
  return (
    <Form layout="horizontal" labelCol={{ flex: '5em' }} labelAlign="left" className={styles['filterForm'] ?? ''}>
      {scopes.length > 1 && <Form.Item label="乡镇">{choice('scope', scopes.map(({ code, name }) => ({ value: code, label: name })))}</Form.Item>}
      <Form.Item label="范围">{choice('open', [{ value: '1', label: '未办结' }])}</Form.Item>
      <Form.Item label="状态"><Select mode="multiple" allowClear placeholder="不限" value={statuses} options={CASE_STATES.map((one) => ({ value: one, label: STATUS_WORDS[one] }))} onChange={(values: string[]) => { set('status', values.join('.')); }} /></Form.Item>
      <Form.Item label="时限">{choice('due', [{ value: 'overdue', label: '逾期' }, { value: 'soon', label: '三天内到期' }])}</Form.Item>
      <Form.Item label="类别">{choice('category', CATEGORIES.map((one) => ({ value: one, label: one })))}</Form.Item>
      <Form.Item label="级别">{choice('level', LEVELS.map((one) => ({ value: one, label: LEVEL_WORDS[one] })))}</Form.Item>
      <Form.Item label="村">{choice('village', directory.villages.map((one) => ({ value: one.id, label: one.name })))}</Form.Item>
      <Form.Item label="承办">{choice('lead', directory.units.map((one) => ({ value: one.id, label: one.name })))}</Form.Item>
      <Form.Item label="收到月份"><DatePicker picker="month" value={month === null ? null : dayjs(`${month}-01`)} onChange={(value: dayjs.Dayjs | null) => { set('month', value === null ? null : value.format('YYYY-MM')); }} style={{ width: '100%' }} /></Form.Item>
    </Form>
  );
}

function ExportButton({ disabled, onExport }: { readonly disabled: boolean; readonly onExport: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  return (
    <Tooltip title="把现在列出的这些导出成 Excel，顺序不变">
      <Button icon={<FileExcelOutlined />} aria-label="导出 Excel" loading={busy} disabled={disabled} onClick={() => { setBusy(true); void onExport().finally(() => { setBusy(false); }); }} />
    </Tooltip>
  );
}
