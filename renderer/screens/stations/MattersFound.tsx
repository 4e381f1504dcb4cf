/** What was resolved or found, line by line (议定事项, 发现的问题): each may become a matter of its own, and says so once it is one. */
import { Button, Card, Tag } from 'antd';
import { Link } from 'react-router';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { caseInList } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import type { PartProps } from './activity-acts.ts';
import styles from './stations.module.css';
import { useRegisterAt } from './use-register-at.ts';

/** Matters of one session that are compared with its lines. */
const MOST = 300;

export function MattersFound({ activity, today }: PartProps) {
  const session = useSession();
  const register = useRegisterAt(activity, today);
  const fields = KINDS[activity.kind].fields.filter((field) => field.matters === true);
  const lines = fields.flatMap(({ name, label }) => linesOf(activity.fields[name]).map((line) => ({ label, line })));
  const registered = useAnswer(async (store) => {
    if (lines.length === 0) return new Map<string, string>();
    const { rows } = await store.cases({ filter: { activity: activity.id }, sort: 'received', descending: false, offset: 0, limit: MOST });
    const views = await Promise.all(rows.map(({ id }) => store.case(id)));
    return new Map(views.flatMap((view) => (view === null ? [] : [[view.state.registered.words.trim(), view.state.id] as const])));
  }, ['cases'], [activity.id, lines.length]);
  if (lines.length === 0) return null;
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>逐件登记<span className={styles['hint']}>　要单位办的，登记成一件，跟着办到底</span></h4>}>
      <ul className={styles['found']}>
        {lines.map(({ label, line }, index) => {
          const id = registered?.get(line);
          return (
            <li key={`${String(index)} ${line}`}>
              <Tag>{label}</Tag><span className={styles['what']}>{line}</span>
              {id !== undefined ? <Link to={caseInList(id, { activity: activity.id })}>已登记</Link>
                : session.writes.includes(activity.scope) && <Button size="small" onClick={() => { register(line); }}>登记成一件</Button>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function linesOf(value: unknown): readonly string[] {
  const lines: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split('\n') : [];
  return lines.flatMap((line) => (typeof line === 'string' && line.trim() !== '' ? [line.trim()] : []));
}
