/** A date input whose value is a `LocalDate` string, for use inside a form. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { LocalDate } from '../../shared/kernel/local-date.ts';

interface Props {
  readonly id?: string;
  readonly value?: LocalDate | null;
  readonly onChange?: (value: LocalDate | null) => void;
  /** The first day that may be chosen. */
  readonly from?: LocalDate;
  readonly allowClear?: boolean;
}

export function DateField({ id, value, onChange, from, allowClear = false }: Props) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })} style={{ width: '100%' }} format="YYYY年M月D日" allowClear={allowClear}
      value={value ? dayjs(value) : null}
      onChange={(day: dayjs.Dayjs | null) => onChange?.(day === null ? null : day.format('YYYY-MM-DD'))}
      {...(from === undefined ? {} : { minDate: dayjs(from) })}
    />
  );
}
