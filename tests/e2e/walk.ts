/**
 * A new secretary's walk: real cases of the source documents, each registered in the real app and driven to the outcome that the documents tell.
 * `npm run walk` walks all 108; the end-to-end tests walk one of each ending.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { createCounty, type County } from './county.ts';
import { act, choose, goTo, pick, pillSays, type Device } from './device.ts';
import { openEnrolled, SECRETARY } from './office.ts';
import type { Walked } from './walk-plan.ts';

/** What a walk leaves: how many cases stand where, as the list of the app counts them. */
export interface Walk { readonly device: Device; readonly county: County; readonly out: string }

/** Starts a county and the secretary's device. */
export async function startWalk(out: string): Promise<Walk> {
  mkdirSync(out, { recursive: true });
  const county = await createCounty(path.join(out, 'county'));
  await county.start();
  const device = await openEnrolled(path.join(out, 'secretary'), county, SECRETARY);
  await goTo(device.page, '民情台账');
  return { device, county, out };
}

export async function endWalk(walk: Walk): Promise<void> {
  await walk.device.running.close().catch(() => undefined);
  await walk.county.stop();
}

/** Where nothing is suggested for a category, the unit that takes it. */
const UNIT_OF: Readonly<Record<string, string>> = { 教育: '教育', 医疗卫生: '卫生', 营商环境: '发展' };
const VILLAGES = ['皇帝庙村', '大赵村', '小张村', '河里村', '老郭庄村', '北渠村', '双塔村', '前王村', '后王村', '宋李集村', '陈店村', '马岗村', '榆店村'];
/** What a channel asks for beside the words. */
const CHANNEL_FIELDS: Readonly<Record<string, readonly [label: string, value: string]>> = {
  民情夜市: ['哪一场夜市', '夜市 '], '12345转来': ['热线工单号', '漯河12345-2026-'], '网格/微信群': ['哪个群', '皇帝庙乡民生监督群 '], 接待选民日: ['哪一场接待', '第三个周三 '], 走访: ['走访谁家或哪家企业', '走访 '], 议事会: ['哪一次议事会', '议事会 '], 其他: ['具体来源', '县人大转来 '],
};

/** Registers one case and drives it to its outcome; the app shows where it stands. */
export async function walkCase({ device: { page } }: Walk, one: Walked, index: number): Promise<void> {
  await register(page, one, index);
  const article = page.getByRole('article').filter({ hasText: one.words.slice(0, 16) });
  await article.waitFor();
  if (one.ending !== 'settled') await sort(article, one);
  if (one.ending === 'suggestion') {
    await turnIntoSuggestion(article, one);
    await answerSuggestion(page, one);
    await openAgain(page, one);
  } else if (one.ending !== 'settled') {
    await act(article, '交办', async (form) => {
      if (await form.locator('.ant-select-selection-item, .ant-select-content-value').first().count() === 0) await choose(form, '主办单位', UNIT_OF[one.category] ?? '乡');
    });
  }
  if (one.ending === 'handling') { await article.getByText('办理中', { exact: true }).first().waitFor(); return; }
  if (one.ending !== 'settled') {
    // The suggestion's answer was brought to its case.
    if (one.ending !== 'suggestion') await answer(article, one);
    await act(article, '转告', async (form) => { await form.getByLabel('对方怎么说').fill('知道了。'); });
  }
  await evaluate(article);
  if (one.ending === 'promised') { await article.getByText('待销号', { exact: true }).first().waitFor(); return; }
  await act(article, '销号');
  await article.getByText('已销号', { exact: true }).first().waitFor();
}

async function register(page: Page, one: Walked, index: number): Promise<void> {
  await page.getByRole('button', { name: /登记$/ }).first().click();
  const drawer = page.getByRole('dialog');
  await choosePlain(drawer, '从哪里听到的', one.channel);
  await drawer.getByLabel('群众说了什么').fill(one.words);
  await choose(drawer, '村（社区）', VILLAGES[index % VILLAGES.length] ?? '');
  const field = CHANNEL_FIELDS[one.channel];
  if (field !== undefined) await drawer.getByLabel(field[0]).fill(`${field[1]}${String(index + 1)}`);
  if (one.matter !== '意见建议') await choosePlain(drawer, '事项', one.matter);
  if (one.ending === 'settled') await drawer.getByLabel('当场答复了').fill(one.answer);
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
}

/** Chooses in a select that is not typed into, by the arrow keys. */
async function choosePlain(form: Locator, label: string, option: string): Promise<void> {
  const box = form.getByLabel(label, { exact: true });
  // The list of the select before takes a moment to go, and would be taken for this one's.
  await form.page().locator('.ant-select-dropdown').filter({ visible: true }).waitFor({ state: 'detached' });
  await box.click();
  const active = form.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active');
  await active.waitFor();
  for (let i = 0; i < 30 && (await active.innerText()).trim() !== option; i++) await box.press('ArrowDown');
  assert.equal((await active.innerText()).trim(), option);
  await box.press('Enter');
}

async function sort(article: Locator, one: Walked): Promise<void> {
  await act(article, '梳理', async (form) => {
    await form.getByLabel('标题').fill(one.title);
    await choose(form, '类别', one.category);
    await form.locator('.ant-segmented-item').filter({ hasText: one.level }).click();
  });
}

async function answer(article: Locator, one: Walked): Promise<void> {
  await act(article, '答复', async (form) => {
    await pick(form, one.ending === 'promised' ? '正在解决' : '已解决或采纳');
    await form.getByLabel('答复内容').fill(one.answer);
    if (one.ending !== 'promised') return;
    await form.getByLabel('工作计划').fill(one.answer);
    await form.getByLabel('答应哪天办完').click();
    await form.page().locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-cell-in-view:not(.ant-picker-cell-disabled)').last().click();
  });
}

/** The case becomes a deputy's suggestion in one step that leaves its trace on both. */
async function turnIntoSuggestion(article: Locator, one: Walked): Promise<void> {
  await act(article, '转化', async (form) => {
    await pick(form, '代表建议');
    await choose(form, '领衔代表', '宋军');
    await form.getByLabel('具体建议').fill(`请有关单位研究办理：${one.title}。`);
    await form.getByLabel('领衔代表已在建议纸上签名').check();
  });
  await article.getByText('随件办理', { exact: true }).first().waitFor();
}

/** The suggestion's own road: checked, assigned, talked over, answered, delivered, fed back, closed. */
async function answerSuggestion(page: Page, one: Walked): Promise<void> {
  await goTo(page, '代表建议');
  await page.getByRole('option').filter({ hasText: one.title }).first().click();
  const article = page.getByRole('article', { name: new RegExp(`${one.title}$`) });
  await article.waitFor();
  await act(article, '审查通过');
  await act(article, '交办', async (form) => { await choose(form, '主办单位', '乡'); });
  await act(article, '面商', async (form) => { await form.getByLabel('达成的共识').fill('先办急的，分步推进。'); });
  await act(article, '答复', async (form) => {
    await pick(form, '已解决或采纳');
    await form.getByLabel('答复内容').fill(one.answer);
    await form.getByLabel('答复文号').fill('皇政函〔2026〕1号');
    await form.getByLabel('签发人（主要负责人）').fill('魏主任');
  });
  await article.getByRole('button', { name: '一并答复' }).click();
  await act(article, '送达代表');
  await act(article, '代表反馈', async (form) => { await everySatisfied(form); });
  await act(article, '办结');
}

/** 办理态度 and 办理结果 are asked apart. */
async function everySatisfied(form: Locator): Promise<void> {
  const satisfied = form.locator('label').filter({ hasText: /^满意$/ });
  for (let i = 0; i < await satisfied.count(); i++) await satisfied.nth(i).click();
}

async function openAgain(page: Page, one: Walked): Promise<void> {
  await goTo(page, '民情台账');
  await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').filter({ hasText: one.title }).first().click();
  await page.getByRole('article').filter({ hasText: one.words.slice(0, 16) }).waitFor();
}

/** Both sides are satisfied: the documents tell of no case that was not. */
async function evaluate(article: Locator): Promise<void> {
  await act(article, '评议', async (form) => {
    await pick(form, '群众');
    await pick(form, '满意');
  });
  await act(article, '评议', async (form) => {
    await pick(form, '代表');
    if (await form.getByLabel('哪位代表').locator('xpath=ancestor::*[contains(@class,"ant-select")][1]').getByText('张建国').count() === 0) await choose(form, '哪位代表', '张建国');
    await pick(form, '满意');
  });
}

/** That the app and the county say of the walked cases what the plan says. */
export async function checkWalk({ device: { page }, county }: Walk, walked: readonly Walked[]): Promise<readonly string[]> {
  await pillSays(page, /已同步/, 120_000);
  const facts = [];
  for (const stands of ['已销号', '待销号', '办理中'] as const) {
    const expected = walked.filter((one) => one.stands === stands).length;
    if (expected === 0) continue;
    assert.equal(await countOf(page, stands), expected, stands);
    facts.push(`${stands} ${expected} 件`);
  }
  facts.push((await county.command('check')).trim().split('\n').at(-1) ?? '');
  return facts;
}

/** How many cases the list counts in a state: the filter says it at its head, however many rows are drawn. */
export async function countOf(page: Page, state: Walked['stands']): Promise<number> {
  await page.evaluate((status) => { window.location.hash = `/cases?status=${status}`; }, STATUS_OF[state]);
  await page.getByRole('button', { name: new RegExp(state) }).or(page.getByText(new RegExp(`^${state}`))).first().waitFor();
  const list = page.getByRole('listbox', { name: '民情台账' });
  const head = page.getByText(/^\d+ 件$/).first();
  await head.waitFor();
  // The rows of the filter before are gone when all that are drawn have this state; the head follows a moment after them.
  for (let said = '', i = 0; i < 300; i++) {
    const rows = await list.getByRole('option').allInnerTexts();
    const says = await head.innerText();
    if (rows.length > 0 && rows.every((row) => row.includes(state)) && says === said) break;
    said = says;
    await page.waitForTimeout(100);
  }
  return Number.parseInt(await head.innerText(), 10);
}

const STATUS_OF: Readonly<Record<Walked['stands'], string>> = { 已销号: 'closed', 待销号: 'closing', 办理中: 'handling' };
