/** Several days, chosen one after another; the value is a list of `LocalDate`. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { LocalDate } from '../../../../shared/kernel/local-date.ts';

interface Props { readonly id?: string; readonly value?: readonly LocalDate[]; readonly onChange?: (value: readonly LocalDate[]) => void }

export function DatesField({ id, value = [], onChange }: Props) {
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })} multiple format="M月D日" style={{ width: '100%' }} value={value.map((day) => dayjs(day))} maxTagCount="responsive" needConfirm={false} placeholder="点日历，可选很多天"
      onChange={(days: dayjs.Dayjs[] | null) => onChange?.((days ?? []).map((day) => day.format('YYYY-MM-DD')).sort())}
    />
  );
}
