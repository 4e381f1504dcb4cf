/** What a key does on the sheet, as in a spreadsheet: where it goes, or what it does to the cell. Pure. */
import { COLUMNS, type Column } from './sheet-columns.ts';

/** A cell, by line (from 0) and column. */
export interface Cell { readonly row: number; readonly column: Column }

/** `ready`: the whole text is chosen, typing replaces it. `typing`: it was typed over. `editing`: the caret is in the text, arrows move it. */
export type CellMode = 'ready' | 'typing' | 'editing';

export type KeyDeed =
  | { readonly do: 'go'; readonly to: Cell; /** Tab keeps the column that Enter comes back to. */ readonly keepsStart: boolean }
  | { readonly do: 'edit' | 'restore' | 'new-line' | 'choices' | 'copy-above' | 'remove-row' | 'step-back' | 'submit' };

interface Key { readonly key: string; readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean }
interface Place { readonly cell: Cell; /** The column that a run of Tabs began in. */ readonly start: Column; readonly mode: CellMode; readonly lines: number; /** A page of the screen, in lines. */ readonly page: number }

/** What `key` does; null when it is the text's own. */
export function deedOf({ key, ctrl, alt, shift }: Key, place: Place): KeyDeed | null {
  const { cell, start, mode } = place;
  const column = COLUMNS.indexOf(cell.column);
  const go = (row: number, to: number, keepsStart = false): KeyDeed => ({ do: 'go', to: { row: within(row, place.lines), column: COLUMNS[within(to, COLUMNS.length)] ?? 'words' }, keepsStart });
  if (key === 'Enter') {
    if (ctrl) return { do: 'submit' };
    return alt ? { do: 'new-line' } : go(cell.row + (shift ? -1 : 1), COLUMNS.indexOf(start));
  }
  if (key === 'Tab') {
    const next = column + (shift ? -1 : 1);
    const [row, to] = next < 0 ? [cell.row - 1, COLUMNS.length - 1] : next >= COLUMNS.length ? [cell.row + 1, 0] : [cell.row, next];
    return row < 0 ? null : go(row, to, true);
  }
  if (key === 'F2') return { do: 'edit' };
  if (key === 'Escape') return mode === 'ready' ? null : { do: 'restore' };
  if (key === 'ArrowDown' && alt) return { do: 'choices' };
  if (ctrl && !alt && key.toLowerCase() === 'd') return { do: 'copy-above' };
  if (ctrl && !alt && key === '-') return { do: 'remove-row' };
  if (mode === 'ready' && ctrl && !shift && key.toLowerCase() === 'z') return { do: 'step-back' };
  if (mode === 'editing' || alt) return null;
  switch (key) {
    case 'ArrowDown': return ctrl ? go(place.lines - 1, column) : shift ? null : go(cell.row + 1, column);
    case 'ArrowUp': return ctrl ? go(0, column) : shift ? null : go(cell.row - 1, column);
    case 'ArrowLeft': return shift ? null : go(cell.row, ctrl ? 0 : column - 1);
    case 'ArrowRight': return shift ? null : go(cell.row, ctrl ? COLUMNS.length - 1 : column + 1);
    case 'PageDown': return go(cell.row + place.page, column);
    case 'PageUp': return go(cell.row - place.page, column);
    case 'Home': return go(ctrl ? 0 : cell.row, 0);
    case 'End': return go(ctrl ? place.lines - 1 : cell.row, COLUMNS.length - 1);
    default: return null;
  }
}

function within(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}
