/**
 * Who a computer is, on the real parts. In Chromium: the county's office gives a 接入单, another computer scans it with its camera (Chromium's own,
 * which shows a film of the real code) and is stopped again. In Electron: a profile's folder is copied and rolled back, as people copy folders.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { create } from 'qrcode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enrolmentText } from '../../shared/identity/enrolment-text.ts';
import { createCounty, type County } from './county.ts';
import { enrol, goTo, listedCases, openDevice, pillSays, registerCase, type Device } from './device.ts';
import { openEnrolled, SECRETARY } from './office.ts';
import { drawn } from './tour.ts';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let place: string;
let county: County;
beforeAll(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'minqing-identity-'));
  county = await createCounty(path.join(place, 'county'));
  await county.start();
});
afterAll(async () => {
  await county.stop();
  rmSync(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('a slip of the county\'s office is scanned by the camera of a new computer, which is stopped again when it is lost', async () => {
  const film = path.join(place, 'slip.y4m');
  const office = await launchChromium();
  const zhao = await openPage(office);
  await enrol(zhao, await county.code('zhao'), '代表工委');
  await zhao.goto(`${county.origin}/#/settings/devices`);
  const row = (name: RegExp) => zhao.getByRole('row', { name });
  await row(/李记录/).getByRole('button', { name: '生成接入单' }).click();
  const code = (await zhao.getByTestId('enrolment-code').innerText()).trim();
  expect(code).toMatch(/^\w{4}(-\w{4}){3}$/);
  const found = await violations(zhao, '接入单');
  await zhao.getByRole('button', { name: '办好了' }).click();
  await row(/李记录/).filter({ hasText: '接入单已发' }).waitFor();
  found.push(...await violations(zhao, '设备与接入'));

  filmOf(enrolmentText({ server: county.origin, code }), film);
  const field = await launchChromium(film);
  const li = await openPage(field);
  found.push(...await violations(li, '接入县里'));
  await li.getByRole('button', { name: '扫二维码' }).click();
  await expect.poll(() => li.getByLabel('接入码').inputValue(), { timeout: 15_000 }).toBe(code);
  await li.getByLabel('这台电脑叫什么').fill('夜市平板');
  await li.getByRole('button', { name: '接入', exact: true }).click();
  await pillSays(li, /已同步/);

  // It tells the county what waits on it in a question of its own, beside those that bring the township.
  await expect.poll(() => county.command('devices'), { interval: 500 }).toMatch(/夜市平板.*上次联系时待传 0 条/);
  await zhao.getByRole('button', { name: '刷新' }).click();
  await row(/夜市平板/).getByRole('button', { name: '停用' }).click();
  const asked = zhao.getByRole('dialog');
  await asked.filter({ hasText: '内容已经全部传到县里' }).waitFor();
  found.push(...await violations(zhao, '停用'));
  await asked.getByRole('button', { name: /停\s*用/ }).click();
  await row(/夜市平板/).filter({ hasText: '已停用' }).waitFor();
  await li.goto(`${county.origin}/#/settings/sync`);
  await li.getByRole('button', { name: '立即同步' }).click();
  await li.getByText('县里不认得这台电脑了').first().waitFor();
  await li.getByLabel('新的接入码').waitFor();
  expect(found).toEqual([]);
  await Promise.all([office.close(), field.close()]);
});

it('[F29] [F30] a copied and a rolled-back profile go on under new names, nothing is lost, and the county sees it', async () => {
  const folder = (name: string) => path.join(place, name);
  const copy = (from: string, to: string) => { cpSync(path.join(folder(from), 'profile'), path.join(folder(to), 'profile'), { recursive: true }); };
  const open = async (name: string): Promise<Device> => {
    const device = await openDevice(folder(name), county.origin);
    device.page.setDefaultTimeout(20_000);
    return device;
  };
  const register = (device: Device, words: string, village: string) => registerCase(device.page, { words, village, reporter: '张三' });
  const lists = async (device: Device, count: number) => {
    await goTo(device.page, '民情台账');
    await expect.poll(async () => (await listedCases(device.page)).length, { timeout: 30_000 }).toBe(count);
    await pillSays(device.page, /已同步/);
  };

  const first = await openEnrolled(folder('original'), county, SECRETARY);
  await register(first, '抄走以前登记的一件，路灯不亮。', '皇帝庙村');
  await pillSays(first.page, /已同步/);
  await first.running.close();
  copy('original', 'copy');
  copy('original', 'old');

  // Both write at the same place of one chain, without a line.
  await county.stop();
  const [original, twin] = await Promise.all([open('original'), open('copy')]);
  await register(original, '原来那台登记的，机井不出水。', '皇帝庙村');
  await register(twin, '抄走那台登记的，水渠堵了。', '皇帝庙村');
  await county.start();
  await Promise.all([lists(original, 3), lists(twin, 3)]);
  expect(await county.command('devices')).toContain('资料曾被复制或还原');
  expect(await county.command('check')).toContain('核对无误');
  // From now on each has a chain of its own.
  await register(original, '换了编号以后再登记一件。', '皇帝庙村');
  await lists(twin, 4);
  await Promise.all([original.running.close(), twin.running.close()]);

  // Last week's copy of the folder is put back.
  const rolledBack = await open('old');
  await lists(rolledBack, 4);
  await register(rolledBack, '还原以后登记的一件，桥栏杆坏了。', '皇帝庙村');
  await lists(rolledBack, 5);
  expect(await county.command('check')).toContain('核对无误');
  await rolledBack.running.close();
});

/** A Chromium with a camera of its own, which shows `film` when there is one. */
function launchChromium(film?: string): Promise<Browser> {
  const camera = film === undefined ? [] : ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', ...camera] });
}

async function openPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(county.origin);
  await page.getByLabel('接入码').waitFor();
  return page;
}

/** What a camera sees of the paper, as a film (YUV4MPEG2) of a few equal pictures. */
function filmOf(text: string, file: string): void {
  const [width, height, module] = [640, 480, 8];
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const [left, top] = [Math.floor((width - size * module) / 2), Math.floor((height - size * module) / 2)];
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < size * module; y += 1) {
    for (let x = 0; x < size * module; x += 1) if (data[Math.floor(y / module) * size + Math.floor(x / module)]) light[(y + top) * width + x + left] = 16;
  }
  const picture = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${String(width)} H${String(height)} F10:1 Ip A1:1 C420jpeg\n`), picture, picture, picture]));
}

/** What axe finds on the page as it stands, by rule and place. It is run outside of the page's own policy of scripts, as a person's tool is. */
async function violations(page: Page, where: string): Promise<string[]> {
  await drawn(page);
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate((tags) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: tags }), AA);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${where}: ${id} ${target.join(' ')}`));
}
