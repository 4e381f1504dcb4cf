/** A page over a real store of its own for each test of a file, and the frame that a screen stands in. */
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach } from 'vitest';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { anOfflineDevice, type Device } from './device.ts';

export interface Page { readonly device: Device; readonly store: Store; readonly host: HTMLElement; readonly root: Root }

/** Opens the secretary's offline device before each test of the file and ends it afterwards; the answer gives the page of the test that runs. */
export function aPageEach(): () => Page {
  const current: { page: Page | null } = { page: null };
  beforeEach(async () => {
    const device = await anOfflineDevice('secretary');
    const { store } = await device.open();
    const host = document.body.appendChild(document.createElement('div'));
    current.page = { device, store, host, root: createRoot(host) };
  });
  afterEach(() => {
    current.page?.root.unmount();
    current.page?.host.remove();
    current.page?.device.kill();
  });
  return () => {
    if (!current.page) throw new Error('no page');
    return current.page;
  };
}

/** Draws a screen, its router included, as the app would: in the theme, over the store, for the person of the device. */
export async function drawOn({ root, store }: Page, screen: ReactNode): Promise<void> {
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}>{screen}</SessionProvider></StoreProvider></ThemeRoot>);
}
