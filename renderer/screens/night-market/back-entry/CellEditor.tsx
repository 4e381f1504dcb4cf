/** The one cell that has the keyboard: always a real text box, so that an input method works from its first letter. */
import { AutoComplete, Input } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { LEVELS } from '../../../../shared/case/case.ts';
import { LEVEL_WORDS } from '../../../../shared/case/words.ts';
import { meansCategory } from '../../../../shared/category/suggest.ts';
import { GrowingText } from '../../../ui/GrowingText.tsx';
import { villagesMatching } from '../village-match.ts';
import { MATTER_CELLS, type SheetWords } from './settle-cell.ts';
import { COLUMN_SPECS, type Column } from './sheet-columns.ts';
import styles from './back-entry.module.css';

interface Props {
  readonly row: number;
  readonly column: Column;
  readonly text: string;
  readonly words: SheetWords;
  readonly faulty: boolean;
  /** Counts up when the list of choices is asked for by its key. */
  readonly asked: number;
  readonly onText: (text: string) => void;
  readonly onChosen: () => void;
  readonly onCaret: () => void;
}

const MOST_CHOICES = 12;
/** Where text boxes do not grow by themselves: about so many characters stand in a line. */
const CHARACTERS_A_LINE = 14;
const MOST_LINES = 6;

export function CellEditor({ row, column, text, words, faulty, asked, onText, onChosen, onCaret }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(false);
  const [answered, setAnswered] = useState(asked);
  useLayoutEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    input?.focus({ preventScroll: true });
    input?.select();
  }, []);
  const label = `第${row + 1}行 ${COLUMN_SPECS[column].label}`;
  const choices = choicesFor(column, typed ? text : '', words);
  const isOpen = (typed || asked !== answered) && choices.length > 0 && !(choices.length === 1 && choices[0] === text);
  const shared = { 'aria-label': label, 'aria-invalid': faulty, value: text, variant: 'borderless' } as const;
  return (
    <div ref={box} className={styles['editing']} data-editing={column} onMouseDown={onCaret}>
      {column === 'words' || column === 'answer'
        ? <GrowingText {...shared} rows={linesOf(text)} onChange={({ target }) => { onText(target.value); }} />
        : !hasChoices(column)
          ? <Input {...shared} autoComplete="off" inputMode={column === 'phone' ? 'tel' : 'text'} onChange={({ target }) => { onText(target.value); }} />
          : (
            <AutoComplete
              {...shared} open={isOpen} options={choices.map((value) => ({ value }))} popupMatchSelectWidth={false}
              onChange={(value: string) => { setTyped(true); onText(value); }} onSelect={() => { setTyped(false); setAnswered(asked); onChosen(); }}
              onOpenChange={(open) => { if (!open) { setTyped(false); setAnswered(asked); } }}
            />
          )}
    </div>
  );
}

/** True for a column whose cells are mostly one of a list. */
export function hasChoices(column: Column): boolean {
  return column === 'village' || column === 'category' || column === 'level' || column === 'matter';
}

function linesOf(text: string): number {
  return Math.min(MOST_LINES, text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / CHARACTERS_A_LINE), 0));
}

function choicesFor(column: Column, typed: string, words: SheetWords): readonly string[] {
  const beginning = (all: readonly string[]) => all.filter((one) => one.includes(typed.trim()));
  switch (column) {
    case 'village': return villagesMatching(words.villages, typed).map(({ name }) => name).slice(0, MOST_CHOICES);
    case 'category': return words.categories.filter((one) => meansCategory(one, typed)).map(({ name }) => name);
    case 'level': return beginning(LEVELS.map((level) => LEVEL_WORDS[level]));
    case 'matter': return beginning(Object.values(MATTER_CELLS).map(([first]) => first));
    default: return [];
  }
}
