/** A time of day whose value is `HH:mm`, for use inside a form. */
import { TimePicker } from 'antd';
import dayjs from 'dayjs';

interface Props { readonly id?: string; readonly value?: string | null; readonly onChange?: (value: string | undefined) => void; readonly allowClear?: boolean; readonly disabled?: boolean }

export function TimeField({ id, value, onChange, allowClear = false, disabled = false }: Props) {
  return (
    <TimePicker
      {...(id === undefined ? {} : { id })} format="HH:mm" minuteStep={5} needConfirm={false} allowClear={allowClear} disabled={disabled} style={{ width: '100%' }} placeholder="几点"
      value={value ? dayjs(`2000-01-01T${value}`) : null} onChange={(time: dayjs.Dayjs | null) => onChange?.(time === null ? undefined : time.format('HH:mm'))}
    />
  );
}
