/** An hour of the day whose value is `HH:mm`, for use inside a form. */
import { TimePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

export function TimeField({ id, value, onChange }: Props) {
  return (
    <TimePicker
      {...(id === undefined ? {} : { id })} format="HH:mm" minuteStep={5} needConfirm={false} allowClear={false} style={{ width: '100%' }} value={value === undefined || value === '' ? null : dayjs(`2000-01-01T${value}`)}
      onChange={(time: dayjs.Dayjs | null) => { if (time !== null) onChange?.(time.format('HH:mm')); }}
    />
  );
}
