/** What is put right after an evening, on a real page over the real store: counts of two laptops, facts that were written down wrongly, what was begun and not registered. */
import type { ReactNode } from 'react';
import { HashRouter } from 'react-router';
import { beforeEach, describe, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { ActivityState } from '../../shared/activity/activity.ts';
import { CorrectEvening } from '../../renderer/screens/night-market/CorrectEvening.tsx';
import { UnfinishedCard } from '../../renderer/screens/today/UnfinishedCard.tsx';
import { HeadCountSettle } from '../../renderer/ui/activity/HeadCountSettle.tsx';
import { useAnswer } from '../../renderer/ui/use-answer.ts';
import { TOWNSHIP } from './acts.ts';
import { aPageEach, drawOn } from './on-a-page.tsx';

const EVENING = 'activity:after';
const page = aPageEach();

beforeEach(async () => {
  const { store } = page();
  const about = { scope: TOWNSHIP, subject: EVENING };
  const saved = await store.perform([
    { scope: TOWNSHIP, subject: 'deputy:1', type: 'deputy.updated', body: { set: { name: '张建国', level: 'county', active: true } } },
    { ...about, type: 'activity.opened', body: { kind: 'night_market', place: '文化广场', on: '2026-05-18', from: '19:00' } },
    { ...about, type: 'activity.counted', body: { citizens: 98, over: [] } },
    { ...about, type: 'activity.closed', body: { until: '21:00' } },
  ]);
  if (!saved.ok) throw new Error(saved.error.code);
});
async function shown(content: ReactNode): Promise<void> {
  await drawOn(page(), <HashRouter>{content}</HashRouter>);
}

function Evening({ children }: { readonly children: (activity: ActivityState) => ReactNode }) {
  const activity = useAnswer((store) => store.activity(EVENING), ['activities'], []);
  return activity ? children(activity) : null;
}

const evening = async () => { const found = await page().store.activity(EVENING); if (found === null) throw new Error('no evening'); return found; };
const button = (name: string | RegExp) => browser.getByRole('button', { name });

describe('two counts of one evening', () => {
  const twice = (activity: ActivityState) => ({ ...activity, headCounts: [...activity.headCounts, { entry: 'other', replica: 'other', citizens: 120 }] });

  it.each([['数的是同一批人', 'same_people', 120], ['各数各的', 'different_people', 218]] as const)('%s: settled as %s', async (label, how, citizens) => {
    await shown(<Evening>{(activity) => <HeadCountSettle activity={twice(activity)} />}</Evening>);
    await browser.getByText(new RegExp(`^${label}`)).click();
    await button('就这样核定').click();
    await expect.poll(async () => (await evening()).citizens).toBe(citizens);
    expect((await evening()).timeline.at(-1)?.body).toMatchObject({ how, citizens });
  });

  it('are settled by hand only with a number', async () => {
    await shown(<Evening>{(activity) => <HeadCountSettle activity={twice(activity)} />}</Evening>);
    await browser.getByText(/^另报一个数/).click();
    await expect.element(button('就这样核定')).toBeDisabled();
    await browser.getByRole('spinbutton', { name: '核定人数' }).fill('150');
    await button('就这样核定').click();
    await expect.poll(async () => (await evening()).citizens).toBe(150);
  });

  it('ask nothing while there is one', async () => {
    await shown(<Evening>{(activity) => <><p>{activity.place}</p><HeadCountSettle activity={activity} /></>}</Evening>);
    await expect.element(browser.getByText('文化广场')).toBeVisible();
    expect(document.querySelector('.ant-alert')).toBeNull();
  });
});

describe('更正这一场', () => {
  it('writes what was changed and nothing else, by the keyboard', async () => {
    await shown(<Evening>{(activity) => <CorrectEvening activity={activity} />}</Evening>);
    await button(/更正这一场/).click();
    await browser.getByLabelText('到场群众').fill('132');
    await browser.getByLabelText('天气').fill('晴');
    await browser.getByText('张建国').click();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(async () => (await evening()).citizens).toBe(132);
    const now = await evening();
    expect({ deputies: now.deputies, fields: now.fields, status: now.status, place: now.place }).toEqual({ deputies: ['deputy:1'], fields: { weather: '晴' }, status: 'closed', place: '文化广场' });
    expect(now.timeline.slice(3).map(({ header }) => header.type)).toEqual(['activity.checked_in', 'activity.counted', 'activity.recorded']);
  });
});

describe('待补全', () => {
  function Card() {
    const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
    const activities = useAnswer((store) => store.activities(), ['activities'], []);
    return drafts === undefined || activities === undefined ? null : <UnfinishedCard drafts={drafts} activities={activities} today="2026-05-19" />;
  }

  it('is thrown away, and found again as it was', async () => {
    const fields = { words: '路灯坏了，晚上看不见', reporterName: '王五' };
    await page().store.saveDraft('register-case', fields);
    await shown(<Card />);
    await expect.element(browser.getByText('还缺：村、类别')).toBeVisible();
    await button(/^扔掉：/).click();
    await expect.poll(async () => (await page().store.drafts()).length).toBe(0);
    await button('找回').click();
    await expect.poll(async () => (await page().store.drafts()).map((one) => one.fields)).toEqual([fields]);
    await expect.element(button(/^接着写：/)).toBeVisible();
  });
});
