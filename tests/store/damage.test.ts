/** IndexedDB's own files damaged or exchanged on the disk, in Chromium profiles of their own: everything comes back from the journal. */
import { expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { Damage, Exchanged, Reopened, Unopenable } from './damage/damaged-profile.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    runExchanges(cases: number): Promise<readonly Exchanged[] | string>;
    runUnopenable(cases: number): Promise<Unopenable | string>;
    runDamages(cases: number): Promise<readonly (Reopened & { readonly damage: Damage })[] | string>;
  }
}

const CASES = 25;

it('[F24] whatever became of the files, every saved case is back and saving works', async () => {
  const found = await commands.runDamages(CASES);
  if (typeof found === 'string') throw new Error(found);
  const whole = { listed: CASES, whole: CASES, savesAgain: true };
  expect(found.map(({ damage, listed, whole: complete, savesAgain }) => ({ damage, listed, whole: complete, savesAgain }))).toEqual(found.map(({ damage }) => ({ damage, ...whole })));
  expect(found).toHaveLength(6);
  // The damage was real: some openings had something to give back.
  expect(found.filter(({ restored, recreated }) => restored > 0 || recreated).length).toBeGreaterThan(2);
}, 180_000);

it('[F25] when Chromium keeps IndexedDB in another way than before, LevelDB or SQLite, every saved case is back from the journal', async () => {
  const found = await commands.runExchanges(CASES);
  if (typeof found === 'string') throw new Error(found);
  // Chromium carries nothing over: without the journal this would be an empty ledger.
  expect(found).toMatchObject([
    { from: 'LevelDB', filesBefore: 'LevelDB', filesAfter: 'SQLite', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true },
    { from: 'SQLite', filesBefore: 'SQLite', filesAfter: 'LevelDB', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true },
  ]);
}, 120_000);

it('[F24] where IndexedDB neither opens nor can be made anew, the whole journal is said to have everything, and gives it back once it can', async () => {
  const found = await commands.runUnopenable(CASES);
  expect(found).toMatchObject({ withJournal: 'working-copy-unopenable', withoutWholeJournal: 'storage-unopenable', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true });
}, 120_000);
