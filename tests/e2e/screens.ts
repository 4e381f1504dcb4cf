/**
 * The screenshots of the README and docs, in the real app over a township in the middle of its year: every screen at the offices' usual size, the main ones
 * also larger and in large type. `npm run demo -- --screens` takes them.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { resize } from '../electron/launch.ts';
import { createCounty } from './county.ts';
import { enrol, goTo, openDevice, pillSays, type Device } from './device.ts';
import { spokenThatEvening } from './evening.ts';
import { fillCounty } from './fill-county.ts';

const USUAL = { width: 1366, height: 768 } as const;
const LARGE = { width: 1920, height: 1080 } as const;

/** Puts the pictures into `folder`; a county and a secretary's computer of their own are started for it. */
export async function takeScreens(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(path.join(tmpdir(), 'minqing-screens-'));
  const county = await createCounty(path.join(place, 'county'));
  await county.start();
  try {
    await fillCounty(county.origin, await county.code('wang'), { today: localDateOf(Date.now()) });
    const device = await openDevice(path.join(place, 'secretary'), county.origin, { size: USUAL });
    try {
      await enrol(device.page, await county.code('wang'), '人大办公室');
      await pillSays(device.page, /已同步/);
      await mainScreens(device.page, folder, '1366');
      await deskScreens(device.page, folder);
      await fieldScreens(device.page, folder);
      await typeSize(device.page, '特大');
      await mainScreens(device.page, folder, '1366-large');
      await typeSize(device.page, '标准');
      await resize(device.running.app, LARGE);
      await mainScreens(device.page, folder, '1920');
      await marketScreens(device, folder);
    } finally {
      await device.running.close();
    }
    const office = await openDevice(path.join(place, 'office'), county.origin, { size: USUAL });
    try {
      await enrol(office.page, await county.code('zhao'), '代表工委');
      await pillSays(office.page, /已同步/);
      await officeScreens(office.page, folder);
    } finally {
      await office.running.close();
    }
  } finally {
    await county.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

/** The screens that are looked at in every size. */
async function mainScreens(page: Page, folder: string, suffix: string): Promise<void> {
  for (const [place, name] of [['今日', 'today'], ['民情台账', 'cases'], ['报表', 'report']] as const) {
    await goTo(page, place);
    await settled(page);
    if (name === 'cases') {
      await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').filter({ hasText: '办理中' }).first().click();
      await settled(page);
    }
    await picture(page, folder, `${name}-${suffix}`);
  }
}

/** The secretary's desk at the usual size: what else there is to see. */
async function deskScreens(page: Page, folder: string): Promise<void> {
  await goTo(page, '民情台账');
  const list = page.getByRole('listbox', { name: '民情台账' });
  await list.focus();
  for (let n = 0; n < 6; n += 1) await page.keyboard.press('Shift+ArrowDown');
  await settled(page);
  await picture(page, folder, 'bulk-1366');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /登记$/ }).click();
  await page.getByLabel('群众说了什么').fill('俺村口那几盏路灯坏了快俩月，黑灯瞎火的，前天俺婶子还摔了一跤。');
  await settled(page);
  await picture(page, folder, 'register-1366');
  await page.keyboard.press('Escape');
  await settled(page);

  await page.evaluate(() => { location.hash = '/cases?grade=any&open=1&sort=due'; });
  await settled(page);
  await list.getByRole('option').first().click();
  await settled(page);
  await picture(page, folder, 'case-1366');

  await goTo(page, '督办');
  await settled(page);
  await picture(page, folder, 'supervision-1366');

  await goTo(page, '代表建议');
  await page.getByRole('listbox', { name: '代表建议' }).getByRole('option').filter({ hasText: '机井' }).click();
  await settled(page);
  await picture(page, folder, 'suggestions-1366');

  await goTo(page, '设置');
  await page.getByText('期限规则').first().click();
  await settled(page);
  await picture(page, folder, 'rules-1366');
  await page.getByText('放假安排').first().click();
  await settled(page);
  await picture(page, folder, 'holidays-1366');

  await page.evaluate(() => { location.hash = '/settings/sync'; });
  await page.getByRole('tab', { name: '流量和暂停' }).click();
  await settled(page);
  await picture(page, folder, 'sync-1366');
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByTestId('connection-verdict').waitFor({ timeout: 35_000 });
  await settled(page);
  await picture(page, folder, 'sync-test-1366');
  await page.getByRole('dialog').getByRole('button', { name: '好', exact: true }).click();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('ludeng');
  await settled(page);
  await picture(page, folder, 'search-1366');
  await page.keyboard.press('Escape');
}

/** Where deputies meet citizens: the plan of the evenings and the preparation of one, the other activities, what they add up to. */
async function fieldScreens(page: Page, folder: string): Promise<void> {
  await goTo(page, '夜市');
  await settled(page);
  await picture(page, folder, 'season-1366');
  await page.getByRole('button', { name: /19:30/ }).or(page.getByText(/^19:30/)).last().click();
  await settled(page);
  await picture(page, folder, 'prepare-1366');
  for (const [tab, name] of [['', 'stations'], ['?tab=promises', 'promises'], ['?tab=register', 'points']] as const) {
    await page.evaluate((hash) => { location.hash = hash; }, `/stations${tab}`);
    await settled(page);
    await picture(page, folder, `${name}-1366`);
  }
  await page.evaluate(() => { location.hash = '/stations'; });
  await page.getByText('代表·局长面对面').first().click();
  await settled(page);
  await picture(page, folder, 'activity-1366');
  await goTo(page, '报表');
  await page.getByText('活动指标').click();
  await settled(page);
  await picture(page, folder, 'indicators-1366');
}

/** The county's desk: its people's computers, and the slip for a new one. */
async function officeScreens(page: Page, folder: string): Promise<void> {
  await page.evaluate(() => { location.hash = '/settings/devices'; });
  await page.getByRole('button', { name: '生成接入单' }).first().waitFor();
  await settled(page);
  await picture(page, folder, 'devices-1366');
  await page.getByRole('button', { name: '生成接入单' }).first().click();
  await page.getByTestId('enrolment-code').waitFor();
  await settled(page);
  await picture(page, folder, 'enrolment-slip-1366');
}

/** An evening under way: three matters on the list, the fourth half told; in every size, and its closing. */
async function marketScreens({ page, running }: Device, folder: string): Promise<void> {
  await resize(running.app, USUAL);
  await goTo(page, '夜市');
  await page.getByRole('button', { name: '开始夜市' }).first().click();
  const modal = page.getByRole('dialog');
  await modal.getByLabel('地点').fill('皇帝庙村文化广场');
  await modal.getByLabel('到场群众').fill('132');
  for (const name of ['张建国', '刘秀兰', '宋军']) await modal.getByRole('checkbox', { name: new RegExp(name) }).check();
  await modal.getByLabel('地点').press('Control+Enter');
  await page.getByTestId('live-market').waitFor();
  for (const one of spokenThatEvening().slice(0, 3)) {
    await page.keyboard.press('Alt+KeyS');
    await page.keyboard.type(one.words);
    await page.keyboard.press('Control+Enter');
    await settled(page);
  }
  await page.keyboard.press('Alt+KeyS');
  await page.keyboard.type('大赵村那口机井的电费一直没人说得清，浇一亩地要');
  const held = await page.evaluate(() => location.hash);
  for (const [size, name] of [[LARGE, '1920'], [USUAL, '1366']] as const) {
    await resize(running.app, size);
    await settled(page);
    await picture(page, folder, `market-${name}`);
  }
  await page.keyboard.press('Alt+KeyZ');
  await settled(page);
  await picture(page, folder, 'market-closing-1366');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('live-market').waitFor({ state: 'detached' });
  await resize(running.app, USUAL);
  await typeSize(page, '特大');
  await page.evaluate((hash) => { location.hash = hash; }, held);
  await page.getByTestId('live-market').waitFor();
  await resize(running.app, USUAL);
  await settled(page);
  await picture(page, folder, 'market-1366-large');
}

/** Long enough for what was asked to be drawn and for motion to end. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(1200);
}

async function picture(page: Page, folder: string, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function typeSize(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '字的大小' }).click();
  await page.getByRole('menuitem', { name: `${name}字`, exact: true }).click();
  await settled(page);
}
