/**
 * The minutes (会议记录) of an activity: who was there, what was said matter by matter, what was answered and promised, how disputes ended (F01, F15,
 * F16, F24–F26). Reporters and parties are masked as in the ledger: minutes are handed on. This file says what stands there; how it looks is the renderer's.
 */
import type { ActivityFieldValue, ActivityState } from '../activity/activity.ts';
import { KINDS } from '../activity/kinds.ts';
import type { CaseState } from '../case/case.ts';
import { isWithheld } from '../case/lifecycle.ts';
import { isTakenBack } from '../case/taken-back.ts';
import { LEVEL_WORDS, MEDIATION_RESULT_WORDS } from '../case/words.ts';
import { DEPUTY_LEVELS, type Deputy, type DeputyLevel } from '../deputy/deputy.ts';
import { maskName, maskText } from '../kernel/mask.ts';
import type { LedgerNames } from './monthly-ledger.ts';
import { chineseDate } from './chinese-date.ts';

/** A labelled line; `text` may have several lines. */
export interface MinutesLine { readonly label: string; readonly text: string }
export interface MinutesMatter { readonly heading: string; readonly lines: readonly MinutesLine[] }
export interface MinutesSection { readonly heading: string; readonly matters: readonly MinutesMatter[]; readonly lines: readonly MinutesLine[] }
export interface Minutes {
  readonly organ: string;
  readonly title: string;
  /** Time, place, who was there. */
  readonly facts: readonly MinutesLine[];
  readonly sections: readonly MinutesSection[];
  readonly signatures: readonly string[];
}

export interface MinutesParts {
  readonly activity: ActivityState;
  readonly cases: readonly CaseState[];
  /** The presidium's full name. */
  readonly organ: string;
  readonly deputies: readonly Deputy[];
  readonly names: LedgerNames;
}

const LEVELS: Readonly<Record<DeputyLevel, string>> = { national: '全国人大代表', provincial: '省人大代表', municipal: '市人大代表', county: '县级人大代表', township: '乡镇人大代表' };
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const UNKNOWN_DEPUTY = '名录里没有的代表';

/** The minutes of the activity as it stands. */
export function activityMinutes(all: MinutesParts): Minutes {
  const { activity, organ } = all;
  const parts = { ...all, cases: all.cases.filter((one) => !isWithheld(one) && !isTakenBack(one)) };
  const { name } = KINDS[activity.kind];
  const sections: readonly MinutesSection[] = [...fieldSection(activity), ...matterSections(parts), ...pollSection(activity), figureSection(parts)];
  return {
    organ, title: `${activity.theme === null ? '' : `“${activity.theme}”`}${name}会议记录`, facts: factsOf(parts),
    sections: sections.map((section, index) => ({ ...section, heading: `${NUMERALS[index] ?? index + 1}、${section.heading}` })),
    signatures: ['主持人（签字）：', '记录人（签字）：', `${KINDS[activity.kind].deputies}（签字）：`],
  };
}

function factsOf({ activity, deputies, names }: MinutesParts): readonly MinutesLine[] {
  const row = KINDS[activity.kind];
  const named = (id: string) => deputies.find((one) => one.id === id)?.name ?? UNKNOWN_DEPUTY;
  const team = activity.preparations.team?.team;
  const { captain } = team ?? {};
  const recorder = activity.fields['recorder'];
  const byLevel = DEPUTY_LEVELS.flatMap((level) => {
    const present = activity.deputies.filter((id) => (deputies.find((one) => one.id === id)?.level ?? 'township') === level).map(named);
    return present.length === 0 ? [] : [`${LEVELS[level]}：${present.join('、')}`];
  });
  return [
    ...line('时间', `${chineseDate(activity.on)}${activity.from === '' ? '' : ` ${activity.from}`}${activity.until ? `—${activity.until}` : ''}`),
    ...line('地点', activity.place), ...line('主题', activity.theme), ...line('天气', textOf(activity.fields['weather'])),
    ...line('主持人', captain === undefined ? null : named(captain)), ...line('记录人', textOf(recorder)),
    ...line(row.deputies, byLevel.length === 0 ? null : `${byLevel.join('\n')}\n（共${activity.deputies.length}人）`),
    ...line('到会单位', activity.units.map(({ unit, name, role, head }) => `${name === '' ? names.unit(unit) : name}${role === '' ? '' : `（${role}）`}${head ? '（主要负责人到会）' : ''}`).join('、')),
    ...line('其他人员', activity.guests.map(({ name, role }) => `${name}${role === '' ? '' : `（${role}）`}`).join('、')),
    ...line('团队成员', team?.members.map(({ name, role }) => `${name}${role === undefined || role === '' ? '' : `（${role}）`}`).join('、')),
    ...(row.people === null ? [] : line(row.people, activity.citizens === 0 ? null : `${activity.citizens}人次`)),
  ];
}

/** What the kind asks for itself: what was reported, what was resolved. The recorder and the weather stand at the head. */
function fieldSection({ kind, fields, note }: ActivityState): readonly MinutesSection[] {
  const lines = [
    ...KINDS[kind].fields.flatMap(({ name, label }) => (name === 'recorder' || name === 'weather' ? [] : line(label, textOf(fields[name])))),
    ...line('备注', note),
  ];
  return lines.length === 0 ? [] : [{ heading: '活动情况', matters: [], lines }];
}

function matterSections(parts: MinutesParts): readonly MinutesSection[] {
  const asked = (one: CaseState) => one.registered.source?.askedUnit !== undefined;
  const groups: readonly { readonly heading: string; readonly of: (one: CaseState) => boolean }[] = [
    { heading: '面对面问政', of: asked },
    { heading: '群众反映的诉求', of: (one) => !asked(one) && one.registered.matter === 'opinion' },
    { heading: '矛盾纠纷调解', of: (one) => !asked(one) && one.registered.matter === 'dispute' },
    { heading: '政策咨询', of: (one) => !asked(one) && one.registered.matter === 'policy_question' },
    { heading: '金点子', of: (one) => !asked(one) && one.registered.matter === 'golden_idea' },
  ];
  return groups.flatMap(({ heading, of }) => {
    const cases = parts.cases.filter(of);
    return cases.length === 0 ? [] : [{ heading: `${heading}（${cases.length}件）`, lines: [], matters: cases.map((one, index) => matterOf(one, index, parts.names)) }];
  });
}

function matterOf(one: CaseState, index: number, names: LedgerNames): MinutesMatter {
  const { registered, spotAnswer, category, level } = one;
  const people = [registered.reporter?.name, ...(registered.mediation?.parties ?? [])];
  // The parties of a dispute are citizens as the reporter is.
  const masked = (text: string) => people.reduce<string>((rest, name) => maskText(rest, name), text);
  const where = registered.village === undefined ? registered.place ?? '' : names.village(registered.village);
  const about = [one.number ?? one.tempNo, where, maskName(registered.reporter?.name), category ?? '', level === null ? '' : LEVEL_WORDS[level]].filter((text) => text !== '');
  const { mediation, promise } = registered;
  const dealt = spotAnswer !== null || promise !== undefined || mediation !== undefined;
  return {
    heading: `${index + 1}．${masked(one.title)}（${about.join('，')}）`,
    lines: [
      ...line('问', registered.source?.askedUnit === undefined ? null : names.unit(registered.source.askedUnit)),
      ...line('反映', masked(registered.words)),
      ...one.additions.flatMap(({ text, on }) => line(`补充（${chineseDate(on)}）`, masked(text))),
      ...(spotAnswer === null || mediation !== undefined ? [] : line('现场答复', masked(spotAnswer.text))),
      ...(promise === undefined ? [] : line('现场承诺', `${names.unit(promise.unit)}${promise.by === undefined ? '' : `（${promise.by}）`}：${masked(promise.text)}${promise.effectOn === undefined ? '' : `；${chineseDate(promise.effectOn)}前见成效`}；${chineseDate(promise.resultOn)}前见结果。`)),
      ...(mediation === undefined ? [] : [
        ...line('调解', `${mediation.parties.map(maskName).join('、')}${mediation.kind === undefined ? '' : `，${mediation.kind}纠纷`}，${MEDIATION_RESULT_WORDS[mediation.result]}${mediation.helpers === undefined || mediation.helpers.length === 0 ? '' : `；参加调解：${mediation.helpers.join('、')}`}。`),
        ...line('协议内容', mediation.agreement === undefined ? null : masked(mediation.agreement)),
      ]),
      ...(dealt ? [] : line('处理', '带回梳理后交办。')),
    ],
  };
}

function pollSection({ polls }: ActivityState): readonly MinutesSection[] {
  if (polls.length === 0) return [];
  return [{
    heading: '无记名测评', matters: [],
    lines: polls.map(({ about, issued, returned, invalid, satisfied, basic, unsatisfied }) => ({ label: about, text: `发出${issued}张，收回${returned}张，无效${invalid}张；满意${satisfied}票，基本满意${basic}票，不满意${unsatisfied}票。` })),
  }];
}

function figureSection({ activity, cases }: MinutesParts): MinutesSection {
  const answered = cases.filter((one) => one.registered.answeredOnSpot !== undefined).length;
  const counters = KINDS[activity.kind].counters.flatMap(({ name, label, unit }) => ((activity.counters[name] ?? 0) === 0 ? [] : [`另计${label}${activity.counters[name] ?? 0}${unit}（没有登记成件）`]));
  const parts = [`代表${activity.deputies.length}人次`, ...(activity.citizens === 0 ? [] : [`${KINDS[activity.kind].people ?? '群众'}${activity.citizens}人次`]), `登记${cases.length}件`, `其中当场答复${answered}件`, ...counters];
  return { heading: '本场合计', matters: [], lines: [{ label: '', text: `${parts.join('，')}。` }] };
}

function line(label: string, text: string | null | undefined): readonly MinutesLine[] {
  return text === null || text === undefined || text.trim() === '' ? [] : [{ label, text }];
}

function textOf(value: ActivityFieldValue | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  return Array.isArray(value) ? value.join('\n') : typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}
