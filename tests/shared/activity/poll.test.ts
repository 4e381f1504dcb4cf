/** Secret votes (F24, F29): what counts as a valid vote, the rates with what they are out of, the floor of 90 %, and the order of the bulletin. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBelowFloor, pollResult, rankedPolls, type Poll } from '../../../shared/activity/poll.ts';

const vote = (satisfied: number, basic: number, unsatisfied: number, also: Partial<Poll> = {}): Poll => ({
  about: '水利局', issued: 100, returned: satisfied + basic + unsatisfied + (also.abstained ?? 0) + (also.invalid ?? 0), invalid: 0, satisfied, basic, unsatisfied, on: '2026-12-20', ...also,
});

describe('a secret vote', () => {
  it('is reckoned out of the votes that chose one grade: 不选、多选无效不计票 (F29)', () => {
    const { valid, satisfied, basic, overall } = pollResult(vote(70, 20, 5, { invalid: 3, abstained: 2 }));
    expect(valid).toBe(95);
    expect([satisfied, basic, overall].map(({ numerator, denominator }) => [numerator, denominator])).toEqual([[70, 95], [20, 95], [90, 95]]);
  });

  it('is below the floor under 90 %, not at it (舞阳 S4)', () => {
    expect(isBelowFloor(vote(9, 1, 0))).toBe(false);
    expect(isBelowFloor(vote(89, 11, 0))).toBe(true);
    expect(isBelowFloor(vote(899, 101, 0))).toBe(true);
    expect(isBelowFloor(vote(900, 100, 0))).toBe(false);
    // Abstentions and invalid votes are out of it: 63 of 70, as whole votes, is exactly nine tenths.
    expect(isBelowFloor(vote(63, 7, 0, { invalid: 9, abstained: 9 }))).toBe(false);
    expect(isBelowFloor(vote(0, 0, 0))).toBe(false);
  });

  it('is compared without rounding, whatever the number of votes', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), (tens) => {
      expect(isBelowFloor(vote(9 * tens, tens, 0))).toBe(false);
      expect(isBelowFloor(vote(9 * tens - 1, tens + 1, 0))).toBe(true);
    }));
  });

  it('is listed by 满意率, then by 综合满意率; equal ones share a place', () => {
    const polls = [vote(50, 50, 0, { about: '甲局' }), vote(5, 4, 1, { about: '乙局' }), vote(90, 5, 5, { about: '丙局' }), vote(1, 1, 0, { about: '丁局' }), vote(0, 0, 0, { about: '戊局' })];
    expect(rankedPolls(polls).map(({ poll, rank }) => [poll.about, rank])).toEqual([['丙局', 1], ['丁局', 2], ['甲局', 2], ['乙局', 4], ['戊局', 5]]);
  });
});
