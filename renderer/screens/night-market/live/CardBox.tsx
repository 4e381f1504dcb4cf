/** A box of the card: its label, a hint, the key that leads there. */
import type { ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS, type Command } from './shortcuts.ts';
import styles from './live.module.css';

interface Props { readonly label: string; readonly labelId?: string; readonly htmlFor?: string; readonly hint?: string; readonly command?: Command; readonly children: ReactNode }

export function CardBox({ label, labelId, htmlFor, hint, command, children }: Props) {
  return (
    <div className={styles['box']}>
      <div className={styles['label']}>
        <label id={labelId} htmlFor={htmlFor}>{label}</label>
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
        {command !== undefined && <KeyCap keys={SHORTCUTS[command].keys} />}
      </div>
      {children}
    </div>
  );
}
