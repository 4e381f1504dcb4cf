/** The live night market on a real page over the real store: what its keys write, what a power cut leaves, and what is written only once. */
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Act } from '../../shared/act.ts';
import { addDays, localDateOf } from '../../shared/kernel/local-date.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { LiveEvening } from '../../renderer/screens/night-market/LiveEvening.tsx';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import type { Store } from '../../renderer/store/client.ts';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { useAnswer } from '../../renderer/ui/use-answer.ts';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';
import { aPhotograph } from './photograph.ts';

const TODAY = localDateOf(Date.now());
const EVENING = 'activity:tonight', BEFORE = 'activity:before';
const record = (subject: string, type: string, set: Record<string, unknown>): Act => ({ scope: TOWNSHIP, subject, type, body: { set } });
const opened = (subject: string, on: string): Act => ({ scope: TOWNSHIP, subject, type: 'activity.opened', body: { kind: 'night_market', place: '文化广场', on, from: '19:30' } });

interface Page { readonly device: Device; store: Store; readonly host: HTMLElement; root: Root }
const current: { page: Page | null } = { page: null };
/** What the disk was given of the table, in its order: a press is in its draft for a second only. */
const kept: Readonly<Record<string, unknown>>[] = [];

beforeEach(async () => {
  await browser.viewport(1366, 768);
  const device = await anOfflineDevice('secretary');
  const { store: opening } = await device.open();
  kept.splice(0);
  const store: Store = {
    ...opening,
    saveDraft: async (key, fields) => {
      await opening.saveDraft(key, fields);
      if (key === TABLE && fields !== null) kept.push(fields);
    },
  };
  current.page = { device, store, host: document.body.appendChild(document.createElement('div')), root: createRoot(document.createElement('div')) };
  const done = await store.perform([
    record('village:hdmc', 'village.updated', { name: '皇帝庙村', initials: 'hdmc', active: true }), record('unit:water', 'unit.updated', { name: '县水利局', tier: 'county', active: true }),
    record('deputy:a', 'deputy.updated', { name: '张建国', level: 'township', phone: '', constituency: '皇帝庙村选区', active: true }), opened(EVENING, TODAY),
  ]);
  expect(done.ok).toBe(true);
});
afterEach(() => {
  current.page?.root.unmount();
  current.page?.host.remove();
  current.page?.device.kill();
});

function page(): Page {
  if (!current.page) throw new Error('no page');
  return current.page;
}

function Evening() {
  const activity = useAnswer((store) => store.activity(EVENING), ['activities'], []);
  return activity ? <LiveEvening activity={activity} onEntered={() => undefined} onLeave={() => undefined} /> : null;
}

async function enter(): Promise<void> {
  const { store, host } = page();
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  page().root = createRoot(host);
  page().root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><MemoryRouter><Evening /></MemoryRouter></SessionProvider></StoreProvider></ThemeRoot>);
  await expect.element(browser.getByTestId('live-market')).toBeVisible();
  await expect.poll(() => document.activeElement?.closest('form')?.getAttribute('aria-label')).toBe('登记一件');
}

/** The power goes and comes back; `draft` is what the disk has then of the table, when it is not the last. */
async function powerCut(draft: Readonly<Record<string, unknown>> | null = null): Promise<void> {
  const { device, root } = page();
  device.kill();
  root.unmount();
  page().store = (await device.open()).store;
  if (draft !== null) await page().store.saveDraft(TABLE, draft);
  await enter();
}

const TABLE = `night-market:${EVENING}`;
const table = async () => (await page().store.drafts()).find(({ key }) => key === TABLE)?.fields ?? null;

/** A draft is written a moment after the last key, and the power may go once it is. */
const untilKept = (...words: readonly string[]) => expect.poll(async () => {
  const drafts = JSON.stringify(await page().store.drafts());
  return words.filter((one) => !drafts.includes(one));
}, WRITTEN).toEqual([]);

const alt = (key: string) => userEvent.keyboard(`{Alt>}${key}{/Alt}`);
const register = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
/** A count is written when the hand has rested for a little more than a second. */
const WRITTEN = { timeout: 30_000 } as const;
const evening = async () => { const found = await page().store.activity(EVENING); if (!found) throw new Error('no evening'); return found; };
const tonight = async () => {
  const { rows } = await page().store.cases({ filter: { activity: EVENING }, sort: 'received', descending: false, offset: 0, limit: 50 });
  return Promise.all(rows.map(async ({ id }) => { const view = await page().store.case(id); if (!view) throw new Error('no case'); return view.state; }));
};
const figure = (counter: string) => expect.element(browser.getByTestId(`count-${counter}`));

describe('the live night market', () => {
  it('counts a settled dispute by its card and what is only pressed apart, and writes a press once whenever the power goes', async () => {
    await enter();
    await alt('s');
    await userEvent.keyboard('两家为滴水沟吵架');
    await alt('5');
    await userEvent.fill(browser.getByLabelText('当事人'), '马老三、王大柱');
    await alt('a');
    await expect.poll(() => document.activeElement?.id).toBe('market-answer');
    await userEvent.keyboard('沟归两家共用');
    await register();
    await figure('settled').toHaveValue('1');
    const [dispute] = await tonight();
    expect(dispute?.registered).toMatchObject({ matter: 'dispute', answeredOnSpot: '达成协议：沟归两家共用', mediation: { parties: ['马老三', '王大柱'], result: 'agreed', agreement: '沟归两家共用' } });
    expect((await evening()).settled).toBe(0);

    // In one go: presses that are more than a second apart are written apart.
    await alt('hh{ArrowUp}');
    await figure('settled').toHaveValue('3');
    const pressed = () => kept.find((fields) => {
      const { batches, heads } = fields as { readonly batches: readonly { readonly settled: number }[]; readonly heads: { readonly total: number } | null };
      return batches.length === 1 && batches[0]?.settled === 2 && heads?.total === 1;
    }) ?? null;
    await expect.poll(pressed, WRITTEN).not.toBeNull();
    const unwritten = pressed();
    await expect.poll(async () => (await evening()).settled, WRITTEN).toBe(2);
    // In the ledger, and the draft did not hear of it any more.
    await powerCut(unwritten);
    await figure('settled').toHaveValue('3');
    await alt('i');
    await expect.poll(async () => (await evening()).ideas, WRITTEN).toBe(1);
    const after = await evening();
    expect([after.settled, after.citizens, after.timeline.filter(({ header }) => header.type === 'activity.tallied').length]).toEqual([2, 1, 2]);
  });

  it('has presses, half a card and half a question again after a power cut', async () => {
    await enter();
    await alt('h');
    await alt('s');
    await userEvent.keyboard('浇一亩地要');
    await alt('5');
    await userEvent.fill(browser.getByLabelText('当事人'), '甲、乙');
    await alt('w');
    await userEvent.fill(browser.getByLabelText('问了什么'), '自来水什么时候');
    await untilKept('浇一亩地要', '甲、乙', '自来水什么时候');
    await powerCut();
    await expect.element(browser.getByLabelText('为什么事起的纠纷')).toHaveValue('浇一亩地要');
    await expect.element(browser.getByLabelText('当事人')).toHaveValue('甲、乙');
    await expect.poll(async () => (await evening()).settled, WRITTEN).toBe(1);
    await alt('w');
    await expect.element(browser.getByLabelText('问了什么')).toHaveValue('自来水什么时候');
    await alt('2');
    await userEvent.fill(browser.getByLabelText('承诺了什么'), '月底通水');
    await browser.getByLabelText('问哪个单位').click();
    // The list takes Enter once it is there.
    await expect.poll(() => document.querySelector('.ant-select-item-option-active')?.textContent ?? '').toContain('县水利局');
    await userEvent.keyboard('{Enter}');
    await userEvent.fill(browser.getByLabelText('谁承诺的'), '李局长');
    await register();
    await expect.element(browser.getByTestId('questions-total')).toHaveTextContent('1');
    const [asked] = await tonight();
    expect(asked?.registered).toMatchObject({ words: '自来水什么时候', source: { askedUnit: 'unit:water' }, promise: { unit: 'unit:water', by: '李局长', text: '月底通水' } });
    // A week, or the first working day after it.
    expect((asked?.promise?.effectOn ?? '') >= addDays(TODAY, 7)).toBe(true);
    expect((await page().store.drafts()).map(({ key }) => key)).not.toContain(`questions:${EVENING}`);
  });

  it('checks in one by one with the time, and takes it back', async () => {
    await enter();
    await alt('b');
    await userEvent.fill(browser.getByLabelText('找代表'), '张');
    await userEvent.keyboard('{Enter}');
    await expect.poll(async () => (await evening()).deputies).toEqual(['deputy:a']);
    const [came] = (await evening()).timeline.filter(({ header }) => header.type === 'activity.checked_in');
    expect(came?.body['at']).toMatch(/^\d\d:\d\d$/);
    await userEvent.fill(browser.getByLabelText('姓名'), '刘支书');
    await userEvent.keyboard('{Enter}');
    await expect.poll(async () => (await evening()).guests).toEqual([{ name: '刘支书', role: '' }]);
    await browser.getByRole('button', { name: '取消刘支书的签到' }).click();
    await expect.poll(async () => (await evening()).guests).toEqual([]);
    await browser.getByRole('checkbox', { name: /张建国/ }).click();
    await expect.poll(async () => (await evening()).deputies).toEqual([]);
  });

  it('tells first what became of the last evening here: passed on, noted, or put aside; nothing waits in the way', async () => {
    const [answered, open, aside] = [aCaseId(), aCaseId(), aCaseId()];
    const then = { activity: BEFORE, receivedOn: addDays(TODAY, -30) };
    const done = await page().store.perform([
      opened(BEFORE, addDays(TODAY, -30)), registering(answered, { ...then, words: '机井电费多少钱', answeredOnSpot: '每度五毛六' }), registering(open, { ...then, words: '路灯不亮', receivedAt: '19:41' }), registering(aside, { ...then, words: '垃圾没人清', receivedAt: '19:42' }),
    ]);
    expect(done.ok).toBe(true);
    await enter();
    await expect.element(browser.getByTestId('to-tell')).toMatchTextContent(/先通报上次的事 3 件/);
    await alt('r');
    await expect.element(browser.getByTestId('telling')).toHaveTextContent('当场答复：每度五毛六。');
    await register();
    await expect.poll(async () => (await page().store.case(answered))?.state.relayed).toMatchObject([{ to: 'citizen', way: 'in_person', on: TODAY }]);
    await expect.element(browser.getByTestId('telling')).toMatchTextContent(/主席团正在梳理/);
    const shown = document.querySelector('[data-told][aria-current="true"]')?.getAttribute('data-told');
    await userEvent.keyboard('{Delete}');
    await expect.poll(() => document.querySelector('[data-told][aria-current="true"]')?.getAttribute('data-told')).not.toBe(shown);
    await register();
    const other = shown === open ? aside : open;
    await expect.poll(async () => (await page().store.case(other))?.state.timeline.at(-1)?.body['text']).toMatch(/^在夜市上通报了进展：已经登记/);
    await expect.element(browser.getByTestId('to-tell')).not.toBeInTheDocument();
    await expect.poll(() => document.activeElement?.id).toBe('market-village');
  });

  it('adds what is said again to the matter that it is about, with its photograph, and keeps half a note through a power cut', async () => {
    const known = aCaseId();
    const done = await page().store.perform([registering(known, { activity: EVENING, receivedOn: TODAY, village: 'village:hdmc', words: '村东头路灯半个月不亮了' })]);
    expect(done.ok).toBe(true);
    await enter();
    await userEvent.fill(browser.getByLabelText('村', { exact: true }), '皇帝庙村');
    await alt('s');
    await userEvent.keyboard('村东头路灯半个月不亮，又问了');
    await userEvent.upload(document.querySelector('[data-testid="live-market"] input[type="file"]') as HTMLElement, new File([await aPhotograph({ width: 400, height: 300, orientation: 1 })], '路灯.jpg', { type: 'image/jpeg' }));
    await expect.poll(async () => (await table())?.['form'], WRITTEN).toMatchObject({ attachments: [{ mime: 'image/jpeg' }] });
    await expect.poll(() => document.querySelector(`[data-similar="${known}"]`)).not.toBeNull();
    document.querySelector<HTMLElement>(`[data-similar="${known}"]`)?.click();
    await userEvent.fill(browser.getByLabelText(/^补记一句/), '电话没');
    await untilKept('电话没');
    await powerCut();
    await expect.poll(() => document.querySelector(`[data-similar="${known}"]`)).not.toBeNull();
    document.querySelector<HTMLElement>(`[data-similar="${known}"]`)?.click();
    await expect.element(browser.getByLabelText(/^补记一句/)).toHaveValue('电话没');
    await browser.getByRole('button', { name: '就是这件，补记上去' }).click();
    await expect.poll(async () => (await page().store.case(known))?.state.timeline.at(-1)?.body).toMatchObject({ text: '文化广场夜市再次反映：村东头路灯半个月不亮，又问了', attachments: [{ mime: 'image/jpeg' }] });
    expect(await tonight()).toHaveLength(1);
    await expect.element(browser.getByLabelText('说了什么')).toHaveValue('');
    await expect.poll(table).toBeNull();
  });

  it('has the half-filled closing form again after a power cut, and joins with the other laptop from there', async () => {
    await enter();
    await alt('z');
    await userEvent.fill(browser.getByLabelText('天气'), '小雨');
    await userEvent.fill(browser.getByLabelText(/^备注/), '九点下雨，提前收');
    await untilKept('小雨', '九点下雨，提前收');
    await powerCut();
    await alt('z');
    await expect.element(browser.getByLabelText(/^备注/)).toHaveValue('九点下雨，提前收');
    await expect.element(browser.getByLabelText('天气')).toHaveValue('小雨');
    await browser.getByRole('button', { name: /和旁边的电脑合并/ }).click();
    await expect.element(browser.getByText('导入：从那台带来')).toBeVisible();
    [...document.querySelectorAll<HTMLElement>('.ant-modal-close')].at(-1)?.click();
    await expect.element(browser.getByText('导入：从那台带来')).not.toBeVisible();
    await expect.element(browser.getByLabelText(/^备注/)).toHaveValue('九点下雨，提前收');
    await browser.getByRole('button', { name: /收摊，交给/ }).click();
    await expect.poll(async () => (await evening()).status).toBe('closed');
    expect(await evening()).toMatchObject({ note: '九点下雨，提前收', fields: { weather: '小雨' } });
    expect((await page().store.drafts()).map(({ key }) => key)).not.toContain(`closing:${EVENING}`);
  });

  it('shows the number of what was registered large, and goes back to the card', async () => {
    await enter();
    await alt('s');
    await userEvent.keyboard('村东头路灯不亮');
    await register();
    await expect.element(browser.getByTestId('tonight-total')).toHaveTextContent('1');
    await alt('k');
    const [registered] = await tonight();
    await expect.element(browser.getByTestId('receipt-number')).toHaveTextContent(registered?.tempNo ?? '?');
    await userEvent.keyboard('{Escape}');
    await expect.element(browser.getByTestId('receipt-number')).not.toBeInTheDocument();
    await expect.element(browser.getByTestId('live-market')).toBeVisible();
    await expect.poll(() => document.activeElement?.id).toBe('market-village');
  });
});
