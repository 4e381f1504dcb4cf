/** One schedule for each fault of the register that the simulator shows: short, readable, and with a proof that the fault happened. */
import { describe, expect, it } from 'vitest';
import { play, type Verdict } from './simulator/run.ts';
import type { Action } from './simulator/schedule.ts';

/** Device 0 is the county's; 1, 3, 5, … are of the first township, 2, 4, … of the second. */
const SECRETARY = 1;
const COLLEAGUE = 5;

type Happening = Action extends infer A ? (A extends unknown ? Omit<A, 'wait'> & { readonly wait?: number } : never) : never;

function playOut(happenings: readonly Happening[], devices = 6, seed = 1): Verdict {
  return play({ seed, devices, actions: happenings.map((one): Action => ({ wait: 1_000, ...one })) });
}

const write = (device: number, about = 0): Happening => ({ do: 'append', device, writing: 'register', about, where: 0 });
const note = (device: number, about = 0): Happening => ({ do: 'append', device, writing: 'note', about, where: 0 });
const weather = (device: number, kind: 'clear' | 'bad' | 'cut' | 'deaf' | 'slow', wait = 0): Happening => ({ do: 'weather', device, weather: kind, wait });
const at = (device: number, happening: 'crash' | 'boot' | 'wake' | 'copy-profile' | 'keep-profile' | 'roll-back' | 'lose-device' | 'enrol-anew' | 'verify'): Happening => ({ do: happening, device });

/** No promise was broken, and the fault did happen. */
function expectKept(verdict: Verdict, happened: readonly string[]): void {
  expect(verdict.faults).toEqual([]);
  for (const what of happened) expect({ what, times: verdict.happened.get(what) ?? 0 }).not.toEqual({ what, times: 0 });
}

describe('a line', () => {
  it('[F14] that loses requests: what was written meanwhile arrives when it is back', () => {
    expectKept(playOut([weather(SECRETARY, 'cut'), write(SECRETARY), note(SECRETARY), { ...at(SECRETARY, 'wake'), wait: 40_000 }, weather(SECRETARY, 'clear', 60_000)]), ['network: dropped']);
  });

  it('[F15] that loses the answer after the commit: the same entries are sent again, and stand there once', () => {
    expectKept(playOut([weather(SECRETARY, 'deaf'), write(SECRETARY), { ...note(SECRETARY), wait: 70_000 }, at(SECRETARY, 'crash'), at(SECRETARY, 'boot'), weather(SECRETARY, 'clear', 60_000)]), ['network: only the answer dropped']);
  });

  it('[F15] a county that dies after the commit and before its answer has the entries once', () => {
    expectKept(playOut([{ do: 'county-fate', fate: 'dies-after-commit', wait: 0 }, write(SECRETARY), { do: 'county-boot', wait: 40_000 }, note(SECRETARY)]), ['the county\'s fate: dies-after-commit']);
  });

  it('[F16] that repeats answers and brings old ones after newer ones changes nothing', () => {
    const storm = Array.from({ length: 60 }, (_, i): Happening => ({ ...(i % 2 === 0 ? write(SECRETARY, i % 6) : note(COLLEAGUE, i % 6)), wait: 1_500 }));
    const happened = new Map<string, number>();
    for (let seed = 1; seed <= 8; seed += 1) {
      const verdict = playOut([weather(SECRETARY, 'bad'), weather(COLLEAGUE, 'bad'), ...storm], 6, seed);
      expectKept(verdict, []);
      for (const [what, times] of verdict.happened) happened.set(what, (happened.get(what) ?? 0) + times);
    }
    expect(happened.get('network: repeated')).toBeGreaterThan(0);
    expect(happened.get('network: reordered')).toBeGreaterThan(0);
  });
});

describe('a clock', () => {
  it.each([['3 days behind', -3 * 86_400_000], ['2 years ahead', 2 * 365 * 86_400_000], ['at 1970', -56 * 365 * 86_400_000]])('[F27] that is %s, and jumps back: nothing waits for ever, and cause stays before effect', (_how, skew) => {
    expectKept(playOut([
      write(SECRETARY), { do: 'clock', device: SECRETARY, skew, wait: 0 }, note(SECRETARY), weather(SECRETARY, 'cut'), note(SECRETARY), { do: 'clock', device: SECRETARY, skew: 0, wait: 0 }, note(SECRETARY),
      at(SECRETARY, 'crash'), at(SECRETARY, 'boot'), note(COLLEAGUE), weather(SECRETARY, 'clear'), note(SECRETARY),
    ]), []);
  });

  it('[F28] that reads the same millisecond on two devices: both writings stand in the same order everywhere', () => {
    expectKept(playOut([write(SECRETARY), ...Array.from({ length: 8 }, (): Happening => ({ do: 'same-moment', device: SECRETARY, other: 0, about: 0 }))]), ['two wrote in one millisecond']);
  });
});

describe('a profile', () => {
  it('[F29] that was copied: both go on writing, one takes a new name, and everything arrives', () => {
    expectKept(playOut([write(SECRETARY), weather(SECRETARY, 'cut'), note(SECRETARY), at(SECRETARY, 'copy-profile'), note(SECRETARY), note(6), weather(SECRETARY, 'clear'), note(SECRETARY), note(6)]), ['a device took a new name']);
  });

  it('[F29] that was copied and meets its original by a stick takes a new name before it writes on', () => {
    expectKept(playOut([
      write(SECRETARY), weather(SECRETARY, 'cut'), at(SECRETARY, 'copy-profile'), weather(6, 'cut'), note(SECRETARY), note(6), { do: 'bundle-make', device: SECRETARY, where: 0 },
      { do: 'bundle-take', device: 6, which: 0, how: 'whole', at: 0 }, note(6), weather(SECRETARY, 'clear'), weather(6, 'clear'),
    ]), ['a bundle: taken', 'a device took a new name']);
  });

  it('[F30] that was put back to last week\'s: what the county had comes back, and it writes under a new name', () => {
    expectKept(playOut([write(SECRETARY), at(SECRETARY, 'keep-profile'), note(SECRETARY), { ...note(SECRETARY), wait: 20_000 }, at(SECRETARY, 'roll-back'), note(SECRETARY)]), ['a device took a new name']);
  });
});

describe('a county', () => {
  it('[F31] that was put back to yesterday\'s and took new entries before its old devices came back has all of it in the end', () => {
    expectKept(playOut([
      write(SECRETARY), { do: 'county-backup' }, note(SECRETARY), { ...note(COLLEAGUE), wait: 20_000 }, weather(SECRETARY, 'cut'), weather(0, 'cut'), weather(COLLEAGUE, 'cut'),
      { do: 'county-restore', which: 0 }, { ...write(3, 4), wait: 20_000 }, weather(SECRETARY, 'clear'), weather(COLLEAGUE, 'clear'), { ...at(SECRETARY, 'wake'), wait: 60_000 },
    ]), ['the county was restored from a backup', 'a device was told that it diverged']);
  });

  it('[F32] that was put back while its acknowledgement was still on the way gets the entry again', () => {
    expectKept(playOut([
      write(SECRETARY), { do: 'county-backup', wait: 5_000 }, weather(SECRETARY, 'slow'), { ...note(SECRETARY), wait: 4_000 }, { do: 'county-restore', which: 0, wait: 40_000 }, weather(SECRETARY, 'clear'), note(SECRETARY),
    ]), ['the county was restored from a backup', 'a device was told that it diverged']);
  });

  it('that was lost with its backups is built again from what its devices hold', () => {
    const verdict = playOut([write(SECRETARY), note(COLLEAGUE), write(2, 1), { ...note(2, 1), wait: 20_000 }, { do: 'county-lost' }, { ...write(3, 3), wait: 20_000 }]);
    expectKept(verdict, ['the county was lost and begun anew', 'a device was told that it diverged']);
  });

  it.each(['row-gone', 'tail-gone', 'body-changed', 'hash-changed'] as const)('[F44] in whose database somebody meddled (%s) finds it, and its devices refill it', (how) => {
    expectKept(playOut([write(SECRETARY), note(COLLEAGUE), { ...note(SECRETARY), wait: 20_000 }, { do: 'county-damage', where: 1, how, at: 1 }, at(COLLEAGUE, 'verify'), note(SECRETARY)]), [`a row of the county: ${how}`, 'the county mended a log']);
  });
});

describe('entries', () => {
  it('[F35] that arrive over a bad line, by stick, again and in any order add up to the same everywhere', () => {
    const notes = Array.from({ length: 24 }, (_, i): Happening => ({ ...note([SECRETARY, COLLEAGUE, 3][i % 3] ?? SECRETARY), wait: 300 }));
    expectKept(playOut([
      write(SECRETARY), weather(SECRETARY, 'cut'), weather(COLLEAGUE, 'bad'), ...notes, { do: 'bundle-make', device: SECRETARY, where: 0 }, { do: 'bundle-take', device: COLLEAGUE, which: 0, how: 'whole', at: 0 },
      { do: 'bundle-make', device: COLLEAGUE, where: 0 }, { do: 'bundle-take', device: 3, which: 0, how: 'whole', at: 0 }, { do: 'bundle-take', device: SECRETARY, which: 1, how: 'whole', at: 0 }, weather(SECRETARY, 'clear'),
    ]), ['a bundle: taken', 'a bundle: nothing new']);
  });

  it('[F36] about one field of one case, written on five devices offline, come to one state on all of them', () => {
    const secretaries = [1, 5, 7, 11, 13];
    expectKept(playOut([
      { ...write(SECRETARY), wait: 30_000 }, ...secretaries.map((device) => weather(device, 'cut')),
      ...secretaries.map((device): Happening => ({ do: 'append', device, writing: 'sort', about: 0, where: 0 })), ...secretaries.map((device) => weather(device, 'clear')),
    ], 14), ['network: dropped']);
  });
});

describe('a bundle', () => {
  it.each(['cut', 'flipped'] as const)('that is %s anywhere is not taken, and does no harm', (how) => {
    const tries = Array.from({ length: 12 }, (_, i): Happening => ({ do: 'bundle-take', device: COLLEAGUE, which: 0, how, at: i * 331 + 7 }));
    expectKept(playOut([weather(SECRETARY, 'cut'), weather(COLLEAGUE, 'cut'), write(SECRETARY), note(SECRETARY), { do: 'bundle-make', device: SECRETARY, where: 0 }, ...tries]), [`a bundle: ${how}`]);
  });

  it('of another township, of an older day, and the same twice: each has its outcome', () => {
    expectKept(playOut([
      weather(SECRETARY, 'cut'), weather(COLLEAGUE, 'cut'), write(SECRETARY), { do: 'bundle-make', device: SECRETARY, where: 0 }, note(SECRETARY), { do: 'bundle-make', device: SECRETARY, where: 0 },
      ...[0, 1, 0].map((which): Happening => ({ do: 'bundle-take', device: COLLEAGUE, which, how: 'whole', at: 0 })), { do: 'bundle-take', device: 2, which: 0, how: 'whole', at: 0 },
    ]), ['a bundle: taken', 'a bundle: nothing new', 'a bundle: of a foreign scope']);
  });
});

describe('a reply of the county', () => {
  const reply = (device: number, age = 0): Happening => ({ do: 'reply', device, where: 0, age, wait: 5_000 });

  it('[P37] brings a device without a line what the others wrote; twice, older and of another township each has its outcome', () => {
    expectKept(playOut([
      { ...write(SECRETARY), wait: 20_000 }, weather(SECRETARY, 'cut'), note(COLLEAGUE), { ...note(3), wait: 20_000 }, note(SECRETARY), reply(SECRETARY), { ...note(COLLEAGUE), wait: 20_000 }, reply(SECRETARY), reply(SECRETARY, 1), reply(2), reply(SECRETARY, 1),
    ]), ['a reply: taken', 'a reply: reply-known']);
  });

  it('[P37] of a county that was then restored from before it: what it confirmed is given back', () => {
    expectKept(playOut([
      { ...write(SECRETARY), wait: 20_000 }, { do: 'county-backup' }, weather(SECRETARY, 'deaf'), { ...note(SECRETARY), wait: 100_000 }, weather(SECRETARY, 'cut'), reply(SECRETARY), { do: 'county-restore', which: 0 }, note(SECRETARY), weather(SECRETARY, 'clear', 60_000),
    ]), ['a reply: taken', 'the county was restored from a backup']);
  });

  it('[P37] to a device that dies while it stores it, or whose disk is full, is taken later or comes by the line', () => {
    for (let writes = 1; writes <= 4; writes += 1) {
      expectKept(playOut([
        { ...write(SECRETARY), wait: 20_000 }, weather(SECRETARY, 'cut'), { ...note(COLLEAGUE), wait: 20_000 }, { do: 'reply', device: SECRETARY, where: 0, age: 0, wait: 0 }, { do: 'die-after-writes', device: SECRETARY, writes, wait: 10_000 },
        at(SECRETARY, 'boot'), reply(SECRETARY), { do: 'disk', device: SECRETARY, full: true }, { ...note(COLLEAGUE), wait: 20_000 }, reply(SECRETARY),
      ]), ['a reply: taken']);
    }
  });
});
