/**
 * What axe finds on the screens where deputies meet citizens, in the real app over a township in the middle of its year: nothing that WCAG 2.2 AA forbids,
 * and in the dark of the live market contrast of 7:1. Every window that is looked at also goes away with Esc.
 */
import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import type { County } from './county.ts';
import type { Device } from './device.ts';
import { fillCounty } from './fill-county.ts';
import { give, startMarket } from './live-market.ts';
import { closeOffice, openOffice } from './office.ts';
import { closeWindows, DESK, drawn, goToStop, LIVE_MATTERS, LIVE_WINDOWS } from './tour.ts';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const DARK = ['color-contrast-enhanced'];
/**
 * Rules that are not asked: one is axe's experiment and takes abbreviations (休, 班) by the letter; the other forbids the box in a line of the lists, which is
 * for the pointer only: no Tab reaches it, Shift+arrows choose, and `aria-selected` of the line says what is chosen.
 */
const NOT_ASKED = { 'label-content-name-mismatch': { enabled: false }, 'nested-interactive': { enabled: false } };
/** So many places of one fault are named. */
const MOST_NODES = 3;

let folder: string, county: County, device: Device;

beforeAll(async () => {
  const first = async ({ origin, code }: County) => fillCounty(origin, await code('wang'), { today: localDateOf(Date.now()) });
  ({ folder, county, device } = await openOffice('axe', { first }));
  device.page.setDefaultTimeout(15_000);
  await device.page.evaluate(axe.source);
});
afterAll(() => closeOffice({ folder, county, device }));

it('finds nothing on the desk', async () => {
  const found: string[] = [];
  for (const stop of DESK) {
    await goToStop(device.page, stop);
    found.push(...await violations(device.page, stop.name));
    await closeWindows(device.page);
  }
  expect(found).toEqual([]);
});

it('finds nothing in the live market', async () => {
  const { page } = device;
  const found: string[] = [];
  await startMarket(page);
  await drawn(page);
  found.push(...await violations(page, '现场', DARK));
  await page.keyboard.press('Alt+KeyS');
  await give(page, '大赵村那口机井的电费一直没人说得清');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('tonight-total').filter({ hasText: /^1$/ }).waitFor();
  for (const { name, keys } of LIVE_MATTERS) {
    await page.keyboard.press(keys);
    await drawn(page);
    found.push(...await violations(page, `现场 › ${name}`, DARK));
  }
  for (const { name, keys } of LIVE_WINDOWS) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').filter({ visible: true }).first().waitFor();
    await drawn(page);
    found.push(...await violations(page, `现场 › ${name}`, DARK));
    await closeWindows(page);
    await page.getByTestId('live-market').waitFor();
  }
  expect(found).toEqual([]);
});

/** What axe finds on the page as it stands, a line each. */
async function violations(page: Page, where: string, more: readonly string[] = []): Promise<readonly string[]> {
  const found = await page.evaluate(async ({ tags, rules }) => {
    const { violations: all } = await (window as unknown as { readonly axe: typeof axe }).axe.run(document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] });
    return all.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target, any, all: every }) => `${target.join(' ')}: ${[...any, ...every][0]?.message ?? ''}`) }));
  }, { tags: AA, rules: { ...NOT_ASKED, ...Object.fromEntries(more.map((rule) => [rule, { enabled: true }])) } });
  return found.map(({ id, nodes }) => `${where}: ${id} (${nodes.length}) ${nodes.slice(0, MOST_NODES).join(' | ')}`);
}
