/** IndexedDB's own files damaged or exchanged on the disk, in Chromium profiles of their own: everything comes back from the journal. */
import { beforeAll, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { Profiles } from './damage/damaged-profile.ts';

declare module 'vitest/browser' {
  interface BrowserCommands { runProfiles(cases: number): Promise<Profiles | string> }
}

const CASES = 25;

let found: Profiles;
beforeAll(async () => {
  const profiles = await commands.runProfiles(CASES);
  if (typeof profiles === 'string') throw new Error(profiles);
  found = profiles;
}, 240_000);

it('[F24] whatever became of the files, every saved case is back and saving works', () => {
  const { damaged } = found;
  const whole = { listed: CASES, whole: CASES, savesAgain: true };
  expect(damaged.map(({ damage, listed, whole: complete, savesAgain }) => ({ damage, listed, whole: complete, savesAgain }))).toEqual(damaged.map(({ damage }) => ({ damage, ...whole })));
  expect(damaged).toHaveLength(6);
  // The damage was real: some openings had something to give back.
  expect(damaged.filter(({ restored, recreated }) => restored > 0 || recreated).length).toBeGreaterThan(2);
});

it('[F25] when Chromium keeps IndexedDB in another way than before, LevelDB or SQLite, every saved case is back from the journal', () => {
  // Chromium carries nothing over: without the journal this would be an empty ledger.
  expect(found.exchanged).toMatchObject([
    { from: 'LevelDB', filesBefore: 'LevelDB', filesAfter: 'SQLite', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true },
    { from: 'SQLite', filesBefore: 'SQLite', filesAfter: 'LevelDB', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true },
  ]);
});

it('[F24] where IndexedDB neither opens nor can be made anew, the whole journal is said to have everything, and gives it back once it can', () => {
  expect(found.unopenable).toMatchObject({ withJournal: 'working-copy-unopenable', withoutWholeJournal: 'storage-unopenable', restored: CASES * 2, listed: CASES, whole: CASES, savesAgain: true });
});
