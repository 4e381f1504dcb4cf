/** The time, for what is said of how long something waits; half a minute is near enough. */
import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

/** Epoch milliseconds, renewed every half minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, EVERY_MS);
    return () => { clearInterval(timer); };
  }, []);
  return now;
}
