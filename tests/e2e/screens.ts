/** The screenshots of the README and docs: the main screens at the offices' usual size and larger, in normal and large type. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { resize } from '../electron/launch.ts';
import { goTo, type Device } from './device.ts';
import type { World } from './main-path.ts';

const SIZES = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }] as const;

/** Takes every screen of the secretary's device in both sizes, and in 特大 at the smaller. */
export async function takeScreens(world: World, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { page } = world.secretary;
  for (const size of SIZES) {
    await resize(world.secretary.running.app, size);
    await screens(world.secretary, folder, String(size.width));
  }
  await resize(world.secretary.running.app, SIZES[0]);
  await typeSize(page, '特大');
  await screens(world.secretary, folder, `${SIZES[0].width}-large`);
  await typeSize(page, '标准');
  await goTo(page, '民情台账');
}

async function screens({ page }: Device, folder: string, suffix: string): Promise<void> {
  for (const [place, name] of [['今日', 'today'], ['民情台账', 'cases'], ['报表', 'report'], ['设置', 'settings']] as const) {
    await goTo(page, place);
    await page.waitForTimeout(700);
    if (name === 'cases') await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').nth(2).click();
    await page.waitForTimeout(500);
    await page.screenshot({ path: path.join(folder, `${name}-${suffix}.png`) });
  }
}

async function typeSize(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '字的大小' }).click();
  await page.getByRole('menuitem', { name: `${name}字`, exact: true }).click();
  await page.waitForTimeout(600);
}
