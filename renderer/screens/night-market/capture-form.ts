/**
 * One card of the night market as it is being filled in, and how it becomes a registration. The card has its case id from
 * its first moment, so that registering it twice (a retry, a restart in the middle) is registering it once.
 */
import type { Act } from '../../../shared/act.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { attachmentsIn, type Attachment } from '../../../shared/attachment/attachment.ts';
import { LEVELS, NATURES, REGISTRABLE_MATTERS, MAX_TEXT, type CaseBody, type Level, type Mediation, type Nature, type RegistrableMatter } from '../../../shared/case/case.ts';
import { MEDIATION_RESULT_WORDS } from '../../../shared/case/words.ts';
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
  readonly matter: RegistrableMatter;
  /** 诉求: a problem or a suggestion, where the recorder says which. */
  readonly nature: Nature | null;
  /** 诉求: it was answered at the table. What the other kinds make of it: `answerOf`. */
  readonly answered: boolean;
  /** The answer; of a dispute what the parties agreed. */
  readonly answer: string;
  /** 纠纷: who with whom, of which kind, who helped, and what came of it. Names are separated by 、 or a space. */
  readonly parties: string;
  readonly disputeKind: string;
  readonly helpers: string;
  readonly result: Mediation['result'] | null;
  /** What is durable on this device already: photographs, memos, sketches, signatures. */
  readonly attachments: readonly Attachment[];
}

/** 类型 of a dispute as the register book has them (F16); others may be typed. */
export const DISPUTE_KINDS = ['邻里', '宅基地', '土地', '婚姻家庭', '劳资', '征地补偿', '物业', '养老', '环保', '债务'] as const;
export const MEDIATION_RESULTS = ['agreed', 'not_agreed', 'guided'] as const satisfies readonly Mediation['result'][];
/** Longest names of parties and helpers together, and of a kind, in UTF-16 units. */
export const MAX_NAMES = 300;
export const MAX_DISPUTE_KIND = 40;

/** Longest place that is not in the directory, name and phone number, in UTF-16 units: the inputs stop there. */
export const MAX_PLACE = 200;
export const MAX_NAME = 60;
export const MAX_PHONE = 40;

/** A new card; the village of the card before stays. */
export function blankForm(subject: string, village: string): CaptureForm {
  return { subject, village, name: '', phone: '', words: '', category: null, level: null, matter: 'opinion', nature: null, answered: false, answer: '', parties: '', disputeKind: '', helpers: '', result: null, attachments: [] };
}

/** True when nothing but the village has been filled in. */
export function isBlank(form: CaptureForm): boolean {
  return [form.words, form.name, form.phone, form.answer, form.parties, form.helpers].every((typed) => typed.trim() === '') && form.attachments.length === 0;
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
    nature: NATURES.find((one) => one === fields['nature']) ?? null, answered: fields['answered'] === true, answer: textOf('answer'),
    parties: textOf('parties'), disputeKind: textOf('disputeKind'), helpers: textOf('helpers'), result: MEDIATION_RESULTS.find((one) => one === fields['result']) ?? null,
    attachments: attachmentsIn(fields),
  };
}

/** The category the card has now: the chosen one, else what its words suggest among those in force. */
export function categoryOf(form: CaptureForm, categories: readonly CaseCategory[]): string | null {
  return form.category === null ? suggestAmong(categories, form.words) : form.category === '' ? null : form.category;
}

/** Whether the card says that the matter was dealt with at the table: an answered one, a dispute that ended in an agreement, a question of policy with its answer. An idea is never answered, it is weighed. */
export function isAnswered({ matter, answered, answer, result }: Pick<CaptureForm, 'matter' | 'answered' | 'answer' | 'result'>): boolean {
  return { opinion: answered, dispute: result === 'agreed', policy_question: answer.trim() !== '', golden_idea: false }[matter];
}

/** The names in a box: separated by 、 ， ； or spaces, each once. */
export function namesIn(typed: string): readonly string[] {
  return [...new Set(typed.split(/[\s、，,；;]+/).map((name) => name.trim().slice(0, MAX_NAME)).filter((name) => name !== ''))].slice(0, 20);
}

/** Why a card cannot be registered yet: the field to go to, and what to say. */
export interface CardFault { readonly field: 'words' | 'answer' | 'media'; readonly sentence: string }

/** The first thing that is wrong with a card, or null. Only the words are asked for; the rest may be filled in later. */
export function faultOf(form: CaptureForm): CardFault | null {
  if (form.words.trim() === '') return { field: 'words', sentence: '请先写下群众说了什么，再登记。' };
  if (form.words.length > MAX_TEXT) return { field: 'words', sentence: `原话太长（${form.words.length} 字），最多 ${MAX_TEXT} 字。请分成两件登记。` };
  if (isAnswered(form) && form.answer.trim() === '') return { field: 'answer', sentence: form.matter === 'dispute' ? '达成了协议，请写下双方怎么约定的。' : '选了“现场答复”，请写下是怎么答复的。' };
  if (form.answer.length > MAX_TEXT - AGREED.length) return { field: 'answer', sentence: `${form.matter === 'dispute' ? '协议' : '答复'}太长，最多 ${MAX_TEXT - AGREED.length} 字。` };
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
    ...(form.matter === 'opinion' && form.nature !== null ? { nature: form.nature } : {}),
    ...(isAnswered(form) ? { answeredOnSpot: answerOf(form) } : {}),
    ...mediationOf(form),
    ...(form.attachments.length === 0 ? {} : { attachments: [...form.attachments] }),
  };
  return { scope: activity.scope, subject: form.subject, type: 'case.registered', body };
}

/** What the answer of a dispute begins with in the case: an agreement is what answers it. */
const AGREED = `${MEDIATION_RESULT_WORDS.agreed}：`;
/** Who a party is that nobody named: the register book asks for somebody. */
const UNNAMED = '未记名当事人';

function answerOf({ matter, answer }: CaptureForm): string {
  return matter === 'dispute' ? `${AGREED}${answer.trim()}` : answer.trim();
}

/** Of a dispute that was talked over: whoever brought it is a party when no names were written. */
function mediationOf(form: CaptureForm): { readonly mediation?: Mediation } {
  if (form.matter !== 'dispute' || form.result === null) return {};
  const [parties, helpers, kind, name] = [namesIn(form.parties), namesIn(form.helpers), form.disputeKind.trim(), form.name.trim()];
  return {
    mediation: {
      parties: parties.length > 0 ? [...parties] : [name === '' ? UNNAMED : name], result: form.result,
      ...(kind === '' ? {} : { kind }), ...(helpers.length === 0 ? {} : { helpers: [...helpers] }), ...(form.result === 'agreed' ? { agreement: form.answer.trim() } : {}),
    },
  };
}
