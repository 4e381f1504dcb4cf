/** One kind of duty: its name, how many, and its first lines, each of which opens the case at the act to do. */
import { Button, Card, Tag, Tooltip } from 'antd';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { DUTIES, type DutyKind } from '../../../shared/case/duties.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { DutyLine, DutySection as Section } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { LevelTag } from '../../ui/LevelTag.tsx';
import { caseInList, useOpenAct } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import styles from './today.module.css';

/** What the form of a duty's act says already. A note that answers a duty names it. */
const FILLED_IN: Readonly<Partial<Record<DutyKind, Readonly<Record<string, unknown>>>>> = {
  urgent: { text: '已报告', duty: 'urgent' }, recheck: { text: '回头看：', duty: 'recheck' }, due_soon: { grade: 'urge', proposal: 'due_soon' }, co_late: { grade: 'urge', reason: '协办单位没有按时给主办单位意见' },
  to_evaluate_citizen: { by: 'citizen' }, to_evaluate_deputy: { by: 'deputy' }, to_relay: { to: 'citizen' }, to_tell: { to: 'citizen' }, to_relay_deputy: { to: 'deputy' },
};

/** The list behind a kind: what does not fit together has a screen of its own. */
const listOf = (kind: DutyKind): Readonly<Record<string, string>> => ({ duty: kind, sort: 'due' });
const wholeList = (kind: DutyKind): string => (kind === 'contested' || kind === 'refused' ? '/attention' : `/cases?${new URLSearchParams(listOf(kind)).toString()}`);

export function DutySection({ section, today }: { readonly section: Section; readonly today: LocalDate }) {
  const { kind, total, late, lines } = section;
  const { name, why, tone } = DUTIES[kind];
  return (
    <Card
      id={`duty-${kind}`} className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }}
      title={(
        <h4 className={styles['name']}>
          <span className={`${styles['dot']} ${styles[tone]}`} aria-hidden="true" />{name}<span className={styles['total']}>{total} 件</span>
          {late > 0 && tone !== 'alarm' && <Tag color="error" className={styles['late'] ?? ''}>其中 {late} 件过了日子</Tag>}
          <span className={styles['why']}>{why}</span>
        </h4>
      )}
      extra={total > lines.length || kind === 'contested' || kind === 'refused' ? <Link to={wholeList(kind)}>全部 {total} 件</Link> : null}
    >
      <ul className={styles['lines']} aria-label={name}>
        {lines.map((line) => <Line key={line.row.id} line={line} kind={kind} today={today} />)}
      </ul>
    </Card>
  );
}

function Line({ line: { row, dueOn, words }, kind, today }: { readonly line: DutyLine; readonly kind: DutyKind; readonly today: LocalDate }) {
  const session = useSession();
  const openAct = useOpenAct();
  const { act, action } = DUTIES[kind];
  const mayAct = act !== null && mayAppend(session.role, act);
  const label = act === null || mayAct ? action : '查看';
  const body = FILLED_IN[kind];
  const open = () => openAct({ id: row.id, act: mayAct ? act : null, list: listOf(kind), ...(mayAct && body !== undefined ? { body } : {}) });
  return (
    <li className={styles['line']}>
      <span className={styles['number']}><CaseNumber number={row.number} official={row.official} short={session.role !== 'county'} /></span>
      <Link to={caseInList(row.id, listOf(kind))} className={styles['title'] ?? ''} title={row.title}>{row.title}</Link>
      {row.urgent && kind !== 'urgent' && <Tag color="error">紧急</Tag>}
      {row.reworks > 0 && <Tag color="warning">第 {row.reworks + 1} 次办理</Tag>}
      <span className={styles['where']}>{[row.villageName, row.leadName].filter((text) => text !== '').join(' · ')}</span>
      {row.level !== null && <LevelTag level={row.level} />}
      <Tooltip title={words}>
        <span className={styles['due']}>{dueOn === null ? <span className={styles['received']}>{shortDay(row.receivedOn, today)}收到</span> : <DueTag dueOn={dueOn} today={today} />}</span>
      </Tooltip>
      <Button size="small" className={styles['act'] ?? ''} onClick={() => { void open(); }} aria-label={`${label}：${row.title}`}>{label}</Button>
    </li>
  );
}
