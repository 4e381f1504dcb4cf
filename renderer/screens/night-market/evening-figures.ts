/** The figures of one evening (F01) and what its cards still lack: what 收摊小结 shows. Pure. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { LEVELS, REGISTRABLE_MATTERS, type CaseState, type Level, type Matter } from '../../../shared/case/case.ts';

export interface EveningFigures {
  readonly deputies: number;
  readonly citizens: number;
  readonly cases: number;
  readonly byMatter: Readonly<Record<Matter, number>>;
  readonly byLevel: Readonly<Record<Level, number>>;
  /** Cases whose level is still to be set; questions of policy have none. */
  readonly levelOpen: number;
  /** Categories with their number of cases, most first; cases without one are not in it. */
  readonly byCategory: readonly { readonly category: string; readonly cases: number }[];
  readonly categoryOpen: number;
  /** Cards answered at the table. */
  readonly answered: number;
  /** Disputes that ended at the table and golden ideas: those on cards, and those that were only counted. Nothing is in both. */
  readonly settled: number;
  readonly ideas: number;
  /** Units that promised something, and how many promises. */
  readonly promises: number;
  readonly units: number;
}

/** What a card may lack. */
export const GAPS = ['village', 'category', 'level', 'answer', 'mediation', 'phone'] as const;
export type Gap = (typeof GAPS)[number];
export const GAP_WORDS: Readonly<Record<Gap, string>> = { village: '没有村', category: '没有类别', level: '没有级别', answer: '问了没有答', mediation: '没记怎么调', phone: '没有电话' };
/** What may stay open for good: not everybody leaves a telephone number. */
export const WANTED_GAPS: readonly Gap[] = GAPS.filter((gap) => gap !== 'phone');

/** The figures that the evening's cases add up to. */
export function eveningFigures(activity: ActivityState, cases: readonly CaseState[]): EveningFigures {
  const categories = new Map<string, number>();
  for (const { category } of cases) if (category !== null) categories.set(category, (categories.get(category) ?? 0) + 1);
  return {
    deputies: activity.deputies.length, citizens: activity.citizens, cases: cases.length,
    byMatter: tallied(REGISTRABLE_MATTERS, cases.map((one) => one.registered.matter)), byLevel: tallied(LEVELS, cases.flatMap((one) => one.level ?? [])),
    levelOpen: cases.filter(lacksLevel).length,
    byCategory: [...categories].map(([category, count]) => ({ category, cases: count })).sort((a, b) => b.cases - a.cases || (a.category < b.category ? -1 : 1)),
    categoryOpen: cases.filter((one) => one.category === null).length,
    answered: cases.filter((one) => one.registered.answeredOnSpot !== undefined).length,
    settled: activity.settled + cases.filter(isSettledAtTable).length, ideas: activity.ideas + cases.filter((one) => one.registered.matter === 'golden_idea').length,
    promises: cases.filter((one) => one.registered.promise !== undefined).length, units: activity.units.length,
  };
}

/** What a case still lacks; none of it keeps the evening from closing. A place outside the directory counts as a place. */
export function gapsOf({ registered, category, level, spotAnswer, reply, status }: CaseState): readonly Gap[] {
  const sorting = status === 'sorting';
  const lacking: Readonly<Record<Gap, boolean>> = {
    village: registered.village === undefined && registered.place === undefined,
    category: category === null, level: lacksLevel({ registered, level }),
    // Once it is sorted, it is on its way to an answer by the six steps.
    answer: sorting && (registered.matter === 'policy_question' || registered.source?.askedUnit !== undefined) && spotAnswer === null && reply === null && registered.promise === undefined,
    mediation: sorting && registered.matter === 'dispute' && registered.mediation === undefined && spotAnswer === null,
    phone: registered.reporter?.phone === undefined,
  };
  return GAPS.filter((gap) => lacking[gap]);
}

/** A question of policy that is answered goes nowhere: it has no level. */
function lacksLevel({ registered, level }: Pick<CaseState, 'registered' | 'level'>): boolean {
  return level === null && registered.matter !== 'policy_question';
}

/** A dispute that ended at the table: the parties agreed, or it was answered there before mediations were written down apart. */
export function isSettledAtTable({ registered: { matter, mediation, answeredOnSpot } }: Pick<CaseState, 'registered'>): boolean {
  return matter === 'dispute' && (mediation === undefined ? answeredOnSpot !== undefined : mediation.result === 'agreed');
}

function tallied<K extends string>(keys: readonly K[], values: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, values.filter((value) => value === key).length])) as Record<K, number>;
}
