/** Tonight's market, when one is open: the way back into it. */
import { ShopOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Typography } from 'antd';
import { useNavigate } from 'react-router';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { dayWords } from '../../ui/format-date.ts';

export function MarketCard({ activity, today }: { readonly activity: ActivityState; readonly today: LocalDate }) {
  const navigate = useNavigate();
  return (
    <Card styles={{ body: { paddingBlock: 12 } }}>
      <Flex align="center" gap={12}>
        <ShopOutlined style={{ fontSize: 20 }} />
        <Typography.Text strong>{activity.place}的夜市还开着</Typography.Text>
        <Typography.Text type="secondary">{dayWords(activity.on, today)} {activity.from} 开始 · 代表 {activity.deputies.length} 人 · 群众 {activity.citizens} 人次</Typography.Text>
        <Button type="primary" style={{ marginInlineStart: 'auto' }} onClick={() => { void navigate(`/night-market/${activity.id}`); }}>回到夜市</Button>
      </Flex>
    </Card>
  );
}
