/** A night market at the recorder's laptop, by keyboard: opened, a matter typed, closed. */
import type { Page } from 'playwright';
import { goTo } from './device.ts';
import type { Spoken } from './evening.ts';

export const PLACE = '皇帝庙村文化广场';

/** Opens the market; these deputies (by parts of their names) are there. */
export async function startMarket(page: Page, deputies: readonly string[] = []): Promise<void> {
  await goTo(page, '夜市');
  await page.getByRole('button', { name: /开始夜市$/ }).first().click();
  const modal = page.getByRole('dialog');
  await modal.getByLabel('地点').fill(PLACE);
  await modal.getByLabel('到场群众').fill('132');
  for (const name of deputies) await modal.getByRole('checkbox', { name: new RegExp(name) }).check();
  await modal.getByLabel('地点').press('Control+Enter');
  await page.getByTestId('live-market').waitFor();
}

type Told = Pick<Spoken, 'village' | 'reporter' | 'phone' | 'words'>;

/** Village by its letters, name, telephone, words; returns how many characters and keys that is: what an input method gives is put in a phrase at once and counted by its characters. */
export async function typeMatter(page: Page, { village, reporter, phone, words }: Told): Promise<number> {
  const { keyboard } = page;
  await keyboard.press('Alt+KeyV');
  await keyboard.press('Control+KeyA');
  await keyboard.type(village);
  await page.locator('.ant-select-item-option').first().waitFor();
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'market-name');
  await give(page, reporter);
  await keyboard.press('Enter');
  await keyboard.type(phone);
  await keyboard.press('Enter');
  await give(page, words);
  return village.length + reporter.length + phone.length + words.length + 5;
}

/** Types as an input method does: a phrase of some characters at once. */
export async function give(page: Page, words: string): Promise<void> {
  for (const phrase of words.match(/.{1,6}/gsu) ?? []) await page.keyboard.insertText(phrase);
}

/** Closes the market; what is left goes to the secretary. */
export async function closeMarket(page: Page, seen: () => Promise<void> = async () => {}): Promise<void> {
  await page.keyboard.press('Alt+KeyZ');
  await page.getByRole('button', { name: /收摊，交给/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'closing-note');
  await seen();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('live-market').waitFor({ state: 'detached' });
}
