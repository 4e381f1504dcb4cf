/** What a screen shows of the store: the live answer, or the nearest ErrorBoundary when asking failed, which is a bug and is shown as one. */
import type { DependencyList } from 'react';
import type { Change } from '../store/api.ts';
import type { Store } from '../store/client.ts';
import { useLive } from '../store/use-live.ts';

/** The answer to `ask`, asked again after each change of `topics`; `undefined` until the first. */
export function useAnswer<T>(ask: (store: Store) => Promise<T>, topics: Change['topics'], deps: DependencyList): T | undefined {
  const { value, error } = useLive(ask, topics, deps);
  if (error !== null && error !== undefined) throw error instanceof Error ? error : new Error('the store gave no answer', { cause: error });
  return value;
}
