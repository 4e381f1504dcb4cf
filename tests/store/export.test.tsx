/** 导出 of what a list shows, over the real store and the real worker: stopped, whole, too many, and one at a time whoever asks. */
import { Button } from 'antd';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page as browser } from 'vitest/browser';
import { exportCases, MOST_EXPORTED } from '../../renderer/reports/export-cases.ts';
import { useExport } from '../../renderer/reports/use-export.tsx';
import type { CaseList } from '../../renderer/reports/all-cases.ts';
import { aCaseId, registering } from './acts.ts';
import { aPageEach, drawOn } from './on-a-page.tsx';

const page = aPageEach();
const LIST: CaseList = { filter: {}, sort: 'received', descending: true };
const CASES = 90;
beforeEach(async () => {
  expect(await page().store.perform(Array.from({ length: CASES }, () => registering(aCaseId())))).toMatchObject({ ok: true });
});

/** What `exportCases` needs beside the list; `heard` gets how far it is. */
async function asked(heard: (done: number, total: number) => void = () => undefined, stopping = new AbortController()) {
  const enrolment = (await page().store.enrolment())?.enrolment;
  if (!enrolment) throw new Error('not enrolled');
  return { enrolment, unwanted: stopping.signal, heard };
}

it('says how far it is up to the last case, and makes a workbook', async () => {
  const steps: (readonly [number, number])[] = [];
  const made = await exportCases(page().store, LIST, await asked((...step) => { steps.push(step); }));
  expect(steps).toEqual([[40, CASES], [80, CASES], [CASES, CASES]]);
  expect(made).toMatchObject({ name: expect.stringMatching(/民情台账 \d{4}-\d\d-\d\d\.xlsx$/) });
  if (made === null || 'tooMany' in made) throw new Error('no workbook');
  // A workbook is a zip.
  expect(new TextDecoder().decode(made.workbook.slice(0, 2))).toBe('PK');
});

it('is stopped in the middle: nothing more is asked for, and there is no workbook', async () => {
  const stopping = new AbortController();
  const steps: number[] = [];
  expect(await exportCases(page().store, LIST, await asked((done) => { steps.push(done); stopping.abort(); }, stopping))).toBeNull();
  expect(steps).toEqual([40]);
});

it('begins no workbook of more cases than one takes', async () => {
  const crowded = { ...page().store, cases: async (query: Parameters<ReturnType<typeof page>['store']['cases']>[0]) => ({ ...await page().store.cases(query), total: MOST_EXPORTED + 1 }) };
  expect(await exportCases(crowded, LIST, await asked(() => { throw new Error('a case was asked for'); }))).toEqual({ tooMany: MOST_EXPORTED + 1 });
});

it('is done once when two screens ask, and the file that was saved is named', async () => {
  const saved: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
  onTestFinished(() => { HTMLAnchorElement.prototype.click = click; });
  function Both() {
    const [one, other] = [useExport(), useExport()];
    return <Button onClick={() => { void one(LIST); void other(LIST); }}>两处导出</Button>;
  }
  await drawOn(page(), <Both />);
  await browser.getByRole('button', { name: '两处导出' }).click();
  await expect.element(browser.getByText('上一次导出还没有做完。')).toBeVisible();
  await expect.element(browser.getByText(/^已导出：.*\.xlsx$/)).toBeVisible();
  expect(saved).toHaveLength(1);
});
