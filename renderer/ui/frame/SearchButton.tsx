/** The box in the top bar, and Ctrl+K from anywhere: both open the search. */
import { SearchOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState } from 'react';
import { SearchPalette } from './SearchPalette.tsx';
import { useNoteRecent } from './use-recent.ts';
import styles from './search-palette.module.css';

/** How long a screen may take to draw what takes the keyboard by itself. */
const SCREEN_COMES_MS = 100;

/** The list of the screen that was opened: the next hit is then one key away. A form that opened has taken the keyboard itself. */
function focusScreen(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('main [role=listbox]')?.focus();
}

export function SearchButton() {
  const [open, setOpen] = useState(false);
  /** Where the keyboard was: Esc gives it back. */
  const before = useRef<Element | null>(null);
  useNoteRecent();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen((was) => {
        if (!was) before.current = document.activeElement;
        return true;
      });
    };
    window.addEventListener('keydown', onKey);
    return () => { window.removeEventListener('keydown', onKey); };
  }, []);
  const close = (gone: boolean) => {
    setOpen(false);
    const { current } = before;
    if (gone) setTimeout(focusScreen, SCREEN_COMES_MS);
    else if (current instanceof HTMLElement) requestAnimationFrame(() => { current.focus(); });
  };
  return (
    <>
      <button type="button" className={styles['box']} aria-label="搜索：编号 姓名 村 词，拼音也行 Ctrl+K" aria-haspopup="dialog" onClick={(event) => { before.current = event.currentTarget; setOpen(true); }}>
        <SearchOutlined /><span className={styles['hint']}>搜索：编号 姓名 村 词，拼音也行</span><kbd className={styles['key']}>Ctrl+K</kbd>
      </button>
      {open && <SearchPalette onClose={close} />}
    </>
  );
}
