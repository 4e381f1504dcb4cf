/** Keeps a half-typed form as a sealed draft on this device: shortly after each keystroke, and at once when the form goes away. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from '../store/store-context.tsx';

/** How long after the last keystroke a draft is written. */
const DELAY_MS = 150;

type Fields = Readonly<Record<string, unknown>>;

export interface DraftKeeper {
  /** The form has these values now. */
  readonly keep: (fields: Fields) => void;
  /** The form is done with, or its words were thrown away on purpose. */
  readonly drop: () => Promise<void>;
}

export function useDraft(key: string): DraftKeeper {
  const store = useStore();
  const pending = useRef<Fields | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keeper = useMemo(() => {
    const flush = () => {
      clearTimeout(timer.current);
      const fields = pending.current;
      pending.current = null;
      // What cannot be kept now stays in the form, and is kept with the next keystroke.
      if (fields !== null) void store.saveDraft(key, fields).catch(() => undefined);
    };
    return {
      flush,
      keep: (fields: Fields) => {
        pending.current = fields;
        clearTimeout(timer.current);
        timer.current = setTimeout(flush, DELAY_MS);
      },
      drop: () => {
        pending.current = null;
        clearTimeout(timer.current);
        // What it was about is saved: a draft that a full disk does not let go is only offered again.
        return store.saveDraft(key, null).catch(() => undefined);
      },
    };
  }, [key, store]);
  useEffect(() => {
    window.addEventListener('pagehide', keeper.flush);
    return () => { window.removeEventListener('pagehide', keeper.flush); keeper.flush(); };
  }, [keeper]);
  return keeper;
}
