/** One evening before it begins: its preparation, its papers, and the button that begins it. */
import { Button, Skeleton } from 'antd';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PreparationPage } from '../../../ui/activity-preparation/PreparationPage.tsx';
import { useSeasonItem } from '../../../ui/activity-preparation/use-season-item.ts';
import { useSession } from '../../../ui/session-context.tsx';
import { useToday } from '../../../ui/use-today.ts';
import { useBegin } from '../use-begin.ts';
import { EveningPapers } from './EveningPapers.tsx';

/** Days before the evening from which on it may be begun: not by a slip a week too early. */
const START_DAYS = 1;

export function EveningPreparation({ id, on }: { readonly id: string; readonly on: string | null }) {
  const found = useSeasonItem(id, on);
  const today = useToday();
  const session = useSession();
  const { busy, begin } = useBegin();
  if (found === undefined) return <Skeleton active style={{ padding: 24 }} />;
  if (found === null) return <EmptyState drawing="market" title="本机还没有这一场夜市">可能还没有从县里传到，也可能排期改了。传到后会自动出现。</EmptyState>;
  const { item } = found;
  const near = Math.abs(Date.parse(item.on) - Date.parse(today)) <= START_DAYS * 86_400_000;
  return (
    <PreparationPage
      {...found} back={{ title: '夜市', path: '/night-market' }} papers={<EveningPapers found={found} />}
      start={session.writes.includes(item.scope) && near ? <Button type="primary" loading={busy} onClick={() => { void begin(item); }}>开始这一场</Button> : undefined}
    />
  );
}
