/** The papers of a case, ready for the print preview: 交办单, and a 督办单 for each supervision. */
import { SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import { assignmentOrder, type AssignmentOrder } from '../../../shared/documents/assignment-order.ts';
import { supervisionOrder } from '../../../shared/documents/supervision-order.ts';
import type { Office } from '../../../shared/office/office.ts';
import type { Paper } from '../../print/open-print.tsx';
import type { CaseView, Directory } from '../../store/api.ts';
import { unitName } from './event-lines.ts';

/** What the button says, and the paper. */
export interface NamedPaper { readonly name: string; readonly paper: Paper }

/** The assignment order first, then the supervisions, the newest first. The issuer is the office's full name (代表法 51, 52). */
export function papersOf({ state }: CaseView, directory: Directory, office: Office): readonly NamedPaper[] {
  const names = namesOf(directory);
  const order = assignmentOrder(state, office, names);
  return [
    ...(order === null ? [] : [{ name: '打印交办单', paper: { kind: 'assignment-order' as const, order } }]),
    ...[...state.supervisions].reverse().map((one) => ({ name: `打印${SUPERVISION_GRADE_WORDS[one.order.grade]}单 ${one.order.orderNo}`, paper: { kind: 'assignment-order' as const, order: supervisionOrder(state, one.order, { office, names }) } })),
  ];
}

/** The assignment order alone; null for a case that is not assigned. */
export function orderOf({ state }: CaseView, directory: Directory, office: Office): AssignmentOrder | null {
  return assignmentOrder(state, office, namesOf(directory));
}

function namesOf(directory: Directory) {
  return { unit: (id: string) => unitName({ directory }, id), village: (id: string) => directory.villages.find((village) => village.id === id)?.name ?? '' };
}
