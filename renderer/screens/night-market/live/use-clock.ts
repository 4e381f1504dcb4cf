/** `HH:mm` in China, kept right to half a minute. */
import { useEffect, useState } from 'react';
import { localTimeOf } from '../../../../shared/kernel/local-date.ts';

const CHECK_MS = 15_000;

export function useClock(): string {
  const [clock, setClock] = useState(() => localTimeOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => { setClock(localTimeOf(Date.now())); }, CHECK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return clock;
}
