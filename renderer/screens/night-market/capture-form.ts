/**
 * One card of the night market as it is being filled in, and how it becomes a registration. The card has its case id from
 * its first moment, so that registering it twice (a retry, a restart in the middle) is registering it once.
 */
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { LEVELS, REGISTRABLE_MATTERS, MAX_TEXT, type CaseBody, type Level, type Matter } from '../../../shared/case/case.ts';
import type { Village } from '../../../shared/village/village.ts';
import { titleFromWords } from '../../../shared/case/title-from-words.ts';
import type { CaseCategory } from '../../../shared/category/category.ts';
import { suggestAmong } from '../../../shared/category/suggest.ts';
import { villageNamed } from './village-match.ts';

/** The fields as typed: whatever is in a box is in here, however unfinished. */
export interface CaptureForm {
  /** Subject of the case that this card becomes. */
  readonly subject: string;
  /** What stands in the village box: a village of the directory by its name, or any other place. */
  readonly village: string;
  readonly name: string;
  readonly phone: string;
  readonly words: string;
  /** What the recorder chose; `null` takes the suggestion, empty means none. */
  readonly category: string | null;
  readonly level: Level | null;
  readonly matter: Matter;
  readonly answered: boolean;
  readonly answer: string;
}

/** Longest place that is not in the directory, name and phone number, in UTF-16 units: the inputs stop there. */
export const MAX_PLACE = 200;
export const MAX_NAME = 60;
export const MAX_PHONE = 40;

/** A new card; the village of the card before stays. */
export function blankForm(subject: string, village: string): CaptureForm {
  return { subject, village, name: '', phone: '', words: '', category: null, level: null, matter: 'opinion', answered: false, answer: '' };
}

/** True when nothing but the village has been filled in. */
export function isBlank(form: CaptureForm): boolean {
  return form.words.trim() === '' && form.name.trim() === '' && form.phone.trim() === '' && form.answer.trim() === '';
}

/**
 * A card out of a kept draft; null when there is no card in it. Reads what it understands and leaves the rest blank: a
 * draft of another version must not cost anyone their words.
 */
export function parseForm(kept: unknown): CaptureForm | null {
  if (kept === null || typeof kept !== 'object') return null;
  const fields = kept as Readonly<Record<string, unknown>>;
  const textOf = (name: keyof CaptureForm) => { const value = fields[name]; return typeof value === 'string' ? value : ''; };
  const subject = textOf('subject');
  if (!subject.startsWith('case:')) return null;
  return {
    subject, village: textOf('village'), name: textOf('name'), phone: textOf('phone'), words: textOf('words'),
    category: typeof fields['category'] === 'string' ? fields['category'] : null,
    level: LEVELS.find((one) => one === fields['level']) ?? null, matter: REGISTRABLE_MATTERS.find((one) => one === fields['matter']) ?? 'opinion',
    answered: fields['answered'] === true, answer: textOf('answer'),
  };
}

/** The category the card has now: the chosen one, else what its words suggest among those in force. */
export function categoryOf(form: CaptureForm, categories: readonly CaseCategory[]): string | null {
  return form.category === null ? suggestAmong(categories, form.words) : form.category === '' ? null : form.category;
}

/** Why a card cannot be registered yet: the field to go to, and what to say. */
export interface CardFault { readonly field: 'words' | 'answer'; readonly sentence: string }

/** The first thing that is wrong with a card, or null. Only the words are asked for; the rest may be filled in later. */
export function faultOf(form: CaptureForm): CardFault | null {
  if (form.words.trim() === '') return { field: 'words', sentence: '请先写下群众说了什么，再登记。' };
  if (form.words.length > MAX_TEXT) return { field: 'words', sentence: `原话太长（${form.words.length} 字），最多 ${MAX_TEXT} 字。请分成两件登记。` };
  if (form.answered && form.answer.trim() === '') return { field: 'answer', sentence: '选了“现场答复”，请写下是怎么答复的。' };
  if (form.answer.length > MAX_TEXT) return { field: 'answer', sentence: `答复太长，最多 ${MAX_TEXT} 字。` };
  return null;
}

/** What a registration takes from the evening and the moment. */
export interface Occasion {
  readonly activity: ActivityState;
  readonly villages: readonly Village[];
  readonly categories: readonly CaseCategory[];
  readonly tempNo: string;
  /** The evening's date, and `HH:mm` of the registration; null when the cards of another day are copied from paper. */
  readonly on: string;
  readonly at: string | null;
}

/** The act that registers the card. The citizen's words go in as they were typed. */
export function registrationOf(form: CaptureForm, { activity, villages, categories, tempNo, on, at }: Occasion): Act {
  const village = villageNamed(villages, form.village);
  const place = village === null ? form.village.trim() : '';
  const [name, phone, category] = [form.name.trim(), form.phone.trim(), categoryOf(form, categories)];
  const body: CaseBody<'case.registered'> = {
    channel: 'night_market', matter: form.matter, words: form.words, title: titleFromWords(form.words), activity: activity.id, receivedOn: on, tempNo,
    deputies: activity.deputies.slice(0, 50),
    ...(at === null ? {} : { receivedAt: at }),
    ...(village === null ? {} : { village: village.id }),
    ...(place === '' ? {} : { place }),
    ...(name === '' && phone === '' ? {} : { reporter: { ...(name === '' ? {} : { name }), ...(phone === '' ? {} : { phone }) } }),
    ...(category === null ? {} : { category }),
    ...(form.level === null ? {} : { level: form.level }),
    ...(form.answered ? { answeredOnSpot: form.answer.trim() } : {}),
  };
  return { scope: activity.scope, subject: form.subject, type: 'case.registered', body };
}
