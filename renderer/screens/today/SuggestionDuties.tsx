/** What the desk must do about deputies' suggestions: one card, the gravest first, each line opening the suggestion. Nothing when nothing waits. */
import { Button, Card, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { suggestionDuties, SUGGESTION_DUTY_WORDS } from '../../../shared/suggestion/duties.ts';
import { SUGGESTION_ACT_WORDS } from '../../../shared/suggestion/words.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import styles from './today.module.css';

/** Lines shown; the rest is one click away. */
const LINES = 5;
const GRAVE: readonly string[] = ['contested', 'overdue', 'to_explain', 'co_late'];

export function SuggestionDuties({ today }: { readonly today: LocalDate }) {
  const navigate = useNavigate();
  const duties = useAnswer(async (store) => suggestionDuties(await store.suggestions(), today), ['suggestions'], [today]) ?? [];
  if (duties.length === 0) return null;
  const grave = duties.filter(({ kind }) => GRAVE.includes(kind)).length;
  return (
    <Card
      id="duty-suggestions" className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }} extra={duties.length > LINES ? <Link to="/suggestions">全部 {duties.length} 件</Link> : null}
      title={<h4 className={styles['name']}>代表建议<span className={styles['total']}>{duties.length} 件</span>{grave > 0 && <Tag color="error" className={styles['late'] ?? ''}>其中 {grave} 件要紧</Tag>}</h4>}
    >
      <ul className={styles['lines']} aria-label="代表建议">
        {duties.slice(0, LINES).map(({ id, number, title, kind, dueOn, act }) => (
          <li key={id} className={styles['line']}>
            <span className={styles['number']}><CaseNumber number={number} official short /></span>
            <Link to={`/suggestions/${id}`} className={styles['title'] ?? ''} title={title}>{title}</Link>
            <span className={styles['where']}>{SUGGESTION_DUTY_WORDS[kind]}</span>
            <span className={styles['due']}><DueTag dueOn={dueOn} today={today} /></span>
            <Button size="small" className={styles['act'] ?? ''} onClick={() => { void navigate(`/suggestions/${id}`); }}>{act === null ? '查看' : SUGGESTION_ACT_WORDS[act]}</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
