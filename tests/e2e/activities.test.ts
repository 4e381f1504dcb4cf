/** The other ways of meeting people, walked in the real app by the secretary: an evening prepared and a power cut, then without the county a 站点问政, a 述职, a 测评, a 议事会 and a 走访; the figures; and everything at the county. */
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../shared/calendar/calendar.ts';
import { addDays, localDateOf, type LocalDate } from '../../shared/kernel/local-date.ts';
import { newActivity, setDate, setTime, step } from './activities.ts';
import type { County } from './county.ts';
import { choose, goTo, openDevice, pick, pillSays, typedAndKept, type Device } from './device.ts';
import { closeOffice, openEnrolled, openOffice, RECORDER } from './office.ts';

const TODAY = localDateOf(Date.now());
/** `11月28日`, as every screen writes a day of this year. */
const dayWords = (day: LocalDate) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const toLocalDate = (words: string): LocalDate => words.replace(/^(\d+)年(\d+)月(\d+)日$/, (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
const HALF_TYPED = '走访了十二户，八户说的是排水沟，还有四户';
const PROMISE = '一周内换好台区变压器';
const DECIDED = '村东头修一段排水沟';

let folder = '', county: County, device: Device;
beforeAll(async () => {
  ({ folder, county, device } = await openOffice('activities'));
});
afterAll(() => closeOffice({ folder, county, device }));

const text = (place: Locator) => expect.poll(() => place.innerText());
async function openTab(page: Page, name: RegExp): Promise<void> {
  await goTo(page, '联络站');
  await page.getByRole('tab', { name }).click();
}

describe('an evening of the plan', () => {
  it('is prepared: who comes, who was told, the team under a deputy, and what this computer has with it', async () => {
    const { page } = device;
    await goTo(page, '夜市');
    await page.locator('.ant-segmented-item').filter({ hasText: '列表' }).click();
    // Not the next: one so near that its notice would be late.
    await page.getByRole('button', { name: /^准\s*备$/ }).nth(2).click();

    const notice = await step(page, '宣传发动', 'notice');
    await setDate(notice, '哪天发的', TODAY);
    await choose(notice, '用什么办法', '村广播');
    await notice.getByRole('button', { name: '写一份' }).click();
    await expect.poll(() => notice.locator('textarea').inputValue()).toMatch(/^乡亲们：.*民情夜市.*件件有回音/s);
    await done(notice);

    const invitation = await step(page, '邀请单位', 'invitation');
    await choose(invitation, '代表', '刘秀兰');
    await choose(invitation, '单位', '皇帝庙供电所');
    await text(invitation).toMatch(/邀请的话（\d 份/);
    await done(invitation);

    const team = await step(page, '组建团队', 'team');
    await choose(team, '队长（人大代表）', '张建国');
    await team.getByRole('button', { name: '加一位成员' }).click();
    await team.getByLabel('成员姓名').fill('李大山');
    await team.getByLabel('成员身份').fill('村民小组长');
    await done(team);

    const along = await step(page, '电脑带齐', 'taken_along');
    await text(along).toMatch(/名录都在：村 \d+ 个、代表 \d+ 名、单位 \d+ 个/);
    expect(await along.locator('[data-grade="lacks"]').allInnerTexts()).toEqual([]);
    await along.getByRole('button', { name: /^记下/ }).click();
    await text(along).toMatch(/带齐了$/);
    const missing = page.getByRole('list', { name: '还缺什么' });
    expect(await missing.innerText()).not.toMatch(/通知|邀请|队长/);
    await text(page.getByRole('main')).toMatch(/代表.*刘秀兰.*单位.*皇帝庙供电所/s);
    expect(await missing.innerText()).toContain('主题');
  });

  it('keeps the half-typed step through a power cut, and shows where to go on', async () => {
    const survey = await step(device.page, '走访调研', 'survey');
    await typedAndKept(device.page, () => survey.getByLabel('了解到的情况').fill(HALF_TYPED));
    expect(faults(device)).toEqual([]);
    await device.running.kill();
    device = await openDevice(path.join(folder, 'device'), county.origin);
    const { page } = device;
    await goTo(page, '今日');
    const waiting = page.getByRole('list', { name: '待补全' }).getByRole('listitem').filter({ hasText: '走访调研' });
    await waiting.getByRole('button', { name: /^接着写/ }).click();
    const again = page.getByTestId('prepare-survey');
    await expect.poll(() => again.getByLabel('了解到的情况').inputValue()).toBe(HALF_TYPED);
    await done(again);
    await goTo(page, '今日');
    await page.getByRole('heading', { name: /周./ }).waitFor();
    await expect.poll(() => waiting.count()).toBe(0);
  });
});

describe('without the county', () => {
  it('站点问政: who came, a promise with its two days, an answer, and a question about policy', async () => {
    await county.stop();
    const { page } = device;
    const form = await newActivity(page, '站点问政', '现在开始');
    await choose(form, '站点', '皇帝庙村人大代表联络站');
    await expect.poll(() => form.getByLabel('地点').inputValue()).toBe('皇帝庙村人大代表联络站');
    await form.getByLabel('对口督导工委').fill('财经工委');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: '站点问政' }).waitFor();

    await choose(page.locator('body'), '代表签到', '张建国');
    await choose(page.locator('body'), '代表签到', '宋军');
    await page.keyboard.press('Escape');
    await choose(page.locator('body'), '单位签到', '皇帝庙供电所');
    await page.keyboard.press('Escape');
    await page.locator('.ant-tag').filter({ hasText: '皇帝庙供电所' }).click();
    await page.getByText('皇帝庙供电所（负责人到）').waitFor();
    await page.getByText('接待代表 2 人').or(page.getByText('到场代表 2 人')).waitFor();
    await page.getByLabel('群众', { exact: true }).fill('36');
    await page.keyboard.press('Enter');
    await text(page.getByRole('main')).toContain('36 人次');

    await page.getByRole('button', { name: '记提问' }).click();
    const card = page.getByRole('form', { name: '提一个问题' });
    await card.getByText('皇帝庙供电所').waitFor();
    const days: string[] = [];
    const ask = async (words: string, outcome: '1' | '2', said: string, policy = false) => {
      await card.getByLabel('问了什么').fill(words);
      await page.keyboard.press(`Alt+${outcome}`);
      if (policy) await pick(card, '问政策，答了就办结');
      await card.locator('[data-box="text"]').fill(said);
      if (outcome === '2') days.push(...await proposedDays(card));
      await page.keyboard.press('Control+Enter');
      await expect.poll(() => card.getByLabel('问了什么').inputValue()).toBe('');
    };
    await ask('台区变压器老跳闸，夏天一开空调全村停', '2', PROMISE);
    await ask('抄表怎么两个月一次', '1', '下月起按月抄表');
    await ask('低保户电费有没有减免', '1', '每月十五度免费电', true);
    await expect.poll(() => page.getByTestId('questions-total').innerText()).toBe('3');
    await text(page.getByRole('region', { name: '已经问的' })).toContain('3问：答复 2，承诺 1');

    await page.getByRole('button', { name: /^结\s*束$/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^结\s*束$/ }).click();
    await page.getByRole('button', { name: '重新打开' }).waitFor();
    await openTab(page, /^承诺清单 1$/);
    await text(page.getByRole('row').filter({ hasText: PROMISE }).first()).toMatch(new RegExp(`皇帝庙供电所.*${days.join('.*')}.*还剩 \\d+ 天`, 's'));
  });

  it('国家机关进站: on the plan for a day, the opinions found beforehand on the unit’s sheet', async () => {
    const { page } = device;
    const form = await newActivity(page, '国家机关进站', '排进计划');
    await setDate(form, '日期', addDays(TODAY, 2));
    await choose(form, '站点', '皇帝庙乡人大代表之家');
    await choose(form, '请哪些单位', '皇帝庙供电所');
    await page.keyboard.press('Control+Enter');
    const survey = await step(page, '走访调研', 'survey');
    await survey.getByLabel('了解到的情况').fill('变压器容量不够\n抄表不及时');
    await done(survey);
    await text(page.getByRole('main')).toMatch(new RegExp(`时间.*${dayWords(addDays(TODAY, 2))}.*单位.*皇帝庙供电所`, 's'));
    await page.getByRole('button', { name: '意见清单：皇帝庙供电所' }).click();
    const paper = page.getByRole('dialog');
    await text(paper).toMatch(/进站前期调研意见清单.*皇帝庙供电所.*变压器容量不够.*抄表不及时/s);
    await page.keyboard.press('Escape');
    await paper.waitFor({ state: 'detached' });
  });

  it('述职 below 90 %: contradictory totals are refused, the right ones ask for a day on 今日', async () => {
    const { page } = device;
    const form = await newActivity(page, '代表述职', '补记办过的');
    await setTime(form, '开始', '08:00');
    await setTime(form, '结束', '08:30');
    await form.getByLabel('地点').fill('党群服务中心');
    await choose(form, '述职代表', '张建国');
    await page.keyboard.press('Escape');
    await form.getByLabel('述职要点').fill('走访八十户，提建议三条');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: '代表述职' }).waitFor();
    await poll(page, '哪位代表', '张建国', { 发出: 50, 收回: 50, 满意: 44, 基本满意: 5, 不满意: 1 });
    await text(page.getByRole('table', { name: '测评结果' })).toContain('88.0%（44/50）');
    await page.getByText('张建国的满意率低于90%，要限期整改').waitFor();
    await goTo(page, '今日');
    await page.getByText('满意率低于90%，要定整改期限').first().waitFor();
  });

  it('年终测评: rates with both numbers, of the valid votes only', async () => {
    const { page } = device;
    const form = await newActivity(page, '年终民主测评', '补记办过的');
    await setTime(form, '开始', '09:00');
    await setTime(form, '结束', '09:30');
    await form.getByLabel('地点').fill('乡政府会议室');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: '年终民主测评' }).waitFor();
    await poll(page, '哪个单位', '皇帝庙供电所', { 发出: 60, 收回: 61, 满意: 50, 基本满意: 6, 不满意: 2, 弃权: 1, 无效: 1 }, async (dialog) => {
      await text(dialog).toContain('票数对不上');
      await dialog.getByLabel('收回').fill('60');
    });
    await text(page.getByRole('table', { name: '测评结果' })).toMatch(/60\/60\/58.*86\.2%（50\/58）.*96\.6%（56\/58）/s);
  });

  it('议事会: a resolution becomes a matter; 走访: the month shows who went', async () => {
    const { page } = device;
    const council = await newActivity(page, '议事会', '补记办过的');
    await setTime(council, '开始', '10:00');
    await setTime(council, '结束', '10:30');
    await choose(council, '站点', '皇帝庙村文化广场夜市点');
    await council.getByLabel('议题').fill('村东头积水');
    await council.getByLabel('议定事项').fill(DECIDED);
    await council.getByLabel('参会群众').fill('12');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: '议事会' }).waitFor();
    await page.getByRole('button', { name: '登记成一件' }).click();
    const drawer = page.getByRole('dialog');
    await expect.poll(() => drawer.getByLabel('群众说了什么').inputValue()).toBe(DECIDED);
    await drawer.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('region', { name: '议事会' }).waitFor();
    await page.getByRole('link', { name: '已登记' }).waitFor();
    await text(page.getByRole('table', { name: '这一场登记的件' })).toContain(DECIDED);

    const visit = await newActivity(page, '走访', '补记办过的');
    await setTime(visit, '开始', '14:00');
    await setTime(visit, '结束', '15:00');
    await visit.getByLabel('地点').fill('大赵村');
    await choose(visit, '走访代表', '刘秀兰');
    await page.keyboard.press('Escape');
    await visit.getByLabel('困难家庭').fill('3');
    await visit.getByLabel('走访群众').fill('9');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('region', { name: '走访' }).waitFor();
    await openTab(page, /^走访月度$/);
    const went = page.getByRole('table', { name: '走访月度' }).getByRole('row');
    await text(went.filter({ hasText: '刘秀兰' })).toMatch(/1 次.*够了.*大赵村/s);
    await text(went.filter({ hasText: '赵敏' })).toMatch(/0 次.*还没有走访/s);
  });

  it('活动指标 counts exactly what was written down', async () => {
    const { page } = device;
    await goTo(page, '报表');
    await page.getByText('活动指标', { exact: true }).first().click();
    const table = page.getByRole('table', { name: '活动指标' });
    await table.getByRole('button').first().waitFor();
    const figures = async () => {
      const labels = await table.getByRole('button').evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label') ?? ''));
      return labels.flatMap((label) => { const [, words] = /^(.+)，打开明细$/.exec(label) ?? []; return words === undefined ? [] : [words]; });
    };
    await expect.poll(figures).toEqual([
      '组织站点问政1次', '议事会1次', '组织走访1次', '代表述职1次', '评议测评1次', '开展活动5次',
      // 问政 two, 述职 and 走访 one each: three people of two levels.
      '代表进站2人次', '代表参与4人次', '到场代表3名', '有代表到场的活动3次', '到场代表的层级2级', '到场单位1家', '部门一把手进站1人次',
      // 36 at the 问政, 12 at the 议事会; whom a visit met is counted apart.
      '接待群众48人次', '群众参与48人次', '走访联系群众9人次',
      // Two questions and a resolution; the question about policy apart; one was answered.
      '收集问题及意见建议3件', '现场咨询政策1项', '办理意见建议1条', '联系困难家庭3户',
      '民情夜市点4个', '代表联络站1个', '代表联系点1个', '编入站点的代表7名',
    ]);
  });
});

it('with the county again everything reaches it, and a second computer shows the same', async () => {
  await county.start();
  await pillSays(device.page, /已同步/, 60_000);
  expect(await county.command('check')).toContain('核对无误');
  const second = await openEnrolled(path.join(folder, 'recorder'), county, RECORDER);
  try {
    const { page } = second;
    await goTo(page, '联络站');
    const list = page.getByRole('table', { name: '活动' });
    await list.getByRole('link', { name: '站点问政' }).click();
    await text(page.getByRole('region', { name: '已经问的' }).or(page.getByRole('table', { name: '这一场登记的件' }))).toContain('变压器');
    await page.getByText('皇帝庙供电所（负责人到）').waitFor();
    await page.getByText('张建国').first().waitFor();
    expect([...faults(device), ...faults(second)]).toEqual([]);
  } finally {
    await second.running.close();
  }
});

/** The days that the form proposes, as lists write them: 一周之内见成效、一月之内见结果; a day of rest gives way to the working day after it. */
async function proposedDays(card: Locator): Promise<readonly string[]> {
  const days = await Promise.all(['effect', 'result'].map(async (one) => toLocalDate(await card.locator(`#question-${one}`).inputValue())));
  const earliest = [addDays(TODAY, 7), addMonths(TODAY, 1)];
  for (const [at, first] of earliest.entries()) {
    expect(days[at]! >= first && days[at]! <= addDays(first, 9), `${days[at]} for ${first}`).toBe(true);
  }
  return days.map(dayWords);
}

/** What the page threw or complained of, but for the county that is not there and styles that antd tries to write inline. */
function faults({ running }: Device): readonly string[] {
  return running.errors.filter((error) => !/ERR_CONNECTION_REFUSED|inline style/.test(error));
}

/** 这一步做好了, saved. */
async function done(form: Locator): Promise<void> {
  await form.getByRole('checkbox', { name: '这一步做好了' }).check();
  await form.getByRole('button', { name: /^保\s*存$/ }).click();
  await form.getByRole('button', { name: /^保\s*存$/ }).and(form.page().locator(':disabled')).waitFor();
}

/** Enters the tellers' totals; `contradicted` sees the refusal of the first try and puts it right. */
async function poll(page: Page, label: string, who: string, totals: Readonly<Record<string, number>>, contradicted?: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '录入票数' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, label, who);
  for (const [box, votes] of Object.entries(totals)) await dialog.getByLabel(box, { exact: true }).fill(String(votes));
  await dialog.getByRole('button', { name: /^记下/ }).click();
  if (contradicted !== undefined) {
    await contradicted(dialog);
    await dialog.getByRole('button', { name: /^记下/ }).click();
  }
  await dialog.waitFor({ state: 'detached' });
}
