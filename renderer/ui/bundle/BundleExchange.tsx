/** 和旁边的电脑合并: two laptops without a network exchange what they have by a stick. Each exports once and imports once, and both show the same. */
import { Flex, Segmented, Typography } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { DoublesList } from '../doubles/DoublesList.tsx';
import { BringIn } from './BringIn.tsx';
import { TakeAway } from './TakeAway.tsx';

/** With an activity, it and its cases are what is proposed to be carried, and what was registered at both tables is shown after an import. */
export function BundleExchange({ activity }: { readonly activity?: ActivityState }) {
  const [side, setSide] = useState<'out' | 'in'>('out');
  const [joined, setJoined] = useState<string | null>(activity?.id ?? null);
  return (
    <Flex vertical gap={14}>
      <Typography.Paragraph type="secondary" style={{ margin: 0 }}>没有网也能把两台电脑合到一起：各导出一次、各导入一次，两边就一样了。同一个文件导入几次都不会重复；先联上网的那台会把两边的记录都传到县里，县里也不会有两份。</Typography.Paragraph>
      <Segmented<'out' | 'in'> aria-label="导出或导入" value={side} onChange={setSide} options={[{ value: 'out', label: '导出：从这台带走' }, { value: 'in', label: '导入：从那台带来' }]} style={{ alignSelf: 'flex-start' }} />
      {/* Both stay: the code of a finished export must not go away by a look at the other side. */}
      <div hidden={side !== 'out'}><TakeAway activity={activity ?? null} /></div>
      <div hidden={side !== 'in'}><BringIn onImported={(of) => { if (of !== null) setJoined(of); }} /></div>
      {side === 'in' && joined !== null && <DoublesList activity={joined} />}
    </Flex>
  );
}
