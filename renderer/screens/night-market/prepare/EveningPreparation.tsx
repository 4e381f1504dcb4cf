/** One evening before it begins: its preparation, its papers, and the button that begins it. */
import { Button, Skeleton } from 'antd';
import { mayAppend } from '../../../../shared/access.ts';
import { daysBetween } from '../../../../shared/kernel/local-date.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PreparationPage } from '../../../ui/activity-preparation/PreparationPage.tsx';
import { useSeasonItem } from '../../../ui/activity-preparation/use-season-item.ts';
import { useSession } from '../../../ui/session-context.tsx';
import { useToday } from '../../../ui/use-today.ts';
import { heldActs } from '../start-acts.ts';
import { useBegin } from '../use-begin.ts';
import { EveningPapers } from './EveningPapers.tsx';

/** Days before the evening from which on it may be begun: not by a slip a week too early. */
const START_DAYS = 1;

export function EveningPreparation({ id, on }: { readonly id: string; readonly on: string | null }) {
  const found = useSeasonItem(id, on);
  const today = useToday();
  const session = useSession();
  const { busy, begin, enter } = useBegin();
  if (found === undefined) return <Skeleton active style={{ padding: 24 }} />;
  if (found === null) return <EmptyState drawing="market" title="本机还没有这一场夜市">可能还没有从县里传到，也可能排期改了。传到后会自动出现。</EmptyState>;
  const { item } = found;
  const mayBegin = session.writes.includes(item.scope) && mayAppend(session.role, 'activity.opened');
  const past = item.on < today;
  const near = !past && daysBetween(today, item.on) <= START_DAYS;
  const start = (
    <>
      {past && <Button loading={busy} title="当时没用电脑：记为办过，再把纸上登记的补进来" onClick={() => { void enter(item.id, heldActs(item)); }}>办过了，补录</Button>}
      {(near || (past && daysBetween(item.on, today) <= START_DAYS)) && <Button type="primary" loading={busy} onClick={() => { void begin(item); }}>开始这一场</Button>}
    </>
  );
  return <PreparationPage {...found} back={{ title: '夜市', path: '/night-market' }} papers={<EveningPapers found={found} />} start={mayBegin ? start : undefined} />;
}
