/**
 * Two people of one township act on the same cases while nobody is online, in the real app: the secretary on one device, the chair on another. What
 * the one did first stands on both, what took no effect is shown with its reason and settled in 需处理; and a power cut loses nothing of a half-typed form.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCounty, type County } from './county.ts';
import { act, choose, goTo, openCase, openDevice, pick, pillSays, typedAndKept, type Device } from './device.ts';
import { openEnrolled } from './office.ts';

interface Told { readonly villageName: string; readonly words: string; readonly title: string }
/** The secretary's word stands. */
const LAMP: Told = { villageName: '大赵村', words: '村东头的路灯坏了半个月，晚上接孩子看不见路。', title: '大赵村村东头路灯坏了' };
/** Closed by the one, and not satisfied by the other. */
const WALL: Told = { villageName: '小张村', words: '两家为一堵墙头吵了三年，谁也不让谁。', title: '两家为一堵墙头吵了三年' };
/** The chair's word is done again. */
const DITCH: Told = { villageName: '河里村', words: '村口的排水沟堵了，一下雨水就进院子。', title: '河里村村口排水沟堵了' };

const MINE = '皇帝庙乡村镇建设办公室', THEIRS = '皇帝庙乡农业服务中心', UNASSIGNED_REASON = '当时已有承办单位，改派没有写明原因。请核对以哪一次交办为准。';
const UNSATISFIED = '墙头的事没有说到底，还在争。';
const HALF_TYPED = '供电所已经换了三盏灯，剩下两盏等灯头到货，预计';

let folder = '', county: County, secretary: Device, chair: Device;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contradiction-'));
  county = await createCounty(path.join(folder, 'county'));
  await county.command('add-user', '--user', 'chen', '--name', '陈主席', '--role', 'chair', '--home', '411122201');
  await county.start();
  [secretary, chair] = await Promise.all([enrolled('secretary', 'wang', '人大办公室'), enrolled('chair', 'chen', '主席的笔记本')]);
});
afterAll(async () => {
  await Promise.all([secretary, chair].map((device) => device.running.close().catch(() => undefined)));
  await county.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

describe('two people, no network, one case', () => {
  it('begin with the same three cases', async () => {
    const { page } = secretary;
    for (const one of [LAMP, DITCH]) {
      await act(await register(page, one), '梳理', async (form) => {
        await form.getByLabel('标题').fill(one.title);
        await choose(form, '类别', '住房物业');
        await pick(form, '小事');
      });
    }
    const wall = await register(page, WALL, '代表当场劝和，双方各让一步。');
    await evaluate(wall, '群众', '满意');
    await evaluate(wall, '代表', '满意');
    await pillSays(page, /已同步/);
    await Promise.all([stateOf(chair, LAMP, '待交办'), stateOf(chair, DITCH, '待交办'), stateOf(chair, WALL, '待销号')]);
  });

  it('act without knowing of one another, each seeing only their own', async () => {
    await county.stop();
    for (const one of [LAMP, DITCH]) await assign(secretary.page, one, MINE);
    await act(await openCase(secretary.page, WALL), '销号');
    for (const one of [LAMP, DITCH]) await assign(chair.page, one, THEIRS);
    await evaluate(await openCase(chair.page, WALL), '群众', '不满意', UNSATISFIED);

    await stateOf(secretary, WALL, '已销号');
    await stateOf(chair, WALL, '待评议');
    for (const { page } of [secretary, chair]) {
      await pillSays(page, /待传|离线/);
      expect(await attentionCount(page)).toBe(0);
    }
  });

  it('[F36] see the same once the county is back: what came later is 未生效, with its reason', async () => {
    await county.start();
    await Promise.all([secretary, chair].map(({ page }) => waitForCount(page, 3)));
    await Promise.all([secretary, chair].map(({ page }) => pillSays(page, /已同步/)));
    for (const one of [LAMP, DITCH, WALL]) {
      const [here, there] = await Promise.all([secretary, chair].map(async ({ page }) => (await openCase(page, one)).innerText()));
      expect(there).toBe(here);
    }
    const lamp = await openCase(chair.page, LAMP);
    await lamp.getByText('办理中').first().waitFor();
    const failed = eventsOf(lamp).filter({ hasText: '未生效' });
    expect(await failed.count()).toBe(1);
    expect(await failed.innerText()).toContain(THEIRS);
    expect(await failed.innerText()).toContain(UNASSIGNED_REASON);

    const wall = await openCase(secretary.page, WALL);
    await wall.getByText('已销号').first().waitFor();
    const lost = await eventsOf(wall).filter({ hasText: '未生效' }).innerText();
    expect(lost).toContain(UNSATISFIED);
    expect(lost).toContain('轮到这一步时，别人已先办理');
  });

  it('find all of it in 需处理, with both sides', async () => {
    for (const { page } of [secretary, chair]) {
      await goTo(page, '需处理');
      await conflict(page, LAMP).waitFor();
      expect(await conflicts(page).count()).toBe(3);
      const lamp = await conflict(page, LAMP).innerText();
      for (const said of [MINE, THEIRS, '王秘书', '陈主席', UNASSIGNED_REASON]) expect(lamp).toContain(said);
      // Which side is which: what counts stands before what does not.
      expect(lamp.indexOf(MINE)).toBeLessThan(lamp.indexOf(THEIRS));
      const wall = await conflict(page, WALL).innerText();
      for (const said of ['销号', '群众', UNSATISFIED, '不能再做“评议”', '重开']) expect(wall).toContain(said);
      expect(await conflict(page, WALL).getByRole('button', { name: /^重做这一步/ }).count()).toBe(0);
    }
  });

  it('settle one by 以现在的为准, on both', async () => {
    await conflict(secretary.page, LAMP).getByRole('button', { name: /^以现在的为准/ }).click();
    await Promise.all([secretary, chair].map(({ page }) => waitForCount(page, 2)));
    for (const { page } of [secretary, chair]) await conflict(page, LAMP).waitFor({ state: 'detached' });
    await goTo(chair.page, '民情台账');
    const lamp = await openCase(chair.page, LAMP);
    // It is settled, and it is not gone.
    expect(await eventsOf(lamp).filter({ hasText: '未生效' }).count()).toBe(1);
    expect(await lamp.getByRole('button', { name: '以现在的为准' }).count()).toBe(0);
  });

  it('do another again by 重做这一步, on both', async () => {
    const { page } = chair;
    await goTo(page, '需处理');
    await conflict(page, DITCH).getByRole('button', { name: /^重做这一步/ }).click();
    const article = page.getByRole('article').filter({ hasText: DITCH.words });
    const form = article.getByRole('region', { name: '改派', exact: true });
    await form.waitFor();
    // What was written before is there.
    expect(await form.locator('.ant-select').filter({ has: form.page().getByLabel('主办单位', { exact: true }) }).innerText()).toContain(THEIRS);
    await form.getByLabel('为什么改派').fill('沟渠清淤归农业服务中心。');
    await form.getByRole('button', { name: '改派', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    // Doing it once more settles it.
    await Promise.all([secretary, chair].map((device) => waitForCount(device.page, 1)));
    for (const device of [secretary, chair]) {
      await goTo(device.page, '民情台账');
      const ditch = await openCase(device.page, DITCH);
      await eventsOf(ditch).filter({ hasText: '改派的原因：沟渠清淤归农业服务中心。' }).waitFor();
      expect(await eventsOf(ditch).filter({ hasText: '交给承办单位办理' }).count()).toBe(3);
      expect(await fact(ditch, '主办')).toBe(THEIRS);
    }
  });

  it('leave 需处理 empty when the last is settled', async () => {
    const { page } = chair;
    await goTo(page, '需处理');
    await conflict(page, WALL).getByRole('button', { name: /^以现在的为准/ }).click();
    await page.getByText('没有需要处理的', { exact: true }).waitFor();
    await Promise.all([secretary, chair].map((device) => waitForCount(device.page, 0)));
    await stateOf(secretary, WALL, '已销号');
  });
});

describe('the last act', () => {
  it('is taken back from the bar under the head, and comes through to the other device', async () => {
    await goTo(chair.page, '民情台账');
    const article = await openCase(secretary.page, LAMP);
    await act(article, '答复', async (form) => { await form.getByLabel('答复内容').fill('灯已经换好。'); });
    await stateOf(chair, LAMP, '待评议');
    await article.getByRole('status').filter({ hasText: '已答复' }).getByRole('button', { name: '撤销' }).click();
    await Promise.all([secretary, chair].map((device) => stateOf(device, LAMP, '办理中')));
    for (const { page } of [secretary, chair]) {
      const taken = eventsOf(await openCase(page, LAMP)).filter({ hasText: '灯已经换好。' });
      // The row and the case that is open ask for themselves; the one may say so a moment before the other.
      await expect.poll(() => taken.innerText()).toContain('已撤销');
    }
  });
});

describe('a power cut in the middle of a half-typed answer', () => {
  it('loses no word and doubles nothing', async () => {
    const before = await eventsOf(await openCase(chair.page, LAMP)).count();
    const typing = await openCase(secretary.page, LAMP);
    await typing.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: '答复', exact: true }).click();
    await typedAndKept(secretary.page, () => typing.getByRole('region', { name: '答复', exact: true }).getByLabel('答复内容').pressSequentially(HALF_TYPED));
    await secretary.running.kill();

    secretary = await openDevice(path.join(folder, 'secretary'), county.origin);
    await goTo(secretary.page, '民情台账');
    const article = await openCase(secretary.page, LAMP);
    const form = article.getByRole('region', { name: '答复', exact: true });
    expect(await form.getByLabel('答复内容').inputValue()).toBe(HALF_TYPED);
    expect(await eventsOf(article).count()).toBe(before);
    await stateIn(secretary.page, LAMP, '办理中');

    await form.getByLabel('答复内容').fill(`${HALF_TYPED}三天内换好。`);
    await form.getByRole('button', { name: '答复', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await pillSays(secretary.page, /已同步/);
    await stateOf(chair, LAMP, '待评议');
    for (const { page } of [secretary, chair]) {
      const events = eventsOf(await openCase(page, LAMP));
      await expect.poll(() => events.count()).toBe(before + 1);
      expect(await events.filter({ hasText: HALF_TYPED }).count()).toBe(1);
    }
    expect(await county.command('check')).toMatch(/核对无误.*3 件/);
    expect([...secretary.running.errors, ...chair.running.errors].filter((error) => !/net::ERR_|Failed to load resource/.test(error))).toEqual([]);
  });
});

async function enrolled(name: string, user: string, device: string): Promise<Device> {
  const opened = await openEnrolled(path.join(folder, name), county, { user, device });
  await goTo(opened.page, '民情台账');
  return opened;
}

/** Registers a case; it is open then. Its row moves up or down when the county gives its number, so it is not sought in the list. */
async function register(page: Page, one: Told, answeredOnSpot?: string): Promise<Locator> {
  await page.getByRole('button', { name: /登记$/ }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('群众说了什么').fill(one.words);
  await choose(drawer, '村（社区）', one.villageName);
  if (answeredOnSpot !== undefined) await drawer.getByLabel('当场答复了').fill(answeredOnSpot);
  await drawer.getByRole('button', { name: '登记', exact: true }).click();
  await drawer.waitFor({ state: 'detached' });
  const article = page.getByRole('article').filter({ hasText: one.words });
  await article.waitFor();
  return article;
}

async function assign(page: Page, one: Told, unit: string): Promise<void> {
  await act(await openCase(page, one), '交办', async (form) => { await choose(form, '主办单位', unit); });
  await stateIn(page, one, '办理中');
}

async function evaluate(article: Locator, side: '群众' | '代表', grade: '满意' | '不满意', opinion?: string): Promise<void> {
  await act(article, '评议', async (form) => {
    await form.locator('label').filter({ hasText: new RegExp(`^${side}`) }).first().click();
    if (side === '代表') await choose(form, '哪位代表', '张建国');
    await pick(form, grade);
    if (opinion !== undefined) await form.getByLabel('哪里不满意').fill(opinion);
  });
}

/** Waits until the row of the list says so. */
async function stateOf({ page }: Device, one: Told, state: string): Promise<void> {
  await goTo(page, '民情台账');
  await stateIn(page, one, state);
}

async function stateIn(page: Page, one: Told, state: string): Promise<void> {
  await page.getByRole('listbox', { name: '民情台账' }).getByRole('option').filter({ hasText: one.villageName }).filter({ hasText: state }).waitFor({ timeout: 30_000 });
}

/** The entries of 办理过程. */
function eventsOf(article: Locator): Locator {
  return article.getByRole('region', { name: /^办理过程/ }).getByRole('article');
}

/** What 民情内容 says under this label. */
async function fact(article: Locator, label: string): Promise<string> {
  return article.getByRole('region', { name: '民情内容' }).locator('dt').filter({ hasText: new RegExp(`^${label}$`) }).locator('xpath=following-sibling::dd').innerText();
}

function conflicts(page: Page): Locator {
  return page.getByRole('list', { name: '没有生效的' }).locator(':scope > li');
}

function conflict(page: Page, one: Told): Locator {
  return conflicts(page).filter({ hasText: one.title });
}

const attentionLink = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /^需处理/ });

/** The number beside 需处理 in the navigation; none is 0. */
async function attentionCount(page: Page): Promise<number> {
  const link = attentionLink(page);
  return await link.count() === 0 ? 0 : Number(/\d+/.exec(await link.innerText())?.[0] ?? 0);
}

async function waitForCount(page: Page, count: number): Promise<void> {
  await expect.poll(() => attentionCount(page), { timeout: 60_000 }).toBe(count);
}
