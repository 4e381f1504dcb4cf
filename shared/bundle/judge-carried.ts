/**
 * The judgement of an entry that came from another device, which the county has not confirmed to this one. Who wrote it is the county's to judge
 * when its own device brings it; what only the county says (an official number, who may work here) is taken from nobody else.
 */
import { ACCESS } from '../access.ts';
import { isKnownType, judgeBody } from '../entry-types.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LeftOut } from './words.ts';

/** Whether a whole entry is taken, or why it is left out. */
export function judgeCarried(entry: Entry): 'fit' | LeftOut {
  const verdict = judgeBody(entry);
  if (verdict !== 'valid') return verdict;
  return isKnownType(entry.type) && ACCESS[entry.type].every((role) => role === 'server') ? 'county-only' : 'fit';
}
