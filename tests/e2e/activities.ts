/** What the walk through the activities does on the screen again and again. */
import type { Locator, Page } from 'playwright';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { choose, goTo, typeInPicker } from './device.ts';

/** Opens one step of a preparation; its form comes back. */
export async function step(page: Page, name: string, id: string): Promise<Locator> {
  const form = page.getByTestId(`prepare-${id}`);
  const head = page.locator('.ant-collapse-header').filter({ hasText: name });
  await head.waitFor();
  if (await head.getAttribute('aria-expanded') !== 'true') await head.click();
  await form.waitFor();
  return form;
}

/** Opens the form of a new activity of this kind. */
export async function newActivity(page: Page, kind: string, mode: string): Promise<Locator> {
  await goTo(page, '联络站');
  await page.getByRole('button', { name: /新的活动$/ }).click();
  const drawer = page.getByRole('dialog', { name: '新的活动' });
  await choose(drawer, '什么活动', kind);
  await drawer.locator('.ant-segmented-item').filter({ hasText: mode }).click();
  return drawer;
}

/** Types a day into a date field. */
export async function setDate(form: Locator, label: string, day: LocalDate): Promise<void> {
  await typeInPicker(form.getByLabel(label, { exact: true }), `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`);
}

/** Types a time of day into a time field. */
export async function setTime(form: Locator, label: string, time: string): Promise<void> {
  await typeInPicker(form.getByLabel(label, { exact: true }), time);
}
