/** Beginning an evening from any of its buttons: saved, then inside. */
import { App } from 'antd';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Act } from '../../../shared/act.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { localTimeOf } from '../../../shared/kernel/local-date.ts';
import { useStore } from '../../store/store-context.tsx';
import { useToday } from '../../ui/use-today.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { beginActs } from './start-acts.ts';

/** `begin` a planned evening; `enter` after these acts were saved. Both answer false after a sentence has said why not. */
export function useBegin(): { readonly busy: boolean; readonly begin: (item: SeasonItem) => Promise<boolean>; readonly enter: (id: string, acts: readonly Act[]) => Promise<boolean> } {
  const store = useStore();
  const today = useToday();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const enter = useCallback(async (id: string, acts: readonly Act[]) => {
    setBusy(true);
    const begun = acts.length === 0 ? { ok: true as const } : await store.perform(acts);
    setBusy(false);
    if (begun.ok) void navigate(`/night-market/${id}`);
    else void message.error(refusalWords(begun.error));
    return begun.ok;
  }, [store, navigate, message]);
  const begin = useCallback((item: SeasonItem) => enter(item.id, beginActs(item, { on: today, from: localTimeOf(Date.now()) })), [enter, today]);
  return { busy, begin, enter };
}
