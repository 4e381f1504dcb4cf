/** Copying paper sheets, on a real page over the real store: by the keyboard, kept at every key, registered in one go, taken back in one go. */
import { createRoot, type Root } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page as browser, userEvent } from 'vitest/browser';
import type { Role } from '../../shared/access.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { CaseRow } from '../../renderer/store/api.ts';
import type { Store } from '../../renderer/store/client.ts';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import { BackEntryPage } from '../../renderer/screens/night-market/back-entry/BackEntryPage.tsx';
import { sheetKey } from '../../renderer/screens/night-market/back-entry/use-sheet.ts';
import { ThemeRoot } from '../../renderer/theme/ThemeRoot.tsx';
import { SessionProvider } from '../../renderer/ui/session-context.tsx';
import { useAnswer } from '../../renderer/ui/use-answer.ts';
import { TOWNSHIP } from './acts.ts';
import { anOfflineDevice, type Device } from './device.ts';

const EVENING = 'activity:sheets';
interface Page { readonly device: Device; readonly store: Store; readonly host: HTMLElement; readonly root: Root }
const current: { page: Page | null } = { page: null };

async function opened(role: Role = 'secretary'): Promise<void> {
  const device = await anOfflineDevice(role);
  const { store } = await device.open();
  const about = { scope: TOWNSHIP, subject: EVENING };
  const saved = await store.perform([
    { scope: TOWNSHIP, subject: 'village:hdm', type: 'village.updated', body: { set: { name: '皇帝庙村', initials: 'hdmc', active: true } } },
    { ...about, type: 'activity.opened', body: { kind: 'night_market', place: '文化广场', on: '2026-05-18', from: '19:00' } },
    { ...about, type: 'activity.checked_in', body: { as: 'deputy', who: 'deputy:1', present: true } },
    { ...about, type: 'activity.closed', body: { until: '21:00' } },
  ].slice(role === 'recorder' ? 1 : 0));
  if (!saved.ok) throw new Error(saved.error.code);
  await shown(device, store);
}

async function shown(device: Device, store: Store): Promise<void> {
  const host = document.body.appendChild(document.createElement('div'));
  host.style.height = '700px';
  current.page = { device, store, host, root: createRoot(host) };
  const enrolment = (await store.enrolment())?.enrolment as Enrolment;
  current.page.root.render(<ThemeRoot><StoreProvider store={store}><SessionProvider server="https://county.example" enrolment={enrolment}><HashRouter><Evening /></HashRouter></SessionProvider></StoreProvider></ThemeRoot>);
  await expect.element(browser.getByRole('grid', { name: '纸质登记' })).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('第1行 村');
}

function Evening() {
  const activity = useAnswer((store) => store.activity(EVENING), ['activities'], []);
  return activity === undefined || activity === null ? null : <BackEntryPage activity={activity} back={{ to: '/', title: '文化广场' }} />;
}

function page(): Page {
  if (!current.page) throw new Error('no page');
  return current.page;
}

/** The program is killed, and started again with the sheet on the page. */
async function killedAndStarted(): Promise<void> {
  const { device, root, host } = page();
  device.kill();
  root.unmount();
  host.remove();
  await shown(device, (await device.open()).store);
}

/** What Excel leaves in the clipboard, put where the keyboard is. */
function pasted(...lines: readonly string[]): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', `${lines.join('\r\n')}\r\n`);
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

async function registered(): Promise<readonly CaseRow[]> {
  return (await page().store.cases({ filter: { activity: EVENING }, sort: 'received', descending: false, offset: 0, limit: 1000 })).rows;
}

/** What a cell says; the one that has the keyboard says what stands in its box. */
function cell(row: number, column: string): string | null {
  const found = document.querySelector(`[data-cell="${row} ${column}"]`);
  return found?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')?.value ?? found?.textContent ?? null;
}
const says = (words: RegExp | string) => expect.element(browser.getByText(words).first(), { timeout: 30_000 }).toBeVisible();
const keptRows = async () => ((await page().store.drafts()).find(({ key }) => key === sheetKey(EVENING))?.fields['rows'] ?? []) as readonly { readonly cells: Readonly<Record<string, string>> }[];

afterEach(() => {
  current.page?.root.unmount();
  current.page?.host.remove();
  current.page?.device.kill();
});

describe('paper sheets of a secretary', () => {
  beforeEach(() => opened());

  it('are typed by the keyboard alone and registered with what the evening knows', async () => {
    await userEvent.keyboard('hdm{Tab}王五{Tab}１３８００００１２３４{Tab}路灯坏了{Enter}');
    await userEvent.keyboard('{Tab}{Tab}{Tab}机井电费太贵{Enter}');
    expect([cell(0, 'village'), cell(0, 'phone'), cell(1, 'words')]).toEqual(['皇帝庙村', '13800001234', '机井电费太贵']);
    await says('可登记 1 行，还缺 1 行');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await says('登记了 1 件。');
    const [row, ...others] = await registered();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ title: '路灯坏了', villageName: '皇帝庙村', reporterMasked: '王**', receivedOn: '2026-05-18', channel: 'night_market', category: '道路交通', status: 'sorting' });
    expect((await page().store.case(row?.id ?? ''))?.state.registered.deputies).toEqual(['deputy:1']);
    // What still lacks its village stays, here and in 待补全.
    expect(cell(0, 'words')).toBe('机井电费太贵');
    await expect.poll(async () => (await keptRows()).map(({ cells }) => cells['words'])).toEqual(['机井电费太贵']);
  });

  it('that were being typed when the power went are there again, with every key', async () => {
    await userEvent.keyboard('皇帝庙{Tab}{Tab}{Tab}路灯坏了，晚上');
    await expect.poll(async () => (await keptRows()).map(({ cells }) => cells['words'])).toEqual(['路灯坏了，晚上']);
    await killedAndStarted();
    expect([cell(0, 'village'), cell(0, 'words')]).toEqual(['皇帝庙村', '路灯坏了，晚上']);
  });

  it('come from Excel with their headings, and one Ctrl+Z takes the block back', async () => {
    pasted('姓名\t反映的问题和意见\t村组\t级别\t备注', '王五\t"路灯坏了\n三盏"\t皇帝庙\t小事\t', '赵六\t机井坏了\t\t特大\t');
    await says(/贴进 2 行，按表头认列；没有用到：备注/);
    expect([cell(0, 'name'), cell(0, 'words'), cell(0, 'village'), cell(1, 'level')]).toEqual(['王五', '路灯坏了\n三盏', '皇帝庙村', '特大']);
    await says('级别：级别只有：小事、共性、大事。');
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => cell(0, 'name')).toBe('');
  });

  it('of a whole evening are registered once, whatever was there already, and taken back as one', async () => {
    pasted('村\t反映人\t说了什么\t现场答复', ...Array.from({ length: 120 }, (_, index) => `皇帝庙村\t群众${index}\t第${index}件：路灯坏了\t${index === 0 ? '明天修' : ''}`));
    await says('可登记 120 行');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await says('登记了 120 件。');
    expect((await registered()).length).toBe(120);
    await browser.getByRole('button', { name: '撤回这一批' }).click();
    await says(/撤回了 119 件.*1 件当场答复了的不能撤回/);
    expect((await registered()).filter(({ status }) => status === 'declined').length).toBe(119);
    await says('可登记 119 行');
    // Twice the same sheet: what stands in the ledger is not registered again.
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await says('登记了 119 件。');
    await browser.getByRole('gridcell').first().click();
    pasted('村\t反映人\t说了什么', '皇帝庙村\t群众5\t第5件：路灯坏了');
    await userEvent.keyboard('{ArrowDown}');
    await says(/说了什么：和临-.+是同样的话、同一个人/);
  });
});

describe('paper sheets of a recorder', () => {
  beforeEach(() => opened('recorder'));

  it('are registered, and what is registered is the secretary’s to take back', async () => {
    pasted('说了什么\t村', '路灯坏了\t集市');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await says('登记了 1 件。');
    await expect.element(browser.getByRole('button', { name: '撤回这一批' })).toBeDisabled();
  });
});
