/** Doing an act: saved, or a sentence that says why not and what to do. */
import { App } from 'antd';
import { useState } from 'react';
import type { Act, Refusal } from '../../shared/act.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../store/failure-text.ts';
import { useStore } from '../store/store-context.tsx';

/** The sentence for a refusal, by the domain or by the store. */
export function refusalWords(refusal: Refusal): string {
  return isStoreFailure(refusal.code) ? STORE_FAILURE_TEXT[refusal.code] : refusalText(refusal);
}

/** `perform` answers true once the acts are saved ("已保存" is then shown), false when `refusal` says why not. */
export function usePerform() {
  const store = useStore();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const perform = async (...acts: readonly Act[]): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    const outcome = await store.perform(acts);
    setBusy(false);
    if (outcome.ok) void message.success('已保存');
    else setRefusal(refusalWords(outcome.error));
    return outcome.ok;
  };
  return { busy, refusal, perform, clearRefusal: () => { setRefusal(null); } };
}
