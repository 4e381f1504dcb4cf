/**
 * What a secret vote (无记名测评, F24, F29) came to. Only totals are ever known: nobody's vote is entered anywhere. 三档选一，不选、多选无效不计票
 * (深圳 2011, F29): the valid votes are those that chose one of the three grades, and every rate is out of them; abstentions and invalid votes stand beside.
 */
import type { ActivityBody } from './activity.ts';
import { DEBRIEF_FLOOR_PERCENT } from './kinds.ts';

export type Poll = ActivityBody<'activity.polled'>;

/** A rate with what it is out of; the same as `statistics/rate.ts`, which stands above. */
export interface PollRate { readonly numerator: number; readonly denominator: number; readonly scope: string }

export interface PollResult {
  /** 满意 + 基本满意 + 不满意. */
  readonly valid: number;
  /** 满意率, 基本满意率, 综合满意率 (满意和基本满意), each out of the valid votes (domain 3.3). */
  readonly satisfied: PollRate;
  readonly basic: PollRate;
  readonly overall: PollRate;
}

/** The result of one vote. */
export function pollResult({ satisfied, basic, unsatisfied }: Pick<Poll, 'satisfied' | 'basic' | 'unsatisfied'>): PollResult {
  const valid = satisfied + basic + unsatisfied;
  return {
    valid,
    satisfied: { numerator: satisfied, denominator: valid, scope: '满意票 ÷ 有效票' },
    basic: { numerator: basic, denominator: valid, scope: '基本满意票 ÷ 有效票' },
    overall: { numerator: satisfied + basic, denominator: valid, scope: '满意和基本满意票 ÷ 有效票' },
  };
}

/** True when 满意率低于90% (舞阳 S4): compared in whole votes, so that 9 of 10 is not below. Without a valid vote there is no rate to be below. */
export function isBelowFloor(poll: Pick<Poll, 'satisfied' | 'basic' | 'unsatisfied'>): boolean {
  const { valid, satisfied } = pollResult(poll);
  return satisfied.numerator * 100 < DEBRIEF_FLOOR_PERCENT * valid;
}

/** A vote with its place among those of one appraisal. */
export interface RankedPoll { readonly poll: Poll; readonly result: PollResult; readonly rank: number }

/** The votes of one appraisal for the bulletin: by 满意率, then by 综合满意率; equal ones share a place. Those without a valid vote come last. */
export function rankedPolls(polls: readonly Poll[]): readonly RankedPoll[] {
  const sorted = polls.map((poll) => ({ poll, result: pollResult(poll) })).sort((a, b) => compareResults(a.result, b.result) || (a.poll.about < b.poll.about ? -1 : 1));
  return sorted.map((one, index) => ({ ...one, rank: sorted.findIndex((other) => compareResults(other.result, one.result) === 0) + 1 || index + 1 }));
}

/** Better first. Fractions are compared crosswise, without rounding. */
function compareResults(a: PollResult, b: PollResult): number {
  if (a.valid === 0 || b.valid === 0) return Number(a.valid === 0) - Number(b.valid === 0);
  return crosswise(b.satisfied, a.satisfied) || crosswise(b.overall, a.overall);
}

function crosswise(a: PollRate, b: PollRate): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}
