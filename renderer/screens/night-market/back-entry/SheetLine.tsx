/** One line of the sheet: its cells, how it stands, and below it in words what is wrong with it. */
import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, type ReactNode } from 'react';
import { judgeRow, type RowVerdict } from './judge-row.ts';
import type { SheetWords } from './settle-cell.ts';
import { COLUMN_SPECS, COLUMNS, type Column } from './sheet-columns.ts';
import type { SheetRow } from './sheet.ts';
import styles from './back-entry.module.css';

interface Props {
  readonly index: number;
  /** Undefined for a blank line below the last row. */
  readonly row: SheetRow | undefined;
  readonly words: SheetWords;
  readonly twin: string | null;
  /** The column whose cell has the keyboard, when it is in this line. */
  readonly active: Column | null;
  readonly editor: ReactNode;
  readonly onCell: (row: number, column: Column) => void;
  readonly onRemove: (row: number) => void;
}

/** The sentences below a line, unless somebody is still writing in it. */
export function sentencesOf(row: SheetRow | undefined, verdict: RowVerdict | null): readonly string[] {
  if (row === undefined || verdict === null) return [];
  const faults = COLUMNS.flatMap((column) => (verdict.faults[column] === undefined ? [] : [`${COLUMN_SPECS[column].label}：${verdict.faults[column]}`]));
  return row.refusal === null ? faults : [...faults, `没有登记成：${row.refusal}`];
}

export const SheetLine = memo(function SheetLine({ index, row, words, twin, active, editor, onCell, onRemove }: Props) {
  const verdict = row === undefined ? null : judgeRow(row, words, twin);
  const sentences = active === null ? sentencesOf(row, verdict) : [];
  const standing = verdict?.standing ?? 'blank';
  return (
    <>
      <div role="row" aria-rowindex={index + 2} className={styles['line']} data-standing={standing}>
        <span role="rowheader" className={styles['lineNo']}>{index + 1}</span>
        {COLUMNS.map((column) => {
          const text = row?.cells[column] ?? '';
          const fault = active === null ? verdict?.faults[column] : undefined;
          const ghost = text !== '' || standing === 'blank' ? '' : column === 'category' ? verdict?.suggested ?? '' : column === 'village' ? words.village : '';
          return (
            <div
              key={column} role="gridcell" aria-selected={active === column} aria-invalid={fault !== undefined} data-cell={`${index} ${column}`} {...(text === '' ? {} : { title: text })}
              className={[styles['cell'], active === column ? styles['active'] : '', fault === undefined ? '' : styles['faulty']].join(' ')} onMouseDown={active === column ? undefined : (event) => { event.preventDefault(); onCell(index, column); }}
            >
              {active === column ? editor : <span className={styles['text']}>{text === '' ? <span className={styles['ghost']}>{ghost}</span> : text}</span>}
            </div>
          );
        })}
        <Standing standing={active !== null && standing === 'faulty' ? 'blank' : standing} verdict={verdict} row={row} />
        <span className={styles['lineEnd']}>{row !== undefined && <Button type="text" size="small" icon={<DeleteOutlined />} tabIndex={-1} aria-label={`删掉第${index + 1}行`} title="删掉这一行（Ctrl+-）" onClick={() => { onRemove(index); }} />}</span>
      </div>
      {sentences.length > 0 && <div className={styles['sentence']} role="note">{sentences.join('　')}</div>}
    </>
  );
});

function Standing({ standing, verdict, row }: { readonly standing: RowVerdict['standing']; readonly verdict: RowVerdict | null; readonly row: SheetRow | undefined }) {
  if (verdict === null || standing === 'blank') return <span className={styles['standing']} />;
  if (standing === 'faulty' || row?.refusal) return <span className={`${styles['standing']} ${styles['wrong']}`}>要改</span>;
  return standing === 'complete'
    ? <span className={`${styles['standing']} ${styles['fine']}`}>可登记</span>
    : <span className={`${styles['standing']} ${styles['gap']}`}>缺{verdict.gaps.map((column) => COLUMN_SPECS[column].label).join('、')}</span>;
}
