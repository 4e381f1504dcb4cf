/** What is open: tonight's market, or a session of another kind; the way back into it. */
import { ShopOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Typography } from 'antd';
import { useNavigate } from 'react-router';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { dayWords } from '../../ui/format-date.ts';

export function MarketCard({ activity, today }: { readonly activity: ActivityState; readonly today: LocalDate }) {
  const navigate = useNavigate();
  const market = activity.kind === 'night_market';
  return (
    <Card styles={{ body: { paddingBlock: 12 } }}>
      <Flex align="center" gap={12}>
        <ShopOutlined style={{ fontSize: 20 }} />
        <Typography.Text strong>{activity.place}的{market ? '夜市' : KINDS[activity.kind].name}还开着</Typography.Text>
        <Typography.Text type="secondary">{dayWords(activity.on, today)} {activity.from} 开始 · 代表 {activity.deputies.length} 人 {KINDS[activity.kind].people === null ? '' : ` · ${KINDS[activity.kind].people ?? ''} ${String(activity.citizens)} 人次`}</Typography.Text>
        <Button type="primary" style={{ marginInlineStart: 'auto' }} onClick={() => { void navigate(`/${market ? 'night-market' : 'stations'}/${activity.id}`); }}>{market ? '回到夜市' : '打开'}</Button>
      </Flex>
    </Card>
  );
}
