/** A date input whose value is a `LocalDate` string, for use inside a form. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { useDayjs } from './use-dayjs.ts';

interface Props {
  readonly id?: string;
  readonly value?: LocalDate | null;
  readonly onChange?: (value: LocalDate | null) => void;
  /** The first day that may be chosen. */
  readonly from?: LocalDate;
  readonly allowClear?: boolean;
}

export function DateField({ id, value, onChange, from, allowClear = false }: Props) {
  const day = useDayjs(value);
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })} style={{ width: '100%' }} format="YYYY年M月D日" allowClear={allowClear}
      value={day}
      onChange={(next: dayjs.Dayjs | null) => onChange?.(next === null ? null : next.format('YYYY-MM-DD'))}
      {...(from === undefined ? {} : { minDate: dayjs(from) })}
    />
  );
}
