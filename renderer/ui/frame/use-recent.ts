/** What was looked at lately on this device: sealed with its settings, offered before anything is typed. */
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useStore } from '../../store/store-context.tsx';
import { recordAt } from './search-kinds.tsx';

/** The setting that holds the ids, the latest first. */
const SETTING = 'recent';
const KEPT = 8;
/** What is passed over with the arrow keys was not looked at. */
const LOOKED_AT_MS = 1500;

/** Notes each record that stays on the screen for a moment. */
export function useNoteRecent(): void {
  const store = useStore();
  const { pathname } = useLocation();
  useEffect(() => {
    const id = recordAt(pathname);
    if (id === null) return undefined;
    const timer = setTimeout(() => {
      void store.setting(SETTING).then((held) => store.saveSetting(SETTING, [id, ...recentOf(held).filter((one) => one !== id)].slice(0, KEPT)));
    }, LOOKED_AT_MS);
    return () => { clearTimeout(timer); };
  }, [store, pathname]);
}

/** The ids in a setting that any version may have written. */
export function recentOf(held: unknown): readonly string[] {
  return Array.isArray(held) ? held.filter((one) => typeof one === 'string') : [];
}

/** The name of the setting, for who reads it. */
export const RECENT_SETTING = SETTING;
