/**
 * 我问你答 (临颍 M0-080; 站点问政, 面对面, 进站 likewise): one question put to a unit before everybody, and what came of it at once: an answer, a promise with
 * its days, or none. Each becomes a case, so that nothing said at the table is lost. Pure: the panel adds the store and the clock.
 */
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { Calendar } from '../../../shared/calendar/calendar.ts';
import { MAX_TEXT, type CaseBody, type RegistrableMatter } from '../../../shared/case/case.ts';
import { titleFromWords } from '../../../shared/case/title-from-words.ts';
import { isLocalDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { DeadlineRules } from '../../../shared/rules/deadline-rules.ts';
import { deadline } from '../../../shared/rules/deadline.ts';
import type { Unit } from '../../../shared/unit/unit.ts';

/** 当场答复 · 当场承诺 · 没有答复: it goes on as any case does. */
export const OUTCOMES = ['answered', 'promised', 'unanswered'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = { answered: '当场答复', promised: '当场承诺', unanswered: '没有答复' };

/** The fields as typed, however unfinished. */
export interface QuestionCard {
  /** Subject of the case that this card becomes. */
  readonly subject: string;
  /** Record id of the unit that is asked; empty while none is chosen. */
  readonly unit: string;
  readonly asker: string;
  readonly question: string;
  /** A matter to be handled, or a question about policy: answered, that is done with. */
  readonly matter: Extract<RegistrableMatter, 'opinion' | 'policy_question'>;
  readonly outcome: Outcome | null;
  /** Who answered or promised. */
  readonly by: string;
  /** The answer, or what was promised. */
  readonly text: string;
  /** What the recorder set; null takes the proposed day, empty means none (见成效 only). */
  readonly effectOn: LocalDate | null;
  readonly resultOn: LocalDate | null;
}

/** The draft's key for an activity. */
export function questionDraftKey(activityId: string): string {
  return `questions:${activityId}`;
}

/** Longest name, in UTF-16 units. */
export const MAX_PERSON = 60;

/** A new card; the unit of the card before stays at the table. */
export function blankCard(subject: string, unit: string): QuestionCard {
  return { subject, unit, asker: '', question: '', matter: 'opinion', outcome: null, by: '', text: '', effectOn: null, resultOn: null };
}

/** True when nothing but the unit has been filled in. */
export function isBlankCard({ asker, question, by, text }: QuestionCard): boolean {
  return [asker, question, by, text].every((typed) => typed.trim() === '');
}

/** A card out of a kept draft, what cannot be read left blank; null when there is no card in it. */
export function parseCard(kept: unknown): QuestionCard | null {
  if (kept === null || typeof kept !== 'object') return null;
  const fields = kept as Readonly<Record<string, unknown>>;
  const textOf = (name: keyof QuestionCard) => { const value = fields[name]; return typeof value === 'string' ? value : ''; };
  const dayOf = (name: keyof QuestionCard) => { const value = fields[name]; return typeof value === 'string' && (value === '' || isLocalDate(value)) ? value : null; };
  const subject = textOf('subject');
  if (!subject.startsWith('case:')) return null;
  return {
    subject, unit: textOf('unit'), asker: textOf('asker'), question: textOf('question'), matter: fields['matter'] === 'policy_question' ? 'policy_question' : 'opinion',
    outcome: OUTCOMES.find((one) => one === fields['outcome']) ?? null, by: textOf('by'), text: textOf('text'), effectOn: dayOf('effectOn'), resultOn: dayOf('resultOn'),
  };
}

/** 一周之内见成效、一月之内见结果 (商丘、柘城 S0): the days of a promise, and how they were counted. */
export interface PromiseDays { readonly effectOn: LocalDate; readonly resultOn: LocalDate; readonly effectWords: string; readonly resultWords: string }

/** The days that the rules in force propose, counted from the day of the activity. */
export function proposedDays(on: LocalDate, rules: DeadlineRules, calendar: Calendar): PromiseDays {
  const [effect, result] = [deadline(rules.QNA_EFFECT, on, calendar), deadline(rules.QNA_RESULT, on, calendar)];
  return { effectOn: effect.on, resultOn: result.on, effectWords: effect.explanation, resultWords: result.explanation };
}

/** The days that the card has now; `effectOn` is null where the recorder wants none. */
export function daysOf(card: QuestionCard, proposed: PromiseDays): { readonly effectOn: LocalDate | null; readonly resultOn: LocalDate } {
  const effectOn = card.effectOn ?? proposed.effectOn;
  return { effectOn: effectOn === '' ? null : effectOn, resultOn: card.resultOn || proposed.resultOn };
}

/** Why a card cannot be registered yet: the field to go to, and what to say. */
export interface QuestionFault { readonly field: 'unit' | 'question' | 'outcome' | 'text' | 'effect' | 'result'; readonly sentence: string }

/** The first thing that is wrong with a card, or null. `on` is the day of the activity. */
export function questionFault(card: QuestionCard, proposed: PromiseDays, on: LocalDate): QuestionFault | null {
  const { effectOn, resultOn } = daysOf(card, proposed);
  if (card.question.trim() === '') return { field: 'question', sentence: '请先写下问了什么。' };
  if (card.unit === '') return { field: 'unit', sentence: '请选问的是哪个单位。' };
  if (card.outcome === null) return { field: 'outcome', sentence: '请选结果：当场答复、当场承诺，还是没有答复。' };
  if (card.outcome === 'unanswered') return null;
  if (card.text.trim() === '') return { field: 'text', sentence: card.outcome === 'answered' ? '请写下是怎么答复的。' : '请写下承诺了什么。' };
  if (card.outcome === 'answered') return null;
  if (effectOn !== null && effectOn < on) return { field: 'effect', sentence: '见成效的日子早于这一天的活动，请改一个。' };
  if (resultOn < (effectOn ?? on)) return { field: 'result', sentence: '见结果的日子不能早于见成效的日子，请改一个。' };
  return null;
}

/** What a registration takes from the activity and the moment. */
export interface Asking {
  readonly activity: ActivityState;
  readonly proposed: PromiseDays;
  readonly tempNo: string;
  /** What the words suggest among the categories in force; whoever sorts it may choose another. */
  readonly category: string | null;
  /** `HH:mm` now; null on another day than the activity's. */
  readonly at: string | null;
}

/** The act that registers the question with what came of it. The words go in as they were said. */
export function questionRegistration(card: QuestionCard, { activity, proposed, tempNo, category, at }: Asking): Act {
  const [asker, by, text] = [card.asker.trim(), card.by.trim(), card.text.trim()];
  const { effectOn, resultOn } = daysOf(card, proposed);
  const body: CaseBody<'case.registered'> = {
    channel: KINDS[activity.kind].channel, matter: card.matter, words: card.question, title: titleFromWords(card.question), activity: activity.id, receivedOn: activity.on, tempNo,
    deputies: activity.deputies.slice(0, 50), source: { askedUnit: card.unit },
    ...(at === null ? {} : { receivedAt: at }),
    ...(category === null ? {} : { category }),
    ...(activity.village === null ? {} : { village: activity.village }),
    ...(asker === '' ? {} : { reporter: { name: asker } }),
    ...(card.outcome === 'answered' ? { answeredOnSpot: (by === '' ? text : `${text}（答复人：${by}）`).slice(0, MAX_TEXT) } : {}),
    ...(card.outcome === 'promised' ? { promise: { unit: card.unit, text, resultOn, ...(by === '' ? {} : { by }), ...(effectOn === null ? {} : { effectOn }) } } : {}),
  };
  return { scope: activity.scope, subject: card.subject, type: 'case.registered', body };
}

/** The active units in the order of a choice: those at the table, those invited, all others; empty groups are left out. */
export function unitsToAsk({ units: present, expected }: Pick<ActivityState, 'units' | 'expected'>, { units }: { readonly units: readonly Unit[] }): readonly { readonly label: string; readonly units: readonly Unit[] }[] {
  const active = units.filter((unit) => unit.active);
  const here = present.flatMap(({ unit }) => active.find(({ id }) => id === unit) ?? []);
  const invited = expected.units.flatMap((id) => (here.some((one) => one.id === id) ? [] : active.find((one) => one.id === id) ?? []));
  const others = active.filter((unit) => !here.includes(unit) && !invited.includes(unit));
  return [{ label: '已到场', units: here }, { label: '邀请了的', units: invited }, { label: here.length + invited.length === 0 ? '全部单位' : '其他单位', units: others }].filter((group) => group.units.length > 0);
}
