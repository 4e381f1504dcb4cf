/** A registration that should not be: paper sheets that were copied wrongly. It stays in the ledger, declined with this reason, and is no matter of its evening. */
import type { CaseState } from './case.ts';

/** What stands in the trace. */
export const TAKEN_BACK_REASON = '补录有误，整批撤回';

export function isTakenBack({ status, declined }: Pick<CaseState, 'status' | 'declined'>): boolean {
  return status === 'declined' && declined?.reason === TAKEN_BACK_REASON;
}
