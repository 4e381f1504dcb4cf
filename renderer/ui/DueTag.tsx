/** How long a case still has: a number and a word, and colour beside them (`还剩 3 天`, `逾期 2 天`). */
import { ClockCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { dueWords, urgencyOf, type Urgency } from '../../shared/rules/urgency.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import styles from './due-tag.module.css';

const ICONS: Readonly<Record<Urgency, ReactNode>> = { overdue: <ExclamationCircleFilled />, soon: <ClockCircleFilled />, later: null };

/** Nothing for a case without a running deadline. */
export function DueTag({ dueOn, today }: { readonly dueOn: LocalDate | null; readonly today: LocalDate }) {
  const urgency = urgencyOf(dueOn, today);
  if (dueOn === null || urgency === null) return null;
  return <span className={`${styles['due']} ${styles[urgency]}`}>{ICONS[urgency]}{dueWords(dueOn, today)}</span>;
}
