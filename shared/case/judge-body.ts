/** Whether this version of the software can read a case's entry; if not, why not. */
import { Value } from 'typebox/value';
import type { Entry } from '../ledger/entry.ts';
import { CASE_BODIES, type CaseEntryType } from './case.ts';

/** Null for an entry that can be folded; otherwise the code that its line of the timeline shows. It is kept either way. */
export function judgeCaseBody(entry: Entry): 'type-unknown' | 'version-newer' | 'body-invalid' | null {
  if (!Object.hasOwn(CASE_BODIES, entry.type)) return 'type-unknown';
  if (entry.v > 1) return 'version-newer';
  return Value.Check(CASE_BODIES[entry.type as CaseEntryType], entry.body) ? null : 'body-invalid';
}
