/**
 * 先通报 (结果反馈, 临颍 S0): what became of the matters that were brought here at earlier evenings, before new ones are heard. Each in one plain sentence, to be
 * read aloud; nobody is named. Pure.
 */
import type { Act } from '../../../../shared/act.ts';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { MAX_TEXT, type CaseBody, type CaseState } from '../../../../shared/case/case.ts';
import { stateRefusal } from '../../../../shared/case/lifecycle.ts';
import { isTakenBack } from '../../../../shared/case/taken-back.ts';
import { CONVERSION_WORDS, EVALUATION_GRADE_WORDS, EXIT_ROUTE_WORDS } from '../../../../shared/case/words.ts';
import { localDateOf, type LocalDate } from '../../../../shared/kernel/local-date.ts';
import { shortDay } from '../../../ui/format-date.ts';

/** How many earlier evenings are looked at: two years of a monthly market. */
const MOST_EVENINGS = 24;

/** What tells which evenings were held here before. */
export type Evening = Pick<ActivityState, 'id' | 'scope' | 'kind' | 'on' | 'station' | 'village' | 'place' | 'status'>;

/** The evenings that were held here before, latest first: at the same point, in the same village, or at a place of the same name. */
export function earlierEvenings<E extends Evening>(evening: Evening, activities: readonly E[]): readonly E[] {
  const isHere = (one: Evening) => (one.station !== null && one.station === evening.station) || (one.village !== null && one.village === evening.village) || (one.place.trim() !== '' && one.place.trim() === evening.place.trim());
  return activities.filter((one) => one.id !== evening.id && one.scope === evening.scope && one.kind === evening.kind && (one.status === 'open' || one.status === 'closed') && one.on < evening.on && isHere(one))
    .sort((a, b) => (a.on < b.on ? 1 : -1)).slice(0, MOST_EVENINGS);
}

/** Whether people are to hear of a case: it is still open, or has ended on or after the day of the last evening here. What is off the record, and paper that was copied wrongly, is never told. */
export function isToTell({ status, closedOn, declined }: Pick<CaseState, 'status' | 'closedOn' | 'declined'>, lastOn: LocalDate): boolean {
  if (declined?.route === 'transfer_discipline' || isTakenBack({ status, declined })) return false;
  if (status === 'closed') return closedOn !== null && closedOn >= lastOn;
  return status !== 'declined' || (declined !== null && declined.on >= lastOn);
}

/** What the words of a telling note begin with. */
const TOLD = '在夜市上通报了进展：';

/** True when it was told at this evening already, on whatever laptop. */
export function isTold({ relayed, timeline }: Pick<CaseState, 'relayed' | 'timeline'>, on: LocalDate): boolean {
  return relayed.some((one) => one.to === 'citizen' && one.way === 'in_person' && one.on === on)
    || timeline.some(({ header, body, ineffective, undone }) => header.type === 'case.noted' && ineffective === null && !undone && typeof body['text'] === 'string' && body['text'].startsWith(TOLD) && localDateOf(Date.parse(header.wall)) >= on);
}

/** What makes a sentence of a case. `unitName` is the name behind a unit's id. */
export interface Telling { readonly today: LocalDate; readonly unitName: (id: string) => string }

/** What became of it, in one plain sentence. */
export function outcomeSentence(state: CaseState, { today, unitName }: Telling): string {
  const day = (date: LocalDate) => shortDay(date, today);
  const lead = state.assignment === null ? '承办单位' : unitName(state.assignment.lead);
  switch (state.status) {
    case 'sorting': return promiseWords(state, day, unitName) ?? '已经登记，主席团正在梳理，梳理好就交给单位办。';
    case 'reviewing': return '已经上报县里，正等县里初审。';
    case 'assigning': return promiseWords(state, day, unitName) ?? '已经梳理好，马上交给单位办。';
    case 'following': return state.follows?.kind === 'case' || state.follows === null ? '跟另一件同样的事一起办，有结果一并告诉大家。' : `已经转为${CONVERSION_WORDS[state.follows.kind]}办理，有结果告诉大家。`;
    case 'handling': return state.dueOn === null ? `${lead}正在办，眼下暂停了${pauseWords(state)}。` : `${lead}正在办，${day(state.dueOn)}前答复${state.dueOn < today ? '，已经超期，正在催' : ''}。`;
    case 'evaluating':
    case 'closing': return `${answerWords(state, unitName)}${promiseWords(state, day, unitName) ?? ''}`;
    case 'closed': return `已经办结。${answerWords(state, unitName)}${state.evaluations.citizen === null ? '' : `反映人评价：${EVALUATION_GRADE_WORDS[state.evaluations.citizen.grade]}。`}`;
    case 'declined': return declinedWords(state);
  }
}

/** The act that says that it was told face to face: passed on where an answer stands, otherwise a note of how far it is. */
export function toldAct(state: CaseState, { by, on, sentence }: { readonly by: string; readonly on: LocalDate; readonly sentence: string }): Act {
  const about = { scope: state.scope, subject: state.id };
  if (stateRefusal(state, 'case.relayed') === null) return { ...about, type: 'case.relayed', body: { to: 'citizen', way: 'in_person', by, on } satisfies CaseBody<'case.relayed'> };
  return { ...about, type: 'case.noted', body: { text: `${TOLD}${sentence}`.slice(0, MAX_TEXT) } satisfies CaseBody<'case.noted'> };
}

function answerWords({ reply, spotAnswer }: CaseState, unitName: Telling['unitName']): string {
  if (reply === null) return spotAnswer === null ? '' : `当场答复：${ended(spotAnswer.text)}`;
  const said = { resolved: '已经解决', in_progress: '正在解决', not_feasible: '眼下还办不了', escalated: '已经向上级反映' }[reply.class];
  return `${unitName(reply.unit)}答复，${said}：${ended(reply.text)}`;
}

function promiseWords({ promise, registered }: CaseState, day: (date: LocalDate) => string, unitName: Telling['unitName']): string | null {
  if (promise === null) return null;
  const who = registered.promise === undefined ? '' : unitName(registered.promise.unit);
  return promise.fulfilled === null ? `${who}承诺${day(promise.on)}前见结果：${ended(promise.plan)}` : `${who}的承诺已经落实：${ended(promise.fulfilled.text)}`;
}

function pauseWords({ clock }: CaseState): string {
  const reason = clock?.segments.at(-1)?.reason ?? '';
  return reason === '' ? '' : `（${shortened(reason)}）`;
}

function declinedWords({ declined }: CaseState): string {
  if (declined === null) return '没有受理。';
  const where = declined.where === undefined ? '' : `，${declined.where}`;
  const how = declined.route === undefined || declined.route === 'not_accept' ? '这件没有受理' : `这件${EXIT_ROUTE_WORDS[declined.route]}${where}`;
  return `${how}：${ended(declined.reason)}`;
}

/** What is read aloud is short, and ends. */
const MOST_READ = 120;
function shortened(text: string): string {
  const flat = [...text.replaceAll(/\s+/g, ' ').trim()];
  return flat.length > MOST_READ ? `${flat.slice(0, MOST_READ).join('')}…` : flat.join('');
}
function ended(text: string): string {
  const short = shortened(text);
  return /[。！？…]$/.test(short) ? short : `${short}。`;
}
