/** Choosing the 主题活动 that an activity belongs to: those that run on its day first. Used inside a form; the value is the campaign's id. */
import { Select } from 'antd';
import { useMemo } from 'react';
import type { Campaign } from '../../shared/campaign/campaign.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { useSounds } from './sounds.ts';

interface Props {
  readonly id?: string;
  readonly campaigns: readonly Campaign[];
  /** The campaigns of this scope, and the county's. */
  readonly scope: string;
  /** The day of the activity. */
  readonly on?: LocalDate;
  readonly value?: string | null;
  readonly onChange?: (id: string | undefined) => void;
  readonly disabled?: boolean;
}

export function CampaignSelect({ id, campaigns, scope, on, value, onChange, disabled = false }: Props) {
  const sounds = useSounds();
  const options = useMemo(() => {
    const runs = ({ startOn, endOn }: Campaign): boolean => on === undefined || ((startOn === '' || startOn <= on) && (endOn === '' || on <= endOn));
    return campaigns.filter((one) => one.id === value || (one.active && (one.scope === scope || scope.startsWith(one.scope))))
      .sort((a, b) => Number(runs(b)) - Number(runs(a)) || b.startOn.localeCompare(a.startOn) || a.name.localeCompare(b.name, 'zh-CN'))
      .map((one) => ({ value: one.id, label: one.name, about: runs(one) ? '' : '不在活动期内' }));
  }, [campaigns, scope, on, value]);
  return (
    <Select<string, (typeof options)[number]>
      {...(id === undefined ? {} : { id })} allowClear disabled={disabled} placeholder="不属于主题活动的可不选" style={{ width: '100%' }} options={options} {...(value === undefined || value === null ? {} : { value })}
      showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(option.label, typed) }}
      optionRender={({ data }) => <span>{data.label}{data.about !== '' && <small style={{ marginInlineStart: 8, opacity: 0.65 }}>{data.about}</small>}</span>}
      notFoundContent={campaigns.length === 0 ? '还没有主题活动。在“设置 › 主题活动”里添加。' : '没有找到'}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
    />
  );
}
