/** 恢复同步: whatever holds it back, a person now wants it to go on. */
import { useStore } from '../store/store-context.tsx';

/** Ends the pause; where the network costs money by the byte, texts may go over it from now on. */
export function useGoOn(): () => Promise<void> {
  const store = useStore();
  return async () => {
    const { metered } = await store.syncRules();
    await store.saveSyncRules({ pause: null, metered: { ...metered, goes: 'texts' } });
    await store.syncNow();
  };
}
