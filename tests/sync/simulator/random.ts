/** A small seeded generator (sfc32): the same seed gives the same numbers on every machine and in every release. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `length` characters of base32 as replica ids have them. */
  letters(length: number): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** `stream` makes independent generators of one seed. */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = (seed / 2 ** 32) | 0;
  let c = stream | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i += 1) next();
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => from[int(from.length)] as T,
    letters: (length) => Array.from({ length }, () => LETTERS[int(32)]).join(''),
  };
}
