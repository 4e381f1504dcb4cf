/** The control of one field of a kind's form (`KINDS[kind].fields`), for the form of a new activity and for the page of one. */
import { Input, InputNumber, Select } from 'antd';
import type { ActivityFieldValue } from '../../../shared/activity/activity.ts';
import type { ActivityField } from '../../../shared/activity/kinds.ts';
import type { Directory } from '../../store/api.ts';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { PeopleSelect } from './PeopleSelect.tsx';

const MAX_TEXT = 20_000;
const MAX_LINE = 200;

interface Props {
  readonly id?: string;
  readonly field: ActivityField;
  readonly directory: Directory;
  readonly scope: string;
  readonly value?: ActivityFieldValue;
  readonly onChange?: (value: ActivityFieldValue) => void;
  /** Left the control: what was typed may be kept. */
  readonly onBlur?: () => void;
  readonly disabled?: boolean;
}

/** True for fields that take the whole width. */
export function isWide({ kind }: ActivityField): boolean {
  return kind === 'long' || kind === 'lines' || kind === 'deputies' || kind === 'units';
}

export function FieldControl({ id, field, directory, scope, value = null, onChange, onBlur, disabled = false }: Props) {
  const common = { ...(id === undefined ? {} : { id }), disabled, 'aria-label': field.label };
  const leaving = onBlur === undefined ? {} : { onBlur };
  switch (field.kind) {
    case 'text': return <Input {...common} {...leaving} maxLength={MAX_LINE} placeholder={field.hint ?? ''} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange?.(event.target.value)} />;
    case 'long': return <GrowingText {...common} {...leaving} rows={2} maxLength={MAX_TEXT} placeholder={field.hint ?? ''} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange?.(event.target.value)} />;
    case 'lines': return <GrowingText {...common} {...leaving} rows={2} maxLength={MAX_TEXT} placeholder={field.hint ?? '一行一条'} value={Array.isArray(value) ? value.join('\n') : ''} onChange={(event) => onChange?.(event.target.value.split('\n'))} />;
    case 'number': return <InputNumber<number> {...common} {...leaving} min={0} style={{ width: '100%' }} value={typeof value === 'number' ? value : null} onChange={(next) => onChange?.(next)} />;
    case 'date': return <DateField {...(id === undefined ? {} : { id })} allowClear value={typeof value === 'string' ? value : null} onChange={(next) => onChange?.(next)} />;
    case 'choice': return <Select<string> {...common} allowClear showSearch placeholder="请选择" style={{ width: '100%' }} {...(typeof value === 'string' ? { value } : {})} options={(field.choices ?? []).map((choice) => ({ value: choice, label: choice }))} onChange={(next: string | undefined) => onChange?.(next ?? null)} />;
    case 'deputies':
    case 'units': return <PeopleSelect {...common} who={field.kind} directory={directory} scope={scope} value={Array.isArray(value) ? value : []} onChange={(next) => onChange?.([...next])} />;
  }
}
