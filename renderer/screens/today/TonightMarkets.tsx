/** Evenings of today and tomorrow that have not begun: what is still missing, and the way to their preparation. */
import { Button, Card, Flex, Typography } from 'antd';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { ActivityKind } from '../../../shared/activity/activity.ts';
import { missingOf, preparedOf } from '../../../shared/activity/preparation.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { isAhead } from '../../ui/activity-calendar/item-acts.ts';
import { useSeason } from '../../ui/activity-calendar/use-season.ts';
import { useSession } from '../../ui/session-context.tsx';

const MARKETS: readonly ActivityKind[] = ['night_market'];
/** Words of what is missing that one line has room for. */
const SHOWN = 2;

export function TonightMarkets({ today }: { readonly today: LocalDate }) {
  const { home } = useSession();
  const range = useMemo(() => ({ from: today, to: addDays(today, 1) }), [today]);
  const items = useSeason(range, { kinds: MARKETS, scope: home })?.items.filter(isAhead) ?? [];
  return items.map((item) => {
    const missing = missingOf(preparedOf(item), today);
    return (
      <Card key={item.id} styles={{ body: { paddingBlock: 10 } }} data-testid="tonight-market">
        <Flex align="center" gap={12} wrap>
          <Typography.Text strong>{item.on === today ? '今天' : '明天'} {item.from} {item.place}办夜市</Typography.Text>
          <Typography.Text type={missing.some(({ late }) => late) ? 'warning' : 'secondary'}>{missing.length === 0 ? '都准备好了' : `还缺 ${missing.length} 项：${missing.slice(0, SHOWN).map(({ words }) => words).join('；')}${missing.length > SHOWN ? '…' : ''}`}</Typography.Text>
          <Link to={`/night-market/${item.id}?on=${item.on}`} style={{ marginInlineStart: 'auto' }}><Button {...(item.on === today ? { type: 'primary' as const } : {})}>{item.on === today ? '准备、开始' : '去准备'}</Button></Link>
        </Flex>
      </Card>
    );
  });
}
