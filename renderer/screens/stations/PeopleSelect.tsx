/** Choosing several deputies or units: by name, constituency or their sound; the township's own first. */
import { Select } from 'antd';
import { useMemo } from 'react';
import type { Directory } from '../../store/api.ts';
import { useSounds } from '../../ui/sounds.ts';

interface Props {
  readonly id?: string;
  readonly who: 'deputies' | 'units';
  readonly directory: Pick<Directory, 'deputies' | 'units'>;
  readonly scope: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
  readonly disabled?: boolean;
  readonly 'aria-label'?: string;
  readonly placeholder?: string;
}

export function PeopleSelect({ id, who, directory, scope, value = [], onChange, disabled = false, placeholder = '可多选，可敲首字母', ...rest }: Props) {
  const sounds = useSounds();
  const options = useMemo(() => {
    const listed = who === 'deputies' ? directory.deputies.map((one) => ({ ...one, about: one.constituency })) : directory.units.map((one) => ({ ...one, about: '' }));
    return listed.filter((one) => one.active || value.includes(one.id))
      .sort((a, b) => Number(b.scope === scope) - Number(a.scope === scope) || a.name.localeCompare(b.name, 'zh-CN'))
      .map((one) => ({ value: one.id, label: one.name, about: one.about }));
  }, [who, directory, scope, value]);
  return (
    <Select<string[], (typeof options)[number]>
      {...(id === undefined ? {} : { id })} {...rest} mode="multiple" maxTagCount="responsive" allowClear disabled={disabled} placeholder={placeholder} style={{ width: '100%' }} value={[...value]} options={options}
      showSearch={{ filterOption: (typed, option) => option !== undefined && sounds.matches(`${option.label} ${option.about}`, typed) }}
      optionRender={({ data }) => <span>{data.label}{data.about !== '' && <small style={{ marginInlineStart: 8, opacity: 0.65 }}>{data.about}</small>}</span>}
      notFoundContent={who === 'deputies' ? '名录里没有这位代表' : '名录里没有这个单位'}
      onChange={(next) => onChange?.(next)}
    />
  );
}
