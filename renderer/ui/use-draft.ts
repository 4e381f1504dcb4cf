/** Keeps a half-typed form as a sealed draft on this device: shortly after each keystroke, and at once when the form goes away. */
import { App } from 'antd';
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

/** The draft under `key`. Where it cannot be kept (a full disk) that is said, and tried again with the next keystroke and when the form goes away. */
export function useDraft(key: string): DraftKeeper {
  const store = useStore();
  const { message } = App.useApp();
  /** What the form has; null when it has nothing worth keeping. */
  const typed = useRef<Fields | null>(null);
  /** What of it is known to be kept. */
  const kept = useRef<Fields | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keeper = useMemo(() => {
    const flush = () => {
      clearTimeout(timer.current);
      const fields = typed.current;
      if (fields === null || fields === kept.current) return;
      store.saveDraft(key, fields).then(
        () => { kept.current = fields; },
        () => { void message.warning({ key: 'draft-not-kept', content: NOT_KEPT, duration: 8 }); },
      );
    };
    return {
      flush,
      keep: (fields: Fields) => {
        typed.current = fields;
        clearTimeout(timer.current);
        timer.current = setTimeout(flush, DELAY_MS);
      },
      drop: () => {
        typed.current = null;
        clearTimeout(timer.current);
        // What it was about is saved: a draft that a full disk does not let go is only offered again.
        return store.saveDraft(key, null).catch(() => undefined);
      },
    };
  }, [key, message, store]);
  useEffect(() => {
    window.addEventListener('pagehide', keeper.flush);
    return () => { window.removeEventListener('pagehide', keeper.flush); keeper.flush(); };
  }, [keeper]);
  return keeper;
}

const NOT_KEPT = '没写完的这一张存不下，多半是磁盘满了。先不要收起：直接提交，或者清理磁盘后再改一个字。';
