/** 今日: what must be done, most urgent first, each line with its one action. */
import { Button, Card, Flex, Skeleton, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAnswer } from '../../ui/use-answer.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { useSession } from '../../ui/session-context.tsx';
import { useToday } from '../../ui/use-today.ts';
import { CountyTable } from './CountyTable.tsx';
import { DutySection } from './DutySection.tsx';
import { dutiesOf } from './duties.ts';
import { MarketCard } from './MarketCard.tsx';
import styles from './today.module.css';

/** Lines of one section; the rest is one click away in 民情台账. */
const LINES = 6;

export function TodayScreen() {
  const session = useSession();
  const today = useToday();
  const navigate = useNavigate();
  const duties = dutiesOf(session);
  const pages = useAnswer(
    (store) => Promise.all(duties.map((duty) => store.cases({ filter: duty.filter(today), sort: duty.sort, descending: duty.descending, offset: 0, limit: LINES }))),
    ['cases'], [today, session.role]);
  const activities = useAnswer((store) => store.activities(), ['activities'], []);
  const open = (activities ?? []).filter((activity) => activity.open);
  const sections = pages === undefined ? [] : duties.flatMap((duty, index) => {
    const page = pages[index];
    return page === undefined || page.total === 0 ? [] : [{ duty, page }];
  });

  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Typography.Title level={3} className={styles['day'] ?? ''}>{dayWords(today, today)}</Typography.Title>
        <Typography.Text type="secondary">{greeting(sections.map(({ duty, page }) => [duty.name, page.total]))}</Typography.Text>
        <nav className={styles['jump']} aria-label="今日各项">
          {sections.map(({ duty, page }) => (
            <a key={duty.key} href={`#${duty.key}`} className={`${styles['tile']} ${styles[duty.tone]}`} onClick={(event) => { event.preventDefault(); document.getElementById(`duty-${duty.key}`)?.scrollIntoView({ block: 'start' }); }}>
              <span className={styles['figure']}>{page.total}</span><span>{duty.name}</span>
            </a>
          ))}
        </nav>
      </header>
      {session.role === 'county' && <CountyTable today={today} />}
      {open.map((activity) => <MarketCard key={activity.id} activity={activity} today={today} />)}
      {pages === undefined && <Card><Skeleton active={false} /></Card>}
      {sections.map(({ duty, page }) => <DutySection key={duty.key} duty={duty} page={page} today={today} />)}
      {pages !== undefined && sections.length === 0 && (
        <Card>
          <EmptyState drawing="done" title="今天没有等着办的事" action={<Flex gap={8}><Button type="primary" onClick={() => { void navigate('/night-market'); }}>去夜市</Button><Link to="/cases"><Button>翻台账</Button></Link></Flex>}>
            该转告的都转告了，该评议的都评议了。新登记的民情和快到期的事会自动出现在这里。
          </EmptyState>
        </Card>
      )}
    </div>
  );
}

/** The head's sentence: how many things, in words. */
function greeting(totals: readonly (readonly [string, number])[]): string {
  const all = totals.reduce((sum, [, total]) => sum + total, 0);
  if (all === 0) return '都办好了';
  return '按要紧的先后排好了，从上往下办';
}
