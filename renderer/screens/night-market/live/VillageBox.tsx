/** The village: by name or pinyin initials; a place that is not in the directory is taken as it is written. */
import { AutoComplete } from 'antd';
import { memo, useMemo } from 'react';
import type { Village } from '../../../../shared/village/village.ts';
import { MAX_PLACE } from '../capture-form.ts';
import { villageNamed, villagesMatching } from '../village-match.ts';

interface Props {
  readonly id: string;
  readonly villages: readonly Village[];
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** A village was taken from the list. */
  readonly onChosen: () => void;
}

export const VillageBox = memo(function VillageBox({ id, villages, value, onChange, onChosen }: Props) {
  const known = villageNamed(villages, value);
  const options = useMemo(() => villagesMatching(villages, known === null ? value : '').map(({ name }) => ({ value: name })), [villages, value, known]);
  const initialsMeant = () => {
    const [first] = villagesMatching(villages, value);
    return known === null && first !== undefined && /^[a-z]+$/i.test(value.trim()) ? first : known;
  };
  return (
    <AutoComplete
      id={id} options={options} value={value} maxLength={MAX_PLACE} defaultActiveFirstOption={known === null} style={{ width: '100%' }} placeholder="村名或拼音首字母"
      aria-label="村" onChange={(text: string) => { onChange(text); }} onSelect={onChosen}
      onBlur={() => { const meant = initialsMeant(); if (meant !== null && meant.name !== value) onChange(meant.name); }}
    />
  );
});
