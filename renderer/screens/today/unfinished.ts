/**
 * 待补全: what was begun on this computer and is not registered: half-written cards, rows copied from paper, questions, registrations. Read from the drafts as
 * they lie, whatever version of a form wrote them. Pure.
 */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { PREPARATION_WORDS } from '../../../shared/activity/words.ts';
import { titleFromWords } from '../../../shared/case/title-from-words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Draft } from '../../store/api.ts';
import { readStepDraft, STEP_DRAFT } from '../../ui/activity-preparation/step-draft.ts';
import { shortDay } from '../../ui/format-date.ts';

export interface Unfinished {
  readonly key: string;
  /** `夜市现场`, `纸质登记` … */
  readonly kind: string;
  readonly title: string;
  /** The activity that it belongs to. */
  readonly where: string;
  /** 还缺：…; empty when it only waits to be registered. */
  readonly lacks: readonly string[];
  /** Where it goes on, and what is asked of that screen. */
  readonly to: string;
  readonly state: Readonly<Record<string, unknown>> | null;
  /** False for what a live screen still holds: it is put aside there. */
  readonly mayDrop: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
interface Known { readonly activities: readonly ActivityState[]; readonly today: LocalDate }

/** The lines, the newest first. Drafts of acts on a case are not among them: they wait on the case. */
export function unfinishedOf(drafts: readonly Draft[], known: Known): readonly Unfinished[] {
  return [...drafts].sort((a, b) => b.savedAt - a.savedAt).flatMap((draft) => lineOf(draft, known) ?? []);
}

function lineOf(draft: Draft, known: Known): Unfinished | null {
  const { key, fields } = draft;
  const [form = '', ...rest] = key.split(':');
  const id = rest.join(':');
  const activity = known.activities.find((one) => one.id === id);
  const where = activity === undefined ? '' : `${shortDay(activity.on, known.today)} ${activity.place}`;
  switch (form) {
    case 'night-market': return liveLine({ key, where, to: `/night-market/${id}`, fields, open: activity?.open === true });
    case 'back-entry': return sheetLine({ key, where, to: `/night-market/${id}/sheets`, fields });
    case 'register-case': return isUntouched(fields, ['words', 'reporterName', 'reporterPhone']) ? null : {
      key, kind: '登记民情', title: titleOf(fields), where, lacks: gapsIn(fields, { words: '说了什么', village: '村', category: '类别' }), to: '/cases', state: { ask: 'register', ...(id === '' ? {} : { start: { activity: id } }) }, mayDrop: true,
    };
    case 'questions': return isUntouched(fields, ['question', 'text']) ? null : {
      key, kind: '现场提问', title: titleOf(fields, 'question'), where, lacks: gapsIn(fields, { question: '问了什么', unit: '问哪个单位' }), to: activity?.kind === 'night_market' ? `/night-market/${id}` : `/stations/${id}`, state: null, mayDrop: true,
    };
    case 'activity': return isUntouched(fields, ['place', 'theme', 'note']) ? null : { key, kind: '新的活动', title: titleOf(fields, 'place'), where: '', lacks: gapsIn(fields, { place: '地点', from: '开始时间' }), to: '/stations', state: { ask: 'register' }, mayDrop: true };
    case 'activity-fields': return { key, kind: '活动记录', title: '填了还没有保存', where, lacks: [], to: `/stations/${id}`, state: null, mayDrop: true };
    case STEP_DRAFT: return stepLine(draft, known.today);
    default: return null;
  }
}

/** A half-typed step of a preparation; what only a rule gives is found by its day. */
function stepLine(draft: Draft, today: LocalDate): Unfinished | null {
  const found = readStepDraft(draft);
  if (found === null) return null;
  const { activity, step, on, kind, place } = found;
  return { key: draft.key, kind: '活动准备', title: `${PREPARATION_WORDS[step]}，写了还没有保存`, where: `${shortDay(on, today)} ${place}`, lacks: [], to: `/${kind === 'night_market' ? 'night-market' : 'stations'}/${activity}?on=${on}`, state: null, mayDrop: true };
}

/** The card in the hand, and cards that were handed in and are not saved. */
function liveLine({ key, where, to, fields, open }: { readonly key: string; readonly where: string; readonly to: string; readonly fields: Fields; readonly open: boolean }): Unfinished | null {
  const card = recordOf(fields['form']);
  const waiting = listOf(fields['handedIn']);
  if (isUntouched(card, ['words', 'name', 'phone', 'answer']) && waiting.length === 0) return null;
  return {
    key, kind: '夜市现场', where, to, state: null, mayDrop: !open && waiting.length === 0,
    title: waiting.length > 0 ? `${waiting.length} 件写好了，还没有存下` : titleOf(card), lacks: waiting.length > 0 ? [] : gapsIn(card, { words: '说了什么', village: '村' }),
  };
}

function sheetLine({ key, where, to, fields }: { readonly key: string; readonly where: string; readonly to: string; readonly fields: Fields }): Unfinished | null {
  const rows = listOf(fields['rows']).map((row) => recordOf(recordOf(row)['cells'])).filter((cells) => !isUntouched(cells, Object.keys(cells)));
  if (rows.length === 0) return null;
  const missing = (name: string, label: string) => { const count = rows.filter((cells) => textIn(cells, name) === '').length; return count === 0 ? [] : [`${label} ${count} 行`]; };
  return { key, kind: '纸质登记', title: `${rows.length} 行还没有登记`, where, lacks: [...missing('words', '说了什么'), ...missing('village', '村')], to, state: null, mayDrop: true };
}

function titleOf(fields: Fields, name = 'words'): string {
  const title = titleFromWords(textIn(fields, name));
  return title === '' ? '还没写说了什么' : title;
}

function gapsIn(fields: Fields, wanted: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(wanted).flatMap(([name, label]) => (textIn(fields, name) === '' ? [label] : []));
}

function isUntouched(fields: Fields, names: readonly string[]): boolean {
  return names.every((name) => textIn(fields, name) === '');
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value.trim() : '';
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value as Fields : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
