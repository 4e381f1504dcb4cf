/** 报表 on a real page over the real store: a number opens what it counted, another caliber stands beside it, and figures of papers are pasted, quoted word for word, and taken back. */
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Act } from '../../shared/act.ts';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { everything } from '../../shared/statistics/selection.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { ReportsScreen } from '../../renderer/reports/ReportsScreen.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const TODAY = localDateOf(Date.now());

interface Page { readonly device: Device; readonly store: Store; readonly host: HTMLElement; readonly root: Root }
const current: { page: Page | null } = { page: null };

beforeEach(async () => {
  await browser.viewport(1366, 768);
  const device = await anOfflineDevice();
  const { store } = await device.open();
  const host = document.body.appendChild(document.createElement('div'));
  host.style.height = '768px';
  current.page = { device, store, host, root: createRoot(host) };
});
afterEach(async () => {
  current.page?.root.unmount();
  current.page?.host.remove();
  await current.page?.device.wipe();
});

function page(): Page {
  if (!current.page) throw new Error('no page');
  return current.page;
}

async function show(path: string): Promise<void> {
  const { root, store } = page();
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><MemoryRouter initialEntries={[path]}><ReportsScreen /></MemoryRouter></SessionProvider></StoreProvider></ThemeRoot>);
}

const button = (name: RegExp) => browser.getByRole('button', { name });
const held = (id: string, kind: string, citizens: number): readonly Act[] => [
  ['activity.opened', { kind, place: `${kind}的广场`, on: TODAY, from: '19:00' }], ['activity.counted', { citizens, over: [] }], ['activity.closed', { until: '21:00' }],
].map(([type, body]) => ({ scope: TOWNSHIP, subject: id, type: type as string, body: body as Record<string, unknown> }));

it('a number follows the ledger, opens what it counted, and stands beside that of another caliber', async () => {
  const { store } = page();
  const matter = aCaseId();
  for (const act of [...held('activity:market', 'night_market', 46), ...held('activity:reception', 'reception_day', 9), registering(matter, { receivedOn: TODAY, activity: 'activity:market' })]) expect(await store.perform([act])).toMatchObject({ ok: true });
  await show('/reports/indicators');
  await expect.element(button(/^群众参与55人次/)).toBeVisible();
  // 接待群众 is of the reception only: the evening is counted as 参与.
  await expect.element(button(/^接待群众9人次/)).toBeVisible();
  await button(/^收集问题及意见建议1件/).click();
  const drawer = browser.getByRole('dialog');
  await expect.element(drawer.getByRole('link')).toHaveAttribute('href', expect.stringContaining(matter));
  await button(/^(关闭|Close)$/).click();

  await button(/留下这一列/).click();
  await browser.getByRole('combobox', { name: '活动种类' }).fill('接待');
  // The list takes Enter once it is there.
  await expect.poll(() => document.querySelector('.ant-select-item-option-active')?.textContent ?? '').toContain('接待');
  await userEvent.keyboard('{Enter}');
  await expect.element(button(/^群众参与9人次/)).toBeVisible();
  await expect.element(button(/^群众参与55人次/)).toBeVisible();
});

it('pasted figures keep their qualifier, stand in their own column, and are taken back as one', async () => {
  const { store } = page();
  await show('/reports/figures');
  const paste = async () => {
    await button(/粘贴导入/).click();
    await browser.getByLabelText('要导入的内容').fill('地方\t时间\t指标\t数\t单位\t原文\n睢阳区\t2024年\t接待群众\t３５００余\t人次\t接待群众3500余人次\n睢阳区\t2024年\t接待群众\t许多\t人次\t');
    await expect.element(browser.getByText('第2行：“许多”不是数')).toBeVisible();
    await button(/^导入1条$/).click();
    await expect.poll(async () => (await store.directory()).figures).toMatchObject([{ value: 3500, qualifier: '余', unit: '人次', key: 'citizensReceived', active: true }]);
  };
  await paste();
  await button(/^撤\s?销$/).click();
  await expect.element(browser.getByText('还没有引用数字')).toBeVisible();
  await expect.poll(async () => (await store.directory()).figures).toMatchObject([{ active: false }]);

  // Taken over once more it is the same figure again, not a second one.
  await paste();
  await browser.getByText('活动指标', { exact: true }).click();
  const row = browser.getByRole('row', { name: /接待群众/ });
  await expect.element(row.getByText('睢阳区', { exact: true })).toBeVisible();
  await expect.element(row.getByText('3500余人次', { exact: true })).toBeVisible();
  expect((await store.indicators(everything(TODAY))).values['citizensReceived']).toBe(0);
});

it('a figure is changed as the paper says it, and the change is taken back', async () => {
  const { store } = page();
  await show('/reports/figures');
  await button(/添\s?加$/).click();
  for (const [label, words] of [['哪里的', '邵原镇'], ['什么时候的', '去年以来'], ['什么数', '代表联系企业和项目'], ['数', '600余人次']] as const) await browser.getByRole('dialog').getByLabelText(label, { exact: true }).fill(words);
  await button(/^保\s?存$/).click();
  await expect.element(browser.getByRole('cell', { name: '600余人次', exact: true })).toBeVisible();
  expect((await store.directory()).figures).toMatchObject([{ value: 600, qualifier: '余', key: 'enterpriseVisits' }]);

  await button(/^修改代表联系企业和项目$/).click();
  await browser.getByRole('dialog').getByLabelText('数', { exact: true }).fill('超600人次');
  await button(/^保\s?存$/).click();
  await expect.element(browser.getByRole('cell', { name: '超600人次', exact: true })).toBeVisible();
  await button(/^撤\s?销$/).click();
  await expect.element(browser.getByRole('cell', { name: '600余人次', exact: true })).toBeVisible();
});
