/** The rows: any number of them, of which only those in sight exist. Arrow keys move, the detail follows; several can be chosen. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseQuery, CaseRow } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useTypeSize } from '../../theme/ThemeRoot.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './case-list.module.css';
import { CaseLine } from './CaseLine.tsx';
import { USUAL_COLUMNS, type Column } from './list-columns.ts';
import { LIST_LABEL, MOST_CHOSEN, type Choosing } from './use-choosing.ts';

/** Rows asked for at once, and how far the first may lie above the first in sight. */
const WINDOW = 300;
const PAGE = 100;

interface Props {
  readonly query: Omit<CaseQuery, 'offset' | 'limit'>;
  readonly today: LocalDate;
  /** The county sees several townships: their numbers are shown in full. */
  readonly manyScopes: boolean;
  readonly columns: readonly Column[];
  readonly selected: string | null;
  readonly choosing: Choosing;
  readonly onSelect: (id: string) => void;
  /** Enter: go to the case's next act. */
  readonly onOpen: () => void;
  /** A key that is none of the list's own; true when something was done by it. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onTotal: (total: number) => void;
  readonly onClearFilter: (() => void) | null;
}

export function CaseList({ query, today, manyScopes, columns, selected, choosing, onSelect, onOpen, onKey, onTotal, onClearFilter }: Props) {
  const store = useStore();
  const { scale } = useTypeSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const queryKey = JSON.stringify(query);
  const page = useAnswer(async (from) => ({ offset, ...await from.cases({ ...query, offset, limit: WINDOW }) }), ['cases'], [queryKey, offset]);
  const total = page?.total ?? 0;
  /** The row where the keyboard is: ahead of what is shown while keys come faster than answers. */
  const cursor = useRef<{ readonly index: number; readonly id: string | null }>({ index: 0, id: null });
  /** Where a stretch of chosen rows began: the row of the last plain choice. */
  const anchor = useRef<number | null>(null);

  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => scale.row, overscan: 12 });
  useEffect(() => { virtual.measure(); }, [scale.row, virtual]);
  useEffect(() => { scroller.current?.scrollTo({ top: 0 }); setOffset(0); cursor.current = { index: 0, id: null }; anchor.current = null; }, [queryKey]);
  useEffect(() => { if (page !== undefined) onTotal(page.total); }, [page, onTotal]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (first < offset || (last >= offset + WINDOW && offset + WINDOW < total)) setOffset(Math.max(0, Math.floor((first - PAGE / 2) / PAGE) * PAGE));
  }, [first, last, offset, total]);

  const rowAt = (index: number): CaseRow | undefined => (page === undefined ? undefined : page.rows[index - page.offset]);
  const found = selected === null || page === undefined ? -1 : page.rows.findIndex((row) => row.id === selected);
  const selectedIndex = found < 0 || page === undefined ? -1 : found + page.offset;
  useEffect(() => {
    if (selectedIndex < 0) return;
    // What was opened from elsewhere takes the keyboard along; an answer to an earlier key does not take it back.
    if (cursor.current.id === null || cursor.current.id === selected) cursor.current = { index: selectedIndex, id: null };
    virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, selected, virtual]);

  /** Opens the row at `index`, also one that is not loaded: the end of a long list is one key away. */
  const open = async (index: number) => {
    const row = rowAt(index) ?? (await store.cases({ ...query, offset: index, limit: 1 })).rows[0];
    if (row === undefined) { cursor.current = { index, id: null }; return; }
    if (rowAt(index) === undefined) virtual.scrollToIndex(index, { align: 'auto' });
    cursor.current = { index, id: row.id === selected ? null : row.id };
    onSelect(row.id);
  };
  const chooseTo = async (index: number, origin = cursor.current.index) => {
    const from = anchor.current ?? Math.max(origin, 0);
    anchor.current = from;
    const [low, high] = [Math.min(from, index), Math.max(from, index)];
    const { rows } = await store.cases({ ...query, offset: low, limit: Math.min(high - low + 1, MOST_CHOSEN) });
    choosing.replace(rows.map(({ id }) => id), high - low + 1);
  };
  const chooseAll = async () => {
    const { rows, total: all } = await store.cases({ ...query, offset: 0, limit: MOST_CHOSEN });
    choosing.replace(rows.map(({ id }) => id), all);
  };
  const toggle = (index: number, id: string) => {
    anchor.current = index;
    choosing.toggle(id);
  };
  const toggleAtCursor = () => {
    const row = rowAt(cursor.current.index);
    if (row !== undefined) toggle(cursor.current.index, row.id);
  };
  const move = (by: number, extend: boolean) => {
    if (total === 0) return;
    const from = selectedIndex >= 0 || cursor.current.id !== null ? cursor.current.index : cursor.current.index - (by > 0 ? 1 : 0);
    const index = Math.min(Math.max(from + by, 0), total - 1);
    cursor.current = { index, id: cursor.current.id ?? '' };
    if (extend) void chooseTo(index, from);
    else anchor.current = index;
    void open(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rowsInSight = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / scale.row) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: rowsInSight, PageUp: -rowsInSight, Home: -total, End: total };
    const step = steps[event.key];
    if (step !== undefined) move(step, event.shiftKey);
    else if (event.key === 'Enter' && selected !== null) onOpen();
    else if (event.code === 'Space' && selected !== null) toggleAtCursor();
    else if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) void chooseAll();
    else if (!onKey(event)) return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent, index: number) => {
    const row = rowAt(index);
    if (row === undefined) return;
    if (event.shiftKey) void chooseTo(index);
    else if (event.ctrlKey || event.metaKey) toggle(index, row.id);
    else {
      anchor.current = index;
      void open(index);
    }
  };

  if (page !== undefined && total === 0) {
    return onClearFilter === null
      ? <EmptyState title="台账还是空的">夜市上登记的，或点“登记”补记的民情，都会列在这里。</EmptyState>
      : <EmptyState drawing="search" title="没有符合这些条件的民情件" action={<Button onClick={onClearFilter}>去掉全部条件</Button>}>去掉上面的一两个条件再看看。</EmptyState>;
  }
  return (
    <div
      ref={scroller} className={styles['scroller']} role="listbox" aria-label={LIST_LABEL} aria-multiselectable="true" aria-busy={page === undefined} tabIndex={0} onKeyDown={onKeyDown}
      aria-activedescendant={selectedIndex >= 0 ? rowId(selectedIndex) : undefined}
    >
      {page === undefined && <div className={styles['loading']}><Skeleton active={false} title={false} paragraph={{ rows: 12 }} /></div>}
      <div className={columns === USUAL_COLUMNS ? styles['usual'] : undefined} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const chosen = row !== undefined && choosing.ids.has(row.id);
          return (
            <div
              key={item.index} id={rowId(item.index)} role="option" aria-selected={row !== undefined && (row.id === selected || chosen)} aria-current={row !== undefined && row.id === selected} aria-posinset={item.index + 1} aria-setsize={total}
              className={`${styles['row']} ${chosen ? styles['chosen'] : ''}`} style={{ height: scale.row, transform: `translateY(${item.start}px)` }} onClick={(event) => { onClick(event, item.index); }}
            >
              {row === undefined
                ? <Skeleton.Input size="small" block />
                : <CaseLine row={row} today={today} manyScopes={manyScopes} columns={columns} chosen={chosen} choosable={choosing.ids.size > 0} onToggle={() => { toggle(item.index, row.id); }} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `case-row-${index}`;
}
