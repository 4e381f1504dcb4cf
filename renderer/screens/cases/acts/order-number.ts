/**
 * Numbers proposed for 交办单 and 督办单: made from the case's own number, so that two devices never propose the
 * same one for different cases. The office may type its own.
 */
import type { CaseState } from '../../../../shared/case/case.ts';

/** `皇帝庙交〔2026〕17号`; a second order of the same case becomes `…17-2号`. */
export function proposedOrderNo(state: CaseState): string {
  const earlier = state.timeline.filter((event) => event.header.type === 'case.assigned').length;
  return derived(state, '交', earlier === 0 ? '' : `-${earlier + 1}`);
}

/** `皇帝庙督〔2026〕17-1号`: the case's first supervision order. */
export function proposedSupervisionNo(state: CaseState): string {
  const earlier = state.timeline.filter((event) => event.header.type === 'case.supervised').length;
  return derived(state, '督', `-${earlier + 1}`);
}

function derived(state: CaseState, word: string, suffix: string): string {
  const parts = /^(.*?)民?(〔\d{4}〕)(\d+)号$/.exec(state.number ?? '');
  return parts === null ? `${word}${state.tempNo}${suffix}` : `${parts[1] ?? ''}${word}${parts[2] ?? ''}${parts[3] ?? ''}${suffix}号`;
}
