/** 今日: what must be done, most urgent first, each line with its one action. The county sees its townships first, then its own desk. */
import { Button, Card, Flex, Skeleton, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { DUTIES } from '../../../shared/case/duties.ts';
import type { DutySection as Section } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { useEnrolment } from '../../ui/session-context.tsx';
import { officeOf } from '../../ui/use-office.ts';
import { useToday } from '../../ui/use-today.ts';
import { activityGroups } from './activity-groups.ts';
import { CountyTable } from './CountyTable.tsx';
import { DutySection } from './DutySection.tsx';
import { handedOver } from './handed-over.ts';
import { HandedOverCard } from './HandedOverCard.tsx';
import { MarketCard } from './MarketCard.tsx';
import { itemGroups, type ItemGroup } from './item-groups.ts';
import { ItemDuties } from './ItemDuties.tsx';
import { TonightMarkets } from './TonightMarkets.tsx';
import { unfinishedOf } from './unfinished.ts';
import { UnfinishedCard } from './UnfinishedCard.tsx';
import styles from './today.module.css';

/** Lines of one section; the rest is one click away in 民情台账. */
const LINES = 5;
/** What evenings hand over is sorted within days; the bound keeps a neglected desk from loading a county. */
const MOST_SORTING = 3000;

export function TodayScreen() {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const today = useToday();
  const navigate = useNavigate();
  const sections = useAnswer((store) => store.duties(today, LINES), ['cases', 'suggestions', 'directory'], [today, session.role]);
  const items = useAnswer(async (store) => {
    const [suggestions, referrals, written, directory] = await Promise.all([store.suggestions(), store.referrals(), store.activities(), store.directory()]);
    const quota = officeOf(directory, enrolment, session.home).visitsMonthly;
    return [...itemGroups(suggestions, referrals, today), ...activityGroups(written, { scope: session.home, deputies: directory.deputies, quota }, today)];
  }, ['suggestions', 'activities', 'directory'], [today]);
  const activities = useAnswer((store) => store.activities(), ['activities'], []);
  const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
  const unfinished = unfinishedOf(drafts ?? [], { activities: activities ?? [], today }).length;
  const sortsHere = mayAppend(session.role, 'case.sorted');
  const sorting = useAnswer(async (store) => (sortsHere ? store.cases({ filter: { statuses: ['sorting'] }, sort: 'received', descending: true, offset: 0, limit: MOST_SORTING }) : null), ['cases'], [sortsHere]);
  // What only the county can do stands above the table of the townships, which fills a screen.
  const ownDesk = sections?.filter(({ kind }) => DUTIES[kind].desk === 'county') ?? [];
  const open = (activities ?? []).filter((activity) => activity.open);

  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Typography.Title level={3} className={styles['day'] ?? ''}>{dayWords(today, today)}</Typography.Title>
        <Typography.Text type="secondary">{sections === undefined || items === undefined ? '' : greeting(sections, items)}</Typography.Text>
        <nav className={styles['jump']} aria-label="今日各项">
          {sections?.map(({ kind, total }) => (
            <a key={kind} href={`#${kind}`} className={`${styles['tile']} ${styles[DUTIES[kind].tone]}`} onClick={(event) => { event.preventDefault(); document.getElementById(`duty-${kind}`)?.scrollIntoView({ block: 'start' }); }}>
              <span className={styles['figure']}>{total}</span><span>{DUTIES[kind].name}</span>
            </a>
          ))}
          {unfinished > 0 && <a href="#unfinished" className={`${styles['tile']} ${styles['soon']}`} onClick={(event) => { event.preventDefault(); document.getElementById('duty-unfinished')?.scrollIntoView({ block: 'start' }); }}><span className={styles['figure']}>{unfinished}</span><span>待补全</span></a>}
        </nav>
      </header>
      {ownDesk.map((section) => <DutySection key={section.kind} section={section} today={today} />)}
      {session.role === 'county' && <CountyTable today={today} />}
      {open.map((activity) => <MarketCard key={activity.id} activity={activity} today={today} />)}
      <TonightMarkets today={today} />
      {sorting != null && activities !== undefined && <HandedOverCard lines={handedOver(activities, sorting.rows, today)} />}
      {drafts !== undefined && activities !== undefined && <UnfinishedCard drafts={drafts} activities={activities} today={today} />}
      {sections === undefined && <Card><Skeleton active={false} /></Card>}
      {items?.map((group) => <ItemDuties key={group.id} group={group} today={today} />)}
      {sections?.filter((section) => !ownDesk.includes(section)).map((section) => <DutySection key={section.kind} section={section} today={today} />)}
      {sections?.length === 0 && items?.length === 0 && (
        <Card>
          <EmptyState drawing="done" title="今天没有等着办的事" action={<Flex gap={8}><Button type="primary" onClick={() => { void navigate('/night-market'); }}>去夜市</Button><Link to="/cases"><Button>翻台账</Button></Link></Flex>}>
            该转告的都转告了，该评议的都评议了。新登记的民情和快到期的事会自动出现在这里。
          </EmptyState>
        </Card>
      )}
    </div>
  );
}

/** The head's sentence. */
function greeting(sections: readonly Section[], items: readonly ItemGroup[]): string {
  if (sections.length === 0 && items.length === 0) return '都办好了';
  const late = sections.reduce((sum, { kind, total, late: over }) => sum + (kind === 'overdue' ? total : DUTIES[kind].tone === 'alarm' ? 0 : over), items.reduce((count, { late: over }) => count + over, 0));
  return late === 0 ? '没有过了日子的事，按要紧的先后排好了' : '按要紧的先后排好了，从上往下办';
}
