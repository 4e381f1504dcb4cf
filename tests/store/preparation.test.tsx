/** Before an evening, on a real page over the real store: the calendar, the preparation, and what this computer has to take along. */
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import { plannedActivityId } from '../../shared/activity/activity-id.ts';
import type { SeasonItem } from '../../shared/activity/season.ts';
import type { Act } from '../../shared/act.ts';
import { addDays, localDateOf, type LocalDate } from '../../shared/kernel/local-date.ts';
import { scheduleFields } from '../../shared/schedule/schedule.ts';
import { stationFields } from '../../shared/station/station.ts';
import { ActivityCalendar } from '../../renderer/ui/activity-calendar/ActivityCalendar.tsx';
import { SchedulesDrawer } from '../../renderer/ui/activity-calendar/schedules/SchedulesDrawer.tsx';
import { PreparationPage } from '../../renderer/ui/activity-preparation/PreparationPage.tsx';
import { useSeasonItem } from '../../renderer/ui/activity-preparation/use-season-item.ts';
import { aSchedule } from '../shared/schedule/a-schedule.ts';
import { aCaseId, noting, registering, TOWNSHIP } from './acts.ts';
import { aPageEach, drawOn } from './on-a-page.tsx';

const TODAY = localDateOf(Date.now());
/** Two days of this month, so that both stand in the same calendar. */
const DAY: LocalDate = `${TODAY.slice(0, 7)}-10`, OTHER: LocalDate = `${TODAY.slice(0, 7)}-17`;
const EVENING = plannedActivityId('schedule:point', DAY);
const record = (subject: string, type: string, set: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body: { set } });

const page = aPageEach();

beforeEach(async () => {
  await browser.viewport(1366, 768);
  const { store } = page();
  const { id: _, scope: __, ...schedule } = aSchedule({ rule: 'dates', dates: [DAY], holidays: 'keep', startOn: '2020-01-01', station: null, village: 'village:hdmc', place: '文化广场' });
  const done = await store.perform([
    record('village:hdmc', 'village.updated', { name: '皇帝庙村', initials: 'hdmc', active: true }), record('village:dzc', 'village.updated', { name: '大赵村', initials: 'dzc', active: true }),
    record('deputy:a', 'deputy.updated', { name: '张建国', level: 'township', phone: '', constituency: '皇帝庙村选区', active: true }), record('unit:power', 'unit.updated', { name: '供电所', tier: 'township', active: true }),
    record('schedule:point', 'schedule.updated', scheduleFields({ ...schedule })),
  ]);
  expect(done.ok).toBe(true);
});
async function show(screen: ReactNode): Promise<void> {
  await drawOn(page(), <MemoryRouter>{screen}</MemoryRouter>);
}

function Preparing({ on }: { readonly on: LocalDate }) {
  const found = useSeasonItem(EVENING, on);
  return found ? <PreparationPage {...found} back={{ title: '夜市', path: '/' }} /> : <p>{found === null ? '没有' : '还没有答案'}</p>;
}

const query = (selector: string): HTMLElement => {
  const found = page().host.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const line = (about: string) => ({ get grade() { return query(`[data-about="${about}"]`).dataset['grade']; }, get words() { return query(`[data-about="${about}"]`).innerText; } });

describe('the calendar', () => {
  it('shows what the rule gives, opens it, and moves it to the day on which it is dropped; and back', async () => {
    const opened: SeasonItem[] = [];
    await show(<ActivityCalendar kinds={['night_market']} onOpen={(item) => { opened.push(item); }} />);
    const item = browser.getByRole('button', { name: /文化广场/ });
    await item.click();
    expect(opened).toMatchObject([{ id: EVENING, standing: 'due', on: DAY }]);
    expect(await page().store.activity(EVENING)).toBeNull();

    await userEvent.dragAndDrop(item, browser.elementLocator(query(`[data-day="${OTHER}"]`).parentElement ?? document.body));
    await expect.element(browser.getByRole('dialog')).toBeVisible();
    await browser.getByRole('dialog').getByRole('button', { name: /^改\s*期$/ }).click();
    await expect.poll(async () => (await page().store.activity(EVENING))?.on).toBe(OTHER);
    await expect.element(browser.getByTitle(/由.*改期/).first()).toBeVisible();
    expect(query(`[data-day="${OTHER}"]`).parentElement?.innerText).toContain('文化广场');

    await browser.getByRole('button', { name: /撤\s*销/ }).click();
    await expect.poll(async () => (await page().store.activity(EVENING))?.on).toBe(DAY);
  });

  it('says kindly that there is nothing', async () => {
    await page().store.perform([record('schedule:point', 'schedule.updated', { active: false })]);
    await show(<ActivityCalendar kinds={['night_market']} onOpen={() => undefined} empty={<p>还没有排期</p>} />);
    await expect.element(browser.getByText('还没有排期')).toBeVisible();
  });
});

describe('planning a season', () => {
  it('spreads the points over the month with one form, and takes all of it back at once', async () => {
    const { store } = page();
    const points = Array.from({ length: 9 }, (_, n) => record(`station:p${n}`, 'station.updated', stationFields({ no: String(n), name: `第${n}点`, tier: 'market_point', village: null, address: '', head: '', phone: '', deputies: [], villages: [], note: '', active: true })));
    expect((await store.perform(points)).ok).toBe(true);
    await show(<SchedulesDrawer kinds={['night_market']} onClose={() => undefined} />);
    await browser.getByRole('button', { name: /新排期$/ }).click();
    await browser.getByRole('button', { name: /全选 9 个夜市点/ }).click();
    await expect.element(browser.getByText(/^9 个点，一年 1\d\d 场/)).toBeVisible();
    await browser.getByRole('button', { name: /排好这 9 个点/ }).click();
    const planned = async () => (await store.directory()).schedules.filter(({ id, active }) => active && id !== 'schedule:point');
    await expect.poll(async () => (await planned()).length).toBe(9);
    const schedules = await planned();
    expect(new Set(schedules.map(({ station }) => station)).size).toBe(9);
    expect(schedules.every(({ rule, place, from, kind }) => rule === 'nth_weekday' && place.endsWith('点') && from === '19:00' && kind === 'night_market')).toBe(true);
    await browser.getByRole('button', { name: /撤\s*销/ }).click();
    await expect.poll(async () => (await planned()).length).toBe(0);
  });
});

describe('the preparation', () => {
  it('writes nothing until something is done, then the plan with it, and is there again', async () => {
    await show(<Preparing on={DAY} />);
    await browser.getByText('还没记走访调研').first().click();
    await expect.element(browser.getByLabelText('了解到的情况')).toBeVisible();
    expect(await page().store.activity(EVENING)).toBeNull();
    await userEvent.fill(browser.getByLabelText('了解到的情况'), '三眼机井的电费说不清');
    await userEvent.click(query('[data-testid="prepare-survey"] .ant-checkbox-input'));
    await userEvent.click(query('[data-testid="prepare-survey"] .ant-btn-primary'));
    await expect.poll(async () => (await page().store.activity(EVENING))?.preparations.survey).toMatchObject({ step: 'survey', done: true, text: '三眼机井的电费说不清' });
    expect(await page().store.activity(EVENING)).toMatchObject({ status: 'planned', on: DAY, schedule: 'schedule:point', village: 'village:hdmc' });
    await expect.poll(() => query('[aria-label="还缺什么"]').innerText).not.toContain('走访调研');
  });

  it('keeps what was typed when one goes elsewhere without saving', async () => {
    await show(<Preparing on={DAY} />);
    await browser.getByText('还没记走访调研').first().click();
    await userEvent.fill(browser.getByLabelText('了解到的情况'), '路灯坏了两盏');
    await browser.getByRole('link', { name: '夜市' }).click();
    await expect.poll(async () => (await page().store.activity(EVENING))?.preparations.survey?.text).toBe('路灯坏了两盏');
  });
});

describe('带齐', () => {
  it('counts the open cases of the villages that come, with their files, and says what is not here', async () => {
    const { store } = page();
    const [here, alsoHere, elsewhere] = [aCaseId(), aCaseId(), aCaseId()];
    const photo = await store.addAttachment(new Blob(['1,2\n3,4\n'], { type: 'text/plain' }), '名单.txt');
    if (!photo.ok) throw new Error(photo.error);
    const missing = { hash: 'a'.repeat(26), name: '照片.jpg', mime: 'image/jpeg', size: 2048 };
    expect(await store.perform([
      registering(here, { village: 'village:hdmc', attachments: [photo.value] }), registering(alsoHere, { village: 'village:hdmc', words: '机井的电费说不清。' }), registering(elsewhere, { village: 'village:dzc' }),
      { ...noting(alsoHere, '现场照片'), body: { text: '现场照片', attachments: [missing] } },
    ])).toMatchObject({ ok: true });
    await show(<Preparing on={DAY} />);
    await browser.getByText('电脑带齐资料').click();
    await expect.element(browser.getByText(/皇帝庙村未办结 2 件都在本机/)).toBeVisible();
    expect(line('files')).toMatchObject({ grade: 'warns', words: expect.stringContaining('有 1 个附件') as string });
    expect(line('directory').grade).toBe('ok');
    expect(line('synced')).toMatchObject({ grade: 'warns', words: expect.stringContaining('还没和县里同步过') as string });
    // A page in a browser does not come up again without a network: that is said, not glossed over.
    expect(line('program').grade).toBe('lacks');
    await userEvent.click(query('[data-testid="prepare-taken_along"] .ant-btn-primary'));
    await expect.poll(async () => (await store.activity(EVENING))?.preparations.taken_along).toMatchObject({ done: false, on: TODAY, text: expect.stringContaining('未办结 2 件') as string });
    await store.perform([registering(aCaseId(), { village: 'village:hdmc', words: '又来一件。' })]);
    await expect.element(browser.getByText(/皇帝庙村未办结 3 件都在本机/)).toBeVisible();
  });
});

it('finds nothing under an id that no rule gives on that day', async () => {
  await show(<Preparing on={addDays(DAY, 1)} />);
  await expect.element(browser.getByText('没有', { exact: true })).toBeVisible();
});
