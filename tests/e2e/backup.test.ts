/**
 * A computer loses IndexedDB, journal and attachments, in the real app: everything comes back from a backup, and what had not been sent reaches the county. Then a
 * new computer takes the place of the old one from a stick.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type RunningApp } from '../electron/launch.ts';
import type { County } from './county.ts';
import { choose, goTo, listedCases, openDevice, PASSWORD, pillSays, type Device } from './device.ts';
import { closeOffice, openOffice } from './office.ts';

/** What the page logs without a network, and the style with which Ant Design's tables measure a scroll bar: the page's policy refuses it, and they do without. */
const KNOWN = /net::ERR_|Failed to load resource|inline style/;
/** Screenshots, when somebody wants to look. */
const SHOTS = process.env['BACKUP_SHOTS'] ?? null;
const SENT = { village: '大赵村', words: '村东头的路灯坏了半个月，晚上接孩子看不见路。' };
const UNSENT = { village: '河里村', words: '北地的机井没有电，麦子浇不上水。' };

let folder = '', county: County, device: Device;
const stick = () => path.join(folder, 'stick');
const profile = () => path.join(folder, 'device', 'profile');
beforeAll(async () => {
  ({ folder, county, device } = await openOffice('backup'));
  mkdirSync(stick());
});
afterAll(() => closeOffice({ folder, county, device }));

describe('a computer that lost everything but its backups', () => {
  it('had backed up what was there, here and on a stick, read back', async () => {
    const { page } = device;
    await register(page, SENT);
    await expect.poll(() => county.command('check'), { timeout: 60_000, interval: 1000 }).toMatch(/核对无误.*1 件/);
    await pillSays(page, /已同步/);
    await county.stop();
    await register(page, UNSENT, await page.screenshot({ type: 'jpeg' }));
    await openPage(page);
    await answerFolder(device.running, stick());
    await page.getByRole('button', { name: '选择另一个位置' }).click();
    await page.getByText('在，每次一起备份').waitFor();
    await page.getByRole('button', { name: '立即备份' }).click();
    await page.getByText(/备份好了，已读回核对/).waitFor();
    await page.getByRole('row').filter({ hasText: '另一个位置' }).filter({ hasText: '完好' }).waitFor();
    await shot(page, 'page');
    expect(readFileSync(newestPiece()).includes('路灯')).toBe(false);
  });

  it('is empty after IndexedDB, journal and attachments are gone', async () => {
    await device.running.kill();
    for (const lost of ['IndexedDB', 'journal', 'attachments']) {
      expect(existsSync(path.join(profile(), lost))).toBe(true);
      rmSync(path.join(profile(), lost), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    }
    device = await openDevice(path.join(folder, 'device'), county.origin);
    await goTo(device.page, '民情台账');
    await device.page.getByTestId('thin-ledger').filter({ hasText: '比备份少了很多' }).waitFor();
    await shot(device.page, 'thin');
    expect(await listedCases(device.page).catch(() => [])).toEqual([]);
  });

  it('is told that one backup is damaged, takes the other, and has every case, with its photograph', async () => {
    const { page } = device;
    const piece = newestPiece(), content = readFileSync(piece);
    content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
    writeFileSync(piece, content);
    await openPage(page);
    await restoreFrom(page, '本机');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('alert').filter({ hasText: '的这个备份坏了：有一部分记录坏了' }).waitFor();
    await shot(page, 'damaged');
    await dialog.getByRole('button', { name: /^改用/ }).click();
    await dialog.getByText(/这个备份里有 \d+ 条这台电脑上没有的记录/).waitFor();
    expect(await dialog.getByRole('region', { name: '备份里有什么' }).innerText()).toMatch(/当时还没有上报的[\s\S]*1 条[\s\S]*/);
    await shot(page, 'preview');
    await dialog.getByRole('button', { name: /取回 \d+ 条$/ }).click();
    await dialog.getByText(/取回了 \d+ 条记录（2 件）、1 个附件/).waitFor();
    await shot(page, 'done');
    await dialog.getByRole('button', { name: '好', exact: true }).click();
    await expectBoth(page);
    expect(readdirSync(path.join(profile(), 'attachments'))).toHaveLength(1);
    // The same again changes nothing.
    await openPage(page);
    await restoreFrom(page, '另一个位置');
    await page.getByText('这个备份里的记录，这台电脑上都有。').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  });

  it('sends what had not been sent, once, and its photograph', async () => {
    await county.start();
    await syncNow(device.page);
    expect(await county.command('check')).toMatch(/核对无误.*2 件/);
    await expect.poll(() => filesOf(county), { timeout: 30_000 }).toBe(1);
    expect(device.running.errors.filter((error) => !KNOWN.test(error))).toEqual([]);
  });
});

describe('a new computer in the place of the old one', () => {
  it('gets vault, enrolment and every record from the stick, without a network', async () => {
    await device.running.close();
    await county.stop();
    const running = await launchApp({ userData: path.join(folder, 'new', 'profile'), county: county.origin, size: { width: 1366, height: 768 } });
    device = { page: running.page, running, saved: folder };
    const { page } = running;
    await answerFolder(running, stick());
    await page.getByRole('button', { name: '以前用过民情簿？从备份恢复' }).click();
    await page.getByRole('button', { name: '在U盘或别的文件夹里找' }).click();
    await page.getByRole('row').filter({ hasText: '打开的文件夹' }).first().waitFor();
    // The old one was backed up when it was closed, with what the county had said meanwhile.
    expect(await page.getByRole('row').filter({ hasText: '关闭软件时' }).count()).toBe(1);
    await shot(page, 'welcome-list');
    await restoreFrom(page, '打开的文件夹');
    await page.getByLabel('那台电脑的密码').fill('不是这个密码不是');
    await page.getByRole('button', { name: '打开并恢复' }).click();
    await page.getByRole('alert').filter({ hasText: '密码不对' }).waitFor();
    await shot(page, 'welcome-password');
    await page.getByLabel('那台电脑的密码').fill(PASSWORD);
    await page.getByRole('button', { name: '打开并恢复' }).click();
    const password = page.getByLabel('本机密码', { exact: true });
    await password.fill(PASSWORD);
    await password.press('Enter');
    await page.getByText(/取回了 \d+ 条记录（2 件）/).waitFor();
    await shot(page, 'welcome-done');
    await page.getByRole('dialog').getByRole('button', { name: '好', exact: true }).click();
    await expectBoth(page);
    await county.start();
    await syncNow(page);
    expect(await county.command('check')).toMatch(/核对无误.*2 件/);
  });
});

async function register(page: Page, { village, words }: typeof SENT, photo?: Buffer): Promise<void> {
  await goTo(page, '民情台账');
  await page.getByRole('button', { name: /登记$/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('群众说了什么').fill(words);
  await choose(drawer, '村（社区）', village);
  if (photo !== undefined) {
    await drawer.locator('input[type="file"]').first().setInputFiles({ name: '机井.jpg', mimeType: 'image/jpeg', buffer: photo });
    // Stored on this device, not only shown.
    await drawer.locator('li[aria-busy="false"]').filter({ hasText: '机井.jpg' }).or(drawer.locator('li:not([aria-busy])').filter({ hasText: '机井.jpg' })).first().waitFor({ timeout: 60_000 });
  }
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
}

async function openPage(page: Page): Promise<void> {
  await goTo(page, '设置');
  await page.getByRole('menuitem', { name: '备份与恢复' }).click();
  await page.getByRole('button', { name: '立即备份' }).waitFor();
}

/** Without waiting until the app tries by itself. */
async function syncNow(page: Page): Promise<void> {
  await goTo(page, '设置');
  await page.getByRole('menuitem', { name: '同步', exact: true }).click();
  await page.getByRole('button', { name: /立即同步/ }).click();
  await pillSays(page, /已同步/, 120_000);
}

/** Chooses the newest backup of a place. */
async function restoreFrom(page: Page, place: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: place }).getByRole('button', { name: /恢复/ }).first().click();
}

async function expectBoth(page: Page): Promise<void> {
  await goTo(page, '民情台账');
  const list = page.getByRole('listbox', { name: '民情台账' });
  for (const { village } of [SENT, UNSENT]) await list.getByRole('option').filter({ hasText: village }).waitFor();
  expect(await listedCases(page)).toHaveLength(2);
}

/** The system's folder dialog, answered. */
async function answerFolder({ app }: RunningApp, chosen: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] }); }, chosen);
}

function newestPiece(): string {
  const pieces = path.join(profile(), 'backups', 'pieces');
  const [name = ''] = readdirSync(pieces);
  return path.join(pieces, name);
}

/** Attachments on the county's disk. */
async function filesOf({ dataDir }: County): Promise<number> {
  return Promise.resolve(readdirSync(dataDir, { recursive: true }).filter((name) => /attachments.*[a-z2-7]{26}$/.test(String(name))).length);
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS !== null) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}
