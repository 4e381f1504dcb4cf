/**
 * Two laptops at one market without a network, in the real app: each registers, a stick goes both ways with a code typed by hand, both show the same, what was
 * registered at both tables is linked; the one laptop is then lost, and the other brings everything to the county, once.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCounty, type County } from './county.ts';
import { choose, goTo, listedCases, pillSays, type Device } from './device.ts';
import { openEnrolled } from './office.ts';

interface Told { readonly villageName: string; readonly words: string }
const LAMP: Told = { villageName: '大赵村', words: '村东头的路灯坏了半个月，晚上接孩子看不见路。' };
const WELL: Told = { villageName: '河里村', words: '北地的机井没有电，麦子浇不上水。' };

/** Screenshots, when somebody wants to look. */
const SHOTS = process.env['BUNDLE_SHOTS'] ?? null;

let folder = '', county: County, recorder: Device, secretary: Device;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  county = await createCounty(path.join(folder, 'county'));
  await county.start();
  [recorder, secretary] = await Promise.all([enrolled('recorder', 'li', '一号机'), enrolled('secretary', 'wang', '二号机')]);
});
afterAll(async () => {
  await Promise.all([recorder, secretary].map((device) => device.running.close().catch(() => undefined)));
  await county.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe('two laptops, one stick, no network', () => {
  it('each registers what it is told', async () => {
    await county.stop();
    await register(recorder.page, LAMP);
    await register(secretary.page, WELL);
    // The list asks for itself, a moment after the drawer has gone.
    for (const { page } of [recorder, secretary]) await expect.poll(() => listedCases(page)).toHaveLength(1);
  });

  it('the one exports, and says the code only when the file was read back', async () => {
    const { page, saved } = recorder;
    await openExchange(page);
    await shot(page, 'export-before');
    await page.getByRole('button', { name: '导出到U盘' }).click();
    await page.getByText(/已写好并核对过/).waitFor();
    await shot(page, 'export-done');
    expect(readdirSync(saved).filter((name) => /^民情簿-皇帝庙乡-[0-9]{8}-[0-9]{4}\.mqb$/.test(name))).toHaveLength(1);
    expect(readdirSync(saved).filter((name) => name.endsWith('.part'))).toEqual([]);
    // Neither a word nor a name is to be read on the stick.
    expect(readFileSync(bundleIn(saved)).includes('路灯')).toBe(false);
  });

  it('the other is told what is wrong with a wrong code or a half file, and takes nothing', async () => {
    const { page } = secretary;
    await openExchange(page);
    await page.getByText('导入：从那台带来').click();
    const file = bundleIn(recorder.saved);
    const half = path.join(folder, '半个.mqb');
    writeFileSync(half, readFileSync(file).subarray(0, 700));
    await given(page, file, 'AAAAA-AAAAA');
    await page.getByRole('alert').filter({ hasText: '口令对不上' }).waitFor();
    await given(page, half, await codeOf(recorder.page));
    await page.getByRole('alert').filter({ hasText: '不完整或坏了' }).waitFor();
    await shot(page, 'import-half');
    // The stick is pulled between choosing and reading.
    const pulled = path.join(folder, '拔掉.mqb');
    copyFileSync(file, pulled);
    await chosen(page, pulled, await codeOf(recorder.page));
    rmSync(pulled);
    await page.getByRole('button', { name: '看看有什么' }).click();
    await page.getByRole('alert').filter({ hasText: '读不出来' }).waitFor();
  });

  it('and with the right one sees what it would bring, and takes it', async () => {
    const { page } = secretary;
    await given(page, bundleIn(recorder.saved), (await codeOf(recorder.page)).toLowerCase());
    const preview = page.getByRole('region', { name: '文件里有什么' });
    await preview.getByText('李记录（', { exact: false }).waitFor();
    // Beside the one case it brings the lists, which are here already, the county's own words too.
    expect(await preview.innerText()).not.toContain('不导入');
    await shot(page, 'import-preview');
    await preview.getByRole('button', { name: /导入 1 条$/ }).click();
    await page.getByText(/^导入了 1 条记录（1 件）/).waitFor();
    await shot(page, 'import-done');
    await given(page, bundleIn(recorder.saved), await codeOf(recorder.page));
    await page.getByText('这些本机都有了').waitFor();
    await goTo(page, '民情台账');
    await expect.poll(() => listedCases(page)).toHaveLength(2);
    await page.getByRole('img', { name: '从另一台电脑带来，还没到县里' }).first().waitFor();
    await shot(page, 'carried');
  });

  it('the first laptop is lost, and the county has each once when the second is back', async () => {
    const { page } = secretary;
    await pillSays(page, /代传 1 条/);
    await recorder.running.close();
    rmSync(path.join(folder, 'recorder', 'profile'), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    await county.start();
    await pillSays(page, /已同步/, 120_000);
    await goTo(page, '民情台账');
    await expect.poll(() => listedCases(page), { timeout: 60_000 }).toHaveLength(2);
    await expect.poll(() => page.getByRole('img', { name: '从另一台电脑带来，还没到县里' }).count(), { timeout: 60_000 }).toBe(0);
    await expect.poll(() => county.command('check'), { timeout: 60_000, interval: 2000 }).toMatch(/核对无误.*2 件/);
    expect([...recorder.running.errors, ...secretary.running.errors].filter((error) => !/net::ERR_|Failed to load resource/.test(error))).toEqual([]);
  });

  it('what is locked for the county opens there without a code', async () => {
    const { page, saved } = secretary;
    await openExchange(page);
    await page.getByText('只有县里').click();
    await page.getByRole('button', { name: '导出到U盘' }).click();
    await page.getByText('锁给了县里').waitFor();
    await page.getByText(/已写好并核对过/).waitFor();
    const newest = readdirSync(saved).filter((name) => name.endsWith('.mqb')).sort().at(-1) ?? '';
    expect(await county.command('bring-in', '--from', path.join(saved, newest))).toContain('条本来就有');
  });
});

async function enrolled(name: string, user: string, device: string): Promise<Device> {
  const opened = await openEnrolled(path.join(folder, name), county, { user, device });
  await goTo(opened.page, '民情台账');
  return opened;
}

async function register(page: Page, one: Told): Promise<void> {
  await page.getByRole('button', { name: /登记$/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('群众说了什么').fill(one.words);
  await choose(drawer, '村（社区）', one.villageName);
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
}

async function openExchange(page: Page): Promise<void> {
  await goTo(page, '设置');
  await page.getByRole('menuitem', { name: 'U盘交换' }).click();
  await page.getByText('导出：从这台带走').waitFor();
}

async function chosen(page: Page, file: string, code: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('textbox', { name: '口令' }).fill(code);
}

async function given(page: Page, file: string, code: string): Promise<void> {
  await chosen(page, file, code);
  await page.getByRole('button', { name: '看看有什么' }).click();
}

function bundleIn(saved: string): string {
  const name = readdirSync(saved).find((one) => one.endsWith('.mqb'));
  if (name === undefined) throw new Error('no bundle on the stick');
  return path.join(saved, name);
}

/** What the exporting screen shows. */
async function codeOf(page: Page): Promise<string> {
  return (await page.getByRole('status').filter({ hasText: '口令' }).locator('output').innerText()).trim();
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS !== null) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}
