/** Today's date in China, kept right over midnight on a computer that is never shut down. */
import { useEffect, useState } from 'react';
import { localDateOf, type LocalDate } from '../../shared/kernel/local-date.ts';

const CHECK_MS = 30_000;

export function useToday(): LocalDate {
  const [today, setToday] = useState(() => localDateOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => { setToday(localDateOf(Date.now())); }, CHECK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return today;
}
