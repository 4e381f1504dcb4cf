/** An hour of the day whose value is `HH:mm`, for use inside a form. */
import { TimePicker } from 'antd';
import type dayjs from 'dayjs';
import { useDayjs } from './use-dayjs.ts';

interface Props {
  readonly id?: string;
  readonly value?: string | null;
  /** Undefined when it was cleared. */
  readonly onChange?: (value: string | undefined) => void;
  readonly allowClear?: boolean;
}

export function TimeField({ id, value, onChange, allowClear = false }: Props) {
  const time = useDayjs(value && `2000-01-01T${value}`);
  return (
    <TimePicker
      {...(id === undefined ? {} : { id })} format="HH:mm" minuteStep={5} needConfirm={false} allowClear={allowClear} style={{ width: '100%' }} placeholder="几点"
      value={time} onChange={(next: dayjs.Dayjs | null) => onChange?.(next === null ? undefined : next.format('HH:mm'))}
    />
  );
}
