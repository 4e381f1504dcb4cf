import { describe, expect, it } from 'vitest';
import { deedOf, type CellMode } from '../../renderer/screens/night-market/back-entry/cell-keys.ts';
import type { Column } from '../../renderer/screens/night-market/back-entry/sheet-columns.ts';

interface Press { readonly at?: readonly [number, Column]; readonly mode?: CellMode; readonly start?: Column; readonly ctrl?: boolean; readonly alt?: boolean; readonly shift?: boolean }
const LINES = 20;
function press(key: string, { at = [3, 'words'], mode = 'ready', start = 'village', ctrl = false, alt = false, shift = false }: Press = {}): string | null {
  const deed = deedOf({ key, ctrl, alt, shift }, { cell: { row: at[0], column: at[1] }, start, mode, lines: LINES, page: 12 });
  return deed === null ? null : deed.do === 'go' ? `${deed.to.row} ${deed.to.column}${deed.keepsStart ? ' …' : ''}` : deed.do;
}

describe('keys on the sheet, as in a spreadsheet', () => {
  it('Tab goes right and on to the next line, Enter comes back to the column that the Tabs began in', () => {
    expect([press('Tab'), press('Tab', { at: [3, 'at'] }), press('Tab', { shift: true, at: [3, 'village'] }), press('Enter'), press('Enter', { start: 'words', shift: true })]).toEqual(['3 category …', '4 village …', '2 at …', '4 village', '2 words']);
  });

  it('Shift+Tab in the first cell leaves the sheet, so that the keyboard is not caught in it', () => {
    expect(press('Tab', { shift: true, at: [0, 'village'] })).toBeNull();
  });

  it('arrows leave a cell that is chosen or typed over, and move the caret in one that is edited', () => {
    expect((['ready', 'typing', 'editing'] as const).map((mode) => press('ArrowDown', { mode }))).toEqual(['4 words', '4 words', null]);
    expect([press('ArrowLeft'), press('ArrowRight', { at: [3, 'at'] }), press('ArrowUp', { at: [0, 'words'] }), press('ArrowDown', { at: [LINES - 1, 'words'] })]).toEqual(['3 phone', '3 at', '0 words', '19 words']);
    expect([press('Home'), press('End'), press('Home', { ctrl: true }), press('PageDown'), press('PageUp')]).toEqual(['3 village', '3 at', '0 village', '15 words', '0 words']);
  });

  it('selecting within the text stays the text’s own', () => {
    expect([press('ArrowRight', { shift: true }), press('a'), press('Escape'), press('z', { ctrl: true, mode: 'typing' })]).toEqual([null, null, null, null]);
  });

  it('F2, Alt+Enter, Ctrl+D, Ctrl+-, Ctrl+Z, Esc and Ctrl+Enter do what they do in Excel', () => {
    expect([press('F2'), press('Enter', { alt: true }), press('d', { ctrl: true }), press('-', { ctrl: true }), press('z', { ctrl: true }), press('Escape', { mode: 'typing' }), press('Enter', { ctrl: true }), press('ArrowDown', { alt: true })])
      .toEqual(['edit', 'new-line', 'copy-above', 'remove-row', 'step-back', 'restore', 'submit', 'choices']);
  });
});
