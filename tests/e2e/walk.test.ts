/** A slice of the walk: one real case of each ending through the real app (`npm run walk` walks all 108); then the quickest capture, on the same computer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startMarket } from './live-market.ts';
import { checkWalk, endWalk, startWalk, walkCase, type Walk } from './walk.ts';
import { walkPlan, walkSlice } from './walk-plan.ts';

const SAID = ['村东头路灯坏了半个月没人修', '自来水发黄烧开了还有一层垢', '巷子里下雨积水孩子上学难走', '机井电费一度多少没人说得清', '垃圾桶满了三天也没有人来拉'] as const;

const slice = walkSlice(walkPlan());
let walk: Walk;
beforeAll(async () => { walk = await startWalk(mkdtempSync(path.join(tmpdir(), 'walk-'))); });
afterAll(async () => {
  await endWalk(walk);
  rmSync(walk.out, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

it('the plan holds every real case, and a way to each ending', () => {
  expect(walkPlan()).toHaveLength(108);
  expect(slice.map(({ ending }) => ending)).toEqual(['settled', 'closed', 'promised', 'handling', 'suggestion']);
});

it.each(slice.map((one, index) => [one.title, one.stands, one, index] as const))('%s ends as %s', async (_title, _stands, one, index) => {
  await walkCase(walk, one, index);
});

it('the ledger and the county count them as the documents leave them', async () => {
  expect(await checkWalk(walk, slice)).toHaveLength(4);
});

// The village stays from the card before, the words are given, Ctrl+Enter: what a hand presses besides the words is counted.
it('the quickest capture takes the words and one shortcut, card after card, in the village of the evening', async () => {
  const { page } = walk.device;
  // The place names the station, and the station its village.
  await startMarket(page);
  await page.waitForFunction(() => document.activeElement?.id === 'market-words');
  // Keys that a hand presses; characters that an input method commits are none.
  await page.evaluate(() => {
    document.documentElement.dataset['keys'] = '0';
    window.addEventListener('keydown', ({ repeat }) => { if (!repeat) document.documentElement.dataset['keys'] = String(Number(document.documentElement.dataset['keys']) + 1); }, { capture: true });
  });
  const pressed = async () => Number(await page.evaluate(() => document.documentElement.dataset['keys']));
  const took: { readonly keys: number; readonly ms: number }[] = [];
  for (const [index, words] of SAID.entries()) {
    const before = await pressed(), began = performance.now();
    await page.keyboard.insertText(words);
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('tonight-total').filter({ hasText: new RegExp(`^${index + 1}$`) }).waitFor();
    took.push({ keys: await pressed() - before, ms: Math.round(performance.now() - began) });
  }
  process.stdout.write(`  the quickest capture, beyond the words: ${took.map(({ keys }) => keys).join(', ')} keys; from the first character to the line in the list: ${took.map(({ ms }) => ms).join(', ')} ms\n`);
  expect(Math.max(...took.map(({ keys }) => keys))).toBeLessThanOrEqual(2);
  const lines = await page.locator('[data-case]').allInnerTexts();
  expect(SAID.map((words) => lines.filter((line) => line.includes(words) && line.includes('皇帝庙村')).length)).toEqual(SAID.map(() => 1));
});
