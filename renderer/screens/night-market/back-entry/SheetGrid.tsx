/** The grid: one cell has the keyboard, all others are drawn as text; of a long sheet only the lines in sight are there. */
import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { CellEditor } from './CellEditor.tsx';
import { deedOf, type Cell, type CellMode, type KeyDeed } from './cell-keys.ts';
import { judgeRow } from './judge-row.ts';
import { cellsOf, isBlock } from './paste-block.ts';
import { settled, type SheetWords } from './settle-cell.ts';
import { COLUMN_SPECS, COLUMNS, type Column } from './sheet-columns.ts';
import { SheetLine, sentencesOf } from './SheetLine.tsx';
import { MOST_ROWS, type SheetRow } from './sheet.ts';
import styles from './back-entry.module.css';

interface Props {
  readonly rows: readonly SheetRow[];
  readonly twins: readonly (string | null)[];
  readonly words: SheetWords;
  readonly onWrite: (row: number, column: Column, text: string) => void;
  /** A block was pasted on this cell. */
  readonly onBlock: (cell: Cell, text: string) => void;
  readonly onRemove: (row: number) => void;
  readonly onStepBack: () => void;
  readonly onSubmit: () => void;
}

/** Blank lines that are always there to be written in. */
const SPARE_LINES = 6;
const FEWEST_LINES = 14;
const LINE_HEIGHT = 36;
const SENTENCE_HEIGHT = 26;
/** Lines that Page Down goes. */
const PAGE = 12;

export function SheetGrid({ rows, twins, words, onWrite, onBlock, onRemove, onStepBack, onSubmit }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [cell, setCell] = useState<Cell>({ row: 0, column: 'village' });
  const [asked, setAsked] = useState(0);
  const mode = useRef<CellMode>('ready');
  const start = useRef<Column>('village');
  /** What stood in the cell as it was entered: what Esc brings back. */
  const entered = useRef('');
  const lines = Math.min(MOST_ROWS, Math.max(rows.length + SPARE_LINES, FEWEST_LINES));
  const latest = useRef({ rows, cell, words });
  useEffect(() => { latest.current = { rows, cell, words }; });

  const explained = useMemo(() => rows.map((row, index) => sentencesOf(row, judgeRow(row, words, twins[index] ?? null)).length > 0), [rows, words, twins]);
  const lineHeight = (index: number) => LINE_HEIGHT + (explained[index] === true && index !== cell.row ? SENTENCE_HEIGHT : 0);
  const virtual = useVirtualizer({
    count: lines, getScrollElement: () => scroller.current, estimateSize: lineHeight, overscan: 6,
    // The headings stand over the first line.
    scrollPaddingStart: LINE_HEIGHT,
    // The line that has the keyboard stays, wherever the user scrolls.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), Math.min(cell.row, lines - 1)])].sort((a, b) => a - b),
  });
  const heights = explained.map((has, index) => (has && index !== cell.row ? '2' : '1')).join('');
  useEffect(() => { virtual.measure(); }, [virtual, heights]);

  /** Leaves the cell as it is meant, and goes to another. */
  const go = useCallback((to: Cell, keepsStart = false) => {
    const { rows: now, cell: from, words: known } = latest.current;
    const text = now[from.row]?.cells[from.column] ?? '';
    if (text !== '') onWrite(from.row, from.column, settled(from.column, text, known));
    mode.current = 'ready';
    if (!keepsStart) start.current = to.column;
    entered.current = now[to.row]?.cells[to.column] ?? '';
    setCell(to);
    virtual.scrollToIndex(to.row);
  }, [onWrite, virtual]);
  const toCell = useCallback((row: number, column: Column) => { go({ row, column }); }, [go]);

  const text = rows[cell.row]?.cells[cell.column] ?? '';
  const write = (typed: string) => {
    if (mode.current === 'ready') mode.current = 'typing';
    onWrite(cell.row, cell.column, typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === IME_KEY) return;
    const input = event.target;
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return;
    // An open list of choices takes its own keys.
    if (input.getAttribute('aria-expanded') === 'true' && ['ArrowDown', 'ArrowUp', 'Enter', 'Escape'].includes(event.key) && !event.ctrlKey) return;
    const deed = deedOf({ key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey }, { cell, start: start.current, mode: mode.current, lines, page: PAGE });
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    does(deed, input);
  };
  const does = (deed: KeyDeed, input: HTMLInputElement | HTMLTextAreaElement) => {
    switch (deed.do) {
      case 'go': go(deed.to, deed.keepsStart); return;
      case 'edit': mode.current = 'editing'; input.setSelectionRange(input.value.length, input.value.length); return;
      case 'restore': mode.current = 'ready'; onWrite(cell.row, cell.column, entered.current); requestAnimationFrame(() => { input.select(); }); return;
      case 'new-line': {
        const [from, to] = [input.selectionStart ?? text.length, input.selectionEnd ?? text.length];
        if (!(input instanceof HTMLTextAreaElement)) return;
        write(`${text.slice(0, from)}\n${text.slice(to)}`);
        requestAnimationFrame(() => { input.setSelectionRange(from + 1, from + 1); });
        return;
      }
      case 'choices': setAsked(asked + 1); return;
      case 'copy-above': if (cell.row > 0) onWrite(cell.row, cell.column, rows[cell.row - 1]?.cells[cell.column] ?? ''); return;
      case 'remove-row': if (cell.row < rows.length) onRemove(cell.row); return;
      case 'step-back': onStepBack(); return;
      case 'submit': onSubmit();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (pasted === '') return;
    // Several lines may be meant for the text that is being edited; several columns never are.
    if (mode.current === 'editing' ? pasted.includes('\t') : isBlock(pasted)) {
      event.preventDefault();
      onBlock(cell, pasted);
    } else if (mode.current === 'ready') {
      event.preventDefault();
      onWrite(cell.row, cell.column, settled(cell.column, cellsOf(pasted)[0]?.[0] ?? '', words));
    }
  };
  const editor = (
    <CellEditor
      key={`${cell.row} ${cell.column}`} row={cell.row} column={cell.column} text={text} words={words} faulty={false} asked={asked}
      onText={write} onChosen={() => { setTimeout(() => { go({ row: cell.row, column: COLUMNS[COLUMNS.indexOf(cell.column) + 1] ?? cell.column }, true); }); }} onCaret={() => { if (text !== '') mode.current = 'editing'; }}
    />
  );
  return (
    <div role="grid" aria-label="纸质登记" aria-rowcount={lines + 1} aria-colcount={COLUMNS.length} className={styles['grid']} onKeyDownCapture={onKeyDown} onPaste={onPaste}>
      <div ref={scroller} className={styles['scroller']}>
        <div role="row" aria-rowindex={1} className={`${styles['line']} ${styles['headings']}`}>
          <span />{COLUMNS.map((column) => <span key={column} role="columnheader" className={styles['heading']}>{COLUMN_SPECS[column].label}</span>)}<span /><span />
        </div>
        <div className={styles['sizer']} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start: top }) => (
            <div key={index} className={styles['placed']} style={{ transform: `translateY(${top}px)`, zIndex: index === cell.row ? 1 : 0 }}>
              <SheetLine index={index} row={rows[index]} words={words} twin={twins[index] ?? null} active={index === cell.row ? cell.column : null} editor={index === cell.row ? editor : null} onCell={toCell} onRemove={onRemove} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The key code while an input method has the keyboard. */
const IME_KEY = 229;
