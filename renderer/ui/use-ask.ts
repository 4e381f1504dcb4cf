/** A screen that is opened to do something at once: a command of the search says so in `location.state.ask`. */
import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** What a screen may be asked on arrival. */
export type Ask = 'register' | 'export';

/** Does `act` once when the screen was opened with `ask`; going back or loading again does not ask again. */
export function useAsk(ask: Ask, act: () => void): void {
  const location = useLocation();
  const navigate = useNavigate();
  const latest = useRef<() => void>(act);
  useEffect(() => {
    latest.current = () => {
      void navigate(`${location.pathname}${location.search}`, { replace: true });
      act();
    };
  });
  const asked = askOf(location.state) === ask;
  useEffect(() => { if (asked) latest.current(); }, [asked]);
}

function askOf(state: unknown): unknown {
  return typeof state === 'object' && state !== null && 'ask' in state ? state.ask : null;
}
