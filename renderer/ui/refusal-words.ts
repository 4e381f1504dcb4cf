/** Why something was not saved, in one sentence: refusals of the domain, failures of the store and faults of the program alike. */
import type { Refusal } from '../../shared/act.ts';
import { refusalText } from '../../shared/refusal-text.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../store/failure-text.ts';

/** The sentence for a refusal: what happened and what to do. */
export function refusalWords(refusal: Refusal): string {
  return isStoreFailure(refusal.code) ? STORE_FAILURE_TEXT[refusal.code] : refusalText(refusal);
}
