/**
 * The main job, end to end, as steps: a night market recorded offline, its cases driven round the six steps on two devices, the county
 * watching, the month's ledger read back. The end-to-end test and the demo run the same steps; each returns what it verified.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { chromium, type Browser, type Page } from 'playwright';
import { createCounty, type County } from './county.ts';
import { act, choose, enrol, goTo, listedCases, openCase, openDevice, pick, pillSays, typedAndKept, typeInPicker, type Device } from './device.ts';
import { spokenThatEvening, type Spoken } from './evening.ts';
import { closeMarket, give, PLACE, startMarket, typeMatter } from './live-market.ts';
import { openEnrolled, RECORDER, SECRETARY } from './office.ts';

/** Everything that lives through the steps. */
export interface World {
  readonly out: string;
  readonly spoken: readonly Spoken[];
  county: County;
  recorder: Device;
  secretary: Device;
  browser: Browser | null;
  /** Days that the secretary's clock was put ahead. */
  daysAhead: number;
}

export interface PathStep { readonly title: string; readonly run: (world: World) => Promise<readonly string[]> }

/** A world with a county and nothing else; `out` receives screenshots and files. */
export async function createWorld(out: string): Promise<World> {
  mkdirSync(out, { recursive: true });
  const county = await createCounty(path.join(out, 'county'));
  return { out, spoken: spokenThatEvening(), county, browser: null, daysAhead: 0 } as unknown as World;
}

/** Ends whatever still runs. */
export async function endWorld(world: World): Promise<void> {
  for (const device of [world.recorder, world.secretary] as (Device | undefined)[]) await device?.running.close().catch(() => undefined);
  await world.browser?.close();
  await world.county.stop();
}

const HALF = '大赵村那口机井的电费一直没人说得清，浇一亩地要';
const BEFORE_KILL = 6;
/** The one that is sent back: its citizen is not satisfied at first. */
const UNSATISFIED = 'seed-009';
const OVERDUE = 'seed-008';

export const MAIN_PATH: readonly PathStep[] = [
  {
    title: '县服务器启动，两台电脑各用一次接入码接入',
    async run(world) {
      await world.county.start();
      [world.recorder, world.secretary] = await Promise.all([openEnrolled(path.join(world.out, 'recorder'), world.county, RECORDER), openEnrolled(path.join(world.out, 'secretary'), world.county, SECRETARY)]);
      for (const { page } of [world.recorder, world.secretary]) await page.getByText('皇帝庙乡人大主席团').first().waitFor();
      await goTo(world.secretary.page, '民情台账');
      return ['记录员和人大秘书都已接入皇帝庙乡', '两台都显示“已同步”'];
    },
  },
  {
    title: '断网：县服务器停下，记录员开始夜市',
    async run(world) {
      await world.county.stop();
      const { page } = world.recorder;
      await startMarket(page, ['张建国', '刘秀兰', '宋军', '周云㐂']);
      assert.equal(await page.getByTestId('count-deputies').innerText(), '4');
      await shot(world, page, 'market-empty');
      return [`地点 ${PLACE}，代表 4 人，群众 132 人`, '没有网络'];
    },
  },
  {
    title: `只用键盘登记 ${BEFORE_KILL} 件，第 ${BEFORE_KILL + 1} 件说到一半`,
    async run(world) {
      const { page } = world.recorder;
      const started = Date.now();
      let keys = 0;
      for (const one of world.spoken.slice(0, BEFORE_KILL)) keys += await registerByKeyboard(page, one);
      const each = (Date.now() - started) / BEFORE_KILL / 1000;
      await page.keyboard.press('Alt+KeyS');
      await typedAndKept(page, () => give(page, HALF));
      await shot(world, page, 'market-live');
      assert.equal(await page.getByTestId('tonight-total').innerText(), String(BEFORE_KILL));
      return [`已登记 ${BEFORE_KILL} 件，平均每件 ${Math.round(keys / BEFORE_KILL)} 个字和键、机器 ${each.toFixed(1)} 秒`, `正在打的字：${HALF}`];
    },
  },
  {
    title: '突然断电（SIGKILL），重新打开',
    async run(world) {
      await world.recorder.running.kill();
      world.recorder = await openDevice(path.join(world.out, 'recorder'), world.county.origin);
      const { page } = world.recorder;
      await page.getByTestId('live-market').waitFor();
      await page.getByTestId('tonight-total').filter({ hasText: String(BEFORE_KILL) }).waitFor();
      assert.equal(await page.locator('#market-words').inputValue(), HALF);
      const tonight = await page.getByRole('region', { name: '今晚登记的' }).innerText();
      for (const one of world.spoken.slice(0, BEFORE_KILL)) assert.ok(tonight.includes(one.villageName), `${one.id} is on the list again`);
      await shot(world, page, 'market-after-kill');
      return [`${BEFORE_KILL} 件一件不少`, '打到一半的那件还在框里，夜市自己接着开'];
    },
  },
  {
    title: '登记完十二件，收摊',
    async run(world) {
      const { page } = world.recorder;
      await page.locator('#market-words').fill('');
      for (const one of world.spoken.slice(BEFORE_KILL)) await registerByKeyboard(page, one);
      assert.equal(await page.getByTestId('tonight-total').innerText(), String(world.spoken.length));
      await shot(world, page, 'market-full');
      await closeMarket(page, () => shot(world, page, 'market-closing'));
      const waiting = await pillSays(page, /待传|离线/);
      return [`共 ${world.spoken.length} 件，已收摊`, `保存状态：${waiting}`];
    },
  },
  {
    title: '县服务器恢复，记录自己上传；秘书的电脑不用刷新就看到',
    async run(world) {
      await world.county.start();
      await pillSays(world.recorder.page, /已同步/, 60_000);
      const list = world.secretary.page.getByRole('listbox', { name: '民情台账' });
      await list.getByRole('option').nth(world.spoken.length - 1).waitFor({ timeout: 60_000 });
      const rows = await listedCases(world.secretary.page);
      assert.equal(rows.length, world.spoken.length);
      const summary = await world.county.command('check');
      await shot(world, world.secretary.page, 'cases-new');
      return [`秘书台账里有 ${rows.length} 件`, `县端核对：${lastLine(summary)}`];
    },
  },
  {
    title: '秘书梳理、交办到承办单位，时限说得出怎么算的',
    async run(world) {
      const { page } = world.secretary;
      let explained = '';
      for (const one of world.spoken) {
        if (one.answeredOnSpot !== null) continue;
        const article = await openCase(page, one);
        await act(article, '梳理', async (form) => {
          await form.getByLabel('标题').fill(one.title);
          await choose(form, '类别', one.category);
          await form.locator('.ant-segmented-item').filter({ hasText: LEVELS[one.level] }).click();
        });
        const sorted = await openCase(page, one);
        await act(sorted, '交办', async (form) => {
          if (await form.locator('.ant-select-selection-item, .ant-select-content-value').first().count() === 0) await choose(form, '主办单位', UNIT_OF[one.category] ?? '乡');
          explained ||= (await form.getByText(/= \d+月\d+日/).first().innerText());
        });
        await sorted.getByText('办理中').first().waitFor();
      }
      await shot(world, page, 'case-assigned');
      return [`${world.spoken.filter((one) => one.answeredOnSpot === null).length} 件已交办`, `时限算法：${explained}`];
    },
  },
  {
    title: '打印交办单（PDF），用别的软件读回来',
    async run(world) {
      const { page, saved } = world.secretary;
      const one = spokenById(world, OVERDUE);
      const article = await openCase(page, one);
      await article.getByRole('button', { name: '打印交办单' }).click();
      await page.getByTestId('print-preview').waitFor();
      await shot(world, page, 'assignment-order');
      await page.getByTestId('save-pdf').click();
      const file = await savedFile(saved, '.pdf');
      const printed = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');
      assert.ok(printed.includes(one.words.replace(/\s+/g, '')), 'the words are on the paper');
      assert.ok(printed.includes('皇帝庙乡人民代表大会主席团'), 'the issuer is on the paper');
      assert.ok(!printed.includes(one.reporter), 'the reporter is masked on the paper');
      await page.keyboard.press('Escape');
      await page.getByTestId('print-preview').waitFor({ state: 'detached' });
      return [`交办单 ${path.basename(file)}：有原话、有签发单位，反映人已隐去`];
    },
  },
  {
    title: '记录员的电脑上状态一样',
    async run(world) {
      const { page } = world.recorder;
      await goTo(page, '民情台账');
      await expectStates(world, { 办理中: 11, 待评议: 1 });
      return ['记录员台账：办理中 11 件，待评议 1 件，与秘书一致'];
    },
  },
  {
    title: '十天以后：有件逾期，秘书督办',
    async run(world) {
      const { page } = world.secretary;
      world.daysAhead = 10;
      await page.clock.install({ time: new Date(Date.now() + world.daysAhead * 86_400_000) });
      await page.reload();
      await page.getByRole('navigation', { name: '主导航' }).waitFor();
      await goTo(page, '今日');
      await page.getByText(/逾期 \d+ 天/).first().waitFor();
      await shot(world, page, 'today');
      await goTo(page, '民情台账');
      const article = await openCase(page, spokenById(world, OVERDUE));
      const overdue = await article.getByText(/逾期 \d+ 天/).first().innerText();
      await act(article, '督办', async (form) => {
        await pick(form, '督办');
        await form.getByLabel('督办事由').fill('交办后逾期未答复，请说明原因并限期办结。');
      });
      await shot(world, page, 'case-supervised');
      return [`路灯一件${overdue}，已发督办单`];
    },
  },
  {
    title: '录入单位答复，转告群众，收群众和代表两份评议',
    async run(world) {
      const { page } = world.secretary;
      for (const one of world.spoken) {
        const article = await openCase(page, one);
        if (one.answeredOnSpot === null) {
          await act(article, '答复', async (form) => {
            await pick(form, '已解决或采纳');
            await form.getByLabel('答复内容').fill(`${one.title}：已到现场办理完毕，群众可随时查看。`);
          });
          await act(article, '转告', async (form) => { await form.getByLabel('对方怎么说').fill('知道了，谢谢。'); });
        }
        await evaluate(article, one.id === UNSATISFIED ? 'unsatisfied' : 'satisfied');
      }
      await shot(world, page, 'case-evaluated');
      return [`${world.spoken.length} 件都有群众评议和代表评议`, '一件群众不满意'];
    },
  },
  {
    title: '不满意的退回重新办理，再答复、再评议，全部销号',
    async run(world) {
      const { page } = world.secretary;
      const one = spokenById(world, UNSATISFIED);
      const again = await openCase(page, one);
      await again.getByText('有一方不满意，需要重新办理').waitFor();
      await act(again, '重新办理');
      await act(again, '答复', async (form) => {
        await pick(form, '已解决或采纳');
        await form.getByLabel('答复内容').fill('返工：坑洼路段全部铣刨重铺，代表到场看过。');
      });
      // A new answer is passed on anew.
      await act(again, '转告', async (form) => { await form.getByLabel('对方怎么说').fill('这回平了。'); });
      await evaluate(again, 'satisfied');
      for (const each of world.spoken) {
        const article = await openCase(page, each);
        await act(article, '销号');
        await article.getByText('已销号', { exact: true }).first().waitFor();
      }
      await shot(world, page, 'case-closed');
      return ['重新办理 1 件，已满意', `销号 ${world.spoken.length} 件`];
    },
  },
  {
    title: '记录员、秘书和县里看到的数一样',
    async run(world) {
      await pillSays(world.secretary.page, /已同步/, 60_000);
      await expectStates(world, { 已销号: 12 });
      world.browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] });
      const page = await world.browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
      await page.goto(world.county.origin);
      await enrol(page, await world.county.code('zhao'), '代表工委办公室');
      const row = page.getByRole('row').filter({ hasText: '皇帝庙乡' });
      // All of them, and all of them closed: the counts grow while the browser fetches.
      await row.filter({ has: page.getByRole('cell', { name: '12', exact: true }).nth(1) }).waitFor({ timeout: 60_000 });
      const cells = await row.getByRole('cell').allInnerTexts();
      assert.equal(cells.at(-1), '12');
      assert.equal(cells.filter((cell) => cell === '12').length, 2, `closed and total are both 12: ${cells.join(' ')}`);
      await shot(world, page, 'county');
      return [`县代表工委的表（浏览器）：${cells.join(' | ')}`];
    },
  },
  {
    title: '导出当月民情台账（.xlsx），读回来正好是这些件',
    async run(world) {
      const { page, saved } = world.secretary;
      await goTo(page, '报表');
      await typeInPicker(page.getByLabel('月份'), `${monthOf(Date.now()).replace('-', '年').replace('年0', '年')}月`);
      await page.getByRole('button', { name: '导出 Excel' }).and(page.locator(':enabled')).waitFor();
      await shot(world, page, 'report');
      await page.getByRole('button', { name: '导出 Excel' }).click();
      const file = await savedFile(saved, '.xlsx');
      const rows = await ledgerRows(file);
      const words = rows.map((row) => row['原话记录']);
      assert.deepEqual([...words].sort(), world.spoken.map((one) => one.words).sort());
      assert.ok(rows.every((row) => row['状态'] === '已销号'), 'every row says 已销号');
      const numbers = rows.map((row) => row['编号'] ?? '');
      assert.equal(new Set(numbers).size, 12);
      assert.ok(numbers.every((number) => /^皇帝庙民〔\d{4}〕\d+号$/.test(number)), numbers.join(' '));
      return [`${path.basename(file)}：${rows.length} 行，编号 ${numbers[0]} … ${numbers.at(-1)}`, '原话逐字相同'];
    },
  },
];

const LEVELS = { minor: '小事', common: '共性', major: '大事' } as const;
const LEVEL_KEYS = { minor: 'Alt+Digit1', common: 'Alt+Digit2', major: 'Alt+Digit3' } as const;
const MATTER_KEYS = { opinion: 'Alt+Digit4', dispute: 'Alt+Digit5', golden_idea: 'Alt+Digit6' } as const;
/** Where nothing is suggested, the unit that takes the category. */
const UNIT_OF: Readonly<Record<string, string>> = { 教育: '教育', 医疗卫生: '卫生', 营商环境: '发展' };

/** Registers one case without the mouse; returns how many characters and keys it took. */
async function registerByKeyboard(page: Page, one: Spoken): Promise<number> {
  const before = Number(await page.getByTestId('tonight-total').innerText());
  const { keyboard } = page;
  const keys = await typeMatter(page, one);
  await keyboard.press(LEVEL_KEYS[one.level]);
  await keyboard.press(MATTER_KEYS[one.matter]);
  if (one.answeredOnSpot !== null) {
    await keyboard.press('Alt+KeyA');
    await page.waitForFunction(() => document.activeElement?.id === 'market-answer');
    await give(page, one.answeredOnSpot);
  }
  await keyboard.press('Control+Enter');
  await page.getByTestId('tonight-total').filter({ hasText: new RegExp(`^${before + 1}$`) }).waitFor({ timeout: 10_000 });
  await page.waitForFunction(() => (document.getElementById('market-words') as HTMLTextAreaElement | null)?.value === '');
  return keys + (one.answeredOnSpot?.length ?? 0) + 4;
}

/** Both evaluations of the open case; the citizen's as told, the deputy's satisfied. */
async function evaluate(article: Awaited<ReturnType<typeof openCase>>, citizen: 'satisfied' | 'unsatisfied'): Promise<void> {
  await act(article, '评议', async (form) => {
    await pick(form, '群众');
    await pick(form, '是');
    await pick(form, citizen === 'satisfied' ? '满意' : '不满意');
    if (citizen === 'unsatisfied') await form.getByLabel('哪里不满意').fill('只补了一半，村东头还是坑。');
  });
  await act(article, '评议', async (form) => {
    await pick(form, '代表');
    if (await form.getByLabel('哪位代表').locator('xpath=ancestor::*[contains(@class,"ant-select")][1]').getByText('张建国').count() === 0) await choose(form, '哪位代表', '张建国');
    await pick(form, '满意');
  });
}

/** Waits until recorder and secretary both list exactly so many cases in each state. */
async function expectStates(world: World, expected: Readonly<Record<string, number>>): Promise<void> {
  for (const { page } of [world.recorder, world.secretary]) {
    await goTo(page, '民情台账');
    for (let tries = 0; ; tries++) {
      const rows = await listedCases(page);
      const found = Object.fromEntries(Object.keys(expected).map((state) => [state, rows.filter((row) => row.includes(state)).length]));
      try {
        assert.deepEqual(found, expected);
        break;
      } catch (error) {
        if (tries === 40) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
}

/** A ledger's rows by heading, as another program reads them; formulas would come back as objects and fail. */
export async function ledgerRows(file: string): Promise<Record<string, string>[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  const table: unknown[][] = [];
  sheet.eachRow((row) => { table.push(row.values as unknown[]); });
  const at = table.findIndex((row) => row.includes('原话记录'));
  const headings = table[at] as string[];
  return table.slice(at + 1).filter((row) => row.length > 5).map((row) => Object.fromEntries(headings.flatMap((heading, column) => (heading ? [[heading, cellText(row[column])]] : []))));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`a cell is no plain value: ${JSON.stringify(value)}`);
}

function spokenById(world: World, id: string): Spoken {
  const one = world.spoken.find((each) => each.id === id);
  if (!one) throw new Error(id);
  return one;
}

/** What stands at the end of a file of this kind once all of it is written. */
const LAST_WORDS = { '.pdf': '%%EOF', '.xlsx': 'PK\u0005\u0006' } as const;

/** The file of this kind that the app saved into `folder`; waits until it is there, whole. */
export async function savedFile(folder: string, extension: keyof typeof LAST_WORDS): Promise<string> {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const name = existsSync(folder) ? readdirSync(folder).find((one) => one.endsWith(extension)) : undefined;
    if (name && readFileSync(path.join(folder, name)).subarray(-1024).includes(LAST_WORDS[extension])) return path.join(folder, name);
  }
  throw new Error(`no ${extension} was saved`);
}

async function shot(world: World, page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(world.out, `${name}.png`) });
}

function monthOf(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 7);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function chromiumPath(): string {
  const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((one) => existsSync(one));
  if (!found) throw new Error('no Chromium: install it (npm test does on Debian)');
  return found;
}
