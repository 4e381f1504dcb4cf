/** What a form takes in by itself, on a real page over the real store: Chromium's fake camera and microphone, its real recorder, a real sheet. */
import { createRoot, type Root } from 'react-dom/client';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { FilesWaiting } from '../../renderer/ui/attachments/FilesWaiting.tsx';
import { MediaBar } from '../../renderer/ui/attachments/MediaBar.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aNoisyPhotograph } from './photograph.ts';

interface Page { readonly device: Device; store: Store; readonly host: HTMLElement; root: Root; readonly value: Attachment[] }
const current: { page: Page | null } = { page: null };

beforeEach(async () => {
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const host = document.body.appendChild(document.createElement('div'));
  current.page = { device, store, host, root: createRoot(host), value: [] };
});
afterEach(() => {
  current.page?.root.unmount();
  current.page?.host.remove();
  current.page?.device.kill();
});

function page(): Page {
  if (!current.page) throw new Error('no page');
  return current.page;
}

/** Puts the bar on the page; what it holds is in `page().value`. */
async function shown(): Promise<void> {
  const { root, store, value } = page();
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  function Form() {
    const [files, setFiles] = useState<readonly Attachment[]>([]);
    return <form><MediaBar value={files} onChange={(next) => { value.splice(0, value.length, ...next); setFiles(next); }} /></form>;
  }
  root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><Form /></SessionProvider></StoreProvider></ThemeRoot>);
  await expect.element(button('录音')).toBeVisible();
}

/** The program is killed, and started again with the bar on the page. */
async function killedAndStarted(): Promise<void> {
  const { root, device, host, value } = page();
  device.kill();
  root.unmount();
  const { store } = await device.open();
  value.splice(0);
  current.page = { device, store, host, root: createRoot(host), value };
  await shown();
}

async function read(attachment: Attachment): Promise<Blob> {
  const blob = await page().store.readAttachment(TOWNSHIP, attachment);
  if (!blob.ok) throw new Error(blob.error);
  return blob.value;
}

/** How long a recording plays, in seconds, as the browser itself decodes it. */
async function secondsOf(sound: Blob): Promise<number> {
  const context = new AudioContext();
  const decoded = await context.decodeAudioData(await sound.arrayBuffer());
  await context.close();
  return decoded.duration;
}

/** A busy machine takes a while for twelve megapixels. */
const PATIENCE = { timeout: 60_000 };
/** By the whole of its words; an icon has a name of its own before them. */
const button = (name: string | RegExp) => browser.getByRole('button', { name: typeof name === 'string' ? new RegExp(`^(\\S+ )?${name}$`) : name });
/** What the recorder says it has, in whole seconds. */
const recordedSeconds = () => Number(document.querySelector('[role="timer"]')?.textContent.split(':')[1] ?? -1);
const rest = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
/** So many pictures of the camera came. */
async function cameraShows(pictures: number): Promise<void> {
  for (let n = 0; n < pictures; n += 1) await new Promise((resolve) => { document.querySelector('video')?.requestVideoFrameCallback(resolve); });
}

describe('the camera', () => {
  it('takes several pictures by the keyboard alone', async () => {
    await shown();
    await button('拍照').click();
    await expect.element(button(/拍一张/)).toHaveFocus();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0, PATIENCE).toBeGreaterThan(0);
    await expect.element(button(/拍一张/)).toHaveAttribute('aria-disabled', 'false');
    await userEvent.keyboard('{Enter}');
    await expect.element(browser.getByText(/^已拍 1 张/)).toBeVisible();
    // The fake camera's picture changes: another moment is another picture.
    await cameraShows(4);
    await userEvent.keyboard(' ');
    await expect.element(browser.getByText(/^已拍 2 张/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => page().value.length, PATIENCE).toBe(2);
    for (const one of page().value) {
      expect(one).toMatchObject({ mime: 'image/jpeg', name: expect.stringMatching(/^照片 [0-9]{8}-[0-9]{6}\.jpg$/) as string });
      const bitmap = await createImageBitmap(await read(one));
      expect(bitmap.width).toBeGreaterThan(300);
    }
  });

  it('is let go when its window closes', async () => {
    await shown();
    await button('拍照').click();
    await expect.poll(() => document.querySelector('video')?.videoWidth ?? 0, PATIENCE).toBeGreaterThan(0);
    const tracks = (document.querySelector('video')?.srcObject as MediaStream).getTracks();
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['live']);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => tracks.map(({ readyState }) => readyState), PATIENCE).toEqual(['ended']);
  });
});

describe('a computer without camera and microphone', () => {
  const { mediaDevices } = navigator;
  const asked = mediaDevices.getUserMedia.bind(mediaDevices);
  afterEach(() => { mediaDevices.getUserMedia = asked; });

  it('says so, and offers what can be done instead', async () => {
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
    await shown();
    await button('录音').click();
    await expect.element(browser.getByText(/^这台电脑没有找到麦克风。/)).toBeVisible();
    await button('拍照').click();
    await expect.element(browser.getByText(/^这台电脑没有找到摄像头。/)).toBeVisible();
    await expect.element(button('选照片')).toBeVisible();
    expect(document.querySelector('video')).toBeNull();
  });

  it('whose system forbids it says where it is allowed', async () => {
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    await shown();
    await button('录音').click();
    await expect.element(browser.getByText(/隐私设置/)).toBeVisible();
    // Another try is another question.
    mediaDevices.getUserMedia = asked;
    await button('录音').click();
    await expect.element(browser.getByRole('timer')).toBeVisible();
  });
});

describe('the recorder', () => {
  it('one key starts and stops; what was said is a file that plays', async () => {
    await shown();
    (button('录音').element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    await expect.poll(recordedSeconds, PATIENCE).toBeGreaterThanOrEqual(2);
    await userEvent.keyboard(' ');
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    const [memo] = page().value;
    expect(memo).toMatchObject({ mime: 'audio/webm', name: expect.stringMatching(/^录音 [0-9]{8}-[0-9]{6}\.webm$/) as string });
    const sound = await read(memo as Attachment);
    expect(await secondsOf(sound)).toBeGreaterThan(1.5);
    // Some 24 kbit/s, and never so much that ten minutes would not fit.
    expect(sound.size).toBeLessThan(5 * 3 * 8_000);
    // Nothing is offered again: it is a file now.
    expect(await page().store.leftMemos()).toEqual([]);
    await expect.element(button('录音')).toHaveFocus();
  });

  it('plays in the app', async () => {
    await shown();
    await button('录音').click();
    await expect.poll(recordedSeconds, PATIENCE).toBeGreaterThanOrEqual(2);
    await button('停止录音').click();
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    await button(/^打开 录音/).click();
    // The browser's own recordings say that they never end, until their end was looked for.
    await expect.poll(() => document.querySelector('audio')?.duration ?? Infinity, PATIENCE).toBeLessThan(60);
    expect(document.querySelector('audio')?.duration).toBeGreaterThan(1.5);
    await expect.poll(() => document.querySelector('audio')?.currentTime ?? 0, PATIENCE).toBeGreaterThan(0.2);
    await button('收起播放器').click();
    expect(document.querySelector('audio')).toBeNull();
  });

  it('that was killed in the middle offers what it has, and keeps it as a file', async () => {
    await shown();
    await button('录音').click();
    await expect.poll(recordedSeconds, PATIENCE).toBeGreaterThanOrEqual(4);
    await killedAndStarted();
    await expect.element(browser.getByText(/^上次没有录完的录音（\d+秒）/)).toBeVisible();
    await button('留下').click();
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    expect(await secondsOf(await read(page().value[0] as Attachment))).toBeGreaterThan(1.8);
    await expect.poll(() => page().store.leftMemos(), PATIENCE).toEqual([]);
  });

  it('whose form was left in the middle offers it again; thrown away, it can be put back', async () => {
    await shown();
    await button('录音').click();
    await expect.poll(recordedSeconds, PATIENCE).toBeGreaterThanOrEqual(2);
    expect(await page().store.leftMemos()).toEqual([]);
    page().root.unmount();
    await expect.poll(async () => (await page().store.leftMemos()).length, PATIENCE).toBe(1);
    page().root = createRoot(page().host);
    await shown();
    await button('丢掉').click();
    await expect.element(browser.getByText(/^已丢掉录音/)).toBeVisible();
    await button('放回').click();
    await expect.element(button('留下')).toBeVisible();
    expect(await page().store.leftMemos()).toHaveLength(1);
  });
});

describe('pictures of a form', () => {
  it('one is kept as large as it was taken when that is wished, and small again', async () => {
    await shown();
    const photo = new File([await aNoisyPhotograph({ width: 4000, height: 3000, noise: 16 })], '现场.jpg', { type: 'image/jpeg' });
    await userEvent.upload(document.querySelector('input[type="file"]') as HTMLElement, photo);
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    const small = page().value[0] as Attachment;
    expect(small.size).toBeLessThanOrEqual(500_000);
    await button('保留原图').click();
    await expect.poll(() => page().value[0]?.hash, PATIENCE).not.toBe(small.hash);
    expect(page().value).toHaveLength(1);
    expect(page().value[0]?.size).toBeGreaterThan(2_000_000);
    await button('改存小图').click();
    await expect.poll(() => page().value, PATIENCE).toEqual([small]);
  });

  it('what waits for the county is said in one line', async () => {
    await shown();
    const added = await page().store.addAttachment(new Blob(['现'.repeat(70_000)]), '记录.txt');
    if (!added.ok) throw new Error(added.error);
    await page().store.perform([registering(aCaseId(), { attachments: [added.value] })]);
    const { root, store } = page();
    root.render(<StoreProvider store={store}><FilesWaiting /></StoreProvider>);
    await expect.element(browser.getByText('照片和录音：还有 1 个待传，共 205 KB')).toBeVisible();
  });
});

describe('the sheet', () => {
  /** It is there, and its window has grown to its size: a stroke lies where it was drawn. */
  async function sheetAtRest(): Promise<void> {
    await expect.element(button('用这张')).toBeDisabled();
    await rest(100);
    await expect.poll(() => document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)).toBe(false);
  }
  /** A stroke of the mouse over the sheet, from and to in parts of its size. */
  function stroke(from: readonly [number, number], to: readonly [number, number]): void {
    const paper = document.querySelector('canvas') as HTMLCanvasElement;
    const { left, top, width, height } = paper.getBoundingClientRect();
    const at = (part: number) => ({
      pointerId: 1, pointerType: 'mouse', isPrimary: true, button: 0, buttons: 1, bubbles: true, cancelable: true,
      clientX: left + width * (from[0] + (to[0] - from[0]) * part), clientY: top + height * (from[1] + (to[1] - from[1]) * part),
    });
    paper.dispatchEvent(new PointerEvent('pointerdown', at(0)));
    for (let i = 1; i <= 10; i += 1) paper.dispatchEvent(new PointerEvent('pointermove', at(i / 10)));
    paper.dispatchEvent(new PointerEvent('pointerup', { ...at(1), buttons: 0 }));
  }
  /** The share of dark pixels of the drawing in the left and in the right half. */
  async function inkOf(picture: Blob): Promise<readonly [number, number]> {
    const bitmap = await createImageBitmap(picture);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(bitmap, 0, 0);
    const half = Math.floor(bitmap.width / 2);
    const share = (x: number) => {
      const { data } = context.getImageData(x, 0, half, bitmap.height);
      const dark = Array.from({ length: data.length / 4 }, (_, i) => ((data[i * 4] ?? 255) < 128 ? 1 : 0) as number).reduce((a, b) => a + b, 0);
      return dark / (data.length / 4);
    };
    return [share(0), share(half)];
  }

  it('becomes a picture of dark strokes on white; a stroke that was taken back is not in it', async () => {
    await shown();
    await button('签名').click();
    await sheetAtRest();
    stroke([0.1, 0.2], [0.4, 0.8]);
    await rest(100);
    stroke([0.6, 0.2], [0.9, 0.8]);
    await button('撤销一笔').click();
    await button('用这张').click();
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    expect(page().value[0]?.name).toMatch(/^签名 [0-9]{8}-[0-9]{6}\.jpg$/);
    const [left, right] = await inkOf(await read(page().value[0] as Attachment));
    expect(left).toBeGreaterThan(0.001);
    expect(right).toBe(0);
  });

  it('that was wiped comes back, and one that was closed by mistake opens as it was', async () => {
    await shown();
    await button('草图').click();
    await sheetAtRest();
    stroke([0.1, 0.2], [0.4, 0.8]);
    await button('全部擦掉').click();
    await expect.element(button('用这张')).toBeDisabled();
    await button('撤销一笔').click();
    await expect.element(button('用这张')).toBeEnabled();
    await userEvent.keyboard('{Escape}');
    await button('草图').click();
    await button('用这张').click();
    await expect.poll(() => page().value.length, PATIENCE).toBe(1);
    expect((await inkOf(await read(page().value[0] as Attachment)))[0]).toBeGreaterThan(0.0005);
  });
});
