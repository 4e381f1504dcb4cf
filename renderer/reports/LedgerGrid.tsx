/** The ledger as it will be exported, on the screen: heading and numbers stay in sight, rows are drawn only where they are seen. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties } from 'react';
import type { LedgerCell, MonthlyLedger } from '../../shared/documents/monthly-ledger.ts';
import { useTypeSize } from '../theme/ThemeRoot.tsx';
import styles from './reports.module.css';

/** So many columns stay at the left: 序号 and 编号. */
const STAYING = 2;
/** The widest column on the screen, in characters; the whole text is in the file and in the cell's title. */
const WIDEST = 30;

export function LedgerGrid({ ledger }: { readonly ledger: MonthlyLedger }) {
  const { scale } = useTypeSize();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: ledger.rows.length, getScrollElement: () => box.current, estimateSize: () => scale.row - 3, overscan: 12 });
  const widths = useMemo(() => ledger.columns.map(({ width }) => Math.round(Math.min(width, WIDEST) * scale.fontSize * 0.56 + 22)), [ledger.columns, scale]);
  const template = useMemo<CSSProperties>(() => ({ gridTemplateColumns: widths.map((width) => `${width}px`).join(' ') }), [widths]);
  const place = (column: number): CSSProperties => (column < STAYING ? { left: widths.slice(0, column).reduce((sum, width) => sum + width, 0) } : {});
  const cellClass = (column: number) => (column < STAYING ? `${styles['cell']} ${styles['staying']}` : styles['cell']);
  return (
    <div ref={box} className={styles['grid']} role="table" aria-label={ledger.title} aria-rowcount={ledger.rows.length + 1} aria-colcount={ledger.columns.length} tabIndex={0}>
      <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['gridHead']}`} style={template}>
        {ledger.columns.map(({ heading }, column) => <span key={heading} role="columnheader" className={cellClass(column)} style={place(column)}>{heading}</span>)}
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => (
          <div key={index} role="row" aria-rowindex={index + 2} className={styles['row']} style={{ ...template, height: size, transform: `translateY(${start}px)` }}>
            {(ledger.rows[index] ?? []).map((cell, column) => (
              <span key={ledger.columns[column]?.heading} role="cell" className={cell?.kind === 'number' ? `${cellClass(column)} ${styles['figureCell']}` : cellClass(column)} style={place(column)} title={titleOf(cell)}>{cell?.value}</span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Longer texts can be read by pointing at them. */
function titleOf(cell: LedgerCell): string | undefined {
  return cell?.kind === 'text' && cell.value.length > 8 ? cell.value.slice(0, 400) : undefined;
}
