/** One piece of work at a time that shows how far it is and can be given up. */
import { useRef, useState } from 'react';
import { BUNDLE_REFUSAL_TEXT } from '../../../shared/bundle/words.ts';
import type { BundleFailure, GoOn } from '../../store/bundle-api.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';

/** The sentence of a failure. */
export function failureWords(failure: BundleFailure): string {
  return isStoreFailure(failure) ? STORE_FAILURE_TEXT[failure] : BUNDLE_REFUSAL_TEXT[failure];
}

export interface Running { readonly what: string; readonly percent: number }

/** `run` calls the work with the `GoOn` to be handed to the store; `running` is null between. */
export function useRun() {
  const [running, setRunning] = useState<Running | null>(null);
  const given = useRef(false);
  const run = async <T,>(what: string, work: (goOn: GoOn) => Promise<T>): Promise<T> => {
    given.current = false;
    setRunning({ what, percent: 0 });
    try {
      return await work((done, total) => {
        setRunning({ what, percent: total === 0 ? 100 : Math.min(99, Math.floor((done / total) * 100)) });
        return !given.current;
      });
    } finally {
      setRunning(null);
    }
  };
  return { running, run, giveUp: () => { given.current = true; } };
}
