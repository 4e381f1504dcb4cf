/** Choosing a 站点: by its name, number, village or their sound. Used inside a form; the value is the station's id. */
import { Select } from 'antd';
import { useMemo } from 'react';
import { STATION_TIER_WORDS, type Station, type StationTier } from '../../shared/station/station.ts';
import type { Directory } from '../store/api.ts';
import { useSounds } from './sounds.ts';

interface Props {
  readonly id?: string;
  readonly directory: Pick<Directory, 'stations' | 'villages'>;
  /** Where the activity takes place: the stations of this scope, and the county's. */
  readonly scope: string;
  /** Stations of this tier come first: 民情夜市点 for an evening. */
  readonly prefer?: StationTier;
  readonly value?: string | null;
  /** The station as well, so that a form can take over its place and village; undefined when it was cleared. */
  readonly onChange?: (id: string | undefined, station: Station | undefined) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  /** What it is called where no label of a form stands beside it. */
  readonly label?: string;
}

export function StationSelect({ id, directory: { stations, villages }, scope, prefer, value, onChange, disabled = false, placeholder = '选站点，可敲首字母', label }: Props) {
  const sounds = useSounds();
  const options = useMemo(() => {
    const villageName = new Map(villages.map((one) => [one.id, one.name]));
    const words = (one: Station): string => [STATION_TIER_WORDS[one.tier], one.village === null ? '' : villageName.get(one.village) ?? ''].filter((word) => word !== '').join(' · ');
    return stations.filter((one) => one.id === value || (one.active && (one.scope === scope || scope.startsWith(one.scope))))
      .sort((a, b) => Number(b.tier === prefer) - Number(a.tier === prefer) || a.no.localeCompare(b.no, 'zh-CN', { numeric: true }) || a.name.localeCompare(b.name, 'zh-CN'))
      .map((one) => ({ value: one.id, label: one.name, name: one.no === '' ? one.name : `${one.no} ${one.name}`, about: words(one) }));
  }, [stations, villages, scope, prefer, value]);
  return (
    <Select<string, (typeof options)[number]>
      {...(id === undefined ? {} : { id })} {...(label === undefined ? {} : { 'aria-label': label })} allowClear disabled={disabled} placeholder={placeholder} style={{ width: '100%' }} options={options} {...(value === undefined || value === null ? {} : { value })}
      showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(`${option.name} ${option.about}`, typed) }}
      optionRender={({ data }) => <span>{data.name}<small style={{ marginInlineStart: 8, opacity: 0.65 }}>{data.about}</small></span>}
      notFoundContent={stations.length === 0 ? '还没有站点。请先在“站点”里添加或导入。' : '没有找到'}
      onChange={(chosen: string | undefined) => onChange?.(chosen, stations.find((one) => one.id === chosen))}
    />
  );
}
