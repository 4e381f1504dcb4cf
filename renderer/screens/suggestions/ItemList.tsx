/** The rows of one kind: only those in sight exist. Arrow keys move, the detail follows, Enter opens the next act. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ExclamationCircleFilled } from '@ant-design/icons';
import { Tag } from 'antd';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useTypeSize } from '../../theme/ThemeRoot.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import type { ItemRow } from './item-rows.ts';
import { ItemNumber } from './ItemNumber.tsx';
import styles from './suggestions.module.css';

interface Props { readonly name: string; readonly rows: readonly ItemRow[]; readonly today: LocalDate; /** Several townships: their numbers are shown in full. */ readonly manyScopes: boolean; readonly selected: string | null; readonly onSelect: (id: string) => void; readonly onOpen: () => void }

export function ItemList({ name, rows, today, manyScopes, selected, onSelect, onOpen }: Props) {
  const { scale } = useTypeSize();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => scale.row, overscan: 12 });
  useEffect(() => { virtual.measure(); }, [scale.row, virtual]);
  const at = rows.findIndex((row) => row.id === selected);
  useEffect(() => { if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' }); }, [at, virtual]);

  const onKeyDown = (event: KeyboardEvent) => {
    const inSight = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / scale.row) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: inSight, PageUp: -inSight, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step !== undefined) {
      const row = rows[Math.min(Math.max((at < 0 ? (step > 0 ? -1 : 0) : at) + step, 0), rows.length - 1)];
      if (row !== undefined) onSelect(row.id);
    } else if (event.key === 'Enter' && selected !== null) onOpen();
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={styles['scroller']} role="listbox" aria-label={name} tabIndex={0} onKeyDown={onKeyDown} aria-activedescendant={at >= 0 ? rowId(at) : undefined}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={row.id} id={rowId(index)} role="option" aria-selected={row.id === selected} aria-posinset={index + 1} aria-setsize={rows.length}
              className={styles['row']} style={{ height: scale.row, transform: `translateY(${start}px)` }} onClick={() => { onSelect(row.id); }}
            >
              <span className={styles['mark']}>{row.contested ? <ExclamationCircleFilled className={styles['contested'] ?? ''} role="img" aria-label="需要核对" /> : null}</span>
              <span className={manyScopes ? styles['fullNumber'] : styles['number']}><ItemNumber number={row.number} official={row.official} short={!manyScopes} /></span>
              <span className={styles['name']} title={row.title}>{row.twice && <Tag color="warning">编号重复</Tag>}{row.title}</span>
              <span className={styles['who']}>{row.who}</span>
              <span className={styles['unit']}>{row.unit}</span>
              <span className={styles['due']}><DueTag dueOn={row.dueOn} today={today} /></span>
              <span className={styles['status']}><Tag color={row.color} style={{ marginInlineEnd: 0 }}>{row.status}</Tag></span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `item-row-${String(index)}`;
}
