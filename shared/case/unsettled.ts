/** Acts without effect that nobody has dealt with: the same as the fold calls contested, by entry, and what stands instead of each. */
import type { CaseEvent, CaseState } from './case.ts';
import { isBesideTheLoop } from './lifecycle.ts';
import { isCaseEntryType, UNREADABLE } from './read-act.ts';
import { effectiveBodies } from './timeline.ts';

/** What the fold takes calmly (`CASE_MACHINE.isCalm`): nobody has to deal with it. Nor with what a newer version wrote: that takes effect with the next version. */
const CALM: readonly string[] = ['case.numbered', 'case.revealed'];

/** Oldest first. */
export function unsettledEvents(state: Pick<CaseState, 'timeline'>): readonly CaseEvent[] {
  const settled = new Set(effectiveBodies(state, 'case.noted').flatMap((note) => note.resolves ?? []));
  return state.timeline.filter(({ header, ineffective }) => ineffective !== null && !UNREADABLE.some((code) => code === ineffective) && !CALM.includes(header.type) && !settled.has(header.id));
}

/** The act that took effect before `failed` and stands in its way: the last that moved the case. Null when it failed for what it said itself. */
export function standsInstead({ timeline }: Pick<CaseState, 'timeline'>, failed: CaseEvent): CaseEvent | null {
  const before = timeline.slice(0, timeline.indexOf(failed));
  return before.findLast(({ header, ineffective, undone }) => ineffective === null && !undone && isCaseEntryType(header.type) && !isBesideTheLoop(header.type)) ?? null;
}
