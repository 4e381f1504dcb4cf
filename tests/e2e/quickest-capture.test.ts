/** The quickest capture in the real app: the village stays from the card before, the words are typed, Ctrl+Enter. Counts what a hand presses besides the words. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCounty, type County } from './county.ts';
import { enrol, goTo, openDevice, pillSays, type Device } from './device.ts';

const SAID = ['村东头路灯坏了半个月没人修', '自来水发黄烧开了还有一层垢', '巷子里下雨积水孩子上学难走', '机井电费一度多少没人说得清', '垃圾桶满了三天也没有人来拉'] as const;

let folder = '', county: County, device: Device;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'quickest-'));
  county = await createCounty(path.join(folder, 'county'));
  await county.start();
  device = await openDevice(path.join(folder, 'device'), county.origin);
  await enrol(device.page, await county.code('li'), '夜市笔记本');
  await pillSays(device.page, /已同步/);
});
afterAll(async () => {
  await device.running.close().catch(() => undefined);
  await county.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('takes the words and one shortcut, card after card, in the village of the evening', async () => {
  const { page } = device;
  await goTo(page, '夜市');
  await page.getByRole('button', { name: '开始夜市' }).first().click();
  const start = page.getByRole('dialog');
  // The place names the station, and the station its village.
  await start.getByLabel('地点').fill('皇帝庙村文化广场');
  await start.getByLabel('地点').press('Control+Enter');
  await page.getByTestId('live-market').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'market-words');
  // Keys that a hand presses; characters that an input method commits are none.
  await page.evaluate(() => {
    document.documentElement.dataset['keys'] = '0';
    window.addEventListener('keydown', ({ repeat }) => { if (!repeat) document.documentElement.dataset['keys'] = String(Number(document.documentElement.dataset['keys']) + 1); }, { capture: true });
  });
  const pressed = async () => Number(await page.evaluate(() => document.documentElement.dataset['keys']));
  const took: { readonly keys: number; readonly ms: number }[] = [];
  for (const [index, words] of SAID.entries()) {
    const before = await pressed(), began = performance.now();
    await page.keyboard.insertText(words);
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('tonight-total').filter({ hasText: new RegExp(`^${index + 1}$`) }).waitFor();
    took.push({ keys: await pressed() - before, ms: Math.round(performance.now() - began) });
  }
  process.stdout.write(`  the quickest capture, beyond the words: ${took.map(({ keys }) => keys).join(', ')} keys; from the first character to the line in the list: ${took.map(({ ms }) => ms).join(', ')} ms\n`);
  expect(Math.max(...took.map(({ keys }) => keys))).toBeLessThanOrEqual(2);
  const lines = await page.locator('[data-case]').allInnerTexts();
  expect(SAID.map((words) => lines.filter((line) => line.includes(words) && line.includes('皇帝庙村')).length)).toEqual(SAID.map(() => 1));
});
