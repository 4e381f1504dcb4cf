/** What a person may do on a case now: one primary act, at most three beside it, the rest behind 更多 in groups. */
import { mayAppend, type Session } from '../../../shared/access.ts';
import type { CaseEntryType, CaseState, CaseStatus } from '../../../shared/case/case.ts';
import { possibleActs, primaryAct } from '../../../shared/case/lifecycle.ts';
import type { CaseActType } from './acts/act-form.ts';

export interface ActChoices {
  readonly primary: CaseActType | null;
  /** At most three. */
  readonly others: readonly CaseActType[];
  readonly more: readonly CaseActType[];
}

const MOST_OTHERS = 3;

/** Which of the possible acts stand beside the primary one; what is not named goes behind 更多. */
const BESIDE: Readonly<Record<CaseStatus, readonly CaseActType[]>> = {
  sorting: ['case.answered', 'case.declined', 'case.merged'], reviewing: ['case.declined'], assigning: ['case.sorted', 'case.reported', 'case.declined'], following: ['case.separated', 'case.progressed'],
  handling: ['case.acknowledged', 'case.progressed', 'case.supervised'], evaluating: ['case.relayed', 'case.evaluated', 'case.supervised'], closing: ['case.evaluated', 'case.reworked'], closed: ['case.reopened'], declined: ['case.reopened'],
};

/** The groups of 更多, in the order of the six steps. Together they name every act. */
export const ACT_GROUPS: readonly { readonly name: string; readonly acts: readonly CaseActType[] }[] = [
  { name: '梳理', acts: ['case.sorted', 'case.answered', 'case.declined', 'case.reported', 'case.reviewed', 'case.converted'] },
  { name: '办理', acts: ['case.consulted', 'case.assigned', 'case.acknowledged', 'case.returned', 'case.progressed', 'case.replied', 'case.relayed', 'case.fulfilled'] },
  { name: '时限', acts: ['case.extension_requested', 'case.extended', 'case.extension_declined', 'case.paused', 'case.resumed', 'case.rescheduled'] },
  { name: '督办评议', acts: ['case.supervised', 'case.supervision_answered', 'case.evaluated', 'case.reworked', 'case.closed', 'case.reopened'] },
  { name: '并案关联', acts: ['case.merged', 'case.separated', 'case.linked', 'case.unlinked'] },
  { name: '记录', acts: ['case.corrected', 'case.noted'] },
];

export function actChoices(state: CaseState, session: Session): ActChoices {
  if (!session.writes.includes(state.scope)) return { primary: null, others: [], more: [] };
  const allowed = possibleActs(state).filter((type): type is CaseActType => isPersonsAct(type) && mayAppend(session.role, type) && !isIdle(type, state));
  const primary = allowed.find((type) => type === primaryAct(state)) ?? null;
  const wanted: readonly CaseActType[] = [...(state.contested ? ['case.noted' as const] : []), ...(state.extensionRequest !== null ? ['case.extended' as const, 'case.extension_declined' as const] : []), ...BESIDE[state.status]];
  const others = wanted.filter((type) => type !== primary && allowed.includes(type)).slice(0, MOST_OTHERS);
  return { primary, others, more: allowed.filter((type) => type !== primary && !others.includes(type)) };
}

/** The act that this person may take back now: the last one, if it was theirs. Null otherwise. */
export function undoableBy({ undoable, scope }: Pick<CaseState, 'undoable' | 'scope'>, session: Session): CaseState['undoable'] {
  return undoable !== null && undoable.actor === session.user && session.writes.includes(scope) && mayAppend(session.role, 'case.undone') ? undoable : null;
}

function isPersonsAct(type: CaseEntryType): type is CaseActType {
  return type !== 'case.registered' && type !== 'case.numbered' && type !== 'case.revealed' && type !== 'case.undone';
}

/** Possible, and yet it would say nothing: signing twice, cutting a link that there is not, counting a day that was chosen by hand. */
function isIdle(type: CaseActType, state: CaseState): boolean {
  if (type === 'case.acknowledged') return state.acknowledgedOn !== null;
  if (type === 'case.unlinked') return state.links.length === 0;
  return type === 'case.rescheduled' && state.clock === null;
}
