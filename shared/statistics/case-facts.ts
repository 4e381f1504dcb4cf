/**
 * What statistics need of a case: codes and days in clear, no word of a citizen. The days are those on which something became so, so that a figure
 * of a month that is over changes only when something of that month is put right.
 */
import type { CaseState, EvaluationGrade, Matter, Mediation, Nature } from '../case/case.ts';
import { isWithheld } from '../case/lifecycle.ts';
import { isTakenBack } from '../case/taken-back.ts';
import { effectiveBodies } from '../case/timeline.ts';
import type { LocalDate } from '../kernel/local-date.ts';

/** What became of a case, beyond the columns of a list. Days are null where the thing has not happened. */
export interface CaseOutcome {
  readonly nature: Nature | null;
  readonly mediation: Mediation['result'] | null;
  /** 办理: an answer of whatever class stands, from a unit or at the table. */
  readonly handledOn: LocalDate | null;
  /** 解决: see `solvedOn`. */
  readonly solvedOn: LocalDate | null;
  /** 转办: handed to a unit or reported to the county, for the first time. */
  readonly referredOn: LocalDate | null;
  /** 转化: turned into a suggestion or the lead of a motion. */
  readonly motionOn: LocalDate | null;
  /** Paper that was copied wrongly and taken back: in no figure. */
  readonly takenBack: boolean;
}

/** One case as the indicators see it. */
export interface CaseFacts extends CaseOutcome {
  readonly id: string;
  readonly scope: string;
  readonly village: string | null;
  readonly activity: string | null;
  readonly matter: Matter;
  readonly receivedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  /** What the citizen says of the present answer. */
  readonly citizen: EvaluationGrade | null;
  /** An accusation: in no figure. */
  readonly withheld: boolean;
}

/** What became of a folded case. */
export function outcomeOf(state: CaseState): CaseOutcome {
  const { registered, reply, spotAnswer } = state;
  const referred = [...effectiveBodies(state, 'case.assigned'), ...effectiveBodies(state, 'case.reported')].map(({ on }) => on).sort();
  return {
    nature: registered.nature ?? null, mediation: registered.mediation?.result ?? null,
    handledOn: reply?.on ?? spotAnswer?.on ?? (registered.mediation?.result === 'agreed' ? registered.receivedOn : null), solvedOn: solvedOn(state),
    referredOn: referred[0] ?? null,
    motionOn: state.conversions.filter(({ kind }) => kind === 'suggestion' || kind === 'motion_lead').map(({ on }) => on).sort()[0] ?? null,
    takenBack: isTakenBack(state),
  };
}

/** The facts of a folded case. */
export function caseFacts(state: CaseState): CaseFacts {
  const { id, scope, registered, closedOn, evaluations } = state;
  return {
    ...outcomeOf(state), id, scope, village: registered.village ?? null, activity: registered.activity ?? null, matter: registered.matter, receivedOn: registered.receivedOn, closedOn,
    citizen: evaluations.citizen?.grade ?? null, withheld: isWithheld(state),
  };
}

/**
 * 解决: answered at the table, by a unit as 已解决, by a promise that was kept, or by an agreement of the parties; and the citizen was satisfied or
 * basically satisfied with it, or the case is closed. It counts on the day on which both were so; an agreement needs nobody else's word.
 */
function solvedOn({ registered, reply, spotAnswer, promise, evaluations: { citizen }, closedOn }: CaseState): LocalDate | null {
  if (citizen?.grade === 'unsatisfied') return null;
  if (registered.mediation?.result === 'agreed') return registered.receivedOn;
  const answered = promise?.fulfilled?.on ?? (reply === null ? spotAnswer?.on : reply.class === 'resolved' ? reply.on : undefined);
  const confirmed = [citizen?.on, closedOn ?? undefined].filter((day) => day !== undefined).sort()[0];
  return answered === undefined || confirmed === undefined ? null : answered > confirmed ? answered : confirmed;
}
