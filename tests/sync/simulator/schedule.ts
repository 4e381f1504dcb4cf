/**
 * A schedule: what happens to the devices and the county, drawn from a seed. It is plain data, so that a failing one can
 * be cut down, kept in a file and replayed.
 */
import { createRandom, type Random } from './random.ts';
import type { Damage } from './rows.ts';
import { STICK_FAULTS, type StickFault } from './stick.ts';
import { WEATHERS, type Weather } from './network.ts';
import { WRITINGS, type Writing } from './people.ts';

/** One happening; `device` is a number that is taken modulo the devices there are, `wait` virtual milliseconds until the next. */
export type Action = { readonly wait: number } & (
  | { readonly do: 'append'; readonly device: number; readonly writing: Writing; readonly about: number; readonly where: number }
  /** Two devices of one township write about one case in the same millisecond. */
  | { readonly do: 'same-moment'; readonly device: number; readonly other: number; readonly about: number }
  | { readonly do: 'bundle-make'; readonly device: number; readonly where: number }
  /** `which`: 0 the newest file on the stick, 1 the one before, … · `at`: where it is broken. */
  | { readonly do: 'bundle-take'; readonly device: number; readonly which: number; readonly how: StickFault; readonly at: number }
  /** The county writes a reply to what it holds of one of the device's scopes, and the device takes it, or one that was written before. */
  | { readonly do: 'reply'; readonly device: number; readonly where: number; readonly age: number }
  | { readonly do: 'lose-entry'; readonly device: number; readonly at: number }
  | ({ readonly do: 'county-damage'; readonly where: number } & Damage)
  | { readonly do: 'crash' | 'boot' | 'wake' | 'copy-profile' | 'keep-profile' | 'roll-back' | 'lose-device' | 'enrol-anew' | 'verify'; readonly device: number }
  | { readonly do: 'die-after-writes'; readonly device: number; readonly writes: number }
  | { readonly do: 'weather'; readonly device: number; readonly weather: Weather }
  | { readonly do: 'disk'; readonly device: number; readonly full: boolean }
  | { readonly do: 'clock'; readonly device: number; readonly skew: number }
  | { readonly do: 'probe'; readonly device: number; readonly how: number }
  | { readonly do: 'county-crash' | 'county-boot' | 'county-backup' | 'county-lost' }
  | { readonly do: 'county-fate'; readonly fate: 'dies-before-commit' | 'dies-after-commit' | 'disk-full' }
  | { readonly do: 'county-restore'; readonly which: number }
);

export interface Schedule {
  readonly seed: number;
  readonly devices: number;
  readonly actions: readonly Action[];
}

const TEN_YEARS_MS = 10 * 365.25 * 86_400_000;

/** The schedule of a seed. `roughness` is how much of what may go wrong does, 0 to 1; drawn when it is not given. */
export function createSchedule(seed: number, length = 160, roughness?: number): Schedule {
  const random = createRandom(seed, 1);
  // Some schedules are calm: a bug that only shows when little else goes wrong must be found too.
  const drawn = random.pick([0.15, 0.5, 1]);
  const rough = roughness ?? drawn;
  const devices = 3 + random.int(4);
  const actions = Array.from({ length }, (): Action => ({ ...drawAction(random, rough), wait: drawWait(random) }));
  return { seed, devices, actions };
}

function drawWait(random: Random): number {
  const kind = random.int(10);
  return kind < 6 ? random.int(60) : kind < 9 ? random.int(2_000) : random.int(90_000);
}

type Drawn = Action extends infer A ? (A extends unknown ? Omit<A, 'wait'> : never) : never;

function drawAction(random: Random, rough: number): Drawn {
  const device = random.int(64);
  if (random.chance(0.42)) return { do: 'append', device, writing: drawWriting(random), about: random.int(6), where: random.int(8) };
  if (random.chance(0.25)) return { do: 'wake', device };
  if (random.chance(0.06)) return drawVisit(random, device);
  if (random.chance(1 - rough)) return random.chance(0.5) ? { do: 'boot', device } : { do: 'county-boot' };
  switch (random.int(25)) {
    case 0: case 1: case 2: case 19: return { do: 'crash', device };
    case 21: case 22: case 23: return { do: 'die-after-writes', device, writes: 1 + random.int(4) };
    case 3: case 4: return { do: 'boot', device };
    case 5: case 6: case 7: return { do: 'weather', device, weather: random.pick(WEATHERS) };
    case 8: return { do: 'disk', device, full: random.chance(0.4) };
    case 9: return { do: 'clock', device, skew: Math.round((random.int(2001) - 1000) / 1000 * TEN_YEARS_MS) };
    case 10: return { do: 'probe', device, how: random.int(4) };
    case 11: return random.chance(0.5) ? { do: 'county-crash' } : { do: 'county-boot' };
    case 12: case 13: return { do: 'county-fate', fate: random.pick(['dies-before-commit', 'dies-after-commit', 'disk-full'] as const) };
    case 14: case 20: return { do: 'county-backup' };
    case 15: return random.chance(0.7) ? { do: 'county-restore', which: random.int(random.pick([1, 3, 8])) } : { do: 'county-backup' };
    case 16: return random.chance(0.3) ? { do: 'copy-profile', device } : { do: 'county-boot' };
    case 17: return random.chance(0.5) ? { do: 'keep-profile', device } : { do: 'roll-back', device };
    case 18: return drawMisfortune(random, device);
    default: return random.chance(0.1) ? { do: 'lose-device', device } : { do: 'boot', device };
  }
}

function drawWriting(random: Random): Writing {
  return random.chance(0.06) ? random.pick(['unknown-type', 'newer-version', 'invalid-body'] as const) : random.pick(WRITINGS.slice(0, 4));
}

/** What people do with sticks, and by chance at the same moment. */
function drawVisit(random: Random, device: number): Drawn {
  switch (random.int(5)) {
    case 0: return { do: 'same-moment', device, other: random.int(64), about: random.int(6) };
    case 1: case 2: return { do: 'bundle-make', device, where: random.int(8) };
    default: {
      const [which, how, at] = [random.int(random.pick([1, 4])), random.chance(0.4) ? 'whole' : random.pick(STICK_FAULTS), random.int(1_000_000)] as const;
      // The county's own stick, now and then; drawn from what is drawn anyway, so that every other schedule stays the one that it was.
      return at % 4 === 0 ? { do: 'reply', device, where: at % 7, age: which } : { do: 'bundle-take', device, which, how, at };
    }
  }
}

/** What seldom happens: hands in the county's database, its end, a damaged disk, a new computer. */
function drawMisfortune(random: Random, device: number): Drawn {
  switch (random.int(9)) {
    case 0: return { do: 'county-lost' };
    case 1: case 2: return { do: 'lose-entry', device, at: random.int(1000) };
    case 3: return { do: 'enrol-anew', device };
    case 4: return { do: 'verify', device };
    default: return { do: 'county-damage', where: random.int(3), how: random.pick(['row-gone', 'tail-gone', 'body-changed', 'hash-changed'] as const), at: random.int(1000) };
  }
}
