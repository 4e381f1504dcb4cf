/** Doing an act: saved, or a sentence that says why not and what to do. */
import { App } from 'antd';
import { useState } from 'react';
import type { Act } from '../../shared/act.ts';
import { err } from '../../shared/kernel/result.ts';
import { faultAsRefusal } from '../store/failure-text.ts';
import { useStore } from '../store/store-context.tsx';
import { refusalWords } from './refusal-words.ts';

/**
 * `perform` answers true once the acts are saved ("已保存" is then shown), false when `refusal` says why not. `performMade` first makes the acts, for
 * which the store may have to be asked. On a full disk IndexedDB may be gone altogether: then that is said, too.
 */
export function usePerform() {
  const store = useStore();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const performMade = async (make: () => Promise<readonly Act[]> | readonly Act[]): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    const outcome = await Promise.resolve().then(make).then((acts) => store.perform(acts)).catch((fault: unknown) => err(faultAsRefusal(fault)));
    setBusy(false);
    if (outcome.ok) void message.success('已保存');
    else setRefusal(refusalWords(outcome.error));
    return outcome.ok;
  };
  const perform = (...acts: readonly Act[]): Promise<boolean> => performMade(() => acts);
  return { busy, refusal, perform, performMade, clearRefusal: () => { setRefusal(null); } };
}
