/** The search: one box over everything on this device, in characters, pinyin or initials; groups, best first; all of it by keyboard. */
import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { SearchAnswer, SearchHit } from '../../store/api.ts';
import type { Store } from '../../store/client.ts';
import { EmptyState } from '../EmptyState.tsx';
import { useSession } from '../session-context.tsx';
import { useAnswer } from '../use-answer.ts';
import { allCasesAddress, KINDS } from './search-kinds.tsx';
import { placeOf, placesFor } from './search-places.ts';
import { SearchRow } from './SearchRow.tsx';
import { recentOf, RECENT_SETTING } from './use-recent.ts';
import styles from './search-palette.module.css';

/** Hits of a kind that has no other beside it. */
const LIMIT = 30;
/** Lines before anything is typed. */
const OFFERED = 8;

/** A group on the screen. `more` is the number of all its hits, when not all are shown and a list can show them. */
interface Section { readonly name: string; readonly hits: readonly SearchHit[]; readonly total: number | null; readonly more: number | null }

/** A filter or menu that is still open stays below. */
const ABOVE_POPUPS = 1200;

/** `onClose(gone)`: `gone` when another screen was opened, which then has the keyboard. */
export function SearchPalette({ onClose }: { readonly onClose: (gone: boolean) => void }) {
  const navigate = useNavigate();
  const { role } = useSession();
  const listId = useId();
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const typed = text.trim();
  const answer = useAnswer(async (store) => ({ typed, sections: typed === '' ? await before(store) : sectionsOf(await store.search(typed, LIMIT, placesFor(role))) }), ['cases', 'directory', 'activities', 'suggestions'], [typed, role]);
  const sections = answer?.sections ?? [];
  const lines = sections.flatMap(({ hits, more }) => [...hits.map((hit) => ({ hit })), ...(more === null ? [] : [{ hit: null }])]);
  const chosen = Math.min(at, lines.length - 1);
  useEffect(() => { document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' }); }, [chosen, listId]);

  const go = (hit: SearchHit | null) => {
    onClose(true);
    const ask = hit?.kind === 'place' ? placeOf(hit.id).ask : null;
    void navigate(hit === null ? allCasesAddress(typed) : KINDS[hit.kind].opens(hit, typed), ask === null ? {} : { state: { ask } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[chosen];
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((chosen + 1) % Math.max(lines.length, 1));
    else if (event.key === 'ArrowUp') setAt((chosen + lines.length - 1) % Math.max(lines.length, 1));
    else if (event.key === 'PageDown') setAt(nextGroup(sections, chosen, 1));
    else if (event.key === 'PageUp') setAt(nextGroup(sections, chosen, -1));
    else if (event.key === 'Enter' && line && answer?.typed === typed) go(line.hit);
    else return;
    event.preventDefault();
  };

  let index = -1;
  const option = (className: string | undefined, hit: SearchHit | null) => {
    index += 1;
    const mine = index;
    return { id: `${listId}-${mine}`, role: 'option', 'aria-selected': mine === chosen, className: className ?? '', onMouseMove: () => { setAt(mine); }, onClick: () => { go(hit); } } as const;
  };
  return (
    <Modal
      open onCancel={() => { onClose(false); }} footer={null} closable={false} width={780} zIndex={ABOVE_POPUPS} style={{ top: 64 }} styles={{ container: { padding: 0 } }} title={null} aria-label="搜索"
      afterOpenChange={(shown) => { if (shown) input.current?.focus(); }}
    >
      <div role="search" onKeyDown={onKeyDown}>
        <Input
          ref={input} autoFocus size="large" variant="borderless" prefix={<SearchOutlined />} placeholder="编号、姓名、电话尾号、村、单位、原话里的词；拼音、首字母都行"
          role="combobox" aria-label="搜索" aria-controls={listId} aria-expanded aria-activedescendant={lines.length > 0 ? `${listId}-${chosen}` : undefined}
          value={text} onChange={(event) => { setText(event.target.value); setAt(0); }} className={styles['input'] ?? ''}
        />
        <div id={listId} role="listbox" aria-label="搜索结果" className={styles['list']}>
          {sections.map(({ name, hits, total, more }) => (
            <div key={name} role="group" aria-label={name}>
              <div className={styles['group']} aria-hidden="true">{name}{total !== null && <span className={styles['total']}>{total}</span>}</div>
              {hits.map((hit) => { const props = option(hit.number ? styles['row'] : `${styles['row'] ?? ''} ${styles['lean'] ?? ''}`, hit); return <div key={`${hit.kind} ${hit.id}`} {...props}><SearchRow hit={hit} /></div>; })}
              {more !== null && <div {...option(styles['more'], null)}>在台账里看全部 {more} 件</div>}
            </div>
          ))}
          {answer !== undefined && lines.length === 0 && <EmptyState drawing="search" title={answer.typed === '' ? '这台电脑上还没有民情件' : `没有找到“${answer.typed}”`}>{answer.typed === '' ? '登记以后，在这里用编号、姓名、村名或原话里的几个字就能找到。' : '少打几个字，或换一个词试试。几个词之间用空格隔开，是都要有的意思。'}</EmptyState>}
        </div>
        <div className={styles['keys']}><span>↑↓ 选择</span><span>PgUp PgDn 换一组</span><span>Enter 打开</span><span>Esc 关闭</span></div>
      </div>
    </Modal>
  );
}

/** What is offered before anything is typed: what was looked at lately, then the newest that are open. */
async function before(store: Store): Promise<readonly Section[]> {
  // Searching for nothing lets the store get ready for letters.
  const [held] = await Promise.all([store.setting(RECENT_SETTING), store.search('', 0, [])]);
  const recent = await store.hits(recentOf(held));
  const { rows } = await store.cases({ filter: { open: true }, sort: 'received', descending: true, offset: 0, limit: OFFERED });
  const newest = rows.filter(({ id }) => !recent.some((one) => one.id === id)).slice(0, Math.max(OFFERED - recent.length, 0));
  return [{ name: '最近看过', hits: recent }, { name: '最近登记', hits: await store.hits(newest.map(({ id }) => id)) }].flatMap((one) => (one.hits.length === 0 ? [] : [{ ...one, total: null, more: null }]));
}

function sectionsOf({ groups }: SearchAnswer): readonly Section[] {
  return groups.map(({ kind, total, hits }) => {
    const { name, shown } = KINDS[kind];
    const some = groups.length === 1 ? hits : hits.slice(0, shown);
    return { name, total, hits: some, more: kind === 'case' && total > some.length ? total : null };
  });
}

/** The first line of the group after (or before) the one that has the line `at`; the ends stay. */
function nextGroup(sections: readonly Section[], at: number, by: 1 | -1): number {
  const starts: number[] = [];
  let line = 0;
  for (const { hits, more } of sections) {
    starts.push(line);
    line += hits.length + (more === null ? 0 : 1);
  }
  const here = starts.filter((start) => start <= at).length - 1;
  return starts[Math.min(Math.max(here + by, 0), starts.length - 1)] ?? 0;
}
