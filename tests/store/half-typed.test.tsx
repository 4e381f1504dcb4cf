/** A half-typed form whose draft cannot be kept: it is said, and tried again when the form goes away. */
import { Button } from 'antd';
import { expect, it } from 'vitest';
import { page as browser } from 'vitest/browser';
import { StoreProvider } from '../../renderer/store/store-context.tsx';
import { useDraft } from '../../renderer/ui/use-draft.ts';
import { aPageEach, drawOn } from './on-a-page.tsx';

const page = aPageEach();
const WORDS = { words: '写到一半的路灯' };

function Typing() {
  const draft = useDraft('register-case');
  // Below what is said at the top of the page.
  return <p style={{ paddingTop: 200 }}><Button onClick={() => { draft.keep(WORDS); }}>打字</Button><Button onClick={() => { void draft.drop(); }}>不要了</Button></p>;
}

/** A store whose disk is full until `room` is made. */
function fullDisk() {
  const disk = { full: true, tries: 0 };
  const { store } = page();
  const over = { ...store, saveDraft: (...draft: Parameters<typeof store.saveDraft>) => { disk.tries += 1; return disk.full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : store.saveDraft(...draft); } };
  return { disk, typing: <StoreProvider store={over}><Typing /></StoreProvider> };
}

it('is kept when the form goes away and there is room again', async () => {
  const { disk, typing } = fullDisk();
  await drawOn(page(), typing);
  await browser.getByRole('button', { name: '打字' }).click();
  await expect.element(browser.getByText(/存不下/)).toBeVisible();
  expect(await page().store.drafts()).toEqual([]);
  disk.full = false;
  await drawOn(page(), <p>别的一页</p>);
  await expect.poll(() => page().store.drafts()).toMatchObject([{ key: 'register-case', fields: WORDS }]);
  expect(disk.tries).toBe(2);
});

it('that was thrown away is not kept after all', async () => {
  const { disk, typing } = fullDisk();
  await drawOn(page(), typing);
  await browser.getByRole('button', { name: '打字' }).click();
  await expect.element(browser.getByText(/存不下/)).toBeVisible();
  disk.full = false;
  await browser.getByRole('button', { name: '不要了' }).click();
  await expect.poll(() => disk.tries).toBe(2);
  await drawOn(page(), <p>别的一页</p>);
  await expect.element(browser.getByText('别的一页')).toBeVisible();
  expect([disk.tries, await page().store.drafts()]).toEqual([2, []]);
});
