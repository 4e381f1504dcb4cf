/** Above the list: which view this is, what it shows as chips that can be taken away; search, order, columns, registering, exporting. */
import { FileExcelOutlined, FilterOutlined, PlusOutlined, QuestionCircleOutlined, SearchOutlined, SortAscendingOutlined, TableOutlined } from '@ant-design/icons';
import { Badge, Button, Checkbox, Dropdown, Flex, Input, Popover, Tag, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import type { CaseSort, Directory } from '../../store/api.ts';
import { CASE_SORTS, withParam, type CaseListView } from './case-address.ts';
import type { FilterChip } from './filter-chips.ts';
import { FilterForm } from './FilterForm.tsx';
import styles from './cases-screen.module.css';
import { COLUMN_WORDS, COLUMNS, type Column } from './list-columns.ts';
import { ViewMenu } from './ViewMenu.tsx';

const SORT_WORDS: Readonly<Record<CaseSort, string>> = { received: '收到先后', due: '时限先后', changed: '最近办理', number: '编号' };

/** How the keyboard finds the search box. */
export const SEARCH_LABEL = '在台账里搜索';

interface Props {
  readonly view: CaseListView;
  readonly chips: readonly FilterChip[];
  readonly params: URLSearchParams;
  readonly onParams: (params: URLSearchParams) => void;
  readonly directory: Directory;
  /** Townships to choose from; the county sees several. */
  readonly scopes: readonly { readonly code: string; readonly name: string }[];
  readonly total: number;
  readonly columns: readonly Column[];
  readonly onColumns: (columns: readonly Column[]) => void;
  readonly onRegister: (() => void) | null;
  readonly onExport: () => Promise<void>;
  readonly onHelp: () => void;
  /** Esc or ↓ in the search box: back to the rows. */
  readonly onLeave: () => void;
}

export function FilterBar({ view, chips, params, onParams, directory, scopes, total, columns, onColumns, onRegister, onExport, onHelp, onLeave }: Props) {
  const set = (name: string, value: string | null) => { onParams(withParam(params, name, value)); };
  return (
    <div className={styles['bar']}>
      <Flex gap={8}>
        <SearchField text={params.get('text') ?? ''} onText={(text) => { set('text', text); }} onLeave={onLeave} />
        <Popover trigger="click" placement="bottomLeft" destroyOnHidden content={<FilterForm params={params} filter={view.filter} set={set} directory={directory} scopes={scopes} />}>
          <Badge count={chips.filter((chip) => chip.param !== 'text').length} size="small" color="#1D4E89"><Button icon={<FilterOutlined />}>筛选</Button></Badge>
        </Popover>
        <Dropdown trigger={['click']} menu={{
          selectable: true, selectedKeys: [view.sort, view.descending ? 'down' : 'up'],
          items: [...CASE_SORTS.map((sort) => ({ key: sort, label: SORT_WORDS[sort] })), { type: 'divider' }, { key: 'up', label: '从前往后' }, { key: 'down', label: '从后往前' }],
          onClick: ({ key }) => { if (key === 'up' || key === 'down') set('order', key); else onParams(withParam(withParam(params, 'sort', key), 'order', null)); },
        }}>
          <Tooltip title={`按${SORT_WORDS[view.sort]}，${view.descending ? '从后往前' : '从前往后'}`}><Button icon={<SortAscendingOutlined />} aria-label={`排序：${SORT_WORDS[view.sort]}`} /></Tooltip>
        </Dropdown>
        <Popover trigger="click" placement="bottomRight" title="显示哪些列" content={<ColumnChoice columns={columns} onColumns={onColumns} />}>
          <Button icon={<TableOutlined />} aria-label="显示哪些列" />
        </Popover>
        <ExportButton disabled={total === 0} onExport={onExport} />
        {onRegister !== null && <Button type="primary" icon={<PlusOutlined />} onClick={onRegister}>登记</Button>}
      </Flex>
      <div className={styles['chips']}>
        <ViewMenu params={params} onParams={onParams} directory={directory} words={chips.map(({ words }) => words).join('、')} />
        {chips.map((chip) => <Tag key={chip.param} closable closeIcon={<span aria-label={`去掉条件：${chip.words}`} role="button">×</span>} color="processing" onClose={(event) => { event.preventDefault(); set(chip.param, null); }}>{chip.words}</Tag>)}
        {chips.length > 1 && <Button type="link" size="small" onClick={() => { onParams(new URLSearchParams()); }}>全部去掉</Button>}
        <span className={styles['total']} aria-live="polite" data-testid="case-total">{total} 件</span>
        <Tooltip title="快捷键 ?"><Button type="text" size="small" icon={<QuestionCircleOutlined />} aria-label="快捷键" onClick={onHelp} /></Tooltip>
      </div>
    </div>
  );
}

/** Typing searches as it goes; the box follows the address when that changes elsewhere. */
function SearchField({ text, onText, onLeave }: { readonly text: string; readonly onText: (text: string) => void; readonly onLeave: () => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => { setTyped(text); }, [text]);
  return (
    <Input
      prefix={<SearchOutlined />} placeholder="编号、姓名、村、原话里的字" allowClear aria-label={SEARCH_LABEL} value={typed}
      onChange={(event) => { setTyped(event.target.value); if (!isComposing(event.nativeEvent)) onText(event.target.value.trim()); }}
      onCompositionEnd={(event) => { onText(event.currentTarget.value.trim()); }}
      onKeyDown={(event) => { if (!event.nativeEvent.isComposing && (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape')) { event.preventDefault(); onLeave(); } }}
    />
  );
}

function isComposing(event: Event): boolean {
  return event instanceof InputEvent && event.isComposing;
}

function ColumnChoice({ columns, onColumns }: { readonly columns: readonly Column[]; readonly onColumns: (columns: readonly Column[]) => void }) {
  return (
    <div className={styles['columns']}>
      {COLUMNS.map((column) => (
        <Checkbox key={column} checked={columns.includes(column)} onChange={(event) => { onColumns(COLUMNS.filter((one) => (one === column ? event.target.checked : columns.includes(one)))); }}>{COLUMN_WORDS[column]}</Checkbox>
      ))}
    </div>
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
