/** Reading a folded case's timeline: what happened and took effect, with the type of its body. */
import type { CaseBody, CaseEntryType, CaseState } from './case.ts';

/** The bodies of the acts of `type` that took effect and were not taken back, oldest first. */
export function effectiveBodies<T extends CaseEntryType>({ timeline }: Pick<CaseState, 'timeline'>, type: T): readonly CaseBody<T>[] {
  // The fold read the body by the schema of the type before the act took effect.
  return timeline.filter((event) => event.header.type === type && event.ineffective === null && !event.undone).map((event) => event.body as CaseBody<T>);
}
