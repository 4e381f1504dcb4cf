/** Live answers on a real page over the real store: asked again after each change, once, however many there are. */
import { act, StrictMode } from 'react';
import { describe, expect, it } from 'vitest';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import { useLive } from '../../renderer/store/use-live.ts';
import { aCaseId, registering } from './acts.ts';
import { aPageEach } from './on-a-page.tsx';

const page = aPageEach();

function Total({ month, asked }: { readonly month: string; readonly asked: () => void }) {
  const { value, loading, error } = useLive((store) => { asked(); return store.cases({ filter: { month }, sort: 'received', descending: true, offset: 0, limit: 5 }); }, ['cases'], [month]);
  return <p>{error ? 'error' : loading && !value ? 'loading' : `${month}: ${String(value?.total)}${loading ? ' …' : ''}`}</p>;
}

describe('useLive', () => {
  it('answers, and answers again when a case is registered', async () => {
    const { store, host, root } = page();
    act(() => { root.render(<StrictMode><StoreProvider store={store}><Total month="2026-05" asked={() => undefined} /></StoreProvider></StrictMode>); });
    await expect.poll(() => host.textContent).toBe('2026-05: 0');
    await store.perform([registering(aCaseId())]);
    await expect.poll(() => host.textContent).toBe('2026-05: 1');
  });

  it('asks once more after many changes, not once for each', async () => {
    const { store, host, root } = page();
    let asked = 0;
    act(() => { root.render(<StoreProvider store={store}><Total month="2026-05" asked={() => { asked += 1; }} /></StoreProvider>); });
    await expect.poll(() => host.textContent).toBe('2026-05: 0');
    await Promise.all(Array.from({ length: 30 }, () => store.perform([registering(aCaseId())])));
    await expect.poll(() => host.textContent).toBe('2026-05: 30');
    expect(asked).toBeLessThanOrEqual(31);
  });

  it('keeps the last answer while another question is under way', async () => {
    const { store, host, root } = page();
    await store.perform([registering(aCaseId())]);
    const seen: string[] = [];
    const observer = new MutationObserver(() => { seen.push(host.textContent); });
    observer.observe(host, { childList: true, characterData: true, subtree: true });
    const show = (month: string) => { act(() => { root.render(<StoreProvider store={store}><Total month={month} asked={() => undefined} /></StoreProvider>); }); };
    show('2026-05');
    await expect.poll(() => host.textContent).toBe('2026-05: 1');
    show('2026-06');
    await expect.poll(() => host.textContent).toBe('2026-06: 0');
    expect(seen.filter((text) => text === 'loading').length).toBeLessThanOrEqual(1);
    observer.disconnect();
  });

  it('shows what asking threw', async () => {
    const { store, host, root } = page();
    const Broken = () => <p>{useLive(() => Promise.reject(new Error('bug')), ['cases'], []).error instanceof Error ? 'a bug' : ''}</p>;
    act(() => { root.render(<StoreProvider store={store}><Broken /></StoreProvider>); });
    await expect.poll(() => host.textContent).toBe('a bug');
  });
});
