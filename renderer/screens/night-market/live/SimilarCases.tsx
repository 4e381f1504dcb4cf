/** While the words are being typed: cases of the same village that sound like them, so that one matter is not registered twice. */
import { Button } from 'antd';
import { memo, useEffect, useState } from 'react';
import { STATUS_WORDS } from '../../../../shared/case/words.ts';
import type { Village } from '../../../../shared/village/village.ts';
import type { CaseRow } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import { villageNamed } from '../village-match.ts';
import { SHORTCUTS } from './shortcuts.ts';
import { KeyCap } from './KeyCap.tsx';
import styles from './live.module.css';

/** Asked when the hand rests for so long; fewer words than this say nothing yet. */
const ASK_DELAY_MS = 300;
const LEAST_WORDS = 6;
const MOST_SHOWN = 2;

interface Props { readonly village: string; readonly words: string; readonly villages: readonly Village[]; readonly onOpen: (id: string) => void }

export const SimilarCases = memo(function SimilarCases({ village, words, villages, onOpen }: Props) {
  const rows = useSimilar(villageNamed(villages, village)?.id ?? null, words.trim());
  if (rows.length === 0) return null;
  return (
    <section className={styles['similar']} aria-label="同村相似的件">
      <span className={styles['similarHead']}>同村可能已有<KeyCap keys={SHORTCUTS.similar.keys} /></span>
      {rows.slice(0, MOST_SHOWN).map((row) => (
        <Button key={row.id} className={styles['similarCase'] ?? ''} data-similar={row.id} onClick={() => { onOpen(row.id); }}>
          <span className={styles['similarTitle']}>{row.title}</span><span className={styles['similarState']}>{row.number} · {STATUS_WORDS[row.status]}</span>
        </Button>
      ))}
    </section>
  );
});

function useSimilar(village: string | null, words: string): readonly CaseRow[] {
  const store = useStore();
  const [rows, setRows] = useState<readonly CaseRow[]>([]);
  useEffect(() => {
    if (words.length < LEAST_WORDS) { setRows([]); return; }
    let outdated = false;
    const ask = () => store.similar(village, words).then((found) => { if (!outdated) setRows(found); }, () => { if (!outdated) setRows([]); });
    const timer = setTimeout(() => { void ask(); }, ASK_DELAY_MS);
    return () => { outdated = true; clearTimeout(timer); };
  }, [store, village, words]);
  return rows;
}
