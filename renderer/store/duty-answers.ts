/** What 今日, 督办 and the navigation ask of the duties of all cases. One walk over the cases in memory answers each question. */
import { mayAppend, type Session } from '../../shared/access.ts';
import { DUTIES, DUTY_KINDS, dutyWords, isLate, type Duty, type DutyKind } from '../../shared/case/duties.ts';
import { isAtRest } from '../../shared/case/watch.ts';
import { SUPERVISION_GRADES } from '../../shared/case/case.ts';
import { urgencyOf } from '../../shared/rules/urgency.ts';
import type { DutyCounts, DutySection, OpenSupervision, PromisedCase, ProposedCase, SupervisionDesk, UnitFigures } from './api.ts';
import type { DutyBook, WatchedCase } from './duty-book.ts';
import { comparePlain } from './case-order.ts';

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
  sections(question: DutyQuestion, lines: number): readonly DutySection[];
  counts(question: DutyQuestion): DutyCounts;
  supervision(question: DutyQuestion): SupervisionDesk;
}

/** The kinds that lie on this person's desk: what is late or asks for attention concerns everyone who sees it, a step those who may do it. */
export function kindsFor({ role }: Pick<Session, 'role'>): readonly DutyKind[] {
  return DUTY_KINDS.filter((kind) => {
    const { desk, act } = DUTIES[kind];
    return desk === 'both' || (desk === (role === 'county' ? 'county' : 'township') && (act === null || mayAppend(role, act)));
  });
}

interface Live extends WatchedCase { readonly duties: readonly Duty[] }

export function createDutyAnswers(cases: WatchedCases, book: DutyBook): DutyAnswers {
  let kept: { readonly at: string; readonly live: readonly Live[] } = { at: '', live: [] };

  /** The cases of which anything can be asked: all but those that rest in peace, and no accusation (which is in no list). */
  const liveOn = (today: string): readonly Live[] => {
    const at = `${today} ${book.edition()} ${cases.version()}`;
    if (kept.at === at) return kept.live;
    const live: Live[] = [];
    for (const one of cases.all()) {
      if (one.row.withheld) continue;
      const duties = book.duties(one, today, cases.watched);
      if (duties.length > 0 || !isAtRest(one.watch)) live.push({ row: one.row, watch: one.watch, duties });
    }
    kept = { at, live };
    return live;
  };
  const asked = ({ today, scope }: DutyQuestion): readonly Live[] => (scope === undefined ? liveOn(today) : liveOn(today).filter(({ row }) => row.scope === scope));

  return {
    sections(question, lines) {
      const { today, session } = question;
      const found = new Map<DutyKind, { one: WatchedCase; duty: Duty }[]>(kindsFor(session).map((kind) => [kind, []]));
      for (const one of asked(question)) for (const duty of one.duties) found.get(duty.kind)?.push({ one, duty });
      return [...found].flatMap(([kind, all]) => {
        if (all.length === 0) return [];
        const sorted = all.sort((a, b) => comparePlain(lineKey(a), lineKey(b)));
        return [{
          kind, total: all.length, late: all.filter(({ duty }) => isLate(duty, today)).length,
          lines: sorted.slice(0, lines).map(({ one, duty }) => ({ row: one.row, dueOn: duty.dueOn, words: dutyWords(one.watch, duty, book.time(one.row.scope, today)) })),
        }];
      });
    },
    counts(question) {
      const { today, session } = question;
      const kinds = new Set(kindsFor(session));
      const counts = { today: 0, supervision: 0, attention: 0 };
      for (const one of asked(question)) {
        const duties = one.duties.filter(({ kind }) => kinds.has(kind));
        if (duties.some(({ kind }) => kind === 'refused' || kind === 'contested')) counts.attention += 1;
        if (duties.some((duty) => DUTIES[duty.kind].tone !== 'plain')) counts.today += 1;
        if (book.proposals(one, today).length > 0) counts.supervision += 1;
      }
      return counts;
    },
    supervision(question) {
      const { today } = question;
      const [proposals, open]: [ProposedCase[], OpenSupervision[]] = [[], []];
      const units = new Map<string, { -readonly [K in keyof UnitFigures]: UnitFigures[K] }>();
      for (const one of asked(question)) {
        const { row, watch } = one;
        if (isAtRest(watch)) continue;
        const [proposal, ...others] = book.proposals(one, today);
        if (proposal) proposals.push({ row, ...proposal, reasons: [proposal, ...others].map(({ reason }) => reason) });
        const last = watch.supervisions.at(-1);
        if (last) open.push({ row, ...last, times: watch.supervisions.length, late: last.answeredOn === null && last.answerBy !== null && last.answerBy < today });
        if (watch.lead === null || watch.status !== 'handling') continue;
        const figures = units.get(watch.lead) ?? { unit: watch.lead, name: row.leadName, handling: 0, overdue: 0, dueSoon: 0, unsigned: 0, supervised: 0 };
        const urgency = urgencyOf(watch.dueOn, today);
        units.set(watch.lead, {
          ...figures, handling: figures.handling + 1, overdue: figures.overdue + (urgency === 'overdue' ? 1 : 0), dueSoon: figures.dueSoon + (urgency === 'soon' ? 1 : 0),
          unsigned: figures.unsigned + (one.duties.some(({ kind }) => kind === 'unsigned') ? 1 : 0), supervised: figures.supervised + (last ? 1 : 0),
        });
      }
      return {
        proposals: proposals.sort((a, b) => gradeRank(b.grade) - gradeRank(a.grade) || comparePlain(a.row.dueOn ?? '~', b.row.dueOn ?? '~') || comparePlain(a.row.id, b.row.id)),
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

/** The earliest day first, what has none last, and then by how long it has been waiting. */
function lineKey({ one, duty }: { readonly one: WatchedCase; readonly duty: Duty }): string {
  return `${duty.dueOn ?? '~'} ${one.row.receivedOn} ${one.row.id}`;
}
