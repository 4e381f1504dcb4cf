/** Two laptops counted one crowd, or two crowds: somebody who was there says which. Until then the greater number counts. */
import { Alert, Button, Flex, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import type { ActivityBody, ActivityState } from '../../../shared/activity/activity.ts';
import { usePerform } from '../use-perform.ts';
import { useToday } from '../use-today.ts';

type How = ActivityBody<'activity.headcount_settled'>['how'];

/** Nothing while there is one count, or none. */
export function HeadCountSettle({ activity }: { readonly activity: ActivityState }) {
  return activity.headCounts.length > 1 ? <Settle key={activity.headCounts.map(({ entry }) => entry).join(' ')} activity={activity} /> : null;
}

function Settle({ activity }: { readonly activity: ActivityState }) {
  const today = useToday();
  const { busy, refusal, perform } = usePerform();
  const [how, setHow] = useState<How>('same_people');
  const counts = activity.headCounts.map(({ citizens }) => citizens);
  const [byHand, setByHand] = useState<number | null>(null);
  const [greatest, sum] = [Math.max(...counts), counts.reduce((total, one) => total + one, 0)];
  const citizens = { same_people: greatest, different_people: sum, by_hand: byHand }[how];
  const settle = () => { if (citizens !== null) void perform({ scope: activity.scope, subject: activity.id, type: 'activity.headcount_settled', body: { how, citizens, on: today } }); };
  return (
    <Alert
      type="warning" showIcon title={`到场人数：${activity.headCounts.length} 台电脑各数了一个数（${counts.join('、')}），是哪种情况？`}
      description={(
        <Flex vertical gap={8}>
          <Radio.Group vertical value={how} onChange={({ target }) => { setHow(target.value as How); }}>
            <Radio value="same_people">数的是同一批人，按多的算：{greatest} 人次</Radio>
            <Radio value="different_people">各数各的（两个入口、两张桌），加起来：{sum} 人次</Radio>
            <Radio value="by_hand">另报一个数 {how === 'by_hand' && <InputNumber<number> autoFocus aria-label="核定人数" min={0} max={100_000} precision={0} size="small" suffix="人次" value={byHand} onChange={setByHand} style={{ width: 130, marginInlineStart: 8 }} />}</Radio>
          </Radio.Group>
          <Flex gap={8} align="center"><Button size="small" type="primary" loading={busy} disabled={citizens === null} onClick={settle}>就这样核定</Button>{refusal}</Flex>
        </Flex>
      )}
    />
  );
}
