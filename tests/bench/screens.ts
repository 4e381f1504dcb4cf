/**
 * The benchmark of the screens: the real page in real Chromium, pulled from the real county server, once with few and once with thousands of cases. Each
 * time is from the key or click until what it asks for is on the screen. Prints a Markdown table; the ratio says how much the number of cases costs.
 *
 *   npm run bench -- --screens [--cases 5000]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import { createCounty } from '../e2e/county.ts';
import { enrol, goTo } from '../e2e/device.ts';
import { fillCounty } from '../e2e/fill-county.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** How often each thing is done; the median is told. */
const TIMES = 9;
const BATCH = 50;
const FEW = 108;
const LIST = '[role=listbox][aria-label="民情台账"]';

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '5000' }, screens: { type: 'boolean' } } });
const many = Number(options.cases);

const few = await measure(FEW);
const full = await measure(many);
process.stdout.write([
  `\nMedian of ${String(TIMES)}, milliseconds · ${cpus()[0]?.model ?? 'unknown processor'} × ${String(cpus().length)} · Node ${process.version}\n`,
  `| from the key until it is on the screen | ${many.toLocaleString('en')} cases | ${String(FEW)} cases | ratio |`, '| --- | ---: | ---: | ---: |',
  ...[...full].map(([what, ms]) => `| ${what} | ${ms.toFixed(0)} | ${(few.get(what) ?? NaN).toFixed(0)} | ${(ms / (few.get(what) ?? NaN)).toFixed(1)} × |`), '',
].join('\n'));
process.exit(0);

/** All measurements over a county of its own with that many cases. */
async function measure(cases: number): Promise<ReadonlyMap<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'minqing-bench-screens-'));
  const county = await createCounty(path.join(folder, 'county'));
  await county.start();
  try {
    say(`filling a county with ${String(cases)} cases …`);
    await fillCounty(county.origin, await county.code('wang'), { cases, today: localDateOf(Date.now()) });
    const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', headless: true, args: FLAGS, viewport: { width: 1366, height: 768 } });
    try {
      const page = await context.newPage();
      await page.goto(county.origin);
      await enrol(page, await county.code('wang'), '性能测试');
      await goTo(page, '民情台账');
      await page.getByTestId('case-total').filter({ hasText: `${String(cases)} 件` }).waitFor({ timeout: 300_000 });
      say('measuring …');
      return await walk(page);
    } finally {
      await context.close();
    }
  } finally {
    await county.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function walk(page: Page): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  const cold = await timed(page, { hash: '/today', until: '[id^="duty-"]' });
  const today: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    await page.evaluate(() => { location.hash = '/settings/display'; });
    await page.waitForFunction(() => document.querySelector('[id^="duty-"]') === null);
    await page.waitForTimeout(300);
    today.push(await timed(page, { hash: '/today', until: '[id^="duty-"]' }));
  }
  times.set('今日, opened the first time', cold);
  times.set('今日, opened again', median(today));

  await timed(page, { hash: '/cases', until: `${LIST} [role=option]` });
  times.set('the list under another view (三天内到期, 逾期, 待评议 …)', median(await each(async (n) => {
    const query = ['open=1', 'due=overdue&sort=due', 'relay=done&status=evaluating', 'category=道路交通', 'level=minor', 'gathered=1&open=1', 'status=sorting', 'due=soon&sort=due', ''][n % 9] ?? '';
    return timed(page, { hash: `/cases?${query}`, until: '[data-testid=case-total]', changed: true });
  })));
  await timed(page, { hash: '/cases', until: `${LIST} [role=option]` });
  times.set('a case opened from the list', median(await openings(page)));
  times.set('search by pinyin (Ctrl+K, ludeng)', median(await searches(page)));
  times.set('one act (a note on the open case), until it stands in the timeline', median(await notes(page)));
  times.set(`${String(BATCH)} cases urged in one batch, until all are saved`, await batch(page));
  return times;
}

interface Timed { readonly hash: string; readonly until: string; /** The element's text must have changed, or the rows of the list. */ readonly changed?: boolean }

/** Goes to an address inside the page and waits, in the page itself, for the first frame that shows it. */
async function timed(page: Page, what: Timed): Promise<number> {
  return page.evaluate(({ hash, until, changed }) => new Promise<number>((resolve) => {
    const seen = () => document.querySelector(until);
    const state = () => `${document.querySelector('[data-testid=case-total]')?.textContent ?? ''}|${document.querySelector('[role=listbox] [role=option]')?.textContent ?? ''}`;
    const before = state();
    const from = performance.now();
    const done = () => { observer.disconnect(); clearTimeout(limit); requestAnimationFrame(() => { resolve(performance.now() - from); }); };
    const observer = new MutationObserver(() => { if (seen() !== null && (changed !== true || state() !== before)) done(); });
    const limit = setTimeout(done, 5000);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    location.hash = hash;
  }), what);
}

async function openings(page: Page): Promise<number[]> {
  return each((n) => page.evaluate(({ list, at }) => new Promise<number>((resolve) => {
    const row = document.querySelectorAll<HTMLElement>(`${list} [role=option]`)[at + 1];
    const from = performance.now();
    const before = document.querySelector('article')?.textContent;
    const observer = new MutationObserver(() => {
      const now = document.querySelector('article')?.textContent;
      if (now === undefined || now === null || now === before) return;
      observer.disconnect();
      requestAnimationFrame(() => { resolve(performance.now() - from); });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    row?.click();
  }), { list: LIST, at: n }));
}

async function searches(page: Page): Promise<number[]> {
  return each(async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索' }).waitFor();
    await page.waitForTimeout(500);
    // Nothing is marked before something is typed.
    await armed(page, '[role=listbox][aria-label="搜索结果"]:has(mark)');
    await page.getByRole('combobox', { name: '搜索' }).fill('ludeng');
    const took = await read(page);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    return took;
  });
}

async function notes(page: Page): Promise<number[]> {
  return each(async (n) => {
    const article = page.getByRole('article');
    const toolbar = article.getByRole('toolbar', { name: '办理' });
    const beside = toolbar.getByRole('button', { name: '备注', exact: true });
    if (await beside.isVisible()) await beside.click();
    else { await toolbar.getByRole('button', { name: '更多' }).click(); await page.getByRole('menuitem', { name: '备注', exact: true }).click(); }
    const form = article.getByRole('region', { name: '备注', exact: true });
    const words = `第${String(n)}次量时间`;
    await form.getByRole('textbox').first().fill(words);
    await page.waitForTimeout(600);
    await armed(page, 'article', { holding: words, without: 'article [role=region][aria-label=备注]' });
    await form.getByRole('button', { name: '备注', exact: true }).click();
    return read(page);
  });
}

async function batch(page: Page): Promise<number> {
  await timed(page, { hash: '/cases?status=handling', until: LIST, changed: true });
  await page.locator(LIST).focus();
  await page.keyboard.press('Home');
  for (let n = 1; n < BATCH; n += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar', { name: '选中的一起办' }).getByRole('button', { name: '催办' }).click();
  const dialog = page.getByRole('dialog', { name: /一起催办/ });
  const go = dialog.getByRole('button', { name: /^催办 \d+ 件$/ });
  await go.waitFor();
  say((await go.innerText()).trim());
  await armed(page, '.ant-modal-footer .ant-btn-primary', { holding: '知道了' });
  await go.click();
  return read(page);
}

interface Armed { readonly holding?: string; readonly without?: string }

/** From the next typing or click on until `until` is on the screen (holding that text, without that element): the page takes the time itself. */
async function armed(page: Page, until: string, { holding = '', without = '' }: Armed = {}): Promise<void> {
  await page.evaluate(({ until, holding, without }) => {
    const window_ = window as unknown as { took: Promise<number> };
    window_.took = new Promise((resolve) => {
      let from: number | null = null;
      const begin = () => { from ??= performance.now(); };
      addEventListener('input', begin, { capture: true, once: true });
      addEventListener('pointerdown', begin, { capture: true, once: true });
      const look = () => {
        const found = document.querySelector(until);
        if (from === null || found?.textContent === undefined || !found.textContent.replaceAll(' ', '').includes(holding) || (without !== '' && document.querySelector(without) !== null)) return;
        observer.disconnect();
        const began = from;
        requestAnimationFrame(() => { resolve(performance.now() - began); });
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, { until, holding, without });
}

function read(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { took: Promise<number> }).took);
}

async function each(work: (n: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) times.push(await work(n));
  return times;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
