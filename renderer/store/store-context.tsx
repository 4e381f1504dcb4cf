/** The store for the screens below: given once by the composition root, after it has been opened. */
import { createContext, use, type ReactNode } from 'react';
import type { Store } from './client.ts';

const StoreContext = createContext<Store | null>(null);

export function StoreProvider({ store, children }: { readonly store: Store; readonly children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The open store. Throws outside a `StoreProvider`: that is a mistake in the program. */
export function useStore(): Store {
  const store = use(StoreContext);
  if (!store) throw new Error('useStore is called outside StoreProvider');
  return store;
}
