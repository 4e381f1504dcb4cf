/** 联络站 on a real page over the real store: a debriefing below the floor, fields that are saved when they are left, half-typed words that survive, and thousands of activities. */
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Act } from '../../shared/act.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import { StationsScreen } from '../../renderer/screens/stations/StationsScreen.tsx';
import { TOWNSHIP } from './acts.ts';
import { aPageEach, drawOn } from './on-a-page.tsx';

const ID = 'activity:shuzhi1';
const PATIENCE = { timeout: 30_000, interval: 50 };
const record = (subject: string, type: string, set: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body: { set } });
const on = (subject: string, type: string, body: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body });

const page = aPageEach();

beforeEach(async () => {
  await browser.viewport(1366, 768);
  const { store } = page();
  expect(await store.perform([
    record('deputy:a', 'deputy.updated', { name: '张建国', level: 'township', phone: '', constituency: '皇帝庙村选区', active: true }),
    on(ID, 'activity.opened', { kind: 'debrief', place: '党群服务中心', on: '2026-03-31', from: '15:00' }), on(ID, 'activity.checked_in', { as: 'deputy', who: 'deputy:a', present: true }), on(ID, 'activity.closed', { until: '17:00' }),
  ])).toMatchObject({ ok: true });
});
async function show(path: string): Promise<void> {
  await drawOn(page(), <MemoryRouter initialEntries={[path]}><Routes><Route path="/stations/*" element={<StationsScreen />} /></Routes></MemoryRouter>);
}
const text = () => page().host.innerText;
const button = (name: string) => browser.getByRole('button', { name, exact: true });

it('a vote below 90 % asks for a day, which the rules propose', async () => {
  const { store } = page();
  await show(`/stations/${ID}`);
  await expect.poll(text, PATIENCE).toContain('代表述职记录');
  expect(text()).not.toContain('整改期限');
  expect(await store.perform([on(ID, 'activity.polled', { about: '张建国', who: 'deputy:a', issued: 50, returned: 50, invalid: 0, satisfied: 44, basic: 5, unsatisfied: 1, on: '2026-03-31' })])).toMatchObject({ ok: true });
  await expect.poll(text, PATIENCE).toContain('88.0%（44/50）');
  expect(text()).toContain('张建国的满意率低于90%');
  await button('就定这一天').click();
  // 3月31日 and one month: the last day of April.
  await expect.poll(async () => (await store.activity(ID))?.fields['rectifyBy'], PATIENCE).toBe('2026-04-30');
});

it('a field is saved when it is left; what was only typed is still there when the page is opened again', async () => {
  const { store } = page();
  await show(`/stations/${ID}`);
  const report = browser.getByRole('textbox', { name: '述职要点' });
  await report.fill('走访八十户');
  await expect.poll(async () => (await store.drafts()).find(({ key }) => key === `activity-fields:${ID}`)?.fields['report'], PATIENCE).toBe('走访八十户');
  expect((await store.activity(ID))?.fields['report']).toBeUndefined();
  page().root.render(null);
  await show(`/stations/${ID}`);
  await expect.element(browser.getByRole('textbox', { name: '述职要点' }), PATIENCE).toHaveValue('走访八十户');
  await browser.getByRole('textbox', { name: '述职要点' }).click();
  await userEvent.keyboard('，提建议三条{Tab}');
  await expect.poll(async () => (await store.activity(ID))?.fields['report'], PATIENCE).toContain('提建议三条');
  await expect.poll(async () => (await store.drafts()).some(({ key }) => key.startsWith('activity-fields')), PATIENCE).toBe(false);
});

it('thousands of activities are a list of which a page is drawn', async () => {
  const { store } = page();
  const many = Array.from({ length: 3000 }, (_, n) => on(`activity:many${String(n)}`, 'activity.planned', { kind: n % 3 === 0 ? 'visit' : 'council', on: addDays('2020-01-01', n % 2000), place: `第${String(n)}处` }));
  for (let at = 0; at < many.length; at += 200) expect(await store.perform(many.slice(at, at + 200))).toMatchObject({ ok: true });
  await show('/stations?kind=visit');
  await expect.poll(text, PATIENCE).toContain('1000 场');
  expect(page().host.querySelectorAll('tbody tr').length).toBeLessThan(80);
  expect(text()).not.toContain('议事会');
});
