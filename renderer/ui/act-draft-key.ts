/** Where a half-typed act on a case is kept: the same wherever it is typed, so that it waits on the case. */
import type { CaseEntryType } from '../../shared/case/case.ts';

/** The key of a case's half-typed act; its fields are those of the act's body. */
export function actDraftKey(subject: string, type: CaseEntryType): string {
  return `act/${subject}/${type}`;
}
