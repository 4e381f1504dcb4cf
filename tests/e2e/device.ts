/** One person's device in an end-to-end run: the real app, driven by what is on its screen. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { launchApp, type RunningApp } from '../electron/launch.ts';

/** The password of every test device. */
export const PASSWORD = 'minqing-2026';

interface Size { readonly width: number; readonly height: number }

export interface Device {
  readonly page: Page;
  readonly running: RunningApp;
  /** Files saved through the app land here. */
  readonly saved: string;
}

/** Starts a desktop device and opens its store: a first start sets the password, a later one gives it. */
export async function openDevice(folder: string, county: string, as: { readonly size?: Size; readonly program?: string } = {}): Promise<Device> {
  const saved = path.join(folder, 'saved');
  mkdirSync(saved, { recursive: true });
  const running = await launchApp({ userData: path.join(folder, 'profile'), county, size: { width: 1366, height: 768 }, ...as });
  await answerSaveDialog(running, saved);
  await unlock(running.page);
  return { page: running.page, running, saved };
}

/** Gives the device's password (twice when it is new) and waits for what comes after it. */
async function unlock(page: Page): Promise<void> {
  const password = page.getByLabel('本机密码', { exact: true });
  await password.waitFor();
  await password.fill(PASSWORD);
  const again = page.getByLabel('再输一次');
  if (await again.isVisible()) await again.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).or(page.getByLabel('接入码')).or(page.getByTestId('live-market')).first().waitFor();
}

/** Gives the one-time code and waits for the frame. */
export async function enrol(page: Page, code: string, device: string): Promise<void> {
  await page.getByLabel('接入码').fill(code);
  await page.getByLabel('这台电脑叫什么').fill(device);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** Page time after the last key before which no draft of it is written; the app waits a little longer. */
const DRAFT_AFTER_MS = 100;

/** Types, and comes back when what was typed is a draft on this computer's disk: the power may go then. The app writes one a moment after the last key, on a busy computer a long moment. */
export async function typedAndKept(page: Page, type: () => Promise<void>): Promise<void> {
  await page.evaluate(() => { window.addEventListener('input', () => { document.documentElement.dataset['typedAt'] = String(Date.now()); }, { capture: true }); });
  await type();
  await page.evaluate(async (after) => {
    const draftsOf = (name: string) => new Promise<readonly { readonly savedAt: number }[]>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => { reject(request.error ?? new Error(name)); };
      request.onsuccess = () => {
        const drafts = request.result.transaction('drafts').objectStore('drafts').getAll();
        drafts.onsuccess = () => { request.result.close(); resolve(drafts.result as { savedAt: number }[]); };
        drafts.onerror = () => { request.result.close(); reject(drafts.error ?? new Error(name)); };
      };
    });
    const databases = (await indexedDB.databases()).flatMap(({ name }) => (name?.endsWith('-device') ? [name] : []));
    for (const until = Date.now() + 60_000; ;) {
      const drafts = (await Promise.all(databases.map(draftsOf))).flat();
      if (drafts.some(({ savedAt }) => savedAt >= Number(document.documentElement.dataset['typedAt']) + after)) return;
      if (Date.now() > until) throw new Error(`no draft of what was typed among ${String(drafts.length)}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }, DRAFT_AFTER_MS);
}

/** Goes to a place of the main navigation. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: new RegExp(`^${place}`) }).click();
}

/** Waits until the pill says so. */
export async function pillSays(page: Page, words: RegExp, timeout = 30_000): Promise<string> {
  const pill = page.getByTestId('save-pill');
  await pill.filter({ hasText: words }).waitFor({ timeout });
  return (await pill.innerText()).trim();
}

/** The rows of 民情台账 as they stand: text of each. */
export async function listedCases(page: Page): Promise<string[]> {
  return page.getByRole('listbox', { name: '民情台账' }).getByRole('option').allInnerTexts();
}

/** Registers a case in 民情台账 and waits until it is listed. */
export async function registerCase(page: Page, one: { readonly words: string; readonly village: string; readonly reporter: string }): Promise<void> {
  await goTo(page, '民情台账');
  await page.getByRole('button', { name: /登记$/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('群众说了什么').fill(one.words);
  await choose(drawer, '村（社区）', one.village);
  await drawer.getByLabel('反映人').fill(one.reporter);
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
  await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').filter({ hasText: one.village }).first().waitFor();
}

/** Opens a case of 民情台账 by what its row and its pane show; the pane's article comes back. */
export async function openCase(page: Page, one: { readonly villageName: string; readonly words: string }): Promise<Locator> {
  await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').filter({ hasText: one.villageName }).first().click();
  const article = page.getByRole('article').filter({ hasText: one.words.slice(0, 16) });
  await article.waitFor();
  return article;
}

/** Does one act in the open case: opens its form, lets `fill` fill it, submits with the keyboard, waits until it is saved. */
export async function act(article: Locator, name: string, fill: (form: Locator) => Promise<void> = async () => {}): Promise<void> {
  const page = article.page();
  const toolbar = article.getByRole('toolbar', { name: '办理' });
  const button = toolbar.getByRole('button', { name, exact: true }), item = page.getByRole('menuitem', { name, exact: true });
  // The toolbar is drawn anew after each act; what is not beside the primary act by then is behind 更多.
  if (!await button.waitFor({ timeout: 700 }).then(() => true, () => false)) {
    await toolbar.getByRole('button', { name: '更多' }).click();
  }
  // Whichever of the two it is when the click comes: a toolbar that is drawn late takes an act from the one to the other.
  await item.or(button).first().click();
  const form = article.getByRole('region', { name, exact: true });
  await form.waitFor();
  await fill(form);
  await form.getByRole('button', { name, exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

/** Chooses in an antd select by typing. */
export async function choose(form: Locator, label: string, typed: string): Promise<void> {
  const box = form.getByLabel(label, { exact: true });
  await box.click();
  await box.pressSequentially(typed);
  await form.page().locator('.ant-select-item-option-active').filter({ hasText: typed, visible: true }).first().waitFor();
  await box.press('Enter');
}

/** Types into a field of a day, a month or a time. */
export async function typeInPicker(box: Locator, words: string): Promise<void> {
  await box.click();
  await box.fill(words);
  await box.press('Enter');
  await box.page().locator('.ant-picker-dropdown').filter({ visible: true }).waitFor({ state: 'detached' });
  assert.equal(await box.inputValue(), words);
}

/** Picks one of a row of buttons that stand for a choice. */
export async function pick(form: Locator, label: string): Promise<void> {
  await form.locator('label').filter({ hasText: new RegExp(`^${label}$`) }).first().click();
}

/** The system's save dialog, answered: what the app saves goes to `folder` under the proposed name. */
async function answerSaveDialog(running: RunningApp, folder: string): Promise<void> {
  await running.app.evaluate(({ dialog }, target) => {
    dialog.showSaveDialog = ((...args: unknown[]) => {
      const options = args.at(-1) as { defaultPath?: string };
      return Promise.resolve({ canceled: false, filePath: `${target}/${options.defaultPath ?? 'file'}` });
    });
  }, folder);
}
