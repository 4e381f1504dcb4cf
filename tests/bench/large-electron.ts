/**
 * The desktop app of a county's office with the county's years of cases: the real Electron with its journal, first sync, and then what a person does, each from
 * the key or click until it is on the screen, taken by the page itself. Screenshots in out/large/. Needs `dist/`.
 *
 *   npm run bench -- --large --electron [--cases 100000]
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { serveCounty } from '../../scripts/bench-county.ts';
import { copyCounty, COUNTY_USER, largeCounty } from '../../scripts/bench-large-county.ts';
import { used, usedWords } from '../../scripts/bench-large-processes.ts';
import { figure, quantile } from '../../scripts/bench-large-tables.ts';
import { enrol, openDevice } from '../e2e/device.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const TIMES = 7;
const LIST = '[role=listbox][aria-label="民情台账"]';
const PATIENCE_MS = 3_600_000;

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, large: { type: 'boolean' }, electron: { type: 'boolean' } } });
const cases = Number(options.cases);
const pictures = path.join(ROOT, 'out', 'large');
mkdirSync(pictures, { recursive: true });
const folder = await mkdtemp(path.join(tmpdir(), 'minqing-large-electron-'));
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

async function main(): Promise<void> {
  say(`the county with ${cases.toLocaleString('en')} cases …`);
  await copyCounty(await largeCounty(cases, say), path.join(folder, 'county'));
  const county = await serveCounty(path.join(folder, 'county'), path.join(ROOT, 'dist', 'renderer'));
  try {
    const home = path.join(folder, 'device');
    const device = await openDevice(home, county.origin);
    const before = used(home, county.pid);
    const from = performance.now();
    await enrol(device.page, await county.code(COUNTY_USER), '县人大办公室');
    await go(device.page, '/cases', `${LIST} [role=option]`);
    say(`the first cases are on the screen after ${figure(performance.now() - from)} ms`);
    await watch(device.page);
    await device.page.waitForTimeout(3000);
    await picture(device.page, 'syncing');
    const meanwhile = await walkMeanwhile(device.page, from);
    const ms = performance.now() - from;
    const journal = readdirSync(path.join(home, 'profile'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && one.parentPath.includes('journal')).reduce((sum, one) => sum + statSync(path.join(one.parentPath, one.name)).size, 0);
    say(`\n**first sync in Electron, with the journal** (${(journal / 1e6).toFixed(0)} MB): ${figure(ms)} ms; ${usedWords(before, used(home, county.pid))}`);
    say(`${await watched(device.page)}; a view opened meanwhile, p50 / longest: ${figure(quantile(meanwhile, 0.5))} / ${figure(Math.max(0, ...meanwhile))} ms`);
    await device.running.close();

    const opening = performance.now();
    const again = await openDevice(home, county.origin);
    await go(again.page, '/cases', `${LIST} [role=option]`);
    say(`opened again until the list is there (password and all): ${figure(performance.now() - opening)} ms`);
    await watch(again.page);
    await walk(again.page);
    await again.running.close();
  } finally {
    await county.stop();
  }
}

/** Goes on using the screens until everything has come and both sides have compared; how long each view took. */
async function walkMeanwhile(page: Page, from: number): Promise<number[]> {
  const times: number[] = [];
  const done = async () => (await page.getByTestId('save-pill').innerText()).includes('已同步');
  for (let n = 0; !(await done()) && performance.now() - from < PATIENCE_MS; n += 1) {
    times.push(await go(page, `/cases?${['open=1', 'status=evaluating', 'level=minor', ''][n % 4] ?? ''}`, `${LIST} [role=option]`));
    await page.waitForTimeout(2000);
  }
  return times;
}

async function walk(page: Page): Promise<void> {
  const lines = ['', '| with all cases, milliseconds from the key until it is drawn | p50 | longest |', '| --- | ---: | ---: |'];
  const line = (what: string, times: readonly number[]) => { lines.push(`| ${what} | ${figure(quantile(times, 0.5))} | ${figure(Math.max(0, ...times))} |`); };
  await page.getByTestId('case-total').filter({ hasText: '件' }).waitFor();
  await picture(page, 'list');
  line('another view of the list', await each((n) => go(page, `/cases?${['open=1', 'due=overdue&sort=due', 'status=evaluating', 'category=道路交通', 'level=minor', 'status=handling', ''][n % 7] ?? ''}`, `${LIST} [role=option]`)));
  await go(page, '/cases', `${LIST} [role=option]`);
  line('the list scrolled to its middle', await each((n) => page.evaluate(({ list, part }) => new Promise<number>((resolve) => {
    const box = document.querySelector<HTMLElement>(list);
    const scroller = [box, ...(box?.querySelectorAll<HTMLElement>('*') ?? [])].find((one) => one && one.scrollHeight > one.clientHeight + 100) ?? box?.parentElement ?? null;
    const before = box?.querySelector('[role=option]')?.id ?? '';
    const from = performance.now();
    if (scroller) scroller.scrollTop = scroller.scrollHeight * part;
    const look = (): void => {
      const first = box?.querySelector('[role=option]');
      if (first && first.id !== before && (first.textContent?.length ?? 0) > 8) requestAnimationFrame(() => { resolve(performance.now() - from); });
      else if (performance.now() - from > 5000) resolve(5000);
      else requestAnimationFrame(look);
    };
    look();
  }), { list: LIST, part: 0.2 + 0.1 * n })));
  await picture(page, 'scrolled');
  await go(page, '/cases', `${LIST} [role=option]`);
  line('a case opened', await each((n) => page.evaluate(({ list, at }) => new Promise<number>((resolve) => {
    const before = document.querySelector('article')?.textContent;
    const from = performance.now();
    const observer = new MutationObserver(() => {
      const now = document.querySelector('article')?.textContent;
      if (now === undefined || now === before) return;
      observer.disconnect();
      requestAnimationFrame(() => { resolve(performance.now() - from); });
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.querySelectorAll<HTMLElement>(`${list} [role=option]`)[at + 1]?.click();
  }), { list: LIST, at: n })));
  await picture(page, 'case');
  line('search of everything (Ctrl+K, ludeng)', await each(async (n) => {
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: '搜索' });
    await box.waitFor();
    await page.waitForTimeout(400);
    const from = performance.now();
    await box.fill('ludeng');
    await page.locator('[role=listbox][aria-label="搜索结果"]:has(mark)').waitFor();
    const took = performance.now() - from;
    if (n === 0) await picture(page, 'search');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    return took;
  }));
  for (const [what, hash, until] of [['今日', '/today', 'main h1, main h2, [id^="duty-"]'], ['督办', '/supervision', 'main table, main [role=list], main h2'], ['活动指标', '/reports/indicators', 'main table tbody tr']] as const) {
    line(what, await each(async (n) => {
      await go(page, '/settings/display', 'main');
      await page.waitForTimeout(300);
      const took = await go(page, hash, until);
      if (n === TIMES - 1) { await page.waitForTimeout(1500); await picture(page, path.basename(hash)); }
      return took;
    }));
  }
  lines.push('', await watched(page));
  say(lines.join('\n'));
}

/** Goes to an address inside the page and waits, in the page itself, for the first frame that shows it. */
async function go(page: Page, hash: string, until: string): Promise<number> {
  return page.evaluate(({ hash, until }) => new Promise<number>((resolve) => {
    const from = performance.now();
    location.hash = hash;
    const look = (): void => {
      if (document.querySelector(until) !== null && performance.now() - from > 1) requestAnimationFrame(() => { resolve(performance.now() - from); });
      else if (performance.now() - from > 60_000) resolve(60_000);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }), { hash, until });
}

/** From now on: what holds the page's thread for more than 50 ms, and when somebody did something there. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const [tasks, acts]: [{ at: number; ms: number }[], number[]] = [[], []];
    Object.assign(window, { longTasks: tasks, acts });
    new PerformanceObserver((list) => { tasks.push(...list.getEntries().map((one) => ({ at: one.startTime, ms: one.duration }))); }).observe({ type: 'longtask' });
    for (const what of ['click', 'keydown', 'input', 'scroll', 'hashchange']) addEventListener(what, () => { acts.push(performance.now()); }, { capture: true, passive: true });
  });
}

/** A task within half a second of an act draws what was asked for; any other is the program's own: sync, above all. */
async function watched(page: Page): Promise<string> {
  const { own, drawing } = await page.evaluate(() => {
    const { longTasks, acts } = window as unknown as { longTasks: { at: number; ms: number }[]; acts: number[] };
    const isDrawing = ({ at, ms }: { at: number; ms: number }) => acts.some((act) => act > at - 500 && act < at + ms);
    return { own: longTasks.filter((one) => !isDrawing(one)).map(({ ms }) => ms), drawing: longTasks.filter(isDrawing).map(({ ms }) => ms) };
  });
  const words = (tasks: readonly number[]) => `${String(tasks.length)} (the longest ${figure(Math.max(0, ...tasks))} ms)`;
  return `tasks over 50 ms on the page's own thread: ${words(own)} while nobody did anything, ${words(drawing)} while a screen was drawn that was asked for`;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

async function each(work: (n: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) times.push(await work(n));
  return times;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
