/** One kind of duty: its name, how many, and its first lines, each of which opens the case at the act to do. */
import { Button, Card, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { CasePage, CaseRow } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { shortDay } from '../../ui/format-date.ts';
import { LevelTag } from '../../ui/LevelTag.tsx';
import { useSession } from '../../ui/session-context.tsx';
import type { Duty } from './duties.ts';
import styles from './today.module.css';

export function DutySection({ duty, page, today }: { readonly duty: Duty; readonly page: CasePage; readonly today: LocalDate }) {
  const search = new URLSearchParams(duty.address).toString();
  return (
    <Card
      id={`duty-${duty.key}`} className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }}
      title={<h4 className={styles['name']}><span className={`${styles['dot']} ${styles[duty.tone]}`} aria-hidden="true" />{duty.name}<span className={styles['total']}>{page.total} 件</span><span className={styles['why']}>{duty.why}</span></h4>}
      extra={page.total > page.rows.length ? <Link to={`/cases?${search}`}>全部 {page.total} 件</Link> : null}
    >
      <ul className={styles['lines']} aria-label={duty.name}>
        {page.rows.map((row) => <Line key={row.id} row={row} duty={duty} today={today} search={search} />)}
      </ul>
    </Card>
  );
}

function Line({ row, duty, today, search }: { readonly row: CaseRow; readonly duty: Duty; readonly today: LocalDate; readonly search: string }) {
  const navigate = useNavigate();
  const session = useSession();
  const mayAct = duty.act !== null && mayAppend(session.role, duty.act);
  const action = duty.act === null || mayAct ? duty.action : '查看';
  const address = `/cases/${row.id}?${search}`;
  return (
    <li className={styles['line']}>
      <span className={styles['number']}><CaseNumber number={row.number} official={row.official} short={session.role !== 'county'} /></span>
      <Link to={address} className={styles['title'] ?? ''} title={row.title}>{row.title}</Link>
      {row.reworks > 0 && <Tag color="warning">第 {row.reworks + 1} 次办理</Tag>}
      <span className={styles['where']}>{[row.villageName, row.leadName].filter((text) => text !== '').join(' · ')}</span>
      {row.level !== null && <LevelTag level={row.level} />}
      <span className={styles['due']}>{row.dueOn === null ? <span className={styles['received']}>{shortDay(row.receivedOn, today)}收到</span> : <DueTag dueOn={row.dueOn} today={today} />}</span>
      <Button size="small" onClick={() => { void navigate(address, mayAct ? { state: { act: duty.act } } : {}); }} aria-label={`${action}：${row.title}`}>{action}</Button>
    </li>
  );
}
