import { describe, expect, it } from 'vitest';
import { citations } from '../titles.ts';
import { FAULTS, levelsOf } from './register.ts';

const cited = citations('F');

describe('the register of faults', () => {
  it('numbers 44 of them without a gap', () => {
    expect(FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`));
  });

  it('has a test for every fault at every level that it names', () => {
    const untested = FAULTS.flatMap(({ number, levels }) => levels.flatMap((level) => (
      cited.some(({ mark, file }) => mark === number && levelsOf(file).includes(level)) ? [] : [`${number} ${level}`])));
    expect(untested).toEqual([]);
  });

  it('knows every fault that a test names', () => {
    const known = new Set<string>(FAULTS.map(({ number }) => number));
    expect(cited.filter(({ mark }) => !known.has(mark))).toEqual([]);
  });
});
