/** Ctrl+K: one box that finds any case by number, name, phone, village or word, and any place by its name. */
import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useAnswer } from '../use-answer.ts';
import { CaseNumber } from '../CaseNumber.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { StatusTag } from '../StatusTag.tsx';
import styles from './search-palette.module.css';

const LIMIT = 30;

/** The box in the top bar; it opens the palette, as Ctrl+K does from anywhere. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => { window.removeEventListener('keydown', onKey); };
  }, []);
  return (
    <>
      <button type="button" className={styles['box']} onClick={() => { setOpen(true); }} aria-label="搜索，快捷键 Ctrl+K">
        <SearchOutlined /><span className={styles['hint']}>搜索：编号 姓名 村 词</span><kbd className={styles['key']}>Ctrl+K</kbd>
      </button>
      {open && <SearchPalette onClose={() => { setOpen(false); }} />}
    </>
  );
}

function SearchPalette({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const listId = useId();
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const words = text.trim();
  const page = useAnswer(
    (store) => store.cases({ filter: words === '' ? { open: true } : { text: words }, sort: 'received', descending: true, offset: 0, limit: LIMIT }), ['cases'], [words]);
  const rows = page?.rows ?? [];
  const chosen = rows[Math.min(at, rows.length - 1)];

  const go = (id: string) => {
    onClose();
    void navigate(`/cases/${id}${words === '' ? '' : `?text=${encodeURIComponent(words)}`}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && chosen) go(chosen.id);
    else return;
    event.preventDefault();
  };
  useEffect(() => { document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' }); }, [at, listId]);

  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={720} style={{ top: 72 }} styles={{ container: { padding: 0 } }} afterOpenChange={(shown) => { if (shown) input.current?.focus(); }} title={null}>
      <div role="search" onKeyDown={onKeyDown}>
        <Input
          ref={input} autoFocus size="large" variant="borderless" prefix={<SearchOutlined />} placeholder="编号、反映人、电话、村、办理单位，或者原话里的几个字"
          role="combobox" aria-label="搜索民情件" aria-controls={listId} aria-expanded aria-activedescendant={chosen ? `${listId}-${at}` : undefined}
          value={text} onChange={(event) => { setText(event.target.value); setAt(0); }} className={styles['input'] ?? ''}
        />
        <div className={styles['caption']}>{words === '' ? '最近的未办结' : `找到 ${page?.total ?? 0} 件${page && page.total > LIMIT ? `，先列最近的 ${LIMIT} 件` : ''}`}<span>↑↓ 选择　Enter 打开　Esc 关闭</span></div>
        <div id={listId} role="listbox" aria-label="搜索结果" className={styles['list']}>
          {rows.map((row, index) => (
            <div key={row.id} id={`${listId}-${index}`} role="option" aria-selected={index === at} className={styles['row']} onMouseMove={() => { setAt(index); }} onClick={() => { go(row.id); }}>
              <span className={styles['number']}><CaseNumber number={row.number} official={row.official} short /></span>
              <span className={styles['title']}>{row.title}</span>
              <span className={styles['village']}>{row.villageName}</span>
              <StatusTag status={row.status} />
            </div>
          ))}
          {page !== undefined && rows.length === 0 && <EmptyState drawing="search" title={words === '' ? '没有未办结的民情件' : `没有找到“${words}”`}>{words === '' ? '输入编号、姓名、村名或原话里的几个字，已办结的也能找到。' : '换一个更短的词试试，比如只输村名或一个关键字。'}</EmptyState>}
        </div>
      </div>
    </Modal>
  );
}
