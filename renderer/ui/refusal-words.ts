/** Why something was not saved, in one sentence: refusals of the domain, failures of the store and faults of the program alike. */
import type { Refusal } from '../../shared/act.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { isStorageError, isStoreFailure, STORE_FAILURE_TEXT, type StoreFailure } from '../store/failure-text.ts';

/** The sentence for a refusal: what happened and what to do. */
export function refusalWords(refusal: Refusal): string {
  return isStoreFailure(refusal.code) ? STORE_FAILURE_TEXT[refusal.code] : refusalText(refusal);
}

/**
 * What a call of the store threw, as a refusal: nobody's words are lost by it, whatever it was. A store that is gone (a full disk) is told apart from a fault
 * of the program, which nobody mends by clearing a disk.
 */
export function faultAsRefusal(fault: unknown): Refusal {
  if (isStorageError(fault)) return { code: 'storage-failed' satisfies StoreFailure };
  return { code: 'fault', detail: fault instanceof Error ? fault.message : String(fault) };
}
