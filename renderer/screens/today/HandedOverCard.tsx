/** 刚交来的: each activity whose cases wait to be sorted, until they are. */
import { Button, Card } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { HandedOver } from './handed-over.ts';
import styles from './today.module.css';

/** Lines shown; more evenings than these at once are in the list of cases to sort. */
const LINES = 6;

export function HandedOverCard({ lines }: { readonly lines: readonly HandedOver[] }) {
  const navigate = useNavigate();
  if (lines.length === 0) return null;
  return (
    <Card
      id="duty-handed-over" className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }} extra={lines.length > LINES ? <Link to="/cases?status=sorting">全部待梳理</Link> : null}
      title={<h4 className={styles['name']}><span className={styles['dot']} aria-hidden="true" />夜市和活动交来的<span className={styles['total']}>{lines.length} 场</span><span className={styles['why']}>收摊后交给您，逐件梳理完就不再提醒</span></h4>}
    >
      <ul className={styles['lines']} aria-label="夜市和活动交来的">
        {lines.slice(0, LINES).map(({ activity, sentence, detail, cases }) => (
          <li key={activity.id} className={styles['line']}>
            <Link to={activity.kind === 'night_market' ? `/night-market/${activity.id}` : `/stations/${activity.id}`} className={styles['title'] ?? ''} title={sentence}>{sentence}</Link>
            <span className={styles['where']} title={detail}>{detail}</span>
            <Button size="small" className={styles['act'] ?? ''} aria-label={`梳理：${sentence}`} onClick={() => { void navigate(`/cases?${new URLSearchParams({ status: 'sorting', activity: activity.id }).toString()}`); }}>梳理 {cases} 件</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
