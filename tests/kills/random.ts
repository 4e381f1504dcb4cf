/** Seeded choices, so that a soak that failed can be run again with the same kills. */

export interface Random {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in `part` of all cases (0 to 1). */
  chance(part: number): boolean;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
}

/** The same seed gives the same choices (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => {
    const chosen = from[between(0, from.length - 1)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  return {
    between, pick, chance: (part) => next() < part,
    shuffled: (from) => {
      const left = [...from];
      for (let last = left.length - 1; last > 0; last -= 1) {
        const other = between(0, last), kept = left[last], moved = left[other];
        if (kept !== undefined && moved !== undefined) [left[last], left[other]] = [moved, kept];
      }
      return left;
    },
  };
}
