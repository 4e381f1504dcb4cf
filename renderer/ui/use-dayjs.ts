/** What a picker is given: the same object for the same text. One that is drawn again with another object forgets the day that is being typed into it. */
import dayjs from 'dayjs';
import { useMemo } from 'react';

type Text = string | null | undefined;

/** The day, month or hour of an ISO text; null of none. */
export function useDayjs(text: Text): dayjs.Dayjs | null {
  return useMemo(() => dayOf(text), [text]);
}

/** The same for a range of days. */
export function useDayRange(from: Text, to: Text): [dayjs.Dayjs | null, dayjs.Dayjs | null] {
  return useMemo(() => [dayOf(from), dayOf(to)], [from, to]);
}

function dayOf(text: Text): dayjs.Dayjs | null {
  const day = text ? dayjs(text) : null;
  return day?.isValid() === true ? day : null;
}
