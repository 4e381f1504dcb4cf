/** One card of what must be done beside the cases: the gravest first, each line opening its item. */
import { Button, Card, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import type { ItemGroup } from './item-groups.ts';
import styles from './today.module.css';

/** Lines shown; the rest is one click away. */
const LINES = 5;

export function ItemDuties({ group: { id: group, name, to, grave, lines }, today }: { readonly group: ItemGroup; readonly today: LocalDate }) {
  const navigate = useNavigate();
  return (
    <Card
      id={`duty-${group}`} className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }} extra={lines.length > LINES ? <Link to={to}>全部 {lines.length} 件</Link> : null}
      title={<h4 className={styles['name']}>{name}<span className={styles['total']}>{lines.length} 件</span>{grave > 0 && <Tag color="error" className={styles['late'] ?? ''}>其中 {grave} 件要紧</Tag>}</h4>}
    >
      <ul className={styles['lines']} aria-label={name}>
        {lines.slice(0, LINES).map(({ id, number, title, why, dueOn, action, to: place, page }) => (
          <li key={id} className={styles['line']}>
            <span className={styles['number']}><CaseNumber number={number} official short /></span>
            <Link to={page} className={styles['title'] ?? ''} title={title}>{title}</Link>
            <span className={styles['where']}>{why}</span>
            <span className={styles['due']}><DueTag dueOn={dueOn} today={today} /></span>
            <Button size="small" className={styles['act'] ?? ''} aria-label={`${action}：${title}`} onClick={() => { void navigate(place); }}>{action}</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
