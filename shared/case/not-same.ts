/** 不是一件: somebody looked at two cases that look alike and said that they are two matters. Kept as a note on one of them, which holds for both. */
import type { CaseState } from './case.ts';

/** What a note's `duty` holds has 40 characters; the end of an id tells cases apart. */
const KEPT_OF_ID = 31;

/** The `duty` of the note on a case that `other` is another matter. */
export function notSameDuty(other: string): string {
  return `not_same:${other.slice(-KEPT_OF_ID)}`;
}

/** True when a note of this case, not taken back, says that `other` is another matter. Unlike the answer to a duty it holds for ever. */
export function saysNotSame({ timeline }: Pick<CaseState, 'timeline'>, other: string): boolean {
  return timeline.some(({ header, body, undone }) => header.type === 'case.noted' && !undone && body['duty'] === notSameDuty(other));
}
