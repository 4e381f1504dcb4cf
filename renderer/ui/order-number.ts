/**
 * Numbers proposed for 交办单 and 督办单 in the office's own form: made from the case's own number, so that two devices never propose the
 * same one for different cases. The office may type its own.
 */
import type { CaseState } from '../../shared/case/case.ts';
import { fillFormat, parseNumber, type NumberKind } from '../../shared/office/numbering.ts';
import type { Office } from '../../shared/office/office.ts';

/** `皇帝庙交〔2026〕17号`; a second order of the same case becomes `…17-2号`. */
export function proposedOrderNo(state: CaseState, office: Office): string {
  const earlier = state.timeline.filter((event) => event.header.type === 'case.assigned').length;
  return derived(state, office, { kind: 'assignment', suffix: earlier === 0 ? '' : `-${earlier + 1}` });
}

/** `皇帝庙督〔2026〕17-1号`: the case's first supervision order. */
export function proposedSupervisionNo(state: CaseState, office: Office): string {
  const earlier = state.timeline.filter((event) => event.header.type === 'case.supervised').length;
  return derived(state, office, { kind: 'supervision', suffix: `-${earlier + 1}` });
}

/** A case without its official number is named by the temporary one, which is on the citizen's receipt. */
const TEMPORARY: Readonly<Record<NumberKind, string>> = { case: '', assignment: '交', supervision: '督', suggestion: '建' };

function derived(state: CaseState, { formats, shortName }: Office, paper: { readonly kind: NumberKind; readonly suffix: string }): string {
  const number = parseNumber(state.number ?? '');
  return number === null ? `${TEMPORARY[paper.kind]}${state.tempNo}${paper.suffix}` : fillFormat(formats[paper.kind], { shortName, year: number.year, serial: `${number.n}${paper.suffix}` });
}
