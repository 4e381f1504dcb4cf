/** Live answers: a screen asks, and asks again whenever something it shows has changed. */
import { useEffect, useRef, useState } from 'react';
import type { Change } from './api.ts';
import type { Store } from './client.ts';
import { useStore } from './store-context.tsx';

export interface Live<T> {
  /** The last answer; kept while the next is under way, `undefined` before the first. */
  readonly value: T | undefined;
  /** True until the first answer to the present question. */
  readonly loading: boolean;
  /** What the last asking threw: a bug, shown as such. */
  readonly error: unknown;
}

/**
 * Asks `ask` when `deps` (plain values, compared as JSON) change and after each change of `topics`. Changes that arrive while a question is under way
 * are answered by one more question after it, however many they are.
 */
export function useLive<T>(ask: (store: Store) => Promise<T>, topics: Change['topics'], deps: readonly unknown[]): Live<T> {
  const store = useStore();
  const [live, setLive] = useState<Live<T>>({ value: undefined, loading: true, error: null });
  const latestAsk = useRef(ask);
  const topicKey = topics.join(' ');
  const question = JSON.stringify(deps);

  useEffect(() => { latestAsk.current = ask; });

  useEffect(() => {
    const wanted = new Set(topicKey.split(' '));
    let [ended, asking, again] = [false, false, false];
    const answer = async (): Promise<void> => {
      if (asking) { again = true; return; }
      asking = true;
      do {
        again = false;
        try {
          const value = await latestAsk.current(store);
          if (!ended) setLive({ value, loading: false, error: null });
        } catch (error) {
          if (!ended) setLive((last) => ({ ...last, loading: false, error }));
        }
      } while (again && !ended);
      asking = false;
    };
    setLive((last) => (last.loading ? last : { ...last, loading: true }));
    void answer();
    const unsubscribe = store.subscribe((change) => { if (change.topics.some((topic) => wanted.has(topic))) void answer(); });
    return () => { ended = true; unsubscribe(); };
    // `ask` itself is a new function at each render; `question` says when it asks something else.
  }, [store, topicKey, question]);

  return live;
}
