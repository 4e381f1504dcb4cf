/** Choosing the caliber: place, period, campaign and kinds in sight; village, station, deputy and levels under 更多. */
import { Button, DatePicker, Flex, Select } from 'antd';
import { useState } from 'react';
import { ACTIVITY_KINDS } from '../../shared/activity/activity.ts';
import { KINDS } from '../../shared/activity/kinds.ts';
import { DEPUTY_LEVELS } from '../../shared/deputy/deputy.ts';
import { STATION_TIER_WORDS } from '../../shared/station/station.ts';
import { daysOf, PERIOD_WORDS, periodOf, PERIODS } from '../../shared/statistics/periods.ts';
import type { Selection } from '../../shared/statistics/selection.ts';
import type { Directory } from '../store/api.ts';
import { DEPUTY_LEVEL_NAMES } from './selection-names.ts';
import { useDayRange } from '../ui/use-dayjs.ts';
import styles from './reports.module.css';

interface Props {
  readonly selection: Selection;
  readonly directory: Directory;
  /** Code and name of each place that may be asked for. */
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (selection: Selection) => void;
}

const CUSTOM = 'custom';
const SEARCHED = { optionFilterProp: 'label' } as const;

export function SelectionBar({ selection, directory, places, onChange }: Props) {
  const { place, from, to, asOf, campaign, kinds, village, station, deputy, levels } = selection;
  const period = periodOf({ from, to }, asOf) ?? CUSTOM;
  const asksMore = village !== null || station !== null || deputy !== null || levels.length > 0;
  const range = useDayRange(from, to);
  const [more, setMore] = useState(asksMore);
  const set = (changes: Partial<Selection>): void => { onChange({ ...selection, ...changes }); };
  /** Records of the place, or of everywhere when no one place is chosen. */
  const here = <T extends { readonly scope: string }>(records: readonly T[]): readonly T[] => records.filter(({ scope }) => place === 'all' || place === 'townships' || scope === place || scope.length === 6);
  return (
    <div className={styles['bar']}>
      <Flex gap={8} wrap align="center">
        <Select aria-label="范围" className={styles['place'] ?? ''} value={place} options={[...places]} showSearch={SEARCHED} onChange={(value: string) => { set({ place: value, village: null, station: null, deputy: null }); }} />
        <Select
          aria-label="时间" className={styles['period'] ?? ''} value={period} options={[...PERIODS.map((one) => ({ value: one, label: PERIOD_WORDS[one] })), { value: CUSTOM, label: '自选日期' }]}
          onChange={(value: string) => { const chosen = PERIODS.find((one) => one === value); set(chosen === undefined ? { from: `${asOf.slice(0, 7)}-01`, to: asOf } : daysOf(chosen, asOf)); }}
        />
        <DatePicker.RangePicker
          aria-label="起止日期" className={styles['days'] ?? ''} format="YYYY-MM-DD" allowEmpty={[true, true]} placeholder={['开始', '至今']} value={range}
          onChange={(days) => { set({ from: days?.[0]?.format('YYYY-MM-DD') ?? null, to: days?.[1]?.format('YYYY-MM-DD') ?? null }); }}
        />
        <Select
          aria-label="主题活动" className={styles['campaign'] ?? ''} allowClear placeholder="不限主题活动" value={campaign} showSearch={SEARCHED} options={directory.campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          notFoundContent="还没有主题活动" onChange={(value: string | undefined) => { set({ campaign: value ?? null }); }}
        />
        <Select
          aria-label="活动种类" className={styles['kinds'] ?? ''} mode="multiple" allowClear maxTagCount="responsive" placeholder="各种活动" value={[...kinds]} showSearch={SEARCHED} options={ACTIVITY_KINDS.map((kind) => ({ value: kind, label: KINDS[kind].name }))}
          onChange={(value: readonly string[]) => { set({ kinds: ACTIVITY_KINDS.filter((kind) => value.includes(kind)) }); }}
        />
        <Button type="link" size="small" aria-expanded={more} onClick={() => { setMore(!more); }}>{more ? '收起' : '更多条件'}</Button>
      </Flex>
      {more && (
        <Flex gap={8} wrap align="center">
          <Select aria-label="村（社区）" className={styles['campaign'] ?? ''} allowClear placeholder="不限村（社区）" value={village} showSearch={SEARCHED} options={here(directory.villages).map(({ id, name }) => ({ value: id, label: name }))} onChange={(value: string | undefined) => { set({ village: value ?? null }); }} />
          <Select
            aria-label="站点" className={styles['campaign'] ?? ''} allowClear placeholder="不限站点" value={station} showSearch={SEARCHED} notFoundContent="还没有站点"
            options={here(directory.stations).map(({ id, name, tier }) => ({ value: id, label: `${name}（${STATION_TIER_WORDS[tier]}）` }))} onChange={(value: string | undefined) => { set({ station: value ?? null }); }}
          />
          <Select aria-label="代表" className={styles['period'] ?? ''} allowClear placeholder="不限代表" value={deputy} showSearch={SEARCHED} options={here(directory.deputies).map(({ id, name }) => ({ value: id, label: name }))} onChange={(value: string | undefined) => { set({ deputy: value ?? null }); }} />
          <Select
            aria-label="代表层级" className={styles['kinds'] ?? ''} mode="multiple" allowClear maxTagCount="responsive" placeholder="五级代表都计" value={[...levels]} options={DEPUTY_LEVELS.map((level) => ({ value: level, label: DEPUTY_LEVEL_NAMES[level] }))}
            onChange={(value: readonly string[]) => { set({ levels: DEPUTY_LEVELS.filter((level) => value.includes(level)) }); }}
          />
        </Flex>
      )}
    </div>
  );
}
