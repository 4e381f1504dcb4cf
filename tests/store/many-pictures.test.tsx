/** Five hundred photographs on one device, on a real page over the real store: their little pictures can all be read, and memory holds those in sight. */
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { AttachmentList } from '../../renderer/ui/attachments/AttachmentList.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aNoisyPhotograph } from './photograph.ts';

const MANY = 500;
const PATIENCE = { timeout: 60_000 };

interface Page { readonly device: Device; readonly store: Store; readonly host: HTMLElement; readonly root: Root }
const current: { page: Page | null } = { page: null };
beforeEach(async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const host = document.body.appendChild(document.createElement('div'));
  host.style.cssText = 'height: 600px; overflow-y: auto; width: 900px';
  current.page = { device, store, host, root: createRoot(host) };
});
afterEach(() => {
  current.page?.root.unmount();
  current.page?.host.remove();
  current.page?.device.kill();
});

/** Counts the addresses of blobs that are alive on this page. */
function watchAddresses(): { readonly live: () => number; readonly most: () => number; stop(): void } {
  const [make, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
  const alive = new Set<string>();
  const seen = { most: 0 };
  URL.createObjectURL = (blob) => {
    const address = make(blob);
    alive.add(address);
    seen.most = Math.max(seen.most, alive.size);
    return address;
  };
  URL.revokeObjectURL = (address) => { alive.delete(address); revoke(address); };
  return { live: () => alive.size, most: () => seen.most, stop: () => { [URL.createObjectURL, URL.revokeObjectURL] = [make, revoke]; } };
}

/** Five hundred pictures are drawn and flushed; beside other work that takes minutes. */
const PATIENCE_MS = 400_000;

describe('five hundred photographs', () => {
  it('all have little pictures, and only those in sight are in memory', async () => {
    const { page } = current;
    if (!page) throw new Error('no page');
    const { store, host, root } = page;
    const files: Attachment[] = [];
    for (let seed = 1; seed <= MANY; seed += 1) {
      // Small ones, most of them very small: a photograph on the disk is not read for its little picture, however large it is.
      const size = seed % 10 === 0 ? { width: 400, height: 300 } : { width: 80, height: 60 };
      const added = await store.addAttachment(await aNoisyPhotograph({ ...size, noise: 10, seed }), `现场${seed}.jpg`);
      if (!added.ok) throw new Error(added.error);
      files.push(added.value);
    }
    expect(new Set(files.map(({ hash }) => hash)).size).toBe(MANY);
    const thumbs = await Promise.all(files.map(({ hash }) => store.attachmentThumbnail(hash)));
    expect(thumbs.filter((one) => one?.type === 'image/jpeg')).toHaveLength(MANY);

    const addresses = watchAddresses();
    const enrolment = (await store.enrolment())?.enrolment as Enrolment;
    root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><AttachmentList scope={TOWNSHIP} attachments={files} /></SessionProvider></StoreProvider></ThemeRoot>);
    const shown = () => [...host.querySelectorAll('img')].filter((image) => image.complete && image.naturalWidth > 0);
    await expect.poll(() => host.querySelectorAll('li').length, PATIENCE).toBe(MANY);
    await expect.poll(() => shown().length, PATIENCE).toBeGreaterThan(12);
    // What fits into 600 px, and as much above and below as is made ready.
    const inSight = () => {
      const { top, bottom } = host.getBoundingClientRect();
      return [...host.querySelectorAll('li')].filter((tile) => { const box = tile.getBoundingClientRect(); return box.bottom > top - 300 && box.top < bottom + 300; }).length;
    };
    for (const to of [0.25, 0.5, 0.75, 1, 0]) {
      host.scrollTop = host.scrollHeight * to;
      await expect.poll(() => shown().length, PATIENCE).toBeGreaterThan(12);
      await expect.poll(() => addresses.live(), PATIENCE).toBeLessThanOrEqual(inSight());
    }
    expect(addresses.most()).toBeLessThan(MANY / 2);
    // No picture is larger than a little one.
    await expect.poll(() => Math.max(...shown().map(({ naturalWidth }) => naturalWidth)), PATIENCE).toBe(320);

    root.unmount();
    await expect.poll(() => addresses.live(), PATIENCE).toBe(0);
    addresses.stop();
  }, PATIENCE_MS);

  it('whose little pictures an older version did not make get them when they are looked at', async () => {
    const { page } = current;
    if (!page) throw new Error('no page');
    const added = await page.store.addAttachment(await aNoisyPhotograph({ width: 1600, height: 1200, noise: 10 }), '旧.jpg');
    if (!added.ok) throw new Error(added.error);
    const before = await page.store.attachmentThumbnail(added.value.hash);
    page.device.kill();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(`${page.device.name}-attachments`);
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = () => { reject(new Error('not opened')); };
    });
    await new Promise((resolve) => { database.transaction('thumbs', 'readwrite').objectStore('thumbs').clear().onsuccess = resolve; });
    database.close();
    const { store } = await page.device.open();
    expect((await store.attachmentThumbnail(added.value.hash))?.size).toBeGreaterThan(0);
    expect(before?.size).toBeGreaterThan(0);
  });
});
