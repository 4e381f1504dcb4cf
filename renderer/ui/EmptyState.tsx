/** An empty list says kindly why it is empty and what could be done, under a small drawing of an open ledger. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export type EmptyDrawing = 'done' | 'ledger' | 'search' | 'market';

export function EmptyState({ drawing = 'ledger', title, children, action }: { readonly drawing?: EmptyDrawing; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={styles['empty']} role="status">
      <svg className={styles['drawing']} viewBox="0 0 120 80" aria-hidden="true">{DRAWINGS[drawing]}</svg>
      <Typography.Text strong className={styles['title'] ?? ''}>{title}</Typography.Text>
      {children !== undefined && <Typography.Text type="secondary" className={styles['words'] ?? ''}>{children}</Typography.Text>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  );
}

const LEDGER = (
  <g fill="#fff" stroke="#9fb3cc" strokeWidth="1.5" strokeLinejoin="round">
    <path d="M60 24c-9-6-22-8-36-7v42c14-1 27 1 36 7 9-6 22-8 36-7V17c-14-1-27 1-36 7z" />
    <path d="M60 24v42" />
    <path d="M32 27c7 0 13 1 19 4M32 36c7 0 13 1 19 4M32 45c7 0 13 1 19 4M88 27c-7 0-13 1-19 4M88 36c-7 0-13 1-19 4" fill="none" strokeLinecap="round" stroke="#c9d4e3" />
  </g>
);

const DRAWINGS: Readonly<Record<EmptyDrawing, ReactNode>> = {
  ledger: LEDGER,
  done: <>{LEDGER}<circle cx="90" cy="54" r="13" fill="#e7f3ec" stroke="#2b7a4b" strokeWidth="1.5" /><path d="m84 54 4.5 4.5L97 50" fill="none" stroke="#2b7a4b" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round" /></>,
  search: <>{LEDGER}<circle cx="86" cy="48" r="12" fill="#eef3f9" stroke="#1d4e89" strokeWidth="1.5" /><path d="m95 57 8 8" stroke="#1d4e89" strokeWidth="2.5" strokeLinecap="round" /></>,
  market: (
    <g strokeLinejoin="round" strokeWidth="1.5">
      <path d="M22 34h76v34H22z" fill="#fff" stroke="#9fb3cc" />
      <path d="M18 34 26 16h68l8 18z" fill="#e8eff8" stroke="#1d4e89" />
      <path d="m18 34 8-18M39 34l4-18M60 34V16M81 34l-4-18M102 34l-8-18" fill="none" stroke="#1d4e89" />
      <path d="M34 52h52M34 52v16M86 52v16" fill="none" stroke="#9fb3cc" strokeLinecap="round" />
      <circle cx="60" cy="44" r="4" fill="#f5d48a" stroke="#ad5a00" />
    </g>
  ),
};
