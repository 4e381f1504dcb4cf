/** Why something was not saved, in one sentence: refusals of the domain and failures of the store alike. */
import type { Refusal } from '../../../shared/act.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { isStoreFailure, STORE_FAILURE_TEXT } from '../../store/failure-text.ts';

/** The sentence for `refusal`: what happened and what to do. */
export function refusalSentence(refusal: Refusal): string {
  return isStoreFailure(refusal.code) ? STORE_FAILURE_TEXT[refusal.code] : refusalText(refusal);
}

/** What a call of the store threw, as a refusal: a fault of the program must not cost anyone their words either. */
export function faultAsRefusal(fault: unknown): Refusal {
  return { code: 'fault', detail: fault instanceof Error ? fault.message : String(fault) };
}
