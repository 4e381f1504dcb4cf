/** What a person may do on a case now: one primary act, at most three beside it, the rest behind 更多. */
import { mayAppend, type Session } from '../../../shared/access.ts';
import type { CaseEntryType, CaseState, CaseStatus } from '../../../shared/case/case.ts';
import { possibleActs, primaryAct } from '../../../shared/case/lifecycle.ts';
import type { CaseActType } from './acts/act-form.ts';
import { ACT_FORMS } from './acts/act-forms.ts';

export interface ActChoices {
  readonly primary: CaseActType | null;
  /** At most three. */
  readonly others: readonly CaseActType[];
  readonly more: readonly CaseActType[];
}

const MOST_OTHERS = 3;

/** Which of the possible acts stand beside the primary one; what is not named goes behind 更多. */
const BESIDE: Readonly<Record<CaseStatus, readonly CaseActType[]>> = {
  sorting: ['case.answered', 'case.declined', 'case.merged'], reviewing: ['case.declined'], assigning: ['case.sorted', 'case.reported', 'case.declined'], following: ['case.separated', 'case.progressed'], handling: ['case.acknowledged', 'case.progressed', 'case.supervised'],
  evaluating: ['case.relayed', 'case.evaluated', 'case.supervised'], closing: ['case.evaluated', 'case.reworked'], closed: ['case.reopened'], declined: ['case.reopened'],
};

export function actChoices(state: CaseState, session: Session): ActChoices {
  if (!session.writes.includes(state.scope)) return { primary: null, others: [], more: [] };
  const allowed = possibleActs(state).filter((type): type is CaseActType => isPersonsAct(type) && mayAppend(session.role, type) && !isDoneWith(type, state));
  const primary = allowed.find((type) => type === primaryAct(state)) ?? null;
  const wanted: readonly CaseActType[] = [...(state.contested ? ['case.noted' as const] : []), ...BESIDE[state.status]];
  const others = wanted.filter((type) => type !== primary && allowed.includes(type)).slice(0, MOST_OTHERS);
  return { primary, others, more: allowed.filter((type) => type !== primary && !others.includes(type)) };
}

function isPersonsAct(type: CaseEntryType): type is CaseActType {
  return type !== 'case.registered' && type !== 'case.numbered' && type !== 'case.revealed' && type !== 'case.undone' && ACT_FORMS[type] !== undefined;
}

/** Signing for an order that is signed for says nothing new. */
function isDoneWith(type: CaseActType, state: CaseState): boolean {
  return type === 'case.acknowledged' && state.acknowledgedOn !== null;
}
