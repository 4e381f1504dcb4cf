/** The 交办单 of a case, ready for the print preview. */
import { assignmentOrder } from '../../../shared/documents/assignment-order.ts';
import type { Enrolment } from '../../../shared/sync/wire.ts';
import type { Paper } from '../../print/open-print.tsx';
import type { CaseView, Directory } from '../../store/api.ts';
import { scopeName } from '../../ui/session-context.tsx';
import { unitName } from './event-lines.ts';

/** Null for a case that is not assigned. The issuer is the presidium by its full name (代表法 51). */
export function orderPaper({ state }: CaseView, directory: Directory, enrolment: Enrolment): Paper | null {
  const order = assignmentOrder(state, `${scopeName(enrolment, state.scope)}人民代表大会主席团`, {
    unit: (id) => unitName({ directory }, id), village: (id) => directory.villages.find((village) => village.id === id)?.name ?? '',
  });
  return order === null ? null : { kind: 'assignment-order', order };
}
