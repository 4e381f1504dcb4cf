/**
 * What deadlines need of a case: dates, counts and codes in clear, no texts. It rests beside the row of a list, so that what is due is
 * known of every case without folding or unsealing it (`duties.ts`, `proposals.ts`).
 */
import type { LocalDate } from '../kernel/local-date.ts';
import type { CaseClock, CaseEntryType, CaseState, CaseStatus, Conversion, EvaluationGrade, Level, SupervisionGrade } from './case.ts';
import { isCitizenTold } from './lifecycle.ts';

/** One supervision: at what grade, when, until when it wants an answer, and whether it got one. */
export interface WatchedSupervision {
  readonly grade: SupervisionGrade;
  readonly on: LocalDate;
  readonly answerBy: LocalDate | null;
  readonly answeredOn: LocalDate | null;
  /** The unit that was supervised; the lead where none was named. */
  readonly unit: string | null;
}

/** A promise without its words: who promised when, the two days, and what became of it. */
export interface WatchedPromise {
  /** Made at the table (站点问政, 我问你答): a week's effect and a month's result; otherwise the plan of an answer. */
  readonly atTable: boolean;
  readonly unit: string | null;
  readonly madeOn: LocalDate;
  readonly effectOn: LocalDate | null;
  /** The first progress, answer or fulfilment after it was made; of promises with `effectOn`. */
  readonly effectSeenOn: LocalDate | null;
  readonly resultOn: LocalDate;
  readonly keptOn: LocalDate | null;
}

/** A clock without the reasons of its pauses, which are texts. */
export type WatchedClock = Omit<CaseClock, 'segments'> & { readonly segments: readonly Omit<CaseClock['segments'][number], 'reason'>[] };

/** The facts of one case that rules about time look at. Days are null where the thing has not happened or is over. */
export interface CaseWatch {
  readonly status: CaseStatus;
  readonly level: Level | null;
  readonly urgent: boolean;
  readonly receivedOn: LocalDate;
  readonly reportedOn: LocalDate | null;
  /** Until when the county's first review is asked for; null where the report did not say. */
  readonly reviewDueOn: LocalDate | null;
  /** The county took it and assigns it itself. */
  readonly countyTook: boolean;
  /** The day from which sorting, or assigning, counts: the latest of what brought the case there. */
  readonly waitsSince: LocalDate;
  readonly lead: string | null;
  readonly assignedOn: LocalDate | null;
  readonly acknowledgedOn: LocalDate | null;
  /** Co-handling units that have given no opinion, and until when they should have. */
  readonly coMissing: readonly string[];
  readonly coDueOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly clock: WatchedClock | null;
  readonly pausedOn: LocalDate | null;
  readonly extensionAskedOn: LocalDate | null;
  /** The day of a promise that is not kept yet. */
  readonly promisedOn: LocalDate | null;
  /** The last promise, kept or not. */
  readonly promise: WatchedPromise | null;
  /** The day by which effect is to be seen (一周之内见成效), while none is. */
  readonly effectOn: LocalDate | null;
  /** The day of the answer that stands, at the table or by the unit. */
  readonly answeredOn: LocalDate | null;
  readonly declinedOn: LocalDate | null;
  readonly citizenToldOn: LocalDate | null;
  readonly citizenTold: boolean;
  /** Deputies who heard the matter and were not told of the answer. */
  readonly deputiesToTell: number;
  readonly deputyToldOn: LocalDate | null;
  readonly citizen: EvaluationGrade | null;
  readonly deputy: EvaluationGrade | null;
  readonly returns: number;
  readonly reworks: number;
  /** Rounds that ended unsatisfied, the present one included. */
  readonly unsatisfied: number;
  readonly supervisions: readonly WatchedSupervision[];
  readonly ticketDueOn: LocalDate | null;
  readonly follows: { readonly id: string; readonly kind: 'case' | Conversion; readonly on: LocalDate } | null;
  readonly closedOn: LocalDate | null;
  readonly contested: boolean;
  /** Users who were asked to look. */
  readonly mentioned: readonly string[];
  /** Duties and proposals that notes have answered since the present order or round began. */
  readonly answered: readonly string[];
}

/** The watch of a folded case. */
export function watchOf(state: CaseState): CaseWatch {
  const { registered, assignment, clock, promise, reply, spotAnswer, relayed, evaluations } = state;
  const paused = clock?.segments.at(-1);
  const promised = watchedPromise(state);
  const toldCitizen = relayed.filter(({ to }) => to === 'citizen').at(-1);
  const toldDeputies = relayed.filter(({ to }) => to === 'deputy');
  // A passing-on that names no deputy was to all of them.
  const all = toldDeputies.some(({ deputy }) => deputy === undefined);
  return {
    status: state.status, level: state.level, urgent: state.urgent, receivedOn: registered.receivedOn,
    reportedOn: state.reported?.on ?? null, reviewDueOn: state.status === 'reviewing' ? state.dueOn : null, countyTook: state.review?.result === 'accepted',
    waitsSince: waitsSince(state), lead: assignment?.lead ?? null, assignedOn: assignment === null ? null : clock?.startedOn ?? assignment.on, acknowledgedOn: state.acknowledgedOn,
    coMissing: (assignment?.co ?? []).filter((unit) => state.answers[unit] === undefined), coDueOn: assignment?.coDueOn ?? null,
    dueOn: state.dueOn, clock: clock && { ...clock, segments: clock.segments.map(({ kind, from, to }) => ({ kind, from, to })) },
    pausedOn: paused?.kind === 'paused' ? paused.from : null, extensionAskedOn: state.extensionRequest?.on ?? null,
    promisedOn: promise?.fulfilled === null ? promise.on : null, promise: promised, effectOn: promised?.keptOn === null && promised.effectSeenOn === null ? promised.effectOn : null, answeredOn: reply?.on ?? spotAnswer?.on ?? null, declinedOn: state.declined?.on ?? null,
    citizenToldOn: toldCitizen?.on ?? (reply === null ? spotAnswer?.on ?? null : null), citizenTold: isCitizenTold(state),
    deputiesToTell: all ? 0 : (registered.deputies ?? []).filter((id) => toldDeputies.every(({ deputy }) => deputy !== id)).length, deputyToldOn: toldDeputies.at(-1)?.on ?? null,
    citizen: evaluations.citizen?.grade ?? null, deputy: evaluations.deputy?.grade ?? null, returns: state.returns, reworks: state.reworks, unsatisfied: unsatisfiedRounds(state),
    supervisions: state.supervisions.map(({ order, answer }) => ({ grade: order.grade, on: order.on, answerBy: order.answerBy ?? null, answeredOn: answer?.on ?? null, unit: order.unit ?? assignment?.lead ?? null })),
    ticketDueOn: registered.source?.ticketDueOn ?? null, follows: state.follows, closedOn: state.closedOn, contested: state.contested, mentioned: state.mentioned, answered: answeredDuties(state),
  };
}

/** A case whose answer is being waited for by nobody any more: closed, or refused and the citizen told. */
export function isAtRest({ status, citizenTold }: Pick<CaseWatch, 'status' | 'citizenTold'>): boolean {
  return status === 'closed' || (status === 'declined' && citizenTold);
}

/** Acts that bring a case to sorting or to assigning: from the latest of them those count. */
const BRINGS: readonly CaseEntryType[] = ['case.sorted', 'case.reviewed', 'case.returned', 'case.separated', 'case.reopened'];
/** Acts that begin a new round or set another last day: what a note had settled before them is asked anew. */
const BEGINS: readonly CaseEntryType[] = ['case.assigned', 'case.reworked', 'case.reopened', 'case.extended', 'case.resumed', 'case.returned'];

/** The acts that took effect and were not taken back, as they came. */
function effective({ timeline }: CaseState, types: readonly CaseEntryType[]): CaseState['timeline'] {
  return timeline.filter(({ header, ineffective, undone }) => ineffective === null && !undone && types.some((type) => type === header.type));
}

/** Acts that show that something is being done about a promise. */
const SHOWS_EFFECT: readonly CaseEntryType[] = ['case.progressed', 'case.replied', 'case.answered', 'case.fulfilled'];

function watchedPromise(state: CaseState): WatchedPromise | null {
  const { promise, registered } = state;
  if (promise === null) return null;
  const kept = { resultOn: promise.on, keptOn: promise.fulfilled?.on ?? null };
  // Only one of the table names the day of its effect, or that there is none.
  if (promise.effectOn !== undefined) {
    const seen: unknown = effective(state, SHOWS_EFFECT)[0]?.body['on'];
    return { ...kept, atTable: true, unit: registered.promise?.unit ?? null, madeOn: registered.receivedOn, effectOn: promise.effectOn, effectSeenOn: typeof seen === 'string' ? seen : null };
  }
  const answer = effective(state, ['case.replied']).findLast(({ body }) => body['promisedOn'] === promise.on)?.body;
  const [unit, on] = [answer?.['unit'], answer?.['on']];
  return { ...kept, atTable: false, unit: typeof unit === 'string' ? unit : null, madeOn: typeof on === 'string' ? on : registered.receivedOn, effectOn: null, effectSeenOn: null };
}

function waitsSince(state: CaseState): LocalDate {
  const on: unknown = effective(state, BRINGS).at(-1)?.body['on'];
  return typeof on === 'string' ? on : state.registered.receivedOn;
}

/** An unsatisfied evaluation counts once a round, however many of the two sides gave it. */
function unsatisfiedRounds(state: CaseState): number {
  let rounds = 0, open = false;
  for (const { header, body } of effective(state, ['case.evaluated', 'case.replied', 'case.reworked', 'case.assigned'])) {
    // What was evaluated before a new round stays counted; within a round the second unsatisfied side adds nothing.
    if (header.type !== 'case.evaluated') open = header.type === 'case.replied' && open;
    else if (body['grade'] === 'unsatisfied' && !open) { rounds += 1; open = true; }
  }
  return rounds;
}

function answeredDuties(state: CaseState): readonly string[] {
  const answered = new Set<string>();
  for (const { header, body } of effective(state, [...BEGINS, 'case.noted'])) {
    const duty = body['duty'];
    if (header.type === 'case.noted') { if (typeof duty === 'string') answered.add(duty); }
    // That the leaders know stays true whoever handles the matter; a case that is opened again is news.
    else for (const one of [...answered]) if (one !== 'urgent' || header.type === 'case.reopened') answered.delete(one);
  }
  return [...answered];
}
