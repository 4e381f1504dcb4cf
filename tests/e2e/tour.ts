/** A walk past the screens, tabs and windows where deputies meet citizens: what is looked at, and how one gets there. For looking, and for what axe finds. */
import type { Page } from 'playwright';

/** One thing to look at: its address, and what is pressed there. What that opened goes away with Esc. */
export interface Stop { readonly name: string; readonly at: string; readonly open?: (page: Page) => Promise<void> }

type Step = (page: Page) => Promise<void>;

const press = (name: RegExp | string): Step => async (page) => { await page.getByRole('button', { name }).first().click(); };
const tab = (name: RegExp): Step => async (page) => { await page.getByRole('tab', { name }).click(); };
const segment = (name: string): Step => async (page) => { await page.locator('.ant-segmented-item').filter({ hasText: name }).first().click(); };
const link = (name: string): Step => async (page) => { await page.getByRole('main').getByRole('link', { name }).first().click(); };
const inOrder = (...steps: readonly Step[]): Step => async (page) => { for (const step of steps) await step(page); };
const evening = inOrder(tab(/^办过的/), async (page) => { await page.getByRole('table', { name: '办过的夜市' }).getByRole('link').first().click(); });
const newActivity = (kind: string): Step => inOrder(press(/新的活动$/), async (page) => {
  const box = page.getByLabel('什么活动');
  await box.click();
  await box.pressSequentially(kind);
  await box.press('Enter');
});

/** Kinds whose forms and pages differ most: questions, four steps, lines, counters, no citizens, votes by name and by unit. */
const FORMS = ['接待选民日', '国家机关进站', '走访', '学习培训', '年终民主测评'] as const;
const HELD = ['接待选民日', '站点问政', '国家机关进站', '代表·局长面对面', '学习培训', '代表述职'] as const;
const SETTINGS = ['office', 'campaign', 'bundle', 'sync', 'device'] as const;

/** The desk of a township that `fillCounty` filled. */
export const DESK: readonly Stop[] = [
  { name: '夜市 › 月历', at: '/night-market' },
  { name: '夜市 › 列表', at: '/night-market', open: segment('列表') },
  { name: '夜市 › 计划与实际', at: '/night-market', open: segment('计划与实际') },
  { name: '夜市 › 办过的', at: '/night-market', open: tab(/^办过的/) },
  { name: '夜市 › 排期', at: '/night-market', open: press(/排期$/) },
  { name: '夜市 › 新排期', at: '/night-market', open: inOrder(press(/排期$/), press(/新排期$/)) },
  { name: '夜市 › 开始夜市', at: '/night-market', open: press(/开始夜市$/) },
  { name: '夜市 › 准备', at: '/night-market', open: inOrder(segment('列表'), press(/^准备/)) },
  { name: '夜市 › 办过的一场', at: '/night-market', open: evening },
  { name: '夜市 › 更正这一场', at: '/night-market', open: inOrder(evening, press(/更正这一场$/)) },
  { name: '夜市 › 补录纸质登记', at: '/night-market', open: inOrder(evening, press(/补录纸质登记$/)) },
  { name: '联络站 › 活动', at: '/stations' },
  ...['calendar', 'promises', 'visits', 'register'].map((one): Stop => ({ name: `联络站 › ${one}`, at: `/stations?tab=${one}` })),
  { name: '联络站 › 添加站点', at: '/stations?tab=register', open: press(/添加站点$/) },
  { name: '联络站 › 导入站点', at: '/stations?tab=register', open: press(/从 Excel 导入$/) },
  ...FORMS.map((kind): Stop => ({ name: `联络站 › 新的活动 › ${kind}`, at: '/stations', open: newActivity(kind) })),
  ...HELD.map((kind): Stop => ({ name: `联络站 › ${kind}`, at: '/stations', open: link(kind) })),
  { name: '联络站 › 更改', at: '/stations', open: inOrder(link('站点问政'), press('更改')) },
  { name: '联络站 › 记提问', at: '/stations', open: inOrder(link('站点问政'), press('记提问')) },
  { name: '联络站 › 结束', at: '/stations', open: inOrder(link('代表述职'), press('结束')) },
  { name: '联络站 › 录入票数', at: '/stations', open: inOrder(link('代表述职'), press('录入票数')) },
  { name: '报表 › 台账月报', at: '/reports/monthly' },
  { name: '报表 › 活动指标', at: '/reports/indicators' },
  { name: '报表 › 引用数字', at: '/reports/figures' },
  { name: '报表 › 添加引用数字', at: '/reports/figures', open: press(/添加$/) },
  { name: '报表 › 粘贴导入', at: '/reports/figures', open: press(/粘贴导入$/) },
  ...SETTINGS.map((page): Stop => ({ name: `设置 › ${page}`, at: `/settings/${page}` })),
  { name: '设置 › 添加主题活动', at: '/settings/campaign', open: press(/添加主题活动$/) },
  { name: '今日', at: '/today' },
  { name: '民情台账', at: '/cases' },
  { name: '代表建议', at: '/suggestions' },
  { name: '督办', at: '/supervision' },
  { name: '需处理', at: '/attention' },
];

/** What stands over the live market's card, by its key; each goes away with Esc. */
export const LIVE_WINDOWS: readonly { readonly name: string; readonly keys: string }[] = [
  { name: '签到', keys: 'Alt+KeyB' }, { name: '我问你答', keys: 'Alt+KeyW' }, { name: '先通报上次的事', keys: 'Alt+KeyR' }, { name: '快捷键', keys: 'F1' }, { name: '给他看', keys: 'Alt+KeyK' },
  { name: '回执', keys: 'Alt+KeyP' }, { name: '收摊小结', keys: 'Alt+KeyZ' },
];

/** The kinds of matter that the live card asks for, by their keys. */
export const LIVE_MATTERS: readonly { readonly name: string; readonly keys: string }[] = [
  { name: '纠纷', keys: 'Alt+Digit5' }, { name: '金点子', keys: 'Alt+Digit6' }, { name: '政策咨询', keys: 'Alt+Digit7' }, { name: '诉求', keys: 'Alt+Digit4' },
];

/** Goes to a stop from a screen of its own, so that nothing of the stop before is left. */
export async function goToStop(page: Page, { at, open }: Stop): Promise<void> {
  await page.evaluate(() => { location.hash = '/settings/about'; });
  await page.getByText('开放源代码许可').or(page.getByRole('menuitem', { name: '关于' })).first().waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, at);
  await open?.(page);
  await drawn(page);
}

/** What is drawn for so long without a change has been drawn. */
const QUIET_MS = 120;

/** Until the screen says what it has to say: nothing is being fetched, nothing moves or fades, and nothing has changed for a moment. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate((quietMs) => new Promise<void>((resolve) => {
    // What goes on for ever, as a lamp that pulses, is not waited for.
    const moves = (): boolean => document.getAnimations().some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
    const look = (): void => {
      if (moves() || document.querySelector('.ant-skeleton, .ant-spin-spinning') !== null) { wait.timer = setTimeout(look, quietMs); return; }
      changes.disconnect();
      resolve();
    };
    const wait = { timer: setTimeout(look, quietMs) };
    const changes = new MutationObserver(() => {
      clearTimeout(wait.timer);
      wait.timer = setTimeout(look, quietMs);
    });
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }), QUIET_MS);
}

/** Presses Esc until no window is left; a window that Esc does not close is a fault. */
export async function closeWindows(page: Page): Promise<void> {
  const windows = page.getByRole('dialog').filter({ visible: true });
  for (let depth = 0; depth < 3 && await windows.count() > 0; depth++) {
    const before = await windows.count();
    await page.keyboard.press('Escape');
    await page.waitForFunction((count) => [...document.querySelectorAll('[role="dialog"]')].filter((one) => one.checkVisibility()).length < count, before, { timeout: 15_000 });
  }
}
