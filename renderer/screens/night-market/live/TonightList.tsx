/** The right of the live night market: what was registered this evening, newest first, each line saying how far it has got. */
import { Button } from 'antd';
import { memo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { LEVEL_WORDS } from '../../../../shared/case/words.ts';
import type { CaseRow } from '../../../store/api.ts';
import { DeliveryMark } from '../../../ui/DeliveryMark.tsx';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './live.module.css';

interface Props {
  readonly rows: readonly CaseRow[];
  readonly total: number;
  /** The case that was registered last, lifted out on top until the next. */
  readonly newest: string | null;
  /** What stands above the list. */
  readonly first: ReactNode;
  readonly onOpen: (id: string) => void;
  readonly onShow: () => void;
  readonly onReceipts: () => void;
  readonly onClose: () => void;
}

export const TonightList = memo(function TonightList({ rows, total, newest, first, onOpen, onShow, onReceipts, onClose }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = event.altKey || event.ctrlKey ? 0 : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const lines = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    event.preventDefault();
    lines[Math.min(Math.max(lines.findIndex((line) => line === document.activeElement) + step, 0), lines.length - 1)]?.focus();
  };
  return (
    <section className={styles['tonight']} aria-label="今晚登记的">
      {first}
      <h2 className={styles['tonightHead']}>今晚 <span data-testid="tonight-total">{total}</span> 件<KeyCap keys={SHORTCUTS.list.keys} /></h2>
      {rows.length === 0
        ? <p className={styles['nothing']}>还没有登记。写下第一件，按 Ctrl+Enter。</p>
        : (
          <ol ref={list} className={styles['lines']} onKeyDown={walk}>
            {rows.map((row) => (
              <li key={row.id}>
                <button type="button" className={row.id === newest ? `${styles['line']} ${styles['newest']}` : styles['line']} data-case={row.id} onClick={() => { onOpen(row.id); }}>
                  <span className={styles['lineTime']}>{row.receivedAt ?? ''}</span>
                  <span className={styles['lineTitle']}>{row.title}</span>
                  <DeliveryMark delivery={row.delivery} />
                  <span className={styles['lineKind']}>{kindOf(row)}</span>
                </button>
              </li>
            ))}
          </ol>
        )}
      <div className={styles['tonightFoot']}>
        <Button disabled={rows.length === 0} onClick={onShow}>给他看<KeyCap keys={SHORTCUTS.show_receipt.keys} /></Button>
        <Button disabled={rows.length === 0} onClick={onReceipts}>打印回执<KeyCap keys={SHORTCUTS.receipt.keys} /></Button>
        <Button className={styles['wide'] ?? ''} onClick={onClose}>收摊小结<KeyCap keys={SHORTCUTS.close.keys} /></Button>
      </div>
    </section>
  );
});

function kindOf(row: CaseRow): string {
  const kinds = [shortNumber(row), row.villageName, row.matter === 'dispute' ? '纠纷' : row.matter === 'golden_idea' ? '金点子' : row.matter === 'policy_question' ? '政策咨询' : row.level === null ? '' : LEVEL_WORDS[row.level], row.status === 'evaluating' ? row.matter === 'dispute' ? '化解' : '现场答复' : row.status === 'closed' ? '已办结' : row.promiseOn === null ? '' : '有承诺'];
  return kinds.filter((kind) => kind !== '').join(' · ');
}

/** All cases here are one township's and one evening's: the name and the year in front of the official number say nothing. */
function shortNumber({ number, official }: CaseRow): string {
  return official ? number.slice(number.indexOf('〕') + 1) : number;
}
