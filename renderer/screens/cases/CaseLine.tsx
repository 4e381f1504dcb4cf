/** One row of the list: what it is, what is special about it, and the columns that were chosen. */
import { Checkbox, Tag } from 'antd';
import type { ReactNode } from 'react';
import { SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CaseRow } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { shortDay } from '../../ui/format-date.ts';
import styles from './case-list.module.css';
import { columnText, type Column } from './list-columns.ts';

interface Props {
  readonly row: CaseRow;
  readonly today: LocalDate;
  readonly manyScopes: boolean;
  readonly columns: readonly Column[];
  readonly chosen: boolean;
  /** Several are being chosen: every row shows its box. */
  readonly choosable: boolean;
  readonly onToggle: () => void;
}

export function CaseLine({ row, today, manyScopes, columns, chosen, choosable, onToggle }: Props) {
  return (
    <>
      <span className={`${styles['box']} ${choosable ? styles['boxShown'] : ''}`} onClick={(event) => { event.stopPropagation(); }}>
        <Checkbox checked={chosen} onChange={onToggle} tabIndex={-1} aria-label={`选择 ${row.number}`} />
      </span>
      <span className={manyScopes ? styles['fullNumber'] : styles['number']}><CaseNumber number={row.number} official={row.official} short={!manyScopes} /></span>
      <span className={styles['title']} title={row.title}>
        {(row.contested || row.delivery !== 'county') && <span className={styles['mark']}><DeliveryMark delivery={row.contested ? 'refused' : row.delivery} /></span>}
        {row.title}
      </span>
      <Flags row={row} today={today} />
      {columns.map((column) => <span key={column} className={styles[column]}>{cell(column, row, today)}</span>)}
    </>
  );
}

function cell(column: Column, row: CaseRow, today: LocalDate): ReactNode {
  if (column === 'status') return <StatusTag status={row.status} />;
  if (column !== 'due') return columnText(column, row, today);
  return row.paused ? <span className={styles['quiet']}>已暂停</span> : <DueTag dueOn={row.dueOn} today={today} />;
}

/** At most two of what makes a case special, the weightiest first; all of them in the hint. */
function Flags({ row, today }: { readonly row: CaseRow; readonly today: LocalDate }) {
  const flags = flagsOf(row, today);
  if (flags.length === 0) return null;
  return (
    <span className={styles['flags']} title={flags.map(({ hint }) => hint).join('；')}>
      {flags.slice(0, 2).map(({ words, color }) => <Tag key={words} color={color} className={styles['flag'] ?? ''}>{words}</Tag>)}
    </span>
  );
}

interface Flag { readonly words: string; readonly hint: string; readonly color: string }

function flagsOf(row: CaseRow, today: LocalDate): readonly Flag[] {
  const open = row.status !== 'closed' && row.status !== 'declined';
  const flags: readonly (Flag | false)[] = [
    open && row.urgent && { words: '急', hint: '紧急', color: 'error' },
    open && (row.citizen === 'unsatisfied' || row.deputy === 'unsatisfied') && { words: '不满意', hint: '有一方不满意', color: 'error' },
    open && row.grade !== null && row.grade !== 'urge' && { words: SUPERVISION_GRADE_WORDS[row.grade], hint: `已${SUPERVISION_GRADE_WORDS[row.grade]}`, color: 'warning' },
    row.raised > 1 && { words: `集中提×${row.raised}`, hint: `${row.raised} 个人提过同一件事`, color: 'processing' },
    row.repeated > 1 && { words: `反复提×${row.repeated}`, hint: `同一个人提了 ${row.repeated} 次`, color: 'processing' },
    open && row.reworks > 0 && { words: `第${row.reworks + 1}次`, hint: `第 ${row.reworks + 1} 次办理`, color: 'warning' },
    open && row.returns > 0 && { words: `退${row.returns}次`, hint: `承办单位退过 ${row.returns} 次`, color: 'warning' },
    row.promiseOn !== null && { words: '承诺', hint: `承诺 ${shortDay(row.promiseOn, today)} 落实`, color: row.promiseOn < today ? 'error' : 'default' },
    row.followers > 0 && { words: `并${row.followers}件`, hint: `${row.followers} 件并入这一件`, color: 'default' },
  ];
  return flags.filter((flag): flag is Flag => flag !== false);
}
