/** The rows: any number of them, of which only those in sight exist. Arrow keys move, the detail follows. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Skeleton } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseQuery, CaseRow } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useTypeSize } from '../../theme/ThemeRoot.tsx';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import styles from './case-list.module.css';

/** Rows asked for at once, and how far the first may lie above the first in sight. */
const WINDOW = 300;
const PAGE = 100;

interface Props {
  readonly query: Omit<CaseQuery, 'offset' | 'limit'>;
  readonly today: LocalDate;
  /** The county sees several townships: their numbers are shown in full. */
  readonly manyScopes: boolean;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  /** Enter: go to the case's next act. */
  readonly onOpen: () => void;
  readonly onTotal: (total: number) => void;
  readonly onClearFilter: (() => void) | null;
}

export function CaseList({ query, today, manyScopes, selected, onSelect, onOpen, onTotal, onClearFilter }: Props) {
  const { scale } = useTypeSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const queryKey = JSON.stringify(query);
  const page = useAnswer(async (store) => ({ offset, ...await store.cases({ ...query, offset, limit: WINDOW }) }), ['cases'], [queryKey, offset]);
  const total = page?.total ?? 0;
  const lastIndex = useRef(0);

  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => scale.row, overscan: 12 });
  useEffect(() => { virtual.measure(); }, [scale.row, virtual]);
  useEffect(() => { scroller.current?.scrollTo({ top: 0 }); setOffset(0); lastIndex.current = 0; }, [queryKey]);
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
    lastIndex.current = selectedIndex;
    virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtual]);

  const move = (by: number) => {
    if (total === 0) return;
    const from = selectedIndex >= 0 ? selectedIndex : lastIndex.current - (by > 0 ? 1 : 0);
    const row = rowAt(Math.min(Math.max(from + by, 0), total - 1));
    if (row !== undefined) onSelect(row.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rowsInSight = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / scale.row) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: rowsInSight, PageUp: -rowsInSight };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' && selected !== null) onOpen();
    else return;
    event.preventDefault();
  };

  if (page !== undefined && total === 0) {
    return onClearFilter === null
      ? <EmptyState title="台账还是空的">夜市上登记的，或点“登记”补记的民情，都会列在这里。</EmptyState>
      : <EmptyState drawing="search" title="没有符合这些条件的民情件" action={<Button onClick={onClearFilter}>去掉全部条件</Button>}>去掉上面的一两个条件再看看。</EmptyState>;
  }
  return (
    <div
      ref={scroller} className={styles['scroller']} role="listbox" aria-label="民情台账" tabIndex={0} onKeyDown={onKeyDown}
      aria-activedescendant={selectedIndex >= 0 ? rowId(selectedIndex) : undefined}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <div
              key={item.index} id={rowId(item.index)} role="option" aria-selected={row !== undefined && row.id === selected} aria-posinset={item.index + 1} aria-setsize={total}
              className={styles['row']} style={{ height: scale.row, transform: `translateY(${item.start}px)` }} onClick={() => { if (row !== undefined) onSelect(row.id); }}
            >
              {row === undefined ? <Skeleton.Input size="small" block /> : <Row row={row} today={today} manyScopes={manyScopes} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({ row, today, manyScopes }: { readonly row: CaseRow; readonly today: LocalDate; readonly manyScopes: boolean }) {
  return (
    <>
      <span className={styles['mark']}>{row.contested || row.delivery !== 'county' ? <DeliveryMark delivery={row.contested ? 'refused' : row.delivery} /> : null}</span>
      <span className={manyScopes ? styles['fullNumber'] : styles['number']}><CaseNumber number={row.number} official={row.official} short={!manyScopes} /></span>
      <span className={styles['title']} title={row.title}>{row.title}</span>
      <span className={styles['village']}>{row.villageName}</span>
      <span className={styles['lead']}>{row.leadName}</span>
      <span className={styles['due']}><DueTag dueOn={row.dueOn} today={today} /></span>
      <span className={styles['status']}><StatusTag status={row.status} /></span>
    </>
  );
}

function rowId(index: number): string {
  return `case-row-${index}`;
}
