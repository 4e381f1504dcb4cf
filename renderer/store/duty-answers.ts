/**
 * What 今日, 督办 and the navigation ask of the duties of all cases. The cases that anything can be asked of are kept with what is due on them; from one question
 * to the next only what changed is looked at again. The first question of a day looks at all, in pieces that let other questions in between.
 */
import { mayAppend, type Session } from '../../shared/access.ts';
import { DUTIES, DUTY_KINDS, dutyWords, isLate, type Duty, type DutyKind } from '../../shared/case/duties.ts';
import { isAtRest } from '../../shared/case/watch.ts';
import { SUPERVISION_GRADES } from '../../shared/case/case.ts';
import { urgencyOf } from '../../shared/rules/urgency.ts';
import type { Proposal } from '../../shared/case/proposals.ts';
import type { DutyCounts, DutySection, OpenSupervision, PromisedCase, ProposedCase, SupervisionDesk, UnitFigures } from './api.ts';
import type { DutyBook, WatchedCase } from './duty-book.ts';
import { comparePlain } from './case-order.ts';
import { breathe } from './projector.ts';

/** The cases in memory, as these questions need them. */
export interface WatchedCases {
  all(): Iterable<WatchedCase>;
  watched(id: string): WatchedCase | undefined;
  /** Another number after each change. */
  version(): number;
}

/** Who asks on which day: `scope` alone where it is set. */
export interface DutyQuestion { readonly today: string; readonly session: Session; readonly scope?: string }

export interface DutyAnswers {
  sections(question: DutyQuestion, lines: number): Promise<readonly DutySection[]>;
  counts(question: DutyQuestion): Promise<DutyCounts>;
  supervision(question: DutyQuestion): Promise<SupervisionDesk>;
}

/** The kinds that lie on this person's desk: what is late or asks for attention concerns everyone who sees it, a step those who may do it. */
export function kindsFor({ role }: Pick<Session, 'role'>): readonly DutyKind[] {
  return DUTY_KINDS.filter((kind) => {
    const { desk, act } = DUTIES[kind];
    return desk === 'both' || (desk === (role === 'county' ? 'county' : 'township') && (act === null || mayAppend(role, act)));
  });
}

/** A case that something can be asked of: all but those that rest in peace, and no accusation (which is in no list). */
interface Live { readonly one: WatchedCase; readonly duties: readonly Duty[]; /** Worked out when first asked for. */ proposals: readonly Proposal[] | null }
interface Kept { readonly at: string; readonly live: Map<string, Live>; version: number }

/** Cases looked at before the worker answers others: some tens of milliseconds. */
const PIECE = 10_000;
/** Proposals of a grade that are shown: rows of ten thousand neglected cases would stop the page that they are sent to, and hide what is soon due behind what is long overdue. */
const MOST_OF_A_GRADE = 200;

export function createDutyAnswers(cases: WatchedCases, book: DutyBook): DutyAnswers {
  let kept: Kept = { at: '', live: new Map(), version: 0 };

  const look = (live: Map<string, Live>, one: WatchedCase, today: string): void => {
    const duties = one.row.withheld ? [] : book.duties(one, today, cases.watched);
    if (duties.length > 0 || !(one.row.withheld || isAtRest(one.watch))) live.set(one.row.id, { one, duties, proposals: null });
    else live.delete(one.row.id);
  };

  /** What went, what came, and what follows something else: that may have its answer now. */
  const renew = (open: Kept, today: string): void => {
    const [from, { live }] = [open.version, open];
    for (const [id, { one }] of live) {
      if (cases.watched(id) !== one) live.delete(id);
      else if (one.watch.status === 'following') look(live, one, today);
    }
    open.version = cases.version();
    if (from < open.version) for (const one of cases.all()) if (one.since > from) look(live, one, today);
  };

  const lookAtAll = async (at: string, today: string): Promise<void> => {
    const made: Kept = { at, live: new Map(), version: cases.version() };
    let looked = 0;
    for (const one of cases.all()) {
      looked += 1;
      if (looked % PIECE === 0) await breathe();
      look(made.live, one, today);
    }
    kept = made;
  };
  /** 今日 and the navigation ask at the same moment: one walk for both. */
  let looking: Promise<void> | null = null;

  const liveOn = async (today: string): Promise<Iterable<Live>> => {
    const at = () => `${today} ${book.edition()}`;
    while (kept.at !== at()) await (looking ??= lookAtAll(at(), today).finally(() => { looking = null; }));
    renew(kept, today);
    return kept.live.values();
  };
  const asked = async ({ today, scope }: DutyQuestion): Promise<readonly Live[]> => {
    const live = [...await liveOn(today)];
    return scope === undefined ? live : live.filter(({ one }) => one.row.scope === scope);
  };
  const proposalsOf = (live: Live, today: string): readonly Proposal[] => (live.proposals ??= book.proposals(live.one, today));

  return {
    async sections(question, lines) {
      const { today, session } = question;
      const found = new Map<DutyKind, Line[]>(kindsFor(session).map((kind) => [kind, []]));
      for (const { one, duties } of await asked(question)) for (const duty of duties) found.get(duty.kind)?.push({ one, duty });
      return [...found].flatMap(([kind, all]) => (all.length === 0 ? [] : [{
        kind, total: all.length, late: all.filter(({ duty }) => isLate(duty, today)).length,
        lines: firstOf(all, lines).map(({ one, duty }) => ({ row: one.row, dueOn: duty.dueOn, words: dutyWords(one.watch, duty, book.time(one.row.scope, today)) })),
      }]));
    },
    async counts(question) {
      const { today, session } = question;
      const kinds = new Set(kindsFor(session));
      const counts = { today: 0, supervision: 0, attention: 0 };
      for (const live of await asked(question)) {
        const duties = live.duties.filter(({ kind }) => kinds.has(kind));
        if (duties.some(({ kind }) => kind === 'refused' || kind === 'contested')) counts.attention += 1;
        if (duties.some((duty) => DUTIES[duty.kind].tone !== 'plain')) counts.today += 1;
        if (proposalsOf(live, today).length > 0) counts.supervision += 1;
      }
      return counts;
    },
    async supervision(question) {
      const { today } = question;
      const [proposals, open]: [ProposedCase[], OpenSupervision[]] = [[], []];
      const units = new Map<string, { -readonly [K in keyof UnitFigures]: UnitFigures[K] }>();
      for (const live of await asked(question)) {
        const { row, watch } = live.one;
        if (isAtRest(watch)) continue;
        const [proposal, ...others] = proposalsOf(live, today);
        if (proposal) proposals.push({ row, ...proposal, reasons: [proposal, ...others].map(({ reason }) => reason) });
        const last = watch.supervisions.at(-1);
        if (last) open.push({ row, ...last, times: watch.supervisions.length, late: last.answeredOn === null && last.answerBy !== null && last.answerBy < today });
        if (watch.lead === null || watch.status !== 'handling') continue;
        const figures = units.get(watch.lead) ?? { unit: watch.lead, name: row.leadName, handling: 0, overdue: 0, dueSoon: 0, unsigned: 0, supervised: 0 };
        const urgency = urgencyOf(watch.dueOn, today);
        units.set(watch.lead, {
          ...figures, handling: figures.handling + 1, overdue: figures.overdue + (urgency === 'overdue' ? 1 : 0), dueSoon: figures.dueSoon + (urgency === 'soon' ? 1 : 0),
          unsigned: figures.unsigned + (live.duties.some(({ kind }) => kind === 'unsigned') ? 1 : 0), supervised: figures.supervised + (last ? 1 : 0),
        });
      }
      return {
        proposals: [...SUPERVISION_GRADES].reverse().flatMap((grade) => proposals.filter((one) => one.grade === grade)
          .sort((a, b) => comparePlain(a.row.dueOn ?? '~', b.row.dueOn ?? '~') || comparePlain(a.row.id, b.row.id)).slice(0, MOST_OF_A_GRADE)),
        proposed: proposals.length,
        open: open.sort((a, b) => gradeRank(b.grade) - gradeRank(a.grade) || comparePlain(a.answeredOn === null ? a.answerBy ?? '~' : '~~', b.answeredOn === null ? b.answerBy ?? '~' : '~~') || comparePlain(a.on, b.on) || comparePlain(a.row.id, b.row.id)),
        units: [...units.values()].sort((a, b) => b.overdue - a.overdue || b.dueSoon - a.dueSoon || b.handling - a.handling || comparePlain(a.unit, b.unit)),
      };
    },
  };
}

/** Every promise, whoever made it and whatever became of it; none of what was refused or taken back, nor of an accusation. */
export function promisesOf(cases: Pick<WatchedCases, 'all'>): readonly PromisedCase[] {
  const promised: PromisedCase[] = [];
  for (const { row, watch } of cases.all()) if (watch.promise !== null && watch.status !== 'declined' && !row.withheld) promised.push({ row, promise: watch.promise });
  return promised.sort((a, b) => comparePlain(a.promise.resultOn, b.promise.resultOn) || comparePlain(a.row.id, b.row.id));
}

const gradeRank = (grade: (typeof SUPERVISION_GRADES)[number]): number => SUPERVISION_GRADES.indexOf(grade);

interface Line { readonly one: WatchedCase; readonly duty: Duty }

/** The earliest day first, what has none last, and then by how long it has been waiting. */
function compareLines(a: Line, b: Line): number {
  return comparePlain(a.duty.dueOn ?? '~', b.duty.dueOn ?? '~') || comparePlain(a.one.row.receivedOn, b.one.row.receivedOn) || comparePlain(a.one.row.id, b.one.row.id);
}

/** The first `most` of them: ten thousand lines are not put in order for five. */
function firstOf(all: readonly Line[], most: number): readonly Line[] {
  if (all.length <= most) return [...all].sort(compareLines);
  const first: Line[] = [];
  for (const line of all) {
    const last = first.at(-1);
    if (first.length >= most && last !== undefined && compareLines(line, last) >= 0) continue;
    const at = first.findIndex((one) => compareLines(line, one) < 0);
    first.splice(at < 0 ? first.length : at, 0, line);
    if (first.length > most) first.pop();
  }
  return first;
}
