/** The register of stations on a real page over the real store: a pasted table is put right, imported, searched by sound, and undone; a change has its own undo. */
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { StationRegister } from '../../renderer/screens/stations/register/StationRegister.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

interface Page { readonly device: Device; readonly store: Store; readonly host: HTMLElement; readonly root: Root }
const current: { page: Page | null } = { page: null };

beforeEach(async () => {
  await browser.viewport(1366, 768);
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  current.page = { device, store, host, root };
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><StationRegister /></SessionProvider></StoreProvider></ThemeRoot>);
});
afterEach(async () => {
  current.page?.root.unmount();
  current.page?.host.remove();
  await current.page?.device.wipe();
});

function store(): Store {
  if (!current.page) throw new Error('no page');
  return current.page.store;
}

const button = (name: RegExp) => browser.getByRole('button', { name });
const names = async () => (await store().directory()).stations.filter(({ active }) => active).map(({ name, no, phone }) => [no, name, phone]).sort();

it('a pasted table: the faulty cell is put right in the preview, the rows are written, found by their sound, and undone as one', async () => {
  await button(/从 Excel 导入/).first().click();
  await browser.getByLabelText('粘贴表格').fill('序号\t夜市点名称\t所在村\t联系电话\n1\t文化广场点\t皇帝庙村\t见附件\n2\t大槐树点\t大赵村\t１３８００００１１０２');
  await button(/读取粘贴的内容/).click();
  await expect.element(browser.getByTestId('import-counts')).toHaveTextContent('新增 1 · 更新 0 · 不变 0 · 有问题 1');
  await browser.getByLabelText('第 2 行电话').fill('13800001101');
  await userEvent.keyboard('{Enter}');
  await expect.element(browser.getByTestId('import-counts')).toHaveTextContent('新增 2 · 更新 0 · 不变 0');
  await button(/^导入 2 行$/).click();
  await expect.element(browser.getByText('新增 2 个，更新 0 个，不变 0 个；新建了 2 个村。')).toBeVisible();
  expect(await names()).toEqual([['1', '文化广场点', '13800001101'], ['2', '大槐树点', '13800001102']]);
  expect((await store().directory()).villages.map(({ name, initials, scope }) => [name, initials, scope])).toEqual(expect.arrayContaining([['皇帝庙村', 'hdmc', TOWNSHIP], ['大赵村', 'dzc', TOWNSHIP]]));

  await button(/^完成$/).click();
  await browser.getByLabelText('在站点里查找').fill('dahuaishu');
  await expect.element(browser.getByText('1 / 2 个')).toBeVisible();
  await browser.getByLabelText('在站点里查找').fill('');

  await button(/更多/).click();
  await browser.getByText('导入记录（可撤销）').click();
  await button(/^撤\s*销$/).click();
  await expect.element(browser.getByText('新增的 2 个站点和一并新建的 2 个村停用，更新的 0 个改回原来的内容。改动都有记录。')).toBeVisible();
  await button(/^撤\s*销$/).last().click();
  await expect.poll(names).toEqual([]);
  await expect.element(browser.getByText('已撤销', { exact: true })).toBeVisible();
});

it('a station is added by hand, put out of use, and taken back with 撤销', async () => {
  await button(/添加站点/).click();
  await browser.getByLabelText('名称', { exact: true }).fill('北渠村夜市点');
  await button(/^保存$/).click();
  await expect.poll(names).toEqual([['', '北渠村夜市点', '']]);
  await button(/停用北渠村夜市点/).click();
  await expect.poll(names).toEqual([]);
  await expect.poll(() => document.querySelector('.ant-message')?.textContent ?? '').toContain('已保存“停用北渠村夜市点”');
  await button(/^撤\s*销$/).last().click();
  await expect.poll(names).toEqual([['', '北渠村夜市点', '']]);
});
